package data

import (
	"context"

	"cppccdesk/data/intake"
)

// PastedName is what stands for the file where cells came from the clipboard.
const PastedName = "粘贴的单元格"

// PlanCells is PlanImport for a block of cells pasted into a list. Its first row names the columns when it is made of
// headings of the kind; else the columns are those of headings, the titles of the list's columns as shown, from the first on.
func (s *Store) PlanCells(ctx context.Context, kind *Kind, scope Scope, headings []string, cells [][]string) (*Import, error) {
	workbook, err := s.CellsWorkbook(ctx, kind, scope, headings, cells)
	if err != nil {
		return nil, err
	}
	return s.PlanWorkbook(ctx, kind, scope, workbook)
}

// CellsWorkbook makes a workbook of a block of pasted cells, with a heading over each column as PlanCells describes.
func (s *Store) CellsWorkbook(ctx context.Context, kind *Kind, scope Scope, headings []string, cells [][]string) (*intake.Workbook, error) {
	whole, err := kind.withExtra(ctx, s.DB(), scope)
	if err != nil {
		return nil, err
	}
	layout, err := whole.layout(ctx, s.DB())
	if err != nil {
		return nil, err
	}
	width := 0
	for _, row := range cells {
		width = max(width, len(row))
	}
	if width == 0 {
		return nil, Refuse(CodeInvalid, "剪贴板里没有可以粘贴的单元格，请先在 Excel 或 WPS 里复制要粘贴的行。")
	}
	rows := cells
	if !layout.IsHeading(cells[0]) {
		if width > len(headings) {
			return nil, Refuse(CodeInvalid, "粘贴的单元格有 %d 列，列表只显示 %d 列；请连同标题行一起复制，或把列表的列调整成一样。", width, len(headings))
		}
		rows = append([][]string{headings[:width]}, cells...)
	}
	return intake.FromText(PastedName, rows), nil
}

package take

import (
	"context"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// PastedName is what stands for the file where cells came from the clipboard.
const PastedName = "粘贴的单元格"

// CellsWorkbook makes a workbook of a block of cells pasted into a list, with a heading over each column. Its first row names the columns when it is
// made of headings of the kind; else the columns are those of headings, the titles of the list's columns as shown, from the first on.
func CellsWorkbook(ctx context.Context, s *store.Store, kind *record.Kind, scope record.Scope, headings []string, cells [][]string) (*intake.Workbook, error) {
	whole, err := kind.WithExtra(ctx, s.DB(), scope)
	if err != nil {
		return nil, err
	}
	layout, err := layoutOf(ctx, whole, s.DB())
	if err != nil {
		return nil, err
	}
	width := 0
	for _, row := range cells {
		width = max(width, len(row))
	}
	if width == 0 {
		return nil, store.Refuse(store.CodeInvalid, "剪贴板里没有可以粘贴的单元格，请先在 Excel 或 WPS 里复制要粘贴的行。")
	}
	rows := cells
	if !layout.IsHeading(cells[0]) {
		if width > len(headings) {
			return nil, store.Refuse(store.CodeInvalid, "粘贴的单元格有 %d 列，列表只显示 %d 列；请连同标题行一起复制，或把列表的列调整成一样。", width, len(headings))
		}
		rows = append([][]string{headings[:width]}, cells...)
	}
	return intake.FromText(PastedName, rows), nil
}

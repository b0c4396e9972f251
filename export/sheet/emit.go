package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const pageFooter = `&C&"宋体,Regular"&10第 &P 页 共 &N 页`

// emit writes a laid-out table to its sheet. Everything that stands before the cells in the file is set first: the stream writer
// takes it along and cannot be told later.
func (wb *workbook) emit(l *laid) error {
	// Filter buttons first: excelize resets the sheet's properties when it adds them.
	if l.table.Filter && len(l.table.Rows) > 0 {
		area := cellName(0, l.headEnd) + ":" + cellName(len(l.table.Columns)-1, l.bodyEnd)
		if err := wb.file.AutoFilter(l.name, area, nil); err != nil {
			return err
		}
	}
	pane := excelize.Panes{Freeze: true, YSplit: l.headEnd + 1, XSplit: l.table.FreezeColumns}
	if err := wb.setPage(l.name, l.paper, l.table.Portrait, l.onePage > 0, pane); err != nil {
		return err
	}
	last := cellName(len(l.table.Columns)-1, len(l.rows)-1)
	if err := wb.setPrintRange(l.name, l.headTop, l.headEnd, last); err != nil {
		return err
	}
	if err := wb.emitCharts(l); err != nil {
		return err
	}
	sw, err := wb.file.NewStreamWriter(l.name)
	if err != nil {
		return err
	}
	for j, w := range l.widths {
		if err := sw.SetColWidth(j+1, j+1, w); err != nil {
			return err
		}
	}
	for _, r := range l.breaks {
		if err := sw.InsertPageBreak(cellName(0, r)); err != nil {
			return err
		}
	}
	if err := wb.emitRows(sw, l); err != nil {
		return err
	}
	for _, m := range l.merges {
		if err := sw.MergeCell(cellName(m.left, m.top), cellName(m.right, m.bottom)); err != nil {
			return err
		}
	}
	return sw.Flush()
}

func (wb *workbook) emitRows(sw *excelize.StreamWriter, l *laid) error {
	cells := make([]excelize.Cell, len(l.table.Columns))
	row := make([]any, len(cells))
	for r, lr := range l.rows {
		for j, p := range lr.cells {
			row[j] = nil
			if !p.filled {
				continue
			}
			id, err := wb.styles.id(p.look)
			if err != nil {
				return err
			}
			cells[j] = excelize.Cell{StyleID: id, Formula: p.formula, Value: p.stored(l.table.Columns[j].Kind)}
			row[j] = &cells[j]
		}
		if err := sw.SetRow(cellName(0, r), row, excelize.RowOpts{Height: lr.height}); err != nil {
			return err
		}
	}
	return nil
}

// setPage sets paper, margins, footer and panes; the sheet is as wide as a page, with onePage as tall too.
func (wb *workbook) setPage(name string, on paper, portrait, onePage bool, pane excelize.Panes) error {
	f := wb.file
	yes, no := true, false
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	wide, tall, orientation := 1, 0, "landscape"
	if portrait {
		orientation = "portrait"
	}
	if onePage {
		tall = 1
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &on.code, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall,
	}); err != nil {
		return err
	}
	top, bottom, left, right, edge := marginTop, marginBottom, marginLeft, marginRight, 0.8
	if err := f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Top: &top, Bottom: &bottom, Left: &left, Right: &right, Header: &edge, Footer: &edge, Horizontally: &yes,
	}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: pageFooter, ScaleWithDoc: &no}); err != nil {
		return err
	}
	return f.SetPanes(name, freeze(pane))
}

// freeze completes a pane: which quarter scrolls and where it begins.
func freeze(p excelize.Panes) *excelize.Panes {
	p.TopLeftCell = cellName(p.XSplit, p.YSplit)
	p.ActivePane = "bottomLeft"
	if p.XSplit > 0 {
		p.ActivePane = "bottomRight"
	}
	p.Selection = []excelize.Selection{{SQRef: p.TopLeftCell, ActiveCell: p.TopLeftCell, Pane: p.ActivePane}}
	return &p
}

// setPrintRange prints from A1 to last and repeats the header rows (0-based) on every page.
func (wb *workbook) setPrintRange(name string, headTop, headEnd int, last string) error {
	quoted := quoteSheet(name)
	corner, err := absolute(last)
	if err != nil {
		return err
	}
	if err := wb.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Area", Scope: name, RefersTo: quoted + "!$A$1:" + corner,
	}); err != nil {
		return err
	}
	return wb.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted, headTop+1, headEnd+1),
	})
}

func absolute(cell string) (string, error) {
	col, row, err := excelize.CellNameToCoordinates(cell)
	if err != nil {
		return "", err
	}
	return excelize.CoordinatesToCellName(col, row, true)
}

func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

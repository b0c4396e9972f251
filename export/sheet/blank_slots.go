package sheet

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
)

// blankGrid is a sheet of a workbook of somebody else.
type blankGrid struct {
	file       *excelize.File
	name       string
	values     [][]string
	boxes      []box // merged cells
	rows, cols int   // as far as something is written or merged
}

// box is a cell, or several merged into one, by its first and last column and row.
type box struct{ col, row, endCol, endRow int }

// grid reads a sheet once; nil when there is none of that name that holds cells.
func (b *Blank) grid(name string) (*blankGrid, error) {
	if g, known := b.grids[name]; known && !b.filled {
		return g, nil
	}
	if index, err := b.file.GetSheetIndex(name); err != nil || index < 0 {
		return nil, nil //nolint:nilerr // no name a sheet can have
	}
	values, err := b.file.GetRows(name)
	if err != nil {
		return nil, nil //nolint:nilerr // a sheet of a chart
	}
	g := &blankGrid{file: b.file, name: name, values: values, rows: len(values)}
	for _, row := range values {
		g.cols = max(g.cols, len(row))
	}
	merged, err := b.file.GetMergeCells(name, true)
	if err != nil {
		return nil, fmt.Errorf("merged cells of %s: %w", name, err)
	}
	for _, m := range merged {
		col, row, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			continue
		}
		endCol, endRow, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			continue
		}
		g.boxes = append(g.boxes, box{col, row, endCol, endRow})
		g.rows, g.cols = max(g.rows, endRow), max(g.cols, endCol)
	}
	b.grids[name] = g
	return g, nil
}

// boxAt is the cell at a place, with what it is merged with.
func (g *blankGrid) boxAt(col, row int) box {
	for _, b := range g.boxes {
		if b.col <= col && col <= b.endCol && b.row <= row && row <= b.endRow {
			return b
		}
	}
	return box{col, row, col, row}
}

// text is what is written at a place.
func (g *blankGrid) text(col, row int) string {
	b := g.boxAt(col, row)
	if b.row < 1 || b.row > len(g.values) || b.col > len(g.values[b.row-1]) {
		return ""
	}
	return strings.TrimSpace(g.values[b.row-1][b.col-1])
}

// bordered reports whether a cell has lines around it.
func (g *blankGrid) bordered(col, row int) bool {
	id, err := g.file.GetCellStyle(g.name, cellName(col-1, row-1))
	if err != nil || id == 0 {
		return false
	}
	style, err := g.file.GetStyle(id)
	return err == nil && style != nil && len(style.Border) > 0
}

// open reports whether a place is an empty cell of the table, the first of a merged one.
func (g *blankGrid) open(col, row int) bool {
	b := g.boxAt(col, row)
	if b.col != col || b.row != row || g.text(col, row) != "" || (col > g.cols || row > g.rows) && !g.bordered(col, row) {
		return false
	}
	formula, err := g.file.GetCellFormula(g.name, cellName(col-1, row-1))
	return err == nil && formula == ""
}

// Slot is an empty cell beside or below a label.
type Slot struct {
	Sheet, Cell, Label string
	Across             string // the nearest heading of its column, of its row where it lies below the label; "" for none
	Percent            bool   // shows percentages
	Doubt              string // why another cell may be meant; "" when none can
}

// justNumber is no label.
var justNumber = regexp.MustCompile(`^[-+\d.,%]+$`)

// Slots lists the empty cells that labels of the workbook seem to be for, sheet by sheet.
func (b *Blank) Slots() ([]Slot, error) {
	var all []Slot
	for _, name := range b.file.GetSheetList() {
		g, err := b.grid(name)
		if err != nil {
			return nil, err
		}
		if g == nil {
			continue
		}
		for r := range g.values {
			for c := range g.values[r] {
				label := g.text(c+1, r+1)
				at := g.boxAt(c+1, r+1)
				if at.col != c+1 || at.row != r+1 || label == "" || justNumber.MatchString(label) {
					continue
				}
				slot, found := g.slot(at, label)
				if !found {
					continue
				}
				if slot.Percent, err = b.ShowsPercent(name, slot.Cell); err != nil {
					return nil, err
				}
				all = append(all, slot)
			}
		}
	}
	return all, nil
}

// slot finds the cell right of or below a label.
func (g *blankGrid) slot(at box, label string) (Slot, bool) {
	right, below := g.open(at.endCol+1, at.row), g.open(at.col, at.endRow+1)
	if right && below { // a table has lines where notes have none
		lineRight, lineBelow := g.bordered(at.endCol+1, at.row), g.bordered(at.col, at.endRow+1)
		if lineRight != lineBelow {
			right, below = lineRight, lineBelow
		}
	}
	s := Slot{Sheet: g.name, Label: label}
	switch {
	case right && below:
		s.Cell, s.Doubt = cellName(at.endCol, at.row-1), "右边和下面都空着"
	case right:
		s.Cell, s.Across = cellName(at.endCol, at.row-1), g.above(at)
		if next := g.boxAt(at.endCol+1, at.row).endCol + 1; s.Across == "" && g.open(next, at.row) {
			s.Doubt = "右边有几个空格"
		}
	case below:
		s.Cell, s.Across = cellName(at.col-1, at.endRow), g.before(at)
		if next := g.boxAt(at.col, at.endRow+1).endRow + 1; s.Across == "" && g.open(at.col, next) {
			s.Doubt = "下面有几个空格"
		}
	default:
		return s, false
	}
	return s, true
}

// above is the heading of the column right of a label: the nearest text over it, but for titles that stretch over the label too.
func (g *blankGrid) above(at box) string {
	for row := at.row - 1; row >= 1; row-- {
		if text := g.text(at.endCol+1, row); text != "" && g.boxAt(at.endCol+1, row).col > at.endCol {
			return text
		}
	}
	return ""
}

// before is the heading of the row below a label.
func (g *blankGrid) before(at box) string {
	for col := at.col - 1; col >= 1; col-- {
		if text := g.text(col, at.endRow+1); text != "" && g.boxAt(col, at.endRow+1).row > at.endRow {
			return text
		}
	}
	return ""
}

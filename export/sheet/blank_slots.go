package sheet

import (
	"fmt"
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
	lined      bool  // some cell has lines around it: then only those belong to a table
}

// box is a cell, or several merged into one, by its first and last column and row.
type box struct{ col, row, endCol, endRow int }

// grid reads a sheet once; nil when there is none of that name that holds cells.
func (b *Blank) grid(name string) (*blankGrid, error) {
	if g, known := b.grids[name]; known {
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
	for row := 1; row <= g.rows && !g.lined; row++ {
		for col := 1; col <= g.cols && !g.lined; col++ {
			g.lined = g.bordered(col, row)
		}
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

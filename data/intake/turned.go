package intake

import (
	"fmt"
	"regexp"
)

// A transposed table has its headings one below the other in the first column and a record in each column right of them. It is read as the table it is
// when turned: only when the headings are surely that, and nothing in the sheet is a header.

const turnedHeadings = 3 // headings below each other that make a transposed table, in more than half of the rows that have one

// turnedFrom is what From says of a row that was a column, after the name of the sheet.
var turnedFrom = regexp.MustCompile(`^(.+) ([A-Z]{1,3}) 列$`)

// FromWords says in words where a row was put together from, by its From: a card, a column of a transposed table, or points in a block of scores.
func FromWords(from string) string {
	if m := turnedFrom.FindStringSubmatch(from); m != nil {
		return fmt.Sprintf("工作表「%s」%s 列", m[1], m[2])
	}
	if m := blockFrom.FindStringSubmatch(from); m != nil {
		return fmt.Sprintf("工作表「%s」%s", m[1], m[2])
	}
	return "登记表「" + from + "」"
}

// turning is a sheet looked at as a transposed table.
type turning struct {
	*view
	d          *dictionary
	col        int    // of the headings
	first, end int    // rows from the first heading past the last one
	records    []int  // columns with a value
	missing    string // title of a required field that a record has no value for, or no heading
}

// readTurned finds the headings of a transposed table; ok is false when the sheet is none.
func readTurned(sheet *Sheet, d *dictionary) (t *turning, ok bool) {
	if sheet.Hidden || sheet.gathered || len(sheet.Rows) > 4*cardRows || noCard.MatchString(sheet.Name) {
		return nil, false
	}
	t = &turning{view: newView(sheet), d: d}
	for t.col = 0; t.col < 2; t.col++ { // a serial number may be in front
		if t.findHeadings() {
			break
		}
	}
	if t.col == 2 {
		return nil, false
	}
	if head, _ := t.findHeader(d, 0); head != nil {
		return nil, false
	}
	t.findRecords()
	return t, len(t.records) > 1
}

// findHeadings reports whether the column holds the headings: each once.
func (t *turning) findHeadings() bool {
	fields, filled := map[int]bool{}, 0
	t.first, t.end = -1, 0
	for row := range t.Rows {
		text := oneLine(t.at(row, t.col).String())
		if text == "" {
			continue
		}
		field, _, named := t.d.lookup(heading{parent: text})
		switch {
		case named && fields[field]:
			return false
		case named:
			fields[field] = true
			if t.first < 0 {
				t.first = row
			}
			t.end = row + 1
		case t.first >= 0 && filledCells(t.Rows[row]) > 1:
			t.end = row + 1 // of no field
		}
		if t.first >= 0 && filledCells(t.Rows[row]) > 1 {
			filled++
		}
	}
	return len(fields) >= max(turnedHeadings, t.d.layout.minMatch()) && 2*len(fields) > filled
}

// findRecords finds the columns that hold a record, and what one of them lacks.
func (t *turning) findRecords() {
	width := 0
	for _, cells := range t.Rows[t.first:t.end] {
		width = max(width, len(cells))
	}
	for col := t.col + 1; col < width; col++ {
		if t.headsOrSpans(col) {
			t.records = nil
			return
		}
		says := map[int]bool{}
		for row := t.first; row < t.end; row++ {
			field, _, named := t.d.lookup(heading{parent: oneLine(t.at(row, t.col).String())})
			if !named {
				continue
			}
			p := pair{cell: t.at(row, col), field: field}
			says[field] = p.says(&t.d.layout.Fields[field])
			says[-1] = says[-1] || !p.cell.Empty()
		}
		if !says[-1] {
			continue
		}
		t.records = append(t.records, col)
		for i, field := range t.d.layout.Fields {
			if field.Required && !says[i] && t.missing == "" {
				t.missing = field.Title
			}
		}
	}
}

// headsOrSpans reports whether a column has a further heading or a part of a wider cell, as cards have.
func (t *turning) headsOrSpans(col int) bool {
	for row := t.first; row < t.end; row++ {
		if m := t.covers[[2]int{row, col}]; m != nil && m.Right > m.Left || t.d.named(oneLine(t.at(row, col).String())) {
			return true
		}
	}
	return false
}

// turn is the sheet with its records in rows.
func (t *turning) turn(wb *Workbook) Sheet {
	sheet := Sheet{Name: freeName(wb, t.Name+"（行列互换）"), Turned: t.Name, Date1904: t.Date1904, Struck: map[int]bool{}, Comments: t.Comments, PartlyStruck: t.PartlyStruck, Pictures: t.Pictures, Pictured: t.Pictured}
	for _, title := range t.titleLines(0, t.first) {
		sheet.addRow("", TextCell(title))
	}
	for _, col := range append([]int{t.col}, t.records...) {
		from := ""
		if col != t.col {
			from = t.Name + " " + ColumnName(col+1) + " 列"
		}
		var cells []Cell
		for row := t.first; row < t.end; row++ {
			if !t.at(row, t.col).Empty() {
				cells = append(cells, t.at(row, col))
			}
		}
		sheet.addRow(from, trimCells(cells)...)
	}
	return sheet
}

// doubtfulTurned says of a sheet that looks like a transposed table and cannot surely be read as one what is missing.
func (v *view) doubtfulTurned(d *dictionary) (sentence string, ok bool) {
	t, ok := readTurned(v.Sheet, d)
	if !ok || t.missing == "" {
		return "", false
	}
	return fmt.Sprintf("工作表「%s」像是一列一条记录（标题在 %s 列），却不是每列都有「%s」，没有读取；补上后再导入，或在表格里把它转置成一行一条。", v.Name, ColumnName(t.col+1), t.missing), true
}

// Package sheet makes the workbooks the office prints, stamps and sends up: the title block, headers of several levels, number
// formats, live totals, notes, signature row and print set-up of an official table, plus plain lists, import templates and the
// workbook of refused rows. It knows paper, not proposals: what a table says is declared by its caller, and nothing of this project
// is imported here. Reading workbooks is not done here either.
package sheet

import (
	"time"

	"cppccdesk/data/measure"
)

// Kind says how a column's values are stored, aligned and formatted.
type Kind int

// The kinds of column. Text, Center and Code store strings; Code also keeps the cell in text format, so a number with leading zeros
// survives being edited. Serial numbers the rows itself. Percent takes a ratio (0.9523 prints 95.23%, with Percent1 95.2%, with Percent0 95%).
const (
	Text Kind = iota
	Center
	Code
	Serial
	Int
	Percent
	Percent1
	Percent0
	Decimal1
	Decimal2
	Date
)

// numeric reports whether the kind is printed as a number that can be added up.
func (k Kind) numeric() bool {
	switch k {
	case Int, Percent, Percent1, Percent0, Decimal1, Decimal2:
		return true
	default:
		return false
	}
}

// Total says what the total row (and each subtotal row) shows in a column.
type Total int

// What a total row may show. Recalc applies the column's own Calc to the totals, which is the only right way to total a rate.
const (
	NoTotal Total = iota
	Sum
	Mean
	Count
	Recalc
)

// Column declares one column of a table. Consecutive columns that share the beginning of Path share those header cells, so Path
// declares the header as a tree: {"办理", "主办"}, {"办理", "协办"}. A shorter Path reaches down to the last header row.
type Column struct {
	Key   string // how Calc and Result name the column; may be empty when neither does
	Path  []string
	Width float64 // in Excel's character units; 0 lets the toolkit judge from the texts
	Kind  Kind
	Calc  Calc // a live formula in every row instead of a value
	Total Total
	Merge bool // joins equal neighbours downwards; for texts only, not under Filter, not used by a Calc
}

// Row is one line of a table body. Cells holds one value per column (those of Serial and Calc columns are ignored, and missing
// ones are blank): nil, string, any integer or float, bool, time.Time, ISO date text in a Date column, a fmt.Stringer, or Counted. Text in a
// numeric column is printed as it is and counts as nothing. A row with Group set is a heading across the table and has no cells.
type Row struct {
	Group string
	Cells []any
	ID    int64 // of the record the row is of, see Table.Of; 0 for none
}

// Counted is the value of a cell with the records it counts.
type Counted struct {
	Value any
	Set   measure.Set
}

// Table is one official sheet: title, line of 填报单位/填报日期/单位, header, body, totals, notes and signatures.
type Table struct {
	Name     string // sheet name; the title when empty; made legal and unique in the book
	Title    string
	Subtitle string    // a line under the title, for example the period covered
	Org      string    // 填报单位(盖章)
	Unit     string    // 单位:件、%
	Date     time.Time // 填报日期; the book's date when zero

	Columns []Column
	Rows    []Row
	Of      string // the kind of record the rows' IDs are of
	People  string // the column with the names of the people the rows are of, "" where they are of no people; see OrderPeople

	TotalLabel string // 合计 when empty; the row appears when any column has a Total
	Subtotals  bool   // a 小计 row closes each group
	Rebase     Rebase // leads from the totals to another base
	Notes      []string
	Charts     []Chart  // below all else
	Signature  bool     // 单位负责人: 审核人: 填报人: 联系电话:
	Signers    []string // what stands after the four captions, in their order; missing ones are left open

	Portrait      bool
	Filter        bool // filter buttons on the header; excludes Merge, Subtotals and group rows
	FreezeColumns int  // columns that stay in view when scrolled sideways
	CenterNumbers bool // centre numbers instead of aligning them right
}

// Book is one workbook file. Date is the day the figures are of: it is the default 填报日期 and the file's creation time, so the same
// tables on the same date give the same bytes.
type Book struct {
	Title   string
	Creator string
	Subject string
	Date    time.Time
	Tables  []Table
}

// Figure is one number of a written sheet: where it stands, the formula that keeps it live, and the value stored with it.
type Figure struct {
	Sheet   string
	Key     string
	Title   string // header path joined, 办理·主办
	Cell    string // D25
	Formula string // without the leading =; empty for a plain value
	Value   float64
	Number  bool   // false when the cell shows text, such as — for a rate without a denominator
	Text    string // as the cell shows it
}

// Written tells what one sheet holds and where.
type Written struct {
	Name      string
	Rows      int           // body rows, group and subtotal rows not counted
	Totals    []Figure      // the total row, in column order, columns without a total left out
	Rebased   []Figure      // what the totals come to on the other base, see Rebase
	Behind    []measure.Set // of each of Totals, the records it adds up or counts, each once
	Truncated []string      // cells whose text was cut at Excel's limit of 32,767 characters
}

// Total finds the total of the column with the given key.
func (w Written) Total(key string) (Figure, bool) { return keyed(w.Totals, key) }

// Remains finds what the total of the column comes to on the other base.
func (w Written) Remains(key string) (Figure, bool) { return keyed(w.Rebased, key) }

func keyed(figures []Figure, key string) (Figure, bool) {
	for _, f := range figures {
		if f.Key == key {
			return f, true
		}
	}
	return Figure{}, false
}

// Result tells what a book holds, sheet by sheet.
type Result struct {
	Path   string
	Sheets []Written
}

// Total finds a total by sheet index and column key.
func (r Result) Total(sheet int, key string) (Figure, bool) {
	if sheet < 0 || sheet >= len(r.Sheets) {
		return Figure{}, false
	}
	return r.Sheets[sheet].Total(key)
}

// Field declares a column together with where its value comes from in a record of type T. Value is nil for Serial and Calc columns.
type Field[T any] struct {
	Column
	Value func(T) any
}

// Columns takes the columns out of field declarations.
func Columns[T any](fields []Field[T]) []Column {
	out := make([]Column, len(fields))
	for i, f := range fields {
		out[i] = f.Column
	}
	return out
}

// Rows makes one table row per record.
func Rows[T any](fields []Field[T], records []T) []Row {
	out := make([]Row, len(records))
	for i, r := range records {
		out[i] = Row{Cells: cellsOf(fields, r)}
	}
	return out
}

// Identify says which record each row made of records by Rows is of.
func Identify[T any](t *Table, kind string, records []T, id func(T) int64) {
	t.Of = kind
	for i, r := range records {
		t.Rows[i].ID = id(r)
	}
}

func cellsOf[T any](fields []Field[T], record T) []any {
	cells := make([]any, len(fields))
	for i, f := range fields {
		if f.Value != nil {
			cells[i] = f.Value(record)
		}
	}
	return cells
}

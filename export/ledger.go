package export

import (
	"strconv"

	"cppccdesk/data/record"
	"cppccdesk/export/sheet"
)

// Ledger declares a workbook with a row for each record of a kind.
type Ledger struct {
	Code, Name string
	Unit       string // what its totals count: 组、人
	Kind       *record.Kind
	Columns    []sheet.Column                      // their keys are those of fields
	Keep       func(y *Year, r record.Record) bool // which records it has; nil: all of the year
	Notes      func(y *Year) []string              // below the table; nil: none
}

// Report is the workbook.
func (l Ledger) Report() Report {
	return Report{Code: l.Code, Name: l.Name, Reads: l.Kind, Build: l.build}
}

func (l Ledger) build(y *Year) []sheet.Table {
	var kept []record.Record
	for _, r := range y.records[l.Kind] {
		if l.Keep == nil || l.Keep(y, r) {
			kept = append(kept, r)
		}
	}
	var fields []sheet.Field[record.Record]
	for _, c := range l.Columns {
		fields = append(fields, sheet.Field[record.Record]{Column: c, Value: l.valueOf(c)})
	}
	t := y.table(l.Name, l.Unit)
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, kept)
	sheet.Identify(&t, l.Kind.Name, kept, func(r record.Record) int64 { return r.ID })
	if l.Notes != nil {
		t.Notes = l.Notes(y)
	}
	return []sheet.Table{t}
}

// valueOf is a column's value of a record, a number where the field is one.
func (l Ledger) valueOf(c sheet.Column) func(record.Record) any {
	number := c.Kind == sheet.Int
	if f := l.Kind.Field(c.Key); f != nil {
		_, whole := f.Typed().(record.Whole)
		number = number || whole
	}
	return func(r record.Record) any {
		if n, err := strconv.Atoi(r.Values[c.Key]); err == nil && number {
			return n
		}
		return r.Values[c.Key]
	}
}

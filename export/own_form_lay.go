package export

import (
	"slices"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/export/sheet"
)

// arranged are the tables of a report in the office's own form, those without one as they are. This is the one place where a form is applied: whatever prints
// a report prints these tables, and whatever compares its numbers reads those that the report declares.
func (y *Year) arranged(r Report, tables []sheet.Table) []sheet.Table {
	out := slices.Clone(tables)
	for i := range out {
		stored := y.columns[record.ReportSheet{Report: r.Code, Sheet: i + 1}]
		if r.Fixed != "" || len(stored) == 0 {
			continue
		}
		if kind := kindOfRows(&tables[i]); kind == nil {
			relabel(&out[i], stored)
		} else if picks := y.picks(&tables[i], kind, stored); len(picks) > 0 {
			out[i] = tables[i].Arranged(picks)
		}
	}
	return out
}

// nameOrder is the order of the people on a sheet: the one chosen for it, else the office's.
func (y *Year) nameOrder(r Report, number int) fold.NameOrder {
	if order, ok := y.orders[record.ReportSheet{Report: r.Code, Sheet: number}]; ok {
		return order
	}
	return fold.NameOrder(y.Settings[record.NameOrderSetting])
}

// ownForm reports whether a sheet of the report is printed in a form of the office's own.
func (y *Year) ownForm(r Report) bool {
	for of := range y.columns {
		if of.Report == r.Code {
			return true
		}
	}
	return false
}

// relabel puts the office's headings and widths on the columns of a table.
func relabel(t *sheet.Table, stored []record.ReportColumn) {
	t.Columns = slices.Clone(t.Columns)
	for i := range t.Columns {
		for _, s := range stored {
			if s.Code == codeOf(t.Columns[i]) {
				t.Columns[i] = dressed(t.Columns[i], s)
			}
		}
	}
}

// dressed is a column with the office's heading and width.
func dressed(c sheet.Column, s record.ReportColumn) sheet.Column {
	c.Path = headingPath(c.Path, s.Heading)
	if s.Width > 0 {
		c.Width = float64(s.Width)
	}
	return c
}

// picks are the columns that a form prints. One that the report or its records have no longer is left out; one that a printed column computes with, as a
// setting may have it since the form was made, comes in front of that.
func (y *Year) picks(t *sheet.Table, kind *record.Kind, stored []record.ReportColumn) (picks []sheet.Pick) {
	at := map[string]int{}
	for i, c := range t.Columns {
		at[codeOf(c)] = i
	}
	printed := slices.DeleteFunc(slices.Clone(stored), func(s record.ReportColumn) bool { return !s.Printed })
	have := map[string]bool{}
	for _, s := range printed {
		have[s.Code] = true
	}
	for _, s := range printed {
		i, declared := at[s.Code]
		if !declared {
			if pick, ok := y.added(t, kind, s); ok {
				picks = append(picks, pick)
			}
			continue
		}
		for _, code := range t.Columns[i].Operands() {
			if !have[code] {
				have[code] = true
				picks = append(picks, sheet.Pick{Of: at[code], Column: t.Columns[at[code]]})
			}
		}
		picks = append(picks, sheet.Pick{Of: i, Column: dressed(t.Columns[i], s)})
	}
	return picks
}

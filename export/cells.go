package export

import (
	"cmp"
	"strconv"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/export/sheet"
)

// orBlank leaves a cell empty where there is no number.
func orBlank(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

// monthOf is the month of YYYY-MM without a leading zero.
func monthOf(month string) string {
	_, m, _ := strings.Cut(month, "-")
	return strings.TrimPrefix(m, "0")
}

// share is a ratio as a percent column takes it; nothing to divide by shows as such.
func share(r measure.Ratio) any {
	if r.Den == 0 {
		return measure.Undefined
	}
	return float64(r.Num) / float64(r.Den)
}

func wholeNumber(n int64) string { return strconv.FormatInt(n, 10) }

// counted is the number of a figure with the records it counts.
func counted(f measure.Figure) any { return sheet.Counted{Value: f.Num, Set: f.Counted} }

// rated is a rate with the records it is of.
func rated(f measure.Figure) any { return sheet.Counted{Value: share(f.Ratio()), Set: f.Base} }

// unitColumn is a count of the units' table.
func unitColumn(key string, path []string, value func(proposal.UnitFigures) int64) sheet.Field[proposal.UnitFigures] {
	return sheet.Field[proposal.UnitFigures]{
		Column: sheet.Column{Key: key, Path: path, Kind: sheet.Int, Total: sheet.Sum},
		Value:  func(u proposal.UnitFigures) any { return sheet.Counted{Value: value(u), Set: u.Behind(value)} },
	}
}

// groupRows are the rows of records under a heading, of none not even that; id is what a row is of.
func groupRows[T any](heading string, fields []sheet.Field[T], records []T, id func(T) int64) []sheet.Row {
	if len(records) == 0 {
		return nil
	}
	rows := []sheet.Row{{Group: heading}}
	for i, row := range sheet.Rows(fields, records) {
		row.ID = id(records[i])
		rows = append(rows, row)
	}
	return rows
}

// unitRows are the rows of units under the names of their systems, in which order they come.
func unitRows(fields []sheet.Field[proposal.UnitFigures], units []proposal.UnitFigures) (rows []sheet.Row) {
	for len(units) > 0 {
		system := units[0].System
		n := 1
		for n < len(units) && units[n].System == system {
			n++
		}
		rows = append(rows, groupRows(cmp.Or(system, "未注明系统"), fields, units[:n], func(u proposal.UnitFigures) int64 { return u.UnitID })...)
		units = units[n:]
	}
	return rows
}

func unitRate(key string, path []string, num, den []string) sheet.Field[proposal.UnitFigures] {
	return sheet.Field[proposal.UnitFigures]{
		Column: sheet.Column{Key: key, Path: path, Kind: sheet.Percent, Calc: sheet.Ratio(num, den), Total: sheet.Recalc},
	}
}

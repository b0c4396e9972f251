package export

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sheet"
)

// addedField is the field that a column added by the office shows: kind.field; nil where the records have none of that name.
func addedField(kind *record.Kind, code string) *record.Field {
	key, added := strings.CutPrefix(code, kind.Name+".")
	if !added {
		return nil
	}
	f := kind.Field(key)
	if f == nil || !addable(f) {
		return nil
	}
	return f
}

// addable reports whether a field can be a column: parts are tables of their own.
func addable(f *record.Field) bool { return f.Part == nil && !f.TakeOnly }

// added is a column that shows a field of the records as lists do, sensitive ones masked. Beside merged columns its cells are merged too.
func (y *Year) added(t *sheet.Table, kind *record.Kind, s record.ReportColumn) (sheet.Pick, bool) {
	f := addedField(kind, s.Code)
	if f == nil {
		return y.addedFigure(kind, s)
	}
	c := sheet.Column{Key: s.Code, Path: []string{f.Title}, Kind: addedKind(f)}
	c.Merge = c.Kind != sheet.Int && slices.ContainsFunc(t.Columns, func(c sheet.Column) bool { return c.Merge })
	records := y.fields[kind.Name]
	return sheet.Pick{Of: -1, Column: dressed(c, s), Value: func(row sheet.Row) any {
		text := f.Shown(records[row.ID])
		if n, err := strconv.Atoi(text); err == nil && c.Kind == sheet.Int {
			return n
		}
		return text
	}}, true
}

// addedKind is how the values of a field stand in their column. A number that things are called by is no amount.
func addedKind(f *record.Field) sheet.Kind {
	switch f.One().(type) {
	case record.Word, record.YesNo, record.Decimal, record.Month:
		return sheet.Center
	}
	switch kind := templateKind(*f); {
	case kind == sheet.Int && f.Counted():
		return sheet.Center
	default:
		return kind
	}
}

// readFields reads the fields that the office's forms add to reports, as of the day of the reports.
func (y *Year) readFields(ctx context.Context, db bun.IDB, scope record.Scope) error {
	y.fields = map[string]map[int64]record.Values{}
	for _, r := range registered {
		if r.Fixed != "" || !y.ownForm(r) {
			continue
		}
		for i, t := range r.Build(y) {
			kind := kindOfRows(&t)
			adds := func(s record.ReportColumn) bool { return s.Printed && kind != nil && addedField(kind, s.Code) != nil }
			if !slices.ContainsFunc(y.columns[record.ReportSheet{Report: r.Code, Sheet: i + 1}], adds) {
				continue
			}
			if err := y.readFieldsOf(ctx, db, scope, kind, t.Rows); err != nil {
				return err
			}
		}
	}
	return nil
}

// readFieldsOf reads the records that rows are of, those of the scope at once.
func (y *Year) readFieldsOf(ctx context.Context, db bun.IDB, scope record.Scope, kind *record.Kind, rows []sheet.Row) error {
	if y.fields[kind.Name] == nil {
		all, err := kind.Records(ctx, db, scope)
		if err != nil {
			return err
		}
		y.fields[kind.Name] = map[int64]record.Values{}
		for _, r := range all {
			y.fields[kind.Name][r.ID] = r.Values
		}
		if kind == proposal.Proposals {
			y.fieldsOnDay()
		}
	}
	found := y.fields[kind.Name]
	for _, row := range rows {
		if row.ID == 0 || found[row.ID] != nil {
			continue
		}
		r, err := kind.RecordWith(ctx, db, scope, row.ID, record.FlatFields)
		if err != nil && store.CodeOf(err) != store.CodeNotFound {
			return err
		}
		found[row.ID] = r.Values // of one that is in the bin: none
	}
	return nil
}

// fieldsOnDay sets the fields of proposals to the day of the reports: their records say what is now.
func (y *Year) fieldsOnDay() {
	of := y.fields[proposal.Proposals.Name]
	for i := range y.Handled {
		if v := of[y.Handled[i].ID]; v != nil {
			v = maps.Clone(v)
			y.Handled[i].OnDay(v, y.day())
			of[y.Handled[i].ID] = v
		}
	}
}

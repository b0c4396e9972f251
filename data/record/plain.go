package record

import (
	"context"
	"maps"

	"cppccdesk/data/store"
)

// Plain stores v as most sorts of records are stored: each field entered in the column of its key, the year where the table has one, the parts by
// difference. What a new record is not told of is the field's Default. A missing value, a word its dictionary does not have and a number that is none are refused. more are columns that follow from
// something else.
func (k *Kind) Plain(ctx context.Context, tx *store.Tx, scope Scope, id int64, v Values, more store.Columns) (int64, error) {
	was := Values{}
	if id != 0 {
		stored, err := k.Record(ctx, tx, id)
		if err != nil {
			return 0, err
		}
		was = stored.Values
	}
	row := store.Columns{}
	for i := range k.Fields {
		f := &k.Fields[i]
		if err := k.put(ctx, tx, scope, id, f, v, was[f.Key], row); err != nil {
			return 0, err
		}
	}
	maps.Copy(row, more)
	id, err := tx.Put(ctx, k.Table, id, row)
	if err != nil {
		return 0, err
	}
	for i := range k.Fields {
		f := &k.Fields[i]
		if text, told := v[f.Key]; told && f.Part != nil {
			if err := f.Part.Save(ctx, tx, id, text, was[f.Key]); err != nil {
				return 0, err
			}
		}
	}
	return id, nil
}

// put puts what v says of a field into the row of record id; was is what it had before.
func (k *Kind) put(ctx context.Context, tx *store.Tx, scope Scope, id int64, f *Field, v Values, was string, row store.Columns) error {
	value, told := f.told(v, id == 0)
	switch {
	case f.Required && value == "" && (told || id == 0):
		return store.Refuse(store.CodeInvalid, "缺少%s「%s」。", k.Title, f.Title)
	case f.Key == yearKey:
		if value == "" && id != 0 {
			return nil
		}
		year, err := YearOf(ctx, tx, scope, v)
		row[f.Key] = year
		return err
	case !told || f.Part != nil || f.ListOnly || f.Expr != "":
		return nil
	}
	if err := f.CheckWord(ctx, tx, value, was); err != nil {
		return err
	}
	canonical, err := f.Canonical(value)
	if err != nil {
		return store.Refuse(store.CodeInvalid, "%s的「%s」一栏为「%s」，%s。", k.Title, f.Title, value, err)
	}
	row[f.Key] = f.Typed().Stored(canonical)
	return nil
}

// told is what v holds of the field, and whether it does. A new record has the field's default where v does not.
func (f *Field) told(v Values, fresh bool) (string, bool) {
	value, told := v[f.Key]
	if fresh && !told && f.Default != "" {
		return f.Default, true
	}
	return value, told
}

// yearKey is the field with the year a record belongs to; one that is not told is the working year.
const yearKey = "year"

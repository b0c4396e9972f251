package record

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// Part declares the rows that live inside a record of a kind, a small table of its form: a proposal's units, its talks. In Values a part is one
// text, as package rows writes it; what is stored is changed by the difference of ids, so that a row nobody touched stays what it is.
type Part struct {
	Title   string  // of one row: 承办单位
	Table   string  // of its rows
	Owner   string  // column with the record's id
	From    string  // SQL the rows are read from; the table itself is x there
	Order   string  // SQL order of the rows
	Ordinal string  // column with the place the office put a row at; empty: Order alone decides
	Fields  []Field // of a row; Expr is SQL over From, empty: the column of x

	// Files names the field by which the files of a row are told apart, as the evidence of a node of the tracking; "": its rows keep none.
	Files string

	// Check refuses rows that contradict each other, before any is stored; nil: none can.
	Check func(all []Values) error

	// First orders rows to be changed where the schema allows no two of a kind even for a moment; nil: any order.
	First func(a, b Values) int

	// Row settles the columns of a row. v is the whole row as it will be; was is as it is stored, nil for a new one. None at all leave a new row out.
	Row func(ctx context.Context, tx *store.Tx, owner int64, v, was Values) (store.Columns, error)

	// Also stores what a row keeps in other tables; nil: nothing.
	Also func(ctx context.Context, tx *store.Tx, id int64, v Values) error

	// Removable refuses the removal of a row that others need; nil: none is needed.
	Removable func(ctx context.Context, tx *store.Tx, id int64, v Values) error
}

// expr is the SQL of the part's text for the record whose id is the SQL owner, in no canonical form yet.
func (p *Part) expr(owner string) string {
	pairs := make([]string, 0, len(p.Fields)+1)
	pairs = append(pairs, "'id', CAST(x.id AS TEXT)")
	for i := range p.Fields {
		f := &p.Fields[i]
		pairs = append(pairs, store.QuoteText(f.Key)+", "+f.ColumnOf("x"))
	}
	return "(SELECT json_group_array(json_object(" + strings.Join(pairs, ", ") + ") ORDER BY " + p.Order + ") FROM " + p.From +
		" WHERE x." + p.Owner + " = " + owner + ")"
}

// text brings what expr read into the canonical form.
func (p *Part) text(read string) (string, error) {
	parsed, err := rows.Parse(read)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", p.Table, err)
	}
	return rows.Text(parsed), nil
}

// Read reads the rows of one record.
func (p *Part) Read(ctx context.Context, db bun.IDB, owner int64) ([]rows.Row, error) {
	var text string
	if err := db.QueryRowContext(ctx, "SELECT "+p.expr("?"), owner).Scan(&text); err != nil {
		return nil, fmt.Errorf("read %s of %d: %w", p.Table, owner, err)
	}
	return rows.Parse(text)
}

// Parse reads rows from a text, which may be anything.
func (p *Part) Parse(text string) ([]rows.Row, error) {
	parsed, err := rows.Parse(text)
	if err != nil {
		return nil, store.Refuse(store.CodeInvalid, "「%s」的内容读不出来。", p.Title)
	}
	return parsed, nil
}

// Canonical brings typed rows into the form they are kept in; all cells that cannot be are refused.
func (p *Part) Canonical(text string) (string, error) {
	parsed, err := p.Parse(text)
	if err != nil {
		return "", err
	}
	return p.CanonicalRows(parsed)
}

// CanonicalRows is Canonical of rows, which it writes as a text has them.
func (p *Part) CanonicalRows(parsed []rows.Row) (string, error) {
	var refused []error
	for i, row := range parsed {
		for key := range row {
			if key != rows.ID && p.Field(key) == nil {
				delete(row, key)
			}
		}
		for j := range p.Fields {
			f := &p.Fields[j]
			value, err := f.Canonical(row[f.Key])
			switch {
			case err != nil:
				refused = append(refused, store.Refuse(store.CodeInvalid, "%s第 %d 行「%s」一栏为「%s」，%s。", p.Title, i+1, f.Title, row[f.Key], err))
			case value == "" && f.Required:
				refused = append(refused, store.Refuse(store.CodeInvalid, "%s第 %d 行缺少「%s」。", p.Title, i+1, f.Title))
			}
			if row[f.Key] = value; value == "" {
				delete(row, f.Key)
			}
		}
	}
	if len(refused) > 0 {
		return "", store.RefuseAll(refused...)
	}
	return rows.Text(parsed), nil
}

func (p *Part) Field(key string) *Field {
	i := slices.IndexFunc(p.Fields, func(f Field) bool { return f.Key == key })
	if i < 0 {
		return nil
	}
	return &p.Fields[i]
}

// Values are the row's fields, those that are empty among them.
func (p *Part) Values(row rows.Row) Values {
	v := Values{}
	for i := range p.Fields {
		v[p.Fields[i].Key] = row[p.Fields[i].Key]
	}
	return v
}

// Save makes the rows of the record exactly those of the text wanted: rows with an id are changed where they differ, those without are new, and
// what is not among them is removed. text is the part as it was read in this transaction. Both are canonical.
func (p *Part) Save(ctx context.Context, tx *store.Tx, owner int64, wanted, text string) error {
	want, err := p.Parse(wanted)
	if err != nil {
		return err
	}
	have, err := p.Parse(text)
	if err != nil {
		return err
	}
	if err := p.refuseStray(want, have); err != nil {
		return err
	}
	if err := p.check(want); err != nil {
		return err
	}
	for _, row := range have {
		if ByRowID(want, row[rows.ID]) == nil {
			if err := p.remove(ctx, tx, row); err != nil {
				return err
			}
		}
	}
	placed, err := p.makeWay(ctx, tx, owner, want, have)
	if err != nil {
		return err
	}
	for _, at := range p.sequence(want) {
		place := 0
		if p.Ordinal != "" && at >= placed {
			place = at + 1
		}
		if err := p.put(ctx, tx, owner, want[at], ByRowID(have, want[at][rows.ID]), place); err != nil {
			return err
		}
	}
	return nil
}

// refuseStray refuses rows with an id that is not stored, or that another of them has.
func (p *Part) refuseStray(want, have []rows.Row) error {
	for i, row := range want {
		if id := row[rows.ID]; id != "" && (ByRowID(have, id) == nil || ByRowID(want[:i], id) != nil) {
			return store.Refuse(store.CodeConflict, "%s中有一行已被别处删除，没有保存。请重新打开后再改。", p.Title)
		}
	}
	return nil
}

func (p *Part) check(want []rows.Row) error {
	if p.Check == nil {
		return nil
	}
	all := make([]Values, len(want))
	for i, row := range want {
		all[i] = p.Values(row)
	}
	return p.Check(all)
}

// sequence lists the places of the rows in the order they are stored: changes before additions.
func (p *Part) sequence(want []rows.Row) []int {
	places := make([]int, len(want))
	for i := range places {
		places[i] = i
	}
	isNew := func(at int) bool { return want[at][rows.ID] == "" }
	slices.SortStableFunc(places, func(a, b int) int {
		switch {
		case isNew(a) != isNew(b) && isNew(a):
			return 1
		case isNew(a) != isNew(b):
			return -1
		case p.First == nil:
			return 0
		}
		return p.First(p.Values(want[a]), p.Values(want[b]))
	})
	return places
}

// makeWay clears the places from which on the rows are others than before, so that no two are at one for a moment; it returns the first of them.
func (p *Part) makeWay(ctx context.Context, tx *store.Tx, owner int64, want, have []rows.Row) (first int, err error) {
	if p.Ordinal == "" {
		return 0, nil
	}
	last, err := store.LookUp(ctx, tx, "SELECT COALESCE(max("+p.Ordinal+"), 0) FROM "+p.Table+" WHERE "+p.Owner+" = ?", owner)
	if err != nil {
		return 0, err
	}
	if int(last) <= len(have) { // without gaps
		for first < len(want) && first < len(have) && want[first][rows.ID] == have[first][rows.ID] {
			first++
		}
	}
	if first >= len(have) {
		return first, nil
	}
	return first, tx.Run(ctx, fmt.Sprintf("UPDATE %[1]s SET %[2]s = -id WHERE %[3]s = ? AND %[2]s > ?", p.Table, p.Ordinal, p.Owner), owner, first)
}

func (p *Part) remove(ctx context.Context, tx *store.Tx, row rows.Row) error {
	id := RowID(row)
	if err := p.refuseFiled(ctx, tx, row); err != nil {
		return err
	}
	if p.Removable != nil {
		if err := p.Removable(ctx, tx, id, p.Values(row)); err != nil {
			return err
		}
	}
	return tx.Run(ctx, "DELETE FROM "+p.Table+" WHERE id = ?", id)
}

// put stores one row, at a place unless that is 0.
func (p *Part) put(ctx context.Context, tx *store.Tx, owner int64, row, stored rows.Row, place int) error {
	v := p.Values(row)
	var was Values
	if stored != nil {
		was = p.Values(stored)
	}
	if err := p.CheckWords(ctx, tx, v, was); err != nil {
		return err
	}
	set := store.Columns{}
	if was == nil || !maps.Equal(v, was) {
		var err error
		if set, err = p.Row(ctx, tx, owner, v, was); err != nil || set == nil {
			return err
		}
	}
	if place > 0 {
		set[p.Ordinal] = place
	}
	if was == nil {
		set[p.Owner] = owner
	}
	id, err := tx.Put(ctx, p.Table, RowID(row), set)
	if err != nil || p.Also == nil {
		return err
	}
	return p.Also(ctx, tx, id, v)
}

// CheckWords refuses a word a row says that its dictionary does not have; one it had before stays.
func (p *Part) CheckWords(ctx context.Context, tx *store.Tx, v, was Values) error {
	for i := range p.Fields {
		f := &p.Fields[i]
		if err := f.CheckWord(ctx, tx, v[f.Key], was[f.Key]); err != nil {
			return err
		}
	}
	return nil
}

// RowID is the stored id of a row, 0 for a new one.
func RowID(row rows.Row) int64 { return int64(CountOf(row[rows.ID])) }

// ColumnOf is the SQL of the field among the rows of a table: that of Expr, else the column of its name.
func (f *Field) ColumnOf(table string) string {
	column := *f
	if column.Expr == "" {
		column.Expr = table + "." + f.Key
	}
	return column.expr()
}

// Repeated is the first of the rows that has the values of a row before it under the keys; nil for none.
func Repeated(all []Values, keys ...string) Values {
	for i, v := range all {
		same := func(before Values) bool {
			return !slices.ContainsFunc(keys, func(key string) bool { return before[key] != v[key] })
		}
		if slices.ContainsFunc(all[:i], same) {
			return v
		}
	}
	return nil
}

package record

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// Ledger says of a kind that its records are rows of a part of another kind's records. What is saved of a row goes through the record it is part of,
// which is checked as a whole.
type Ledger struct {
	Of     *Kind    // whose part
	Key    string   // of the part among its fields
	Same   []string // fields of a row that make it the same row of a record
	Unsaid string   // the one of Same that a file may leave out; empty: none
	// Numbered is the one of Same by which rows of a record are called that may be called alike: those of one file are told apart by their order, see
	// NumberedName; empty: none may.
	Numbered string

	// Lead are the fields in front of a row that name its record, with SQL over Join; the Index of Of and its year by default.
	Lead []Field
	// Join is SQL joined to the part's rows x, with the condition on the records; by default the view of Of as o. Order is an expression that orders the records.
	Join, Order string

	// Names are the keys of Lead by the first of which that v says its record is looked for; by default the first that is required.
	Names []string

	// Across says that a file may have a column of a value for each record of Of, headed by its name; nil: it may not.
	Across *Across

	// Among leaves of the rows found by Names those whose record v names.
	Among func(v Values, found []Record) ([]Record, error)
	// Owner finds the record that v names; by default as Match of its kind does.
	Owner func(ctx context.Context, tx *store.Tx, scope Scope, v Values) (int64, error)
	// Belied refuses what a row of a file says of record owner under keys of Lead when it is not so: the row is another's. Of a row that is the owner's it
	// leaves in v what names the owner. nil: nothing is looked at.
	Belied func(ctx context.Context, tx *store.Tx, owner int64, v Values) error
	// Name puts the names that things have now in the place of what row id of the record calls them; nil: they are looked for as they are.
	Name func(ctx context.Context, tx *store.Tx, owner, id int64, v Values) error

	part *Part
}

// Across are the keys of the name and the value that stand across a file, and the names there are.
type Across struct {
	Of, Value string
	Names     func(ctx context.Context, db bun.IDB) ([]string, error)
}

// LedgerRow is what is to be saved of a row: of row id, or of the one that has the same values under the ledger's keys, or of a new one. It then has
// the id of that.
type LedgerRow struct {
	ID     int64
	Values Values

	at int // its place among the rows of the record
}

// Read reads the rows of one record.
func (l *Ledger) Read(ctx context.Context, tx *store.Tx, owner int64) ([]rows.Row, error) {
	return l.part.Read(ctx, tx, owner)
}

// save stores one row of the record that row id is of, or that v names.
func (l *Ledger) save(ctx context.Context, tx *store.Tx, scope Scope, id int64, v Values) (int64, error) {
	owner, err := l.OwnerOf(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	if err := l.name(ctx, tx, owner, id, v); err != nil {
		return 0, err
	}
	row := &LedgerRow{ID: id, Values: v}
	if err := l.SaveAll(ctx, tx, scope, owner, []*LedgerRow{row}); err != nil {
		return 0, err
	}
	return row.ID, nil
}

func (l *Ledger) name(ctx context.Context, tx *store.Tx, owner, id int64, v Values) error {
	if l.Name == nil {
		return nil
	}
	return l.Name(ctx, tx, owner, id, v)
}

// RefuseAlone names a row as it is saved and refuses one that cannot be right whatever the other changes of the rows all are.
func (l *Ledger) RefuseAlone(ctx context.Context, tx *store.Tx, owner int64, all []rows.Row, c *LedgerRow) error {
	if err := l.name(ctx, tx, owner, c.ID, c.Values); err != nil {
		return err
	}
	row := l.put(slices.Clone(all), c)[c.at]
	if _, err := l.part.Canonical(rows.Text([]rows.Row{row})); err != nil {
		return err
	}
	var was Values
	if stored := ByRowID(all, row[rows.ID]); stored != nil {
		was = l.part.Values(stored)
	}
	return l.part.CheckWords(ctx, tx, l.part.Values(row), was)
}

// put puts a change into the rows of the record.
func (l *Ledger) put(all []rows.Row, c *LedgerRow) []rows.Row {
	all = l.place(all, c)
	all[c.at] = maps.Clone(all[c.at])
	for i := range l.part.Fields {
		key := l.part.Fields[i].Key
		if value, ok := c.Values[key]; ok && (value != "" || c.ID != 0) {
			all[c.at][key] = value
		}
	}
	return all
}

// place finds where in the rows the one is that c is of, which is put behind them when it is new.
func (l *Ledger) place(all []rows.Row, c *LedgerRow) []rows.Row {
	c.at = slices.IndexFunc(all, func(row rows.Row) bool {
		differs := func(key string) bool { return row[key] != l.orDefault(key, c.Values[key]) }
		return RowID(row) == c.ID || c.ID == 0 && !slices.ContainsFunc(l.Same, differs)
	})
	if c.at >= 0 {
		return all
	}
	row := rows.Row{}
	for i := range l.part.Fields {
		row[l.part.Fields[i].Key] = l.part.Fields[i].Default
	}
	c.at = len(all)
	return append(all, row)
}

// orDefault is the value, or what a new row has where it is empty.
func (l *Ledger) orDefault(key, value string) string {
	if f := l.part.Field(key); value == "" && f != nil {
		return f.Default
	}
	return value
}

// SaveAll stores rows of one record, named as they are saved, which is checked once they are all in it.
func (l *Ledger) SaveAll(ctx context.Context, tx *store.Tx, scope Scope, owner int64, changes []*LedgerRow) error {
	all, err := l.Read(ctx, tx, owner)
	if err != nil {
		return err
	}
	if all, err = l.merge(all, changes); err != nil {
		return err
	}
	if _, err := l.Of.Save(ctx, tx, scope, owner, Values{l.Key: rows.Text(all)}); err != nil {
		return err
	}
	return l.identify(ctx, tx, owner, all, changes)
}

// merge puts changes of different rows into the rows of the record.
func (l *Ledger) merge(all []rows.Row, changes []*LedgerRow) ([]rows.Row, error) {
	taken := map[int]bool{}
	for _, c := range changes {
		all = l.put(all, c)
		if taken[c.at] || len(changes) > 1 && c.ID == 0 && l.Unsaid != "" && c.Values[l.Unsaid] == "" { // it may mean one of the others
			return nil, store.Refuse(store.CodeDuplicate, "同一%s有几行。", l.part.Title)
		}
		taken[c.at] = true
	}
	return all, nil
}

// identify finds the ids of the changed rows, which all were put into, now that they are stored.
func (l *Ledger) identify(ctx context.Context, tx *store.Tx, owner int64, all []rows.Row, changes []*LedgerRow) error {
	added, err := l.Read(ctx, tx, owner)
	if err != nil {
		return err
	}
	added = slices.DeleteFunc(added, func(row rows.Row) bool { return ByRowID(all, row[rows.ID]) != nil })
	for _, c := range changes {
		if c.ID = RowID(all[c.at]); c.ID != 0 {
			continue
		}
		at := slices.IndexFunc(added, func(row rows.Row) bool {
			return len(added) == 1 || !slices.ContainsFunc(l.Same, func(key string) bool { return row[key] != all[c.at][key] })
		})
		if at < 0 {
			return store.Refuse(store.CodeConflict, "%s没有存进去。", l.part.Title)
		}
		c.ID = RowID(added[at])
	}
	return nil
}

// OwnerOf is the record that row id is of, or the one that v names.
func (l *Ledger) OwnerOf(ctx context.Context, tx *store.Tx, scope Scope, id int64, v Values) (int64, error) {
	switch {
	case id != 0:
		return store.LookUp(ctx, tx, "SELECT "+l.part.Owner+" FROM "+l.part.Table+" WHERE id = ?", id)
	case l.Owner != nil:
		return l.Owner(ctx, tx, scope, v)
	default:
		return l.matchOwner(ctx, tx, scope, v)
	}
}

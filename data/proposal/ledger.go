package proposal

import (
	"context"
	"maps"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// ledgers are the kinds whose records are rows of a part of a proposal, by name.
var ledgers = map[string]*Ledger{}

// LedgerOf is the ledger that a kind is, nil for another kind.
func LedgerOf(kind *record.Kind) *Ledger { return ledgers[kind.Name] }

// Ledger says of a kind that its records are rows of a part of a proposal.
type Ledger struct {
	*record.Part

	key    string   // of the part among the proposal's fields
	unsaid string   // the one of same that a file may leave out
	same   []string // what makes a row of a proposal the same row
}

// LedgerRow is what is to be saved of a row: of row id, or of the one that has the same values under the ledger's keys, or of a new one. It then has
// the id of that.
type LedgerRow struct {
	ID     int64
	Values record.Values

	at int // its place among the rows of the proposal
}

// save stores one row of the proposal that row id is of, or that v names by its number.
func (l *Ledger) save(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	owner, err := l.OwnerOf(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	if err := nameRow(ctx, l.Part, tx, owner, id, v); err != nil {
		return 0, err
	}
	row := &LedgerRow{ID: id, Values: v}
	if err := l.SaveAll(ctx, tx, scope, owner, []*LedgerRow{row}); err != nil {
		return 0, err
	}
	return row.ID, nil
}

// RefuseAlone names a row as nameRow does and refuses one that cannot be right whatever the other changes of the rows all are.
func (l *Ledger) RefuseAlone(ctx context.Context, tx *store.Tx, owner int64, all []rows.Row, c *LedgerRow) error {
	if err := nameRow(ctx, l.Part, tx, owner, c.ID, c.Values); err != nil {
		return err
	}
	row := l.put(slices.Clone(all), c)[c.at]
	if _, err := l.Canonical(rows.Text([]rows.Row{row})); err != nil {
		return err
	}
	var was record.Values
	if stored := record.ByRowID(all, row[rows.ID]); stored != nil {
		was = l.Values(stored)
	}
	return l.CheckWords(ctx, tx, l.Values(row), was)
}

// put puts a change into the rows of the proposal.
func (l *Ledger) put(all []rows.Row, c *LedgerRow) []rows.Row {
	all, c.at = rowFor(l.Part, all, l.same, c.ID, c.Values)
	all[c.at] = maps.Clone(all[c.at])
	for i := range l.Fields {
		if value, ok := c.Values[l.Fields[i].Key]; ok && (value != "" || c.ID != 0) {
			all[c.at][l.Fields[i].Key] = value
		}
	}
	return all
}

// SaveAll stores rows of one proposal, named by nameRow, which is checked once they are all in it.
func (l *Ledger) SaveAll(ctx context.Context, tx *store.Tx, scope record.Scope, owner int64, changes []*LedgerRow) error {
	all, err := l.Read(ctx, tx, owner)
	if err != nil {
		return err
	}
	if all, err = l.merge(all, changes); err != nil {
		return err
	}
	if _, err := save(ctx, tx, scope, owner, record.Values{l.key: rows.Text(all)}); err != nil {
		return err
	}
	return l.identify(ctx, tx, owner, all, changes)
}

// merge puts changes of different rows into the rows of the proposal.
func (l *Ledger) merge(all []rows.Row, changes []*LedgerRow) ([]rows.Row, error) {
	taken := map[int]bool{}
	for _, c := range changes {
		all = l.put(all, c)
		if taken[c.at] || len(changes) > 1 && c.ID == 0 && l.unsaid != "" && c.Values[l.unsaid] == "" { // it may mean one of the others
			return nil, store.Refuse(store.CodeDuplicate, "同一%s有几行。", l.Title)
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
	added = slices.DeleteFunc(added, func(row rows.Row) bool { return record.ByRowID(all, row[rows.ID]) != nil })
	for _, c := range changes {
		if c.ID = record.RowID(all[c.at]); c.ID != 0 {
			continue
		}
		at := slices.IndexFunc(added, func(row rows.Row) bool {
			return len(added) == 1 || !slices.ContainsFunc(l.same, func(key string) bool { return row[key] != all[c.at][key] })
		})
		if at < 0 {
			return store.Refuse(store.CodeConflict, "%s没有存进去。", l.Title)
		}
		c.ID = record.RowID(added[at])
	}
	return nil
}

// OwnerOf is the proposal of row id, or the one of the year that v names.
func (l *Ledger) OwnerOf(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	return ownerOf(ctx, l.Part, tx, scope, id, v)
}

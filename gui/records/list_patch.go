package records

import (
	"context"
	"slices"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
)

// manyRows is from how many rows on a saved record is shown before the whole list was read again, which takes seconds for 100,000.
const manyRows = 2_000

// saved shows what was stored: the record itself at once in a long list, and then the list anew, where others may have changed with it.
func (l *List) saved(id int64) {
	l.chosen, l.want = id, id // its selection leaves no form, that of the next new one neither
	l.grid.Keep(id)
	if l.loaded && len(l.rows) >= manyRows {
		l.patch(id)
	}
	l.Load()
}

// patch reads one record and puts it in its place among the rows shown.
func (l *List) patch(id int64) {
	st, c := l.desk.Store(), &l.config
	desk.Load(l.desk.Tasks(), "records.patch."+c.Key, func(ctx context.Context) (Row, error) {
		r, err := c.Kind.Record(ctx, st.DB(), id)
		return Row{ID: r.ID, Values: r.Values, key: searchKey(c.Kind.ListFields(), c.Names, r.Values, folded{})}, err
	}, func(row Row, err error) {
		if err != nil && store.CodeOf(err) == store.CodeNotFound { // taken away meanwhile: reading the list anew shows it
			return
		}
		if err != nil {
			l.desk.Fail(err)
			return
		}
		rows := slices.Clone(l.rows)
		if at := slices.IndexFunc(rows, func(r Row) bool { return r.ID == id }); at >= 0 {
			rows[at] = row
		} else {
			rows = append(rows, row)
		}
		l.rows = rows
		l.grid.SetRows(rows)
	})
}

package proposal

import (
	"context"
	"slices"
	"strconv"

	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	line "cppccdesk/data/proposal/docket"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
)

// manyRows is from how many proposals on a saved one is shown before the whole list was read again.
const manyRows = 2_000

// patch reads one proposal and puts it in its place among the rows shown; one that is gone or of another year is left to the reading of the list.
func (p *Page) patch(id int64) {
	store, year, today := p.desk.Store(), p.desk.Year(), p.desk.Today()
	desk.Load(p.desk.Tasks(), "proposal.patch", func(ctx context.Context) ([]row, error) {
		return rowsOf(ctx, store, proposal.Filter{Year: year, IDs: []int64{id}}, today, nil)
	}, func(found []row, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		if len(found) == 0 {
			return
		}
		rows := slices.Clone(p.rows) // others may be reading them
		if at := slices.IndexFunc(rows, func(r row) bool { return r.ID == id }); at >= 0 {
			rows[at] = found[0]
		} else {
			rows = append(rows, found[0])
		}
		p.rows = rows
		p.grid.SetRows(rows)
	})
}

// keys are the search keys of rows by the ids of their proposals. To make one takes longer than to read the rest of its row, and few change at a time.
type keys struct {
	rows []row
	at   map[int64]int
}

func keysOf(rows []row) *keys {
	k := &keys{rows, make(map[int64]int, len(rows))}
	for i := range rows {
		k.at[rows[i].ID] = i
	}
	return k
}

// key is what a proposal is found by.
func (k *keys) key(l *line.Line) string {
	if at, known := k.at[l.ID]; known && sameKey(&k.rows[at].Line, l) {
		return k.rows[at].key
	}
	key := fold.Key(strconv.Itoa(l.Number), l.Serial, l.Title, l.LeadUnits, l.CoUnits, l.Status, l.Category, l.Kind)
	for _, name := range zh.SplitNames(l.Proposers) {
		key += " " + fold.Name(name)
	}
	return key
}

// sameKey reports whether two lines have the same search key.
func sameKey(a, b *line.Line) bool {
	return a.Number == b.Number && a.Serial == b.Serial && a.Title == b.Title && a.LeadUnits == b.LeadUnits && a.CoUnits == b.CoUnits &&
		a.Status == b.Status && a.Category == b.Category && a.Kind == b.Kind && a.Proposers == b.Proposers
}

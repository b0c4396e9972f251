package sheet

import (
	"slices"

	"cppccdesk/data/fold"
)

// Pick is a column that a table is arranged with: one of its own, or a new one.
type Pick struct {
	Of     int               // which of the table's columns it is, -1: a new one
	Column Column            // as it is to be
	Value  func(row Row) any // of a new one, its cell in a row
}

// Arranged is the table with the columns picked in the place of its own. What a picked column computes with has to be picked too. A common heading stays over the
// longest run of its columns; those that stand apart from it lose it, where their own heading says enough. A count of the rows whose column is not picked is
// made over another one.
func (t Table) Arranged(picks []Pick) Table {
	out := t
	out.Columns, out.Rows = make([]Column, len(picks)), make([]Row, len(t.Rows))
	for i, p := range picks {
		out.Columns[i] = p.Column
	}
	partHeads(out.Columns)
	for i, row := range t.Rows {
		if out.Rows[i] = row; row.Group != "" {
			continue
		}
		cells := make([]any, len(picks))
		for j, p := range picks {
			switch {
			case p.Of < 0:
				cells[j] = p.Value(row)
			case p.Of < len(row.Cells):
				cells[j] = row.Cells[p.Of]
			}
		}
		out.Rows[i].Cells = cells
	}
	t.keepCount(&out, picks)
	out.FreezeColumns = 0
	for out.FreezeColumns < len(picks)-1 && picks[out.FreezeColumns].Of >= 0 && picks[out.FreezeColumns].Of < t.FreezeColumns {
		out.FreezeColumns++
	}
	return out
}

// keepCount has a column of out count what a column of t that is not picked counts: one that is filled in the same rows, one of text where there is one, the
// serial number where nothing else is.
func (t *Table) keepCount(out *Table, picks []Pick) {
	counted := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Total == Count })
	if counted < 0 || slices.ContainsFunc(picks, func(p Pick) bool { return p.Of == counted }) {
		return
	}
	by := -1
	for i, c := range out.Columns {
		if c.Total != NoTotal || c.Merge || c.Calc.kind != noCalc || !out.filledAs(i, t, counted) {
			continue
		}
		if by < 0 || rankOfCount(c) > rankOfCount(out.Columns[by]) {
			by = i
		}
	}
	if by >= 0 {
		out.Columns[by].Total = Count
	}
}

// rankOfCount is how well a column shows a count: under words it is not taken for one of them.
func rankOfCount(c Column) int {
	switch {
	case c.Kind == Serial:
		return 0
	case c.Kind.numeric():
		return 1
	default:
		return 2
	}
}

// filledAs reports whether a column has something in the same rows as one of the other table.
func (t *Table) filledAs(column int, other *Table, as int) bool {
	for i := range t.Rows {
		if t.Rows[i].Group == "" && t.filled(i, column) != other.filled(i, as) {
			return false
		}
	}
	return true
}

// filled reports whether a cell has something; the number of a row always is there.
func (t *Table) filled(row, column int) bool {
	if t.Columns[column].Kind == Serial {
		return true
	}
	cells := t.Rows[row].Cells
	return column < len(cells) && datumOf(t.Columns[column].Kind, cells[column]).form != blankForm
}

// run is a run of columns under a common heading, the last one not among them.
type run struct{ from, to int }

// partHeads takes the common heading from columns that stand apart from the others of it.
func partHeads(columns []Column) {
	runs := map[string][]run{}
	own := map[string]int{} // how many columns have that heading of their own
	for i := 0; i < len(columns); {
		own[columns[i].heading()]++
		next := i + 1
		if len(columns[i].Path) > 1 {
			for next < len(columns) && sharesPath(columns[i].Path, columns[next].Path, 0) {
				own[columns[next].heading()]++
				next++
			}
			head := columns[i].Path[0]
			runs[head] = append(runs[head], run{i, next})
		}
		i = next
	}
	for _, of := range runs {
		longest := slices.MaxFunc(of, func(a, b run) int { return (a.to - a.from) - (b.to - b.from) })
		for _, r := range of {
			for i := r.from; r != longest && i < r.to; i++ {
				if own[columns[i].heading()] == 1 {
					columns[i].Path = columns[i].Path[1:]
				}
			}
		}
	}
}

// Title names the column in one line: 办理·主办.
func (c Column) Title() string { return c.title() }

// Operands are the keys of the columns that it computes with.
func (c Column) Operands() []string { return c.Calc.operands() }

// OrderPeople puts the rows of each group in an order of the names of their people, and says so in the notes.
func (t *Table) OrderPeople(order fold.NameOrder) {
	at := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Key == t.People })
	if t.People == "" || at < 0 || order.Note() == "" {
		return
	}
	t.Rows = slices.Clone(t.Rows)
	for from := 0; from < len(t.Rows); {
		to := from
		for to < len(t.Rows) && t.Rows[to].Group == "" {
			to++
		}
		fold.SortNames(order, t.Rows[from:to], func(r Row) string {
			name, _ := r.Cells[at].(string)
			return name
		})
		from = to + 1
	}
	t.Notes = append(slices.Clone(t.Notes), order.Note())
}

package sheet

import (
	"strings"

	"cppccdesk/data/measure"
)

// gathering collects records of one kind, each once, in the order they come.
type gathering struct {
	set  measure.Set
	seen map[int64]bool
}

func (g *gathering) add(s measure.Set) {
	if g.seen == nil {
		g.seen = map[int64]bool{0: true}
	}
	for _, id := range s.IDs {
		if !g.seen[id] {
			g.seen[id], g.set.Kind = true, s.Kind
			g.set.IDs = append(g.set.IDs, id)
		}
	}
}

// counts is what a body cell counts: the records handed in with its value, or those of the cells it is computed from. A ratio counts what it is
// divided by.
func (l *laid) counts(row, col int) measure.Set {
	if cells := l.table.Rows[l.rows[row].source].Cells; col < len(cells) {
		if c, counted := cells[col].(Counted); counted {
			return c.Set
		}
	}
	c := l.table.Columns[col].Calc
	keys := c.num
	if c.kind == calcRatio {
		keys = c.den
	}
	var more, less gathering
	for _, key := range keys {
		name, minus := strings.CutPrefix(key, "-")
		at, g := l.byKey[name], &more
		if at == col {
			continue
		}
		if minus {
			g = &less
		}
		g.add(l.counts(row, at))
	}
	if len(less.set.IDs) > 0 {
		return more.set.Without(less.set)
	}
	return more.set
}

// behind are the records that a column counts in the rows from from up to to: what its cells count, else those of the rows that have something
// other than nothing and 0 in it.
func (l *laid) behind(col, from, to int) measure.Set {
	var counted, rows gathering
	for r := from; r < to; r++ {
		row := l.rows[r]
		if row.role != bodyRole {
			continue
		}
		counted.add(l.counts(r, col))
		if p := row.cells[col]; (p.form != numberForm || p.num != 0) && p.show(l.table.Columns[col].Kind) != "" {
			rows.add(measure.Set{Kind: l.table.Of, IDs: []int64{l.table.Rows[row.source].ID}})
		}
	}
	if len(counted.set.IDs) > 0 {
		return counted.set
	}
	return rows.set
}

package intake

import "slices"

// dividedBelow is the header with the row below it, where that divides a merged heading: 手机 under 联系方式 is the better name for the column, and the one
// beside it, 办公, is none for the same. What each record needs is not given up for it.
func (v *view) dividedBelow(d *dictionary, h *header) *header {
	if h.height > 1 || !v.splitBelow(h) {
		return h
	}
	both := v.match(d, h.top, h.top+1)
	needs := func(c Column) bool {
		return c.Field != nil && c.Field.Required && !slices.ContainsFunc(both.columns, func(other Column) bool { return other.Field == c.Field })
	}
	named := func(c Column) bool { return c.Field != nil && !v.at(h.top+1, c.Index).Empty() }
	switch {
	case both.matched < d.layout.minMatch() || slices.ContainsFunc(h.columns, needs):
		return h
	case slices.ContainsFunc(h.columns, named): // the first of several columns would be taken for all
		return both
	case both.score < h.score || !slices.ContainsFunc(both.columns, named):
		return h
	}
	return both
}

// splitBelow finds a second header row that names none of the fields: it divides a cell merged over several columns, or stands beside headings that are
// merged down to it, and is empty below the others.
func (v *view) splitBelow(h *header) bool {
	below := h.bottom + 1
	if h.height > 1 || h.bottom > h.top || below >= len(v.Rows) || len(v.Rows[below]) == 0 {
		return false
	}
	for col, c := range v.Rows[below] {
		if c.Empty() {
			continue
		}
		m := v.covers[[2]int{h.top, col}]
		divided := m != nil && m.Left != m.Right || m == nil && (v.overBlanks(h.top, col) || v.reachedFrom(h.top, below))
		if !divided || c.Type != CellText {
			return false
		}
	}
	return true
}

// reachedFrom reports whether a heading of row top is merged down to the row below, which is one of headings then.
func (v *view) reachedFrom(top, below int) bool {
	return slices.ContainsFunc(v.Merges, func(m Merge) bool { return m.Top == top && m.Bottom >= below })
}

// overBlanks reports whether a heading is meant for more than its own column though nothing is merged: the column or the one to its right has none. Only what is
// written under the blank one shows it.
func (v *view) overBlanks(top, col int) bool {
	blank := func(col int) bool { return v.at(top, col).Empty() && v.covers[[2]int{top, col}] == nil }
	return col > 0 && (blank(col) || blank(col+1) && !v.at(top+1, col+1).Empty()) && filledCells(v.Rows[top]) > 2
}

package sheet

// edgeSlack is the part of a page treated as already full, because another program may fit a row less.
const edgeSlack = 0.04

// scale is how much the sheet shrinks to fit one page width.
func (l *laid) scale() float64 {
	var width float64
	for _, w := range l.widths {
		width += w*unitPoints + cellPadding
	}
	return min(1, pageWidth(l.table.Portrait)/width)
}

// keepTailInCompany keeps totals, notes and signatures from standing alone on the last page: when they would, the page is broken two
// body rows earlier.
func (l *laid) keepTailInCompany() {
	const company = 2
	first := l.tailTop - company
	if l.tailTop >= len(l.rows) || first <= l.bodyTop {
		return
	}
	start := l.pageStart(len(l.rows) - 1)
	if start <= first {
		return // the last page begins with body rows of its own
	}
	for first > l.bodyTop && l.insideMerge(first) {
		first--
	}
	if first > l.bodyTop {
		l.breakAt = first
	}
}

// pageStart finds the first row of the page that row stands on.
func (l *laid) pageStart(row int) int {
	full := pageHeight(l.table.Portrait) / l.scale() * (1 - edgeSlack)
	var repeated float64
	for r := l.headTop; r <= l.headEnd; r++ {
		repeated += l.rows[r].height
	}
	start, used := 0, 0.0
	for r := 0; r <= row; r++ {
		if used+l.rows[r].height > full && r > start {
			start, used = r, repeated
		}
		used += l.rows[r].height
	}
	return start
}

// insideMerge reports whether a page break before row would cut a merged block.
func (l *laid) insideMerge(row int) bool {
	for _, m := range l.merges {
		if m.top < row && row <= m.bottom {
			return true
		}
	}
	return false
}

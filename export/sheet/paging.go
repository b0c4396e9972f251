package sheet

import "fmt"

const (
	// edgeSlack is the part of a page kept free, so that another program's metrics do not push a row over the edge.
	edgeSlack = 0.03
	// tailCompany is how many body rows at least stand above the totals, notes and signatures on the last page.
	tailCompany = 2
	// leastOfOne is the part of its size that a sheet a little longer than a page keeps at least to be one page.
	leastOfOne = 0.85
	// mostBreaks stays under the 1,026 page breaks Excel takes in a sheet.
	mostBreaks = 1000
)

// scale is how much the sheet shrinks to fit one page width, and to be one page where that is little more.
func (l *laid) scale() float64 {
	wide := min(1, l.paper.room(l.table.Portrait)/totalPoints(l.widths))
	if l.onePage > 0 {
		return min(wide, l.onePage)
	}
	return wide
}

// PrintedSize is the size in points that the text of a table is printed in, as far as its width goes, and whether it is large enough to be read.
func PrintedSize(t Table) (size float64, read bool, err error) {
	l := &laid{table: t, byKey: map[string]int{}}
	if err := l.check(); err != nil {
		return 0, false, fmt.Errorf("sheet %s: %w", t.Name, err)
	}
	l.measure(l.bodyValues())
	size = textSize * l.scale()
	return size, size >= leastPrinted-0.01, nil
}

// fitOnePage shrinks a sheet that is a little longer than a page to one: few rows on a second page are read worse than slightly smaller ones.
func (l *laid) fitOnePage() bool {
	tall := 0.0
	for i := range l.rows {
		tall += l.rows[i].height
	}
	fits, scale := l.paper.depth(l.table.Portrait)*(1-edgeSlack)/tall, l.scale()
	if fits < scale && fits >= scale*leastOfOne {
		l.onePage = fits
	}
	return fits >= scale*leastOfOne
}

// paginate decides where pages end instead of leaving it to each program: no group heading is the last line of a page, a case of several lines is
// parted only where it is longer than a page, a chart is on one page, and totals, notes and signatures never stand alone on the last one.
func (l *laid) paginate() {
	if l.fitOnePage() {
		return
	}
	full := l.paper.depth(l.table.Portrait) / l.scale() * (1 - edgeSlack)
	var repeated float64
	for r := l.headTop; r <= l.headEnd; r++ {
		repeated += l.rows[r].height
	}
	start, used := 0, 0.0
	for r := 0; r < len(l.rows); r++ {
		if used+l.rows[r].height <= full || r == start {
			used += l.rows[r].height
			continue
		}
		next := l.breakBefore(r, start)
		if len(l.breaks) == mostBreaks {
			return
		}
		l.breaks = append(l.breaks, next)
		start, used = next, repeated
		for k := next; k <= r; k++ {
			used += l.rows[k].height
		}
	}
}

// breakBefore moves a break that would fall before row up to where the page reads well; start is where the page began.
func (l *laid) breakBefore(row, start int) int {
	if l.rows[row].role == chartRole {
		if top := l.chartTop(row); top > start {
			return top
		}
		return row
	}
	next := row
	if next > l.tailTop-tailCompany {
		next = l.tailTop - tailCompany
	}
	for _, at := range []int{l.caseTop(next), next} { // the second where the case is longer than a page
		for at > l.bodyTop && l.rows[at-1].role == groupRole {
			at--
		}
		if at > start && at > l.bodyTop {
			return at
		}
	}
	return row // the foot itself is taller than a page, or there is nothing to take along
}

// caseTop is the first of the rows that merged cells join to row, row itself when none do: the lines of one case stay on a page.
func (l *laid) caseTop(row int) int {
	top := row
	for _, m := range l.merges {
		if m.top >= l.bodyTop && m.top < row && row <= m.bottom {
			top = min(top, m.top)
		}
	}
	return top
}

// splitAtBreaks ends merged body cells where a page ends and repeats their text on the next page; a text across the edge would be cut
// in two.
func (l *laid) splitAtBreaks() {
	merges := l.merges
	l.merges = nil
	for _, m := range merges {
		value := l.rows[m.top].cells[m.left].datum
		for _, b := range l.breaks {
			if m.top >= b || b > m.bottom || m.top < l.bodyTop {
				continue
			}
			if head := (span{m.top, m.left, b - 1, m.right}); !head.single() {
				l.merges = append(l.merges, head)
			}
			m.top = b
			l.rows[b].cells[m.left].datum = value
		}
		if !m.single() {
			l.merges = append(l.merges, m)
		}
	}
}

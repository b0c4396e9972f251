package intake

// Offices print long rosters as two or three tables side by side: the same headings again, further right.

// beside is the 0-based column where the headings begin again; 0 when they do not.
func (h *header) beside(d *dictionary) int {
	names := make([]string, len(h.columns))
	for i, c := range h.columns {
		names[i] = FoldHeading(c.Header)
	}
	for at := 2; at < len(names); at++ {
		if names[at] == names[0] && !othersHeading(names[at]) && d.again(names[:at], names[at:]) {
			return h.columns[at].Index
		}
	}
	return 0
}

// again reports whether the headings on the right are those on the left, in the same order; the last ones may be missing. They must be enough for a
// table of their own, so that a roster with columns for the family is one table.
func (d *dictionary) again(left, right []string) bool {
	right = right[:min(len(right), len(left))]
	named := 0
	for i, name := range right {
		if name != left[i] {
			return false
		}
		if d.named(name) {
			named++
		}
	}
	return named >= max(2, d.layout.minMatch()) && 3*len(right) >= 2*len(left)
}

// findBeside reads the tables on both sides of a column. What is written above them is over both.
func (v *view) findBeside(d *dictionary, h *header, column int) ([]Table, string) {
	left, right := *v.Sheet, *v.Sheet
	if v.titledApart(h, column) {
		left.parted, right.parted = h.top, h.top
	}
	(&Frame{Right: column}).crop(&left)
	(&Frame{Left: column + 1}).crop(&right)
	tables, note := findInSheet(&left, d)
	more, also := findInSheet(&right, d)
	for _, table := range more {
		table.Titles = v.withCommon(table.Titles, h)
		tables = append(tables, table)
	}
	return tables, note + also
}

// titledApart reports whether the row above a header has a title for the left table and one for the right.
func (v *view) titledApart(h *header, column int) bool {
	if h.top == 0 {
		return false
	}
	cells := v.Rows[h.top-1]
	at := min(column, len(cells))
	return filledCells(cells[:at]) > 0 && filledCells(cells[at:]) > 0
}

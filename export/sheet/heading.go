package sheet

import "math"

// placeTop lays out the title, the subtitle and the line of 填报单位, 填报日期 and 单位.
func (l *laid) placeTop() {
	last := len(l.table.Columns) - 1
	wide := func(text string, lk look) {
		lk = l.printed(lk)
		r := l.add(rowHeight(text, l.room(0, last), lk.size), otherRow)
		l.putSpan(span{r, 0, r, last}, text, lk)
	}
	if l.table.Title != "" {
		wide(l.table.Title, titleLook)
	}
	if l.table.Subtitle != "" {
		wide(l.table.Subtitle, subLook)
	}
	l.placeInfo(last)
}

// printed is a look whose text comes out on paper as large as it says, however much the sheet shrinks to fit the page: titles and what is around a
// table are alike on all sheets.
func (l *laid) printed(lk look) look {
	lk.size = math.Round(lk.size/l.scale()*2) / 2
	return lk
}

// placeInfo lays out the second line: left, middle and right parts over as many columns as their texts need. Where the columns fall
// so that a part would be cut, the last two parts are joined.
func (l *laid) placeInfo(last int) {
	parts := l.infoParts()
	if len(parts) == 0 {
		return
	}
	ends, fits := l.divide(parts, last)
	for !fits && len(parts) > 1 {
		parts = joinLast(parts)
		ends, fits = l.divide(parts, last)
	}
	r := l.add(max(leastRow, rowHeight("", 1, l.printed(infoLook).size)), otherRow)
	aligns := map[int][]string{1: {"left"}, 2: {"left", "right"}, 3: {"left", "center", "right"}}[len(parts)]
	left := 0
	for i, p := range parts {
		lk := l.printed(infoLook)
		lk.align = aligns[i]
		l.putSpan(span{r, left, r, ends[i]}, p, lk)
		left = ends[i] + 1
	}
}

// divide gives the last column of each part, and whether every text fits its columns.
func (l *laid) divide(parts []string, last int) (ends []int, fits bool) {
	need := make([]float64, len(parts))
	for i, p := range parts {
		need[i] = textWidth(p, l.printed(infoLook).size) + cellPadding
	}
	left, fits := 0, true
	for i := range parts {
		right := last
		if i < len(parts)-1 {
			right = l.fitColumns(left, last-(len(parts)-1-i), need[i:])
		}
		fits = fits && l.room(left, right) >= need[i]
		ends = append(ends, right)
		left = right + 1
	}
	return ends, fits
}

func joinLast(parts []string) []string {
	n := len(parts)
	return append(parts[:n-2:n-2], parts[n-2]+"\u3000"+parts[n-1])
}

// infoParts gives the texts of the second line, joined when there are fewer columns than texts.
func (l *laid) infoParts() []string {
	t := l.table
	var parts []string
	if t.Org != "" {
		parts = append(parts, "填报单位（盖章）："+t.Org)
	}
	if !t.Date.IsZero() {
		parts = append(parts, "填报日期："+t.Date.Format("2006年1月2日"))
	}
	if t.Unit != "" {
		parts = append(parts, "单位："+t.Unit)
	}
	for len(parts) > len(t.Columns) {
		parts = joinLast(parts)
	}
	return parts
}

// fitColumns finds the last column of a part that begins at left: enough for its text, and beyond that its share of the page.
func (l *laid) fitColumns(left, limit int, need []float64) int {
	var total float64
	for _, n := range need {
		total += n
	}
	want := need[0]
	if all := l.room(left, len(l.points)-1); all > total {
		want += (all - total) / float64(len(need)) * 0.9
	}
	for right := left; right < limit; right++ {
		if l.room(left, right) >= want || l.room(left, right) >= need[0] && l.room(left, right+1) > want {
			return right
		}
	}
	return limit
}

// placeHeader lays out the header tree.
func (l *laid) placeHeader() {
	cells, levels := headerTree(l.table.Columns)
	l.headTop = len(l.rows)
	for range levels {
		l.add(leastRow, otherRow)
	}
	l.headEnd = len(l.rows) - 1
	for j := range l.table.Columns {
		for r := l.headTop; r <= l.headEnd; r++ {
			l.put(r, j, datum{}, headerLook)
		}
	}
	for _, c := range cells {
		s := span{l.headTop + c.top, c.left, l.headTop + c.bottom, c.right}
		need := rowHeight(c.text, l.room(s.left, s.right), textSize)
		l.ensureHeight(s.top, s.bottom, need)
		l.putSpan(s, c.text, headerLook)
	}
}

// ensureHeight makes rows top to bottom together at least need high, sharing what is missing.
func (l *laid) ensureHeight(top, bottom int, need float64) {
	var have float64
	for r := top; r <= bottom; r++ {
		have += l.rows[r].height
	}
	if have >= need {
		return
	}
	share := (need - have) / float64(bottom-top+1)
	for r := top; r <= bottom; r++ {
		l.rows[r].height = min(l.rows[r].height+share, tallestRow)
	}
}

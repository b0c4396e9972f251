package intake

import (
	"fmt"
	"slices"
	"strings"
)

// headerWithin is how many filled rows may stand above a table.
const headerWithin = 60

// Find looks in every visible sheet for tables of the layout. A sheet without one, or with parts left aside, gets a
// note in its place.
func Find(wb *Workbook, layout Layout) ([]Table, []SheetNote) {
	d := newDictionary(layout)
	var tables []Table
	var notes []SheetNote
	for i := range wb.Sheets {
		sheet := &wb.Sheets[i]
		if sheet.gathered {
			continue
		}
		if sheet.Hidden {
			notes = append(notes, SheetNote{sheet.Name, fmt.Sprintf("工作表「%s」是隐藏的，没有读取；需要时请先取消隐藏。", sheet.Name)})
			continue
		}
		found, note := findInSheet(sheet, d)
		tables = append(tables, found...)
		if note != "" {
			notes = append(notes, SheetNote{sheet.Name, note})
		}
	}
	return tables, notes
}

func findInSheet(sheet *Sheet, d *dictionary) ([]Table, string) {
	if len(sheet.Rows) == 0 {
		return nil, fmt.Sprintf("工作表「%s」是空的。", sheet.Name)
	}
	view := newView(sheet)
	for _, doubtful := range []func(*dictionary) (string, bool){view.doubtfulCard, view.doubtfulTurned} {
		if sentence, ok := doubtful(d); ok {
			return nil, sentence
		}
	}
	head, best := view.findHeader(d, 0)
	if head == nil {
		return nil, view.whyNone(d, best)
	}
	if column := head.beside(d); column > 0 {
		return view.findBeside(d, head, column)
	}
	if spans := view.apart(d, head); spans != nil {
		return view.findApart(d, head, spans)
	}
	var tables []Table
	from := 0
	for head != nil {
		table, next := view.readTable(d, head, from)
		tables = append(tables, table)
		from, head = 0, nil
		if next >= 0 {
			from = view.titlesBelow(&table, next)
			head = view.headerAt(d, next)
		}
	}
	return tables, ""
}

// view is a sheet with its merged areas resolved.
type view struct {
	*Sheet
	noted  map[int]bool      // rows with a comment
	covers map[[2]int]*Merge // every cell of a merged area, by row and column, within the kept rows
	loose  map[[2]int]bool   // what unmerged found, by its arguments
}

// maxCovered bounds how many cells merged areas are spelt out to.
const maxCovered = 400_000

func newView(sheet *Sheet) *view {
	v := &view{Sheet: sheet, noted: sheet.notedRows(), covers: map[[2]int]*Merge{}, loose: map[[2]int]bool{}}
	for i := range sheet.Merges {
		m := &sheet.Merges[i]
		bottom, right := min(m.Bottom, len(sheet.Rows)-1), min(m.Right, m.Left+255)
		if (bottom-m.Top+1)*(right-m.Left+1)+len(v.covers) > maxCovered {
			continue
		}
		for row := m.Top; row <= bottom; row++ {
			for col := m.Left; col <= right; col++ {
				v.covers[[2]int{row, col}] = m
			}
		}
	}
	return v
}

// headerText is the header cell as printed; a merged area shows its text in all its cells.
func (v *view) headerText(row, col int) string { return oneLine(v.printed(row, col)) }

func (v *view) printed(row, col int) string {
	if m := v.covers[[2]int{row, col}]; m != nil {
		row, col = m.Top, m.Left
	}
	return v.at(row, col).String()
}

// value is a data cell; one below the top of a merged area inherits its value.
func (v *view) value(row, col int) Cell {
	c := v.at(row, col)
	if c.Type != CellEmpty || len(v.covers) == 0 {
		return c
	}
	if m := v.covers[[2]int{row, col}]; m != nil && m.Top < row && m.Left == col {
		if c = v.at(m.Top, m.Left); c.Type != CellEmpty {
			c.Inherited = true
		}
	}
	return c
}

// header is a header taken for the layout's.
type header struct {
	top, bottom int // 0-based
	height      int // rows that were joined to name the columns
	signature   string
	cut         bool // begins inside headings merged down from above
	columns     []Column
	parallel    []parallel
	matched     int
	score       int
}

// better prefers the header that names more, then one that begins where its merged headings begin, then the one of
// fewer rows, then one that begins within the other: titles above a header join into its texts without naming anything.
func (h *header) better(than *header) bool {
	if h.score != than.score {
		return h.score > than.score
	}
	if h.cut != than.cut {
		return than.cut
	}
	if h.height != than.height {
		return h.height < than.height
	}
	return h.top > than.top && h.top <= than.bottom
}

// findHeader returns the best header from row from on; without one, the best that names too few fields.
func (v *view) findHeader(d *dictionary, from int) (found, best *header) {
	filled := 0
	for row := from; row < len(v.Rows) && filled < headerWithin; row++ {
		if len(v.Rows[row]) == 0 {
			continue
		}
		filled++
		h := v.headerAt(d, row)
		if h != nil && (best == nil || h.better(best)) {
			best = h
		}
	}
	if best == nil || best.matched < d.layout.minMatch() {
		return nil, best
	}
	return best, best
}

// headerAt reads row as the top of a header of one, two or three rows, whichever names most fields.
func (v *view) headerAt(d *dictionary, row int) *header {
	var best *header
	for height := 1; height <= 3; height++ {
		bottom := row + height - 1
		if bottom >= len(v.Rows) || (height > 1 && len(v.Rows[bottom]) == 0) {
			break
		}
		h := v.match(d, row, bottom)
		if h.matched == 0 || (best != nil && h.score <= best.score) || v.startsAbove(h) {
			continue
		}
		best = h
	}
	if best == nil {
		return nil
	}
	best = v.dividedBelow(d, best)
	v.extendHeader(best)
	best.cut = slices.ContainsFunc(best.columns, func(c Column) bool {
		if m := v.covers[[2]int{row, c.Index}]; m != nil && m.Top < row {
			return true
		}
		return row > 0 && c.Field != nil && heading{parent: v.headerText(row-1, c.Index)}.aside() // 推荐人 over 姓名
	})
	return best
}

// startsAbove reports whether a named column's header is merged with the row above, which then belongs to the header.
func (v *view) startsAbove(h *header) bool {
	return slices.ContainsFunc(h.columns, func(column Column) bool {
		m := v.covers[[2]int{h.top, column.Index}]
		return column.Field != nil && m != nil && m.Top < h.top
	})
}

// extendHeader takes in the rows below that a merged header cell reaches down to.
func (v *view) extendHeader(h *header) {
	for _, column := range h.columns {
		m := v.covers[[2]int{h.bottom, column.Index}]
		if m != nil && m.Top <= h.bottom && m.Bottom > h.bottom && m.Bottom <= h.top+2 {
			h.bottom = m.Bottom
		}
	}
	if v.splitBelow(h) {
		h.bottom++
	}
}

func (v *view) match(d *dictionary, top, bottom int) *header {
	width := 0
	for row := top; row <= bottom; row++ {
		width = max(width, len(v.Rows[row]))
	}
	for _, m := range v.Merges { // a last heading merged down from above has no cell of its own in the lower row
		if m.Left == m.Right && m.Top <= bottom && m.Bottom >= top {
			width = max(width, m.Right+1)
		}
	}
	width = min(width, 1024)
	headings := make([]heading, width)
	for col := range headings {
		headings[col] = v.heading(top, bottom, col)
	}
	m := newMatching(d, headings)
	m.findTicks(func(cols []int) bool { return v.tickedUnder(bottom, cols) })
	m.run()
	return m.header(top, bottom)
}

// matching gives the columns of a header to the fields of a layout, each to one at most.
type matching struct {
	d        *dictionary
	headings []heading
	names    []string     // as assignments call the columns
	taken    map[int]bool // fields that have a column
	columns  []*Column    // by column of the sheet; the columns of one date share theirs, and those with the ticks of one field
	ticks    []tickRun
	parallel []parallel
	score    int
}

func newMatching(d *dictionary, headings []heading) *matching {
	d.findEntities(headings)
	return &matching{
		d: d, headings: headings, names: columnNames(headings), taken: map[int]bool{}, columns: make([]*Column, len(headings)),
	}
}

func (m *matching) run() {
	m.takeAssigned()
	m.takeParts()
	m.takeTicks()
	m.takeMeasured()
	m.takeJoined()
	m.takeParallel()
	m.takeNamed()
	m.takeIgnored()
	m.takeOthers()
	m.takeSimilar()
}

func (m *matching) take(col, field int, reason string) *Column {
	m.taken[field] = true
	m.columns[col] = &Column{Index: col, Name: m.names[col], Header: m.headings[col].text(), Field: &m.d.layout.Fields[field], Reason: reason}
	return m.columns[col]
}

func (m *matching) free(col int) bool { return m.columns[col] == nil && m.headings[col].text() != "" }

// titled reports whether a column is headed by the title of a field, marks in brackets aside: of two indicators of one name the second is 满意度（2）.
func (m *matching) titled(field, col int) bool {
	return foldHeader(unbracket(m.d.layout.Fields[field].Title)) == foldHeader(m.headings[col].text())
}

// twice reports whether a column is headed just as one that has a field: two columns of one heading are not two things.
func (m *matching) twice(col int) bool {
	text := foldHeader(m.headings[col].text())
	return text != "" && slices.ContainsFunc(m.columns, func(c *Column) bool {
		return c != nil && c.Field != nil && c.Index != col && len(c.Parts) == 0 && foldHeader(c.Header) == text
	})
}

// takeNamed gives each field the column that has its own title, wherever it is, else that of the first of its aliases. What finds its field taken may
// name another one.
func (m *matching) takeNamed() {
	type claim struct{ col, rank int }
	for {
		claims := map[int]claim{} // by field
		for col, heading := range m.headings {
			if !m.free(col) {
				continue
			}
			if field, rank, ok := m.d.free(heading, m.taken); ok && (!m.twice(col) || m.titled(field, col)) {
				if best, claimed := claims[field]; !claimed || rank < best.rank || rank == best.rank && m.after(field, col) && !m.after(field, best.col) {
					claims[field] = claim{col, rank}
				}
			}
		}
		if len(claims) == 0 {
			return
		}
		for field, c := range claims {
			reason := ReasonAlias
			if c.rank == 0 {
				reason = ReasonExact
			}
			m.take(c.col, field, reason)
			m.score += 3
		}
	}
}

// after reports whether a column is right after that of the field which the field's own follows.
func (m *matching) after(field, col int) bool {
	after := m.d.layout.Fields[field].After
	if after == "" || col == 0 {
		return false
	}
	before, _, ok := m.d.lookup(m.headings[col-1])
	return ok && m.d.layout.Fields[before].Key == after
}

// takeOthers sets aside the columns that speak of somebody else, before likeness finds a field for them.
func (m *matching) takeOthers() {
	for col, h := range m.headings {
		if m.free(col) && othersHeading(h.text()) {
			m.columns[col] = &Column{Index: col, Name: m.names[col], Header: h.text(), Reason: ReasonOthers}
		}
	}
}

// takeSimilar comes last, and only where something was named outright.
func (m *matching) takeSimilar() {
	for col, heading := range m.headings {
		if !m.free(col) || m.twice(col) || len(m.taken) == 0 || isSerialHeading(heading.text()) || heading.counts() {
			continue
		}
		if _, _, named := m.d.lookup(heading); named {
			continue // 组长 that is not taken is no 副组长
		}
		if field, ok := m.d.similar(heading, m.taken); ok {
			m.take(col, field, ReasonSimilar)
			m.score++
		}
	}
}

func (m *matching) header(top, bottom int) *header {
	h := &header{
		top: top, bottom: bottom, height: bottom - top + 1, matched: len(m.taken), score: m.score, signature: signatureOf(m.names), parallel: m.parallel,
	}
	for col, column := range m.columns {
		switch {
		case column != nil && column.Index == col:
			h.columns = append(h.columns, *column)
		case m.free(col):
			c := Column{Index: col, Name: m.names[col], Header: m.headings[col].text()}
			if m.twice(col) {
				c.Reason = ReasonTwice
			}
			h.columns = append(h.columns, c)
		}
	}
	return h
}

// heading joins the header cells of a column: the lowest row is the child, all above it the parent.
func (v *view) heading(top, bottom, col int) heading {
	var texts []string
	for row := top; row <= bottom; row++ {
		if text := v.overText(row, bottom, col); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	switch len(texts) {
	case 0:
		return heading{}
	case 1:
		return heading{parent: texts[0]}
	}
	last := len(texts) - 1
	return heading{parent: strings.Join(texts[:last], ""), child: texts[last]}
}

// overText is the header cell over a column. One that was merged over several columns when the sheet was made, and is no more, stands over the first.
func (v *view) overText(row, bottom, col int) string {
	text := v.headerText(row, col)
	if text != "" || row == bottom || v.headerText(bottom, col) == "" || !v.unmerged(row, bottom) {
		return text
	}
	for left := col - 1; left >= 0 && v.headerText(bottom, left) != ""; left-- {
		if text = v.headerText(row, left); text != "" {
			if m := v.covers[[2]int{row, left}]; m != nil {
				return "" // it says itself how far it goes
			}
			return text
		}
	}
	return ""
}

// unmerged reports whether a row is of headings over several columns each that are no more merged: two of them at least, over headings of which one is
// there twice. In a row of a table cells may be empty, too.
func (v *view) unmerged(row, bottom int) bool {
	if found, known := v.loose[[2]int{row, bottom}]; known {
		return found
	}
	wide, over, twice, seen := 0, 0, false, map[string]bool{}
	for col := range v.Rows[bottom] {
		lower := v.headerText(bottom, col)
		switch {
		case v.headerText(row, col) != "":
			over = 1
		case lower == "":
			over = 0
		case over > 0:
			if over++; over == 2 {
				wide++
			}
		}
		twice = twice || lower != "" && seen[lower]
		seen[lower] = true
	}
	v.loose[[2]int{row, bottom}] = wide >= 2 && twice
	return wide >= 2 && twice
}

// whyNone says what was looked for in a sheet without a table.
func (v *view) whyNone(d *dictionary, best *header) string {
	var wanted []string
	for _, field := range d.layout.Fields {
		if field.Required {
			wanted = append(wanted, field.Title)
		}
	}
	for i := 0; len(wanted) < d.layout.minMatch() && i < len(d.layout.Fields); i++ {
		if !d.layout.Fields[i].Required {
			wanted = append(wanted, d.layout.Fields[i].Title)
		}
	}
	if best == nil || best.matched == 0 {
		return fmt.Sprintf("工作表「%s」里没有找到%s的表头，表头应含「%s」等栏。", v.Name, d.layout.Name, strings.Join(wanted, "、"))
	}
	var have []string
	for _, column := range best.columns {
		if column.Field != nil {
			have = append(have, column.Field.Title)
		}
	}
	return fmt.Sprintf("工作表「%s」第 %d 行只认出「%s」，不足以确定是%s，表头应含「%s」等栏。",
		v.Name, best.top+1, strings.Join(have, "、"), d.layout.Name, strings.Join(wanted, "、"))
}

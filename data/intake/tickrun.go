package intake

import (
	"slices"
	"strings"
)

// tickRun are adjacent columns headed by the words of a field, for a tick in one of them: 出席, 请假, 缺席.
type tickRun struct {
	first int
	names []string         // the headings
	words map[int][]string // by field: the words the headings are
}

// fewestTicked is the fewest columns that are taken for the words of one field.
const fewestTicked = 2

// findTicks finds the runs of columns headed by a field's words, where ticked says that ticks are under them.
func (m *matching) findTicks(ticked func(cols []int) bool) {
	for col := 0; col < len(m.headings); col++ {
		run := m.runFrom(col)
		if run == nil {
			continue
		}
		cols := make([]int, len(run.names))
		for i := range cols {
			cols[i] = col + i
		}
		if ticked(cols) {
			m.ticks = append(m.ticks, *run)
			col += len(cols) - 1
		}
	}
}

// runFrom is the longest run that begins with a column.
func (m *matching) runFrom(col int) *tickRun {
	run := &tickRun{first: col, words: map[int][]string{}}
	longest := fewestTicked
	for field := range m.d.layout.Fields {
		words := m.wordsFrom(col, &m.d.layout.Fields[field])
		if len(words) > longest {
			clear(run.words)
			longest = len(words)
		}
		if len(words) == longest {
			run.words[field] = words
		}
	}
	if len(run.words) == 0 {
		return nil
	}
	for _, h := range m.headings[col : col+longest] {
		run.names = append(run.names, h.lowest())
	}
	return run
}

// wordsFrom are the different words of a field that the headings from a column on are, under the same heading, which may be written over the first alone.
func (m *matching) wordsFrom(col int, field *Field) (words []string) {
	if field.Word == nil {
		return nil
	}
	over := m.headings[col].over()
	for _, h := range m.headings[col:] {
		text, short := oneLineWithin(h.lowest(), 3*longestWord) // a narrow character has a third of the bytes
		text = Squeeze(text)
		if !short || text == "" || len(text) >= longestWord || h.over() != over && h.over() != "" {
			break
		}
		word, ok := field.Word(text)
		if !ok || slices.Contains(words, word) {
			break
		}
		words = append(words, word)
	}
	return words
}

// ticksAt is the run that begins with a column.
func (m *matching) ticksAt(col int) *tickRun {
	for i := range m.ticks {
		if m.ticks[i].first == col {
			return &m.ticks[i]
		}
	}
	return nil
}

// takeTicks gives each run of ticks to the field it is for. One that several fields may have goes to none: its rows are refused.
func (m *matching) takeTicks() {
	for i := range m.ticks {
		run := &m.ticks[i]
		if m.columns[run.first] != nil {
			continue
		}
		fields := m.fieldsOf(run)
		switch len(fields) {
		case 0:
		case 1:
			m.setTicks(run, fields[0], ReasonTicks)
			m.score += 3 * len(run.names)
		default:
			m.setTicks(run, -1, ReasonTicks)
		}
	}
}

// fieldsOf are the fields a run may be for: the one named over it, else those without a column of their own, of those that are
// meant without more being said if there are any.
func (m *matching) fieldsOf(run *tickRun) (fields []int) {
	over := heading{parent: m.headings[run.first].over()}
	field, _, named := m.d.free(over, m.taken)
	if !named {
		field, named = m.d.similar(over, m.taken)
	}
	switch {
	case named && over.parent != "" && run.words[field] != nil:
		return []int{field}
	case named && over.parent != "":
		return nil
	}
	main := slices.ContainsFunc(m.d.layout.Fields, func(f Field) bool { return !f.Aside && run.words[m.d.index(f.Key)] != nil })
	for field := range m.d.layout.Fields {
		if run.words[field] != nil && m.d.layout.Fields[field].Aside != main && !m.taken[field] && !m.named(field) {
			fields = append(fields, field)
		}
	}
	return fields
}

// named reports whether a column outside the runs of ticks has the title or an alias of a field.
func (m *matching) named(field int) bool {
	for col, h := range m.headings {
		if at, _, ok := m.d.lookup(h); ok && at == field && m.free(col) && !slices.ContainsFunc(m.ticks, func(run tickRun) bool {
			return col >= run.first && col < run.first+len(run.names)
		}) {
			return true
		}
	}
	return false
}

// setTicks makes the columns of a run one column of a field, -1: of none.
func (m *matching) setTicks(run *tickRun, field int, reason string) {
	column := &Column{Index: run.first, Name: m.names[run.first], Reason: reason}
	if field >= 0 {
		column = m.take(run.first, field, reason)
	}
	column.Header = strings.Join(run.names, "、")
	column.Ticked = run.names
	if field >= 0 {
		column.Ticked = run.words[field]
	}
	if over := m.headings[run.first].over(); over != "" {
		column.Header = over
	}
	for i := range run.names {
		column.Parts = append(column.Parts, run.first+i)
		m.columns[run.first+i] = column
	}
}

// lowest is the lowest row of a heading; over is what is above it.
func (h heading) lowest() string {
	if h.child == "" {
		return h.parent
	}
	return h.child
}

func (h heading) over() string {
	if h.child == "" || h.child == h.parent {
		return ""
	}
	return h.parent
}

// ticksWithin is how many rows below a heading are looked at for ticks.
const ticksWithin = 500

// tickedUnder reports whether the columns hold ticks below a row: a sign for yes in any of them, or nothing but what is written for yes and no, sums
// excepted.
func (v *view) tickedUnder(bottom int, cols []int) bool {
	only := false
	for row := bottom + 1; row < min(len(v.Rows), bottom+1+ticksWithin); row++ {
		if totalText.MatchString(Squeeze(v.leftmost(row))) {
			continue
		}
		for _, col := range cols {
			c := v.value(row, col)
			if c.Empty() {
				continue
			}
			if IsTick(c.String()) {
				return true
			}
			if _, known := yesOrNo(c); !known {
				return false
			}
			only = true
		}
	}
	return only
}

// leftmost is the first text of a row.
func (v *view) leftmost(row int) string {
	for _, c := range v.Rows[row] {
		if !c.Empty() {
			return c.String()
		}
	}
	return ""
}

// yesOrNo reads a cell of a column for ticks.
func yesOrNo(c Cell) (yes, known bool) {
	switch text := Squeeze(c.String()); {
	case IsTick(text), text == "1", text == "是":
		return true, true
	case text == "", IsCross(text), IsNothing(text), text == "0", text == "否":
		return false, true
	}
	return false, false
}

// ticked is the word ticked in a row, empty for none; why refuses the row, in a sentence.
func (r *reading) ticked(row int, column *Column) (word, why string) {
	var yes []string
	for i, col := range column.Parts {
		c := r.value(row, col)
		is, known := yesOrNo(c)
		switch text := c.String(); {
		case !known && Squeeze(text) != Squeeze(column.Ticked[i]):
			return "", "「" + column.Field.Title + "」按打勾读取，" + CellName(row, col) + " 写的是「" + text + "」，不是打勾；请改成打勾，或改成一栏写明，再导入。"
		case !known || is:
			yes = append(yes, column.Ticked[i])
		}
	}
	switch len(yes) {
	case 0:
		return "", ""
	case 1:
		return yes[0], ""
	}
	return "", "「" + strings.Join(yes, "」「") + "」都打了勾，「" + column.Field.Title + "」只能有一个；请改正后再导入。"
}

// doubtfulTicks refuses a row with a tick in columns that more than one field may have.
func (r *reading) doubtfulTicks(row int) string {
	for i := range r.table.Columns {
		column := &r.table.Columns[i]
		if column.Field != nil || column.Reason != ReasonTicks {
			continue
		}
		for _, col := range column.Parts {
			if !r.value(row, col).Empty() {
				return "「" + strings.Join(column.Ticked, "」「") + "」各栏打了勾，看不出是哪一项；请在它们上面加一行标题写明，再导入。"
			}
		}
	}
	return ""
}

package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What a field holds several of may have a column for each: 会办1, 会办2, 会办3. And how many of each measure: 目标 over 人 and 组.

var (
	ordinalTail = regexp.MustCompile(`^(.+?)(\d{1,2}|[一二三四五六七八九十]|[①-⑳])$`)
	ordinalHead = regexp.MustCompile(`^第(\d{1,2}|[一二三四五六七八九十]{1,2})(.+)$`)
)

// measures are the words for what is counted, as headings under that of a text like 98人、22组.
var measures = []string{"人", "组", "次", "件", "场", "篇", "家", "个", "户", "条", "项", "期"}

// stemOf is what a heading numbers, and the number: 会办 and 2 of 会办2, 提案人 and 二 of 第二提案人; "" for one without a number.
func stemOf(text string) (stem, number string) {
	text = foldHeader(text)
	if m := ordinalHead.FindStringSubmatch(text); m != nil {
		return m[2], m[1]
	}
	if m := ordinalTail.FindStringSubmatch(text); m != nil {
		return m[1], m[2]
	}
	return text, ""
}

// takeJoined gives a field of several values the columns that are numbered for it, or repeated beside each other.
func (m *matching) takeJoined() {
	for col := range m.headings {
		field, cols := m.numberedFrom(col)
		if len(cols) < 2 {
			continue
		}
		m.join(field, cols, nil)
	}
}

// longestOrdinal is how many characters number a column beside its word.
const longestOrdinal = 12

// numberedFrom are the columns from one on that are headed by the same word with different numbers, the first perhaps without one, and the field that the
// word names.
func (m *matching) numberedFrom(from int) (field int, cols []int) {
	if !m.free(from) {
		return 0, nil
	}
	text := foldStart(m.headings[from].text(), m.d.most+longestOrdinal, false)
	if utf8.RuneCountInString(text) > m.d.most+longestOrdinal {
		return 0, nil
	}
	stem, _ := stemOf(text)
	field, _, ok := m.d.lookup(heading{parent: stem})
	if !ok || m.taken[field] || !m.d.layout.Fields[field].Several {
		return 0, nil
	}
	var numbers []string
	for col := from; col < len(m.headings); col++ {
		if !m.free(col) {
			continue
		}
		word, number := stemOf(m.headings[col].text())
		again := number == "" && len(cols) > 0 && cols[len(cols)-1] == col-1 && slices.Contains(numbers, "") && len(numbers) == len(cols)
		if word != stem || !again && slices.Contains(numbers, number) {
			continue
		}
		cols, numbers = append(cols, col), append(numbers, number)
	}
	return field, cols
}

// takeMeasured finds columns for how many of each measure, under the heading of a field of several values.
func (m *matching) takeMeasured() {
	for col, h := range m.headings {
		var cols []int
		var units []string
		for at := col; at < len(m.headings) && m.free(at) && m.headings[at].over() == h.parent; at++ {
			if unit := m.headings[at].child; slices.Contains(measures, unit) && !slices.Contains(units, unit) {
				cols, units = append(cols, at), append(units, unit)
				continue
			}
			break
		}
		field, _, ok := m.d.lookup(h.top())
		if len(cols) >= 2 && ok && !m.taken[field] && m.d.layout.Fields[field].Several {
			m.join(field, cols, units)
		}
	}
}

// join makes columns one of a field, with the measures of their numbers.
func (m *matching) join(field int, cols []int, units []string) {
	column := m.take(cols[0], field, ReasonJoined)
	for _, col := range cols {
		column.Parts, column.Joined = append(column.Parts, col), append(column.Joined, m.headings[col].text())
		m.columns[col] = column
	}
	column.Units = units
	column.Header = strings.Join(column.Joined, "、")
	m.score += 3 * len(cols)
}

// joined is the value of columns put together.
func (r *reading) joined(row int, column *Column) Cell {
	var texts []string
	for i, col := range column.Parts {
		text := r.value(row, col).String()
		if Squeeze(text) == "" || IsNothing(text) {
			continue
		}
		if column.Units != nil {
			text = strings.TrimSuffix(Squeeze(text), column.Units[i]) + column.Units[i]
		}
		texts = append(texts, text)
	}
	if len(texts) == 0 {
		return Cell{}
	}
	return TextCell(strings.Join(texts, "、"))
}

// last is the 0-based last column of a column.
func (c *Column) last() int {
	if n := len(c.Parts); n > 0 {
		return c.Parts[n-1]
	}
	return c.Index
}

// takeParts finds dates kept as 年, 月 (and 日) columns under one heading.
func (m *matching) takeParts() {
	for col, h := range m.headings {
		parts := m.partsAt(col)
		if parts < 2 || m.columns[col] != nil {
			continue
		}
		field, reason, ok := m.d.lookup(h.top())
		for _, end := range dateEnds {
			if !ok { // 出生 over 年, 月, 日
				field, reason, ok = m.d.lookup(heading{parent: h.parent + end})
			}
		}
		if !ok || m.taken[field] {
			continue
		}
		if kind := m.d.layout.Fields[field].Kind; kind != KindDate && kind != KindMonth {
			continue
		}
		column := m.take(col, field, reason)
		column.Header = h.parent
		for part := range parts {
			column.Parts = append(column.Parts, col+part)
			m.columns[col+part] = column
		}
		m.score += 3 * parts
	}
}

// partsAt counts the columns from col on that are headed 年, 月, 日 under the same parent.
func (m *matching) partsAt(col int) int {
	parts := 0
	for _, unit := range dateUnits {
		if col+parts == len(m.headings) {
			break
		}
		h := m.headings[col+parts]
		if h.parent != m.headings[col].parent || strings.TrimSuffix(h.child, "份") != unit {
			break
		}
		parts++
	}
	return parts
}

var (
	dateUnits = []string{"年", "月", "日"}
	dateEnds  = []string{"年月日", "年月", "日期"}
)

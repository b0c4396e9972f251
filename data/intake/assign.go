package intake

import (
	"strconv"
	"strings"
)

// Assignments says which field the column of a heading is for, by [Column.Name] and [Field.Key]; the key "" leaves the
// column out. Headings it does not name are recognised.
type Assignments map[string]string

// FoldHeading is a heading as Assignments name it: without width, blanks, case and marks.
func FoldHeading(text string) string { return foldHeader(text) }

// columnNames folds headings and tells those that are alike apart: 电话, 电话#2. Columns without a heading have no name.
func columnNames(headings []heading) []string {
	names := make([]string, len(headings))
	seen := map[string]int{}
	for i, h := range headings {
		text := h.text()
		if text == "" {
			continue
		}
		name := foldHeader(text)
		if name == "" {
			name = text // nothing but marks
		}
		if seen[name]++; seen[name] > 1 {
			name += "#" + strconv.Itoa(seen[name])
		}
		names[i] = name
	}
	return names
}

// signatureOf is what makes two tables alike: their headings in order, folded.
func signatureOf(names []string) string {
	var filled []string
	for _, name := range names {
		if name != "" {
			filled = append(filled, name)
		}
	}
	return strings.Join(filled, "|")
}

// takeAssigned gives columns the fields they were assigned, now by a person or the last time a table of these headings came.
func (m *matching) takeAssigned() {
	m.assign(m.d.layout.Assigned, ReasonChosen)
	if len(m.d.layout.Remembered) > 0 {
		if last, ok := m.d.layout.Remembered[signatureOf(m.names)]; ok {
			m.assign(last, ReasonRemembered)
			m.score += 3
		}
	}
}

func (m *matching) assign(to Assignments, reason string) {
	if len(to) == 0 {
		return
	}
	for col, name := range m.names {
		key, named := to[name]
		if name == "" || !named || m.columns[col] != nil {
			continue
		}
		field := m.d.index(key)
		switch run := m.ticksAt(col); {
		case key == "" && run != nil:
			m.setTicks(run, -1, reason)
		case key == "":
			m.columns[col] = &Column{Index: col, Name: name, Header: m.headings[col].text(), Reason: reason}
		case field < 0 || m.taken[field]:
		case run != nil && run.words[field] != nil:
			m.setTicks(run, field, reason)
			m.score += 3 * len(run.names)
		default:
			m.take(col, field, reason)
			m.score += 3
		}
	}
}

// takeIgnored passes over the columns the caller knows and does not take in.
func (m *matching) takeIgnored() {
	if len(m.d.ignored) == 0 {
		return
	}
	for col, h := range m.headings {
		if m.free(col) && m.d.ignored[foldStart(h.text(), m.d.most, false)] {
			m.columns[col] = &Column{Index: col, Name: m.names[col], Header: h.text(), Reason: ReasonIgnored}
		}
	}
}

func (d *dictionary) index(key string) int {
	for i := range d.layout.Fields {
		if d.layout.Fields[i].Key == key {
			return i
		}
	}
	return -1
}

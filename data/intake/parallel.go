package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// parallel are columns of one field under different headings: 组长 under 上半年 and under 下半年. Only what is above them could tell which is meant.
type parallel struct {
	field int
	cols  []int
}

// presentOver is a heading over what holds now, beside others over what does not.
var presentOver = regexp.MustCompile(`^(本|现|新|今年|当前|目前)|^(变更|变动|调整|更改|更正|换届|改选)后`)

// takeParallel settles the columns that are called alike under different headings: those under the one heading that says now, or of which a column was
// chosen, are meant. Otherwise none is taken.
func (m *matching) takeParallel() {
	found := m.parallels()
	chosen := m.chosenOver(found)
	for _, p := range found {
		only := m.meantOf(p, chosen)
		if only >= 0 {
			for _, col := range p.cols {
				if col != only {
					m.columns[col] = m.aside(col, ReasonOthers)
				}
			}
			continue
		}
		for _, col := range p.cols {
			m.columns[col] = m.aside(col, ReasonParallel)
		}
		m.taken[p.field] = true
		m.score += 3
		m.parallel = append(m.parallel, p)
	}
}

func (m *matching) aside(col int, reason string) *Column {
	return &Column{Index: col, Name: m.names[col], Header: m.headings[col].text(), Reason: reason}
}

// parallels are the fields that several columns name by their lower headings alone, and none by more.
func (m *matching) parallels() (found []parallel) {
	under := make([][]int, len(m.d.layout.Fields))
	whole := make([]bool, len(m.d.layout.Fields))
	for col, h := range m.headings {
		if !m.free(col) {
			continue
		}
		field, _, ok := m.d.lookup(h)
		switch {
		case !ok || m.taken[field]:
		case m.d.byChild(h):
			under[field] = append(under[field], col)
		default:
			whole[field] = true
		}
	}
	for field, cols := range under {
		over := m.headings[first(cols)].over()
		if !whole[field] && slices.ContainsFunc(cols, func(col int) bool { return m.headings[col].over() != over }) {
			found = append(found, parallel{field, cols})
		}
	}
	return found
}

func first(cols []int) int {
	if len(cols) == 0 {
		return 0
	}
	return cols[0]
}

// byChild reports whether a heading that names a field does so by its lower row alone.
func (d *dictionary) byChild(h heading) bool {
	if h.over() == "" || h.aside() || h.entity || h.post() != "" {
		return false
	}
	_, _, ok := d.lookup(heading{parent: h.parent + h.child})
	return !ok
}

// meantOf is the column that is meant, -1 when nothing tells.
func (m *matching) meantOf(p parallel, chosen string) int {
	only := -1
	for _, col := range p.cols {
		over := m.headings[col].over()
		if chosen != "" && over != chosen || chosen == "" && !presentOver.MatchString(foldHeader(over)) {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = col
	}
	return only
}

// chosenOver is the one heading under which a column was chosen for a field, where others are called alike.
func (m *matching) chosenOver(found []parallel) (only string) {
	for _, c := range m.columns {
		if c == nil || c.Field == nil || c.Reason != ReasonChosen && c.Reason != ReasonRemembered {
			continue
		}
		over := m.headings[c.Index].over()
		if over == "" || !slices.ContainsFunc(found, func(p parallel) bool {
			return slices.ContainsFunc(p.cols, func(col int) bool { return m.headings[col].over() == over })
		}) {
			continue
		}
		if only != "" && only != over {
			return ""
		}
		only = over
	}
	return only
}

// takeEqual takes from parallel columns what they agree on, and refuses the row, in a sentence, when they do not.
func (r *reading) takeEqual(row int, cells map[string]Cell) string {
	var doubtful []parallel
	for _, p := range r.head.parallel {
		one := r.value(row, p.cols[0])
		differs := func(col int) bool { return Squeeze(r.value(row, col).String()) != Squeeze(one.String()) }
		switch {
		case slices.ContainsFunc(p.cols, differs):
			doubtful = append(doubtful, p)
		case !one.Empty():
			cells[r.d.layout.Fields[p.field].Key] = one
		}
	}
	if len(doubtful) == 0 {
		return ""
	}
	return r.parallelWords(doubtful)
}

func (r *reading) parallelWords(doubtful []parallel) string {
	headings := map[int]*Column{}
	for i := range r.table.Columns {
		headings[r.table.Columns[i].Index] = &r.table.Columns[i]
	}
	p := doubtful[0]
	var over []string
	for _, col := range p.cols {
		if upper, _, _ := strings.Cut(headings[col].Header, "/"); !slices.Contains(over, upper) {
			over = append(over, upper)
		}
	}
	_, lower, _ := strings.Cut(headings[p.cols[0]].Header, "/")
	what := "「" + lower + "」"
	if n := len(doubtful); n > 1 {
		what += "等 " + strconv.Itoa(n) + " 栏"
	}
	return "「" + strings.Join(over, "」「") + "」下面都有" + what + "，看不出录入哪一组；请在列对应中选定一组（命令用 --map " +
		headings[p.cols[0]].Name + "=" + r.d.layout.Fields[p.field].Title + "），再导入。"
}

func (h *header) isParallel(field int) bool {
	return slices.ContainsFunc(h.parallel, func(p parallel) bool { return p.field == field })
}

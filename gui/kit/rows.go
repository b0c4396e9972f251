package kit

import (
	"cmp"
	"slices"

	"cppccdesk/data/fold"
)

// rowSet is what a list holds apart from its picture: the rows, which of them are shown in which order, and which are selected.
// Rows are never moved; sorting and filtering work on indexes.
type rowSet[R any] struct {
	columns []Column[R]
	id      func(R) int64
	search  func(R) string

	rows     []R
	ids      []int64
	keys     []string            // search key of each row
	sortKeys map[string][]string // per column, made when first sorted by it
	order    []int32             // all rows, sorted
	shown    []int32             // those that pass the filters, sorted

	sorting []Sorting
	query   string
	filters map[string]func(R) bool

	selected map[int64]bool
	cursor   int64 // row the keyboard acts on
	anchor   int64 // where a Shift selection began
	hasRow   bool  // cursor and anchor mean something
}

func (s *rowSet[R]) set(rows []R) {
	s.rows = rows
	s.ids = make([]int64, len(rows))
	s.keys = nil
	if s.search != nil {
		s.keys = make([]string, len(rows))
	}
	there := make(map[int64]bool, len(s.selected))
	for i, r := range rows {
		s.ids[i] = s.id(r)
		if s.keys != nil {
			s.keys[i] = s.search(r)
		}
		if s.selected[s.ids[i]] {
			there[s.ids[i]] = true
		}
	}
	s.selected = there
	s.sortKeys = map[string][]string{}
	s.arrange()
}

func (s *rowSet[R]) column(key string) *Column[R] {
	for i := range s.columns {
		if s.columns[i].Key == key {
			return &s.columns[i]
		}
	}
	return nil
}

// arrange sorts all rows and filters them. Rows that tie keep the order they were given in.
func (s *rowSet[R]) arrange() {
	s.order = make([]int32, len(s.rows))
	for i := range s.order {
		s.order[i] = int32(i)
	}
	var by []func(a, b int32) int
	for _, level := range s.sorting {
		if c := s.comparer(level); c != nil {
			by = append(by, c)
		}
	}
	if len(by) > 0 {
		slices.SortStableFunc(s.order, func(a, b int32) int {
			for _, c := range by {
				if d := c(a, b); d != 0 {
					return d
				}
			}
			return 0
		})
	}
	s.filter()
}

func (s *rowSet[R]) comparer(level Sorting) func(a, b int32) int {
	col := s.column(level.Key)
	if col == nil {
		return nil
	}
	sign := 1
	if level.Desc {
		sign = -1
	}
	if col.Less != nil {
		return func(a, b int32) int {
			switch {
			case col.Less(s.rows[a], s.rows[b]):
				return -sign
			case col.Less(s.rows[b], s.rows[a]):
				return sign
			}
			return 0
		}
	}
	keys := s.keysOf(col)
	return func(a, b int32) int { return sign * cmp.Compare(keys[a], keys[b]) }
}

func (s *rowSet[R]) keysOf(col *Column[R]) []string {
	if keys := s.sortKeys[col.Key]; keys != nil {
		return keys
	}
	key := col.SortBy
	if key == nil {
		known := map[string]string{} // columns such as a unit or a state repeat a few texts
		key = func(r R) string {
			text := col.Text(r)
			k, ok := known[text]
			if !ok {
				k = fold.SortKey(text)
				known[text] = k
			}
			return k
		}
	}
	keys := make([]string, len(s.rows))
	for i, r := range s.rows {
		keys[i] = key(r)
	}
	s.sortKeys[col.Key] = keys
	return keys
}

// filter decides anew which rows are shown; the order stands.
func (s *rowSet[R]) filter() {
	s.shown = make([]int32, 0, len(s.order))
	for _, i := range s.order {
		if s.passes(i) {
			s.shown = append(s.shown, i)
		}
	}
}

func (s *rowSet[R]) passes(i int32) bool {
	for _, f := range s.filters {
		if !f(s.rows[i]) {
			return false
		}
	}
	return s.query == "" || s.keys == nil || fold.Match(s.keys[i], s.query)
}

func (s *rowSet[R]) filtered() bool {
	return len(s.filters) > 0 || s.query != "" && s.keys != nil
}

// sortBy is a click on a column's title: first ascending, then descending; add keeps the levels above it.
func (s *rowSet[R]) sortBy(key string, add bool) {
	at := slices.IndexFunc(s.sorting, func(l Sorting) bool { return l.Key == key })
	switch {
	case at >= 0 && (add || len(s.sorting) == 1):
		s.sorting[at].Desc = !s.sorting[at].Desc
	case add:
		s.sorting = append(s.sorting, Sorting{Key: key})
	default:
		s.sorting = []Sorting{{Key: key}}
	}
	s.arrange()
}

func (s *rowSet[R]) row(pos int) R       { return s.rows[s.shown[pos]] }
func (s *rowSet[R]) rowID(pos int) int64 { return s.ids[s.shown[pos]] }

// position finds the shown place of a row by id, or -1.
func (s *rowSet[R]) position(id int64) int {
	for pos, i := range s.shown {
		if s.ids[i] == id {
			return pos
		}
	}
	return -1
}

func (s *rowSet[R]) cursorPosition() int {
	if !s.hasRow {
		return -1
	}
	return s.position(s.cursor)
}

// pick makes pos the only selected row, and the start of a Shift selection.
func (s *rowSet[R]) pick(pos int) {
	id := s.rowID(pos)
	s.selected = map[int64]bool{id: true}
	s.cursor, s.anchor, s.hasRow = id, id, true
}

// toggle adds or removes one row, as a click with Ctrl does.
func (s *rowSet[R]) toggle(pos int) {
	id := s.rowID(pos)
	if s.selected[id] {
		delete(s.selected, id)
	} else {
		s.selected[id] = true
	}
	s.cursor, s.anchor, s.hasRow = id, id, true
}

// extend selects from the anchor to pos, as a click or a key with Shift does.
func (s *rowSet[R]) extend(pos int) {
	from := -1
	if s.hasRow {
		from = s.position(s.anchor)
	}
	if from < 0 {
		s.pick(pos)
		return
	}
	s.selected = map[int64]bool{}
	for i := min(from, pos); i <= max(from, pos); i++ {
		s.selected[s.rowID(i)] = true
	}
	s.cursor = s.rowID(pos)
}

func (s *rowSet[R]) selectAll() {
	s.selected = make(map[int64]bool, len(s.shown))
	for pos := range s.shown {
		s.selected[s.rowID(pos)] = true
	}
	if len(s.shown) > 0 && s.cursorPosition() < 0 {
		s.cursor, s.anchor, s.hasRow = s.rowID(0), s.rowID(0), true
	}
}

// chosen lists the selected rows among those shown, in the order shown. A selected row that a filter hides is not acted on, but is
// selected again when the filter goes.
func (s *rowSet[R]) chosen() []R {
	if len(s.selected) == 0 {
		return nil
	}
	var out []R
	for pos := range s.shown {
		if s.selected[s.rowID(pos)] {
			out = append(out, s.row(pos))
		}
	}
	return out
}

func (s *rowSet[R]) chosenCount() int {
	if len(s.selected) == 0 {
		return 0
	}
	n := 0
	for pos := range s.shown {
		if s.selected[s.rowID(pos)] {
			n++
		}
	}
	return n
}

package grid

import (
	"iter"
	"maps"
	"slices"
)

// rowSet is what a list holds apart from its picture: the rows, which of them are shown in which order, and which are selected.
// Rows are never moved; sorting and filtering work on indexes. Everything that takes as long as there are rows is done by an arranging.
type rowSet[R any] struct {
	columns []Column[R]
	id      func(R) int64
	search  func(R) string
	sumUp   func(iter.Seq[R]) string // what the foot says of the rows shown; may be nil

	table *rowTable[R]
	order []int32 // all rows, sorted
	shown []int32 // those that pass the filters, sorted
	place []int32 // of each row, where it is shown, or -1
	foot  string  // of sumUp

	quick  []Quick[R]
	counts []int // how many of all rows each quick filter passes that is counted

	kept     map[int64]bool // rows shown whatever is asked; never changed, only replaced
	sorting  []Sorting
	query    string
	filters  map[string]func(R) bool
	demands  []Condition
	today    func() string
	searched string // the query that shown was made for

	selected map[int64]bool
	cursor   int64 // row the keyboard acts on
	anchor   int64 // where a Shift selection began
	hasRow   bool  // cursor and anchor mean something
}

func (s *rowSet[R]) column(key string) *Column[R] {
	for i := range s.columns {
		if s.columns[i].Key == key {
			return &s.columns[i]
		}
	}
	return nil
}

// prepare describes the arranging that the present sorting and filters ask for. rows are new rows for stageRows.
func (s *rowSet[R]) prepare(from stage, rows []R) *arranging[R] {
	a := &arranging[R]{
		from: from, rows: rows, table: s.table, id: s.id, search: s.search,
		order: s.order, kept: s.kept, sumUp: s.sumUp, foot: s.foot, quick: s.quick, counts: s.counts, query: s.query, filters: slices.Collect(maps.Values(s.filters)),
	}
	for _, level := range s.sorting {
		if c := s.column(level.Key); c != nil {
			a.levels = append(a.levels, sortLevel[R]{column: c, desc: level.Desc, strokes: level.Strokes && c.words()})
		}
	}
	for _, d := range s.demands {
		if c := s.column(d.Column); c != nil {
			a.demands = append(a.demands, demand[R]{column: c, Condition: d.on(s.today())})
		}
	}
	if from == stageSearch && narrows(s.searched, s.query) {
		a.within = s.shown
	}
	return a
}

// apply puts the result of an arranging in place.
func (s *rowSet[R]) apply(a *arranging[R]) {
	if a.from == stageRows {
		there := make(map[int64]bool, len(s.selected))
		for id := range s.selected {
			if _, ok := a.table.at[id]; ok {
				there[id] = true
			}
		}
		s.selected = there
	}
	s.table, s.order, s.shown, s.place, s.foot, s.counts, s.searched = a.table, a.order, a.shown, a.place, a.foot, a.counts, a.query
}

func (s *rowSet[R]) filtered() bool {
	return len(s.filters) > 0 || len(s.demands) > 0 || s.query != "" && s.search != nil
}

// sortBy is a click on a column's title: first ascending, then descending; add keeps the levels above it.
func (s *rowSet[R]) sortBy(key string, add bool) {
	at := slices.IndexFunc(s.sorting, func(l Sorting) bool { return l.Key == key })
	switch {
	case at >= 0 && (add || len(s.sorting) == 1):
		s.sorting = slices.Clone(s.sorting)
		s.sorting[at].Desc = !s.sorting[at].Desc
	case add:
		s.sorting = append(slices.Clone(s.sorting), Sorting{Key: key})
	default:
		s.sorting = []Sorting{{Key: key}}
	}
}

func (s *rowSet[R]) row(pos int) R       { return s.table.rows[s.shown[pos]] }
func (s *rowSet[R]) rowID(pos int) int64 { return s.table.ids[s.shown[pos]] }

// position finds the shown place of a row by id, or -1.
func (s *rowSet[R]) position(id int64) int {
	if at, ok := s.table.at[id]; ok {
		return int(s.place[at])
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

// chosenPlaces are the shown places of the selected rows, in the order shown. A selected row that a filter hides is not acted on, but is
// selected again when the filter goes.
func (s *rowSet[R]) chosenPlaces() []int {
	if len(s.selected) == 0 {
		return nil
	}
	out := make([]int, 0, min(len(s.selected), len(s.shown)))
	if len(s.selected) > len(s.shown)/8 {
		for pos := range s.shown {
			if s.selected[s.rowID(pos)] {
				out = append(out, pos)
			}
		}
		return out
	}
	for id := range s.selected {
		if pos := s.position(id); pos >= 0 {
			out = append(out, pos)
		}
	}
	slices.Sort(out)
	return out
}

func (s *rowSet[R]) chosen() []R {
	places := s.chosenPlaces()
	if len(places) == 0 {
		return nil
	}
	out := make([]R, len(places))
	for i, pos := range places {
		out[i] = s.row(pos)
	}
	return out
}

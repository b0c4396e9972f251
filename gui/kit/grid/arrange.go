package grid

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"sync/atomic"

	"cppccdesk/data/fold"
)

// stage is what an arranging must begin with; what comes after it is done anew as well.
type stage int

const (
	stageNone   stage = iota
	stageSearch       // only the words searched for changed
	stageFilter
	stageSort
	stageRows // the rows themselves are new
)

// rowTable is rows with what was made of them once. An arranging adds to it; only one runs at a time, and nobody else looks at those parts.
type rowTable[R any] struct {
	rows []R
	ids  []int64
	at   map[int64]int32 // row by id
	keys []string        // search key of each row, nil without search

	ranks map[string][]int32  // by column: of each row, its rank in ascending order; equal rows have the same
	folds map[string][]string // by column: search key of each cell
}

func newRowTable[R any](rows []R) *rowTable[R] {
	return &rowTable[R]{
		rows: rows, ids: make([]int64, len(rows)), at: make(map[int64]int32, len(rows)),
		ranks: map[string][]int32{}, folds: map[string][]string{},
	}
}

type sortLevel[R any] struct {
	column  *Column[R]
	desc    bool
	strokes bool
}

// arranging makes the order and choice of rows that a list shows out of its rows, sorting and filters. run may be called on any goroutine.
type arranging[R any] struct {
	from    stage
	rows    []R // new rows, for stageRows
	id      func(R) int64
	search  func(R) string
	levels  []sortLevel[R]
	filters []func(R) bool
	demands []demand[R]
	query   string
	within  []int32 // rows that can pass at all, nil: order
	kept    map[int64]bool
	sumUp   func(iter.Seq[R]) string
	quick   []Quick[R]

	stop atomic.Bool // a newer one is wanted: the result is not needed

	table  *rowTable[R] // from here on what is made, beginning with what there was
	order  []int32
	shown  []int32
	place  []int32
	foot   string
	counts []int
}

// strideOfStop is how many rows are gone through between two looks at stop: well below a millisecond of work.
const strideOfStop = 1024

func (a *arranging[R]) run() {
	if a.from >= stageRows || a.table == nil {
		a.read()
		a.count()
	}
	if a.from >= stageSort && !a.stop.Load() {
		a.sort()
	}
	if !a.stop.Load() {
		a.filter()
	}
	if a.sumUp != nil && a.from != stageSort && !a.stop.Load() {
		a.foot = a.sumUp(a.passed)
	}
}

// passed gives the rows shown.
func (a *arranging[R]) passed(yield func(R) bool) {
	for _, i := range a.shown {
		if !yield(a.table.rows[i]) {
			return
		}
	}
}

func (a *arranging[R]) read() {
	t := newRowTable(a.rows)
	if a.search != nil {
		t.keys = make([]string, len(a.rows))
	}
	for i, r := range a.rows {
		t.ids[i] = a.id(r)
		t.at[t.ids[i]] = int32(i)
		if t.keys != nil {
			t.keys[i] = a.search(r)
		}
	}
	a.table = t
}

// count counts what the quick filters pass that say so.
func (a *arranging[R]) count() {
	a.counts = make([]int, len(a.quick)) // another one: the list shows the numbers there were
	for i, q := range a.quick {
		if !q.Counted {
			continue
		}
		for _, r := range a.rows {
			if q.Keep(r) {
				a.counts[i]++
			}
		}
	}
}

// sort orders all rows by the levels. Rows that tie keep the order they were given in. Each level is one pass that counts ranks, the last
// level first, so that another click on a title costs next to nothing once the column's ranks are known.
func (a *arranging[R]) sort() {
	n := len(a.table.rows)
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	next := make([]int32, n)
	for i := len(a.levels) - 1; i >= 0; i-- {
		ranks := a.ranks(a.levels[i].column, a.levels[i].strokes)
		if ranks == nil {
			return
		}
		byRank(order, next, ranks, a.levels[i].desc)
		order, next = next, order
	}
	a.order = order
}

// byRank copies from into to ordered by rank, stable.
func byRank(from, to, ranks []int32, desc bool) {
	starts := make([]int32, len(from)+2)
	last := int32(len(from))
	rank := func(row int32) int32 {
		if desc {
			return last - ranks[row]
		}
		return ranks[row]
	}
	for _, row := range from {
		starts[rank(row)+1]++
	}
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	for _, row := range from {
		r := rank(row)
		to[starts[r]] = row
		starts[r]++
	}
}

// ranks are the ranks of the rows in a column, by sound or by strokes, made on first use; nil when stopped before they were known.
func (a *arranging[R]) ranks(c *Column[R], strokes bool) []int32 {
	of, key := c.Key, fold.SortKey
	if strokes {
		of, key = c.Key+strokesKey, fold.StrokeKey
	}
	if known := a.table.ranks[of]; known != nil {
		return known
	}
	var ranks []int32
	if c.Less != nil && c.SortBy == nil {
		ranks = a.ranksByLess(c)
	} else {
		ranks = a.ranksByKey(c, key)
	}
	if ranks != nil {
		a.table.ranks[of] = ranks
	}
	return ranks
}

func (a *arranging[R]) ranksByLess(c *Column[R]) []int32 {
	rows := a.table.rows
	order := make([]int32, len(rows))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int {
		switch {
		case c.Less(rows[x], rows[y]):
			return -1
		case c.Less(rows[y], rows[x]):
			return 1
		}
		return 0
	})
	ranks := make([]int32, len(rows))
	for i := 1; i < len(order); i++ {
		ranks[order[i]] = ranks[order[i-1]]
		if c.Less(rows[order[i-1]], rows[order[i]]) {
			ranks[order[i]]++
		}
	}
	return ranks
}

// strokesKey tells the ranks of a column by strokes from those by sound.
const strokesKey = "\x00strokes"

// ranksByKey sorts the different texts of the column only, words by the key: a unit or a state repeats a few.
func (a *arranging[R]) ranksByKey(c *Column[R], wordKey func(string) string) []int32 {
	keyOf := c.SortBy
	if keyOf == nil {
		keyOf = c.Text
	}
	var values []string
	known := map[string]int32{}
	number := make([]int32, len(a.table.rows))
	for i, r := range a.table.rows {
		if i%strideOfStop == 0 && a.stop.Load() {
			return nil
		}
		text := keyOf(r)
		at, ok := known[text]
		if !ok {
			key := text
			if c.SortBy == nil && c.Content != ContentDate && !isDate(text) {
				key = wordKey(text)
			}
			at = int32(len(values))
			known[text] = at
			values = append(values, key)
		}
		number[i] = at
	}
	order := make([]int32, len(values))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(values[x], values[y]) })
	rankOf := make([]int32, len(values))
	for i := 1; i < len(order); i++ {
		rankOf[order[i]] = rankOf[order[i-1]]
		if values[order[i]] != values[order[i-1]] {
			rankOf[order[i]]++
		}
	}
	for i, at := range number {
		number[i] = rankOf[at]
	}
	return number
}

// filter decides which rows are shown, in the order they have.
func (a *arranging[R]) filter() {
	tests, ok := a.tests()
	if !ok {
		return
	}
	from := a.order
	if a.within != nil {
		from = a.within
	}
	shown := make([]int32, 0, len(from))
rows:
	for n, i := range from {
		if n%strideOfStop == 0 && a.stop.Load() {
			return
		}
		if !a.kept[a.table.ids[i]] {
			for _, passes := range tests {
				if !passes(i) {
					continue rows
				}
			}
		}
		shown = append(shown, i)
	}
	place := make([]int32, len(a.table.rows))
	for i := range place {
		place[i] = -1
	}
	for pos, i := range shown {
		place[i] = int32(pos)
	}
	a.shown, a.place = shown, place
}

func (a *arranging[R]) tests() (tests []func(row int32) bool, ok bool) {
	rows := a.table.rows
	for _, f := range a.filters {
		tests = append(tests, func(i int32) bool { return f(rows[i]) })
	}
	for _, d := range a.demands {
		test := a.test(d)
		if test == nil {
			return nil, false
		}
		tests = append(tests, test)
	}
	if a.query != "" && a.table.keys != nil {
		keys, match := a.table.keys, fold.Matcher(a.query)
		tests = append(tests, func(i int32) bool { return match(keys[i]) })
	}
	return tests, true
}

// folds are the search keys of a column's cells, made on first use; nil when stopped before they were known.
func (a *arranging[R]) folds(c *Column[R]) []string {
	if known := a.table.folds[c.Key]; known != nil {
		return known
	}
	keys := make([]string, len(a.table.rows))
	byText := map[string]string{}
	for i, r := range a.table.rows {
		if i%strideOfStop == 0 && a.stop.Load() {
			return nil
		}
		text := c.Text(r)
		key, ok := byText[text]
		if !ok {
			key = c.fold(r)
			byText[text] = key
		}
		keys[i] = key
	}
	a.table.folds[c.Key] = keys
	return keys
}

// narrows tells whether whatever matches query also matched before: typing on makes the rows only fewer.
func narrows(before, query string) bool {
	return before != "" && !strings.ContainsAny(query, " \u3000") && strings.HasPrefix(fold.Plain(query), fold.Plain(before))
}

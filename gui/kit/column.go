package kit

import (
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
)

// Column declares one column of a list. Text is what the cell shows and what is copied and exported.
type Column[R any] struct {
	Key   string // stable name under which width, place and sorting are remembered
	Title string
	Width float32 // at first, padding included; the user can drag it
	Flex  bool    // takes what the window has to spare and gives first when room is short
	Align fyne.TextAlign

	Text   func(R) string
	Less   func(a, b R) bool // order of the column; nil: by SortBy, else by the text in pinyin order with numbers by value
	SortBy func(R) string    // a key compared bytewise, made once per row: the fast way to order many rows
	Tone   func(R) Tone      // nil: ToneNormal; late and due are drawn bold
	Bold   func(R) bool

	Hidden bool // not shown until the user asks for it in the header's menu
}

// Sorting is one level of a list's order.
type Sorting struct {
	Key  string `json:"key"`
	Desc bool   `json:"desc,omitempty"`
}

const (
	minColumnWidth float32 = 36
	dragZone       float32 = 5 // on either side of a column's right edge
)

// columnState is what is remembered of one column.
type columnState struct {
	Key    string  `json:"key"`
	Width  float32 `json:"width"`
	Hidden bool    `json:"hidden,omitempty"`

	flex bool
}

// columnLayout is the one place that knows where columns are; header and rows both draw from it.
type columnLayout struct {
	states []columnState // in the order shown
	spans  []span        // of the visible columns
	total  float32
}

type span struct {
	state int // index into states
	x, w  float32
}

// fit places the visible columns into width: flexible columns share what is left over, and give first when it is too little; then all
// shrink alike, so that a page never needs a horizontal scroll bar.
func (l *columnLayout) fit(width float32) {
	l.spans = l.spans[:0]
	l.total = width
	var sum, flex float32
	for i, s := range l.states {
		if s.Hidden {
			continue
		}
		l.spans = append(l.spans, span{state: i, w: s.Width})
		sum += s.Width
		if s.flex {
			flex += s.Width
		}
	}
	spare := width - sum
	if flex > 0 {
		spare = l.flexBy(spare, flex)
	}
	if spare < 0 && sum > 0 {
		l.shrink(width)
	}
	var x float32
	for i := range l.spans {
		l.spans[i].x = x
		x += l.spans[i].w
	}
}

func (l *columnLayout) flexBy(spare, flex float32) (left float32) {
	left = spare
	for i := range l.spans {
		s := l.states[l.spans[i].state]
		if !s.flex {
			continue
		}
		w := max(s.Width+spare*s.Width/flex, min(s.Width, 4*minColumnWidth))
		left -= w - s.Width
		l.spans[i].w = w
	}
	return left
}

func (l *columnLayout) shrink(width float32) {
	var sum float32
	for _, s := range l.spans {
		sum += s.w
	}
	for i := range l.spans {
		l.spans[i].w *= width / sum
	}
}

// at finds the visible column under x, or -1.
func (l *columnLayout) at(x float32) int {
	for i, s := range l.spans {
		if x >= s.x && x < s.x+s.w {
			return i
		}
	}
	return -1
}

// edgeAt finds the visible column whose right edge can be dragged at x, or -1.
func (l *columnLayout) edgeAt(x float32) int {
	for i, s := range l.spans {
		if edge := s.x + s.w; x >= edge-dragZone && x <= edge+dragZone {
			return i
		}
	}
	return -1
}

// resize gives visible column i a new width. The other columns keep the widths they have on screen.
func (l *columnLayout) resize(i int, width float32) {
	for _, s := range l.spans {
		if !l.states[s.state].flex {
			l.states[s.state].Width = s.w
		}
	}
	state := &l.states[l.spans[i].state]
	state.Width = max(width, minColumnWidth)
	state.flex = false
	l.fit(l.total)
}

// move shifts a column by one place among the visible ones.
func (l *columnLayout) move(i, by int) {
	j := i + by
	if i < 0 || j < 0 || i >= len(l.spans) || j >= len(l.spans) {
		return
	}
	a, b := l.spans[i].state, l.spans[j].state
	l.states[a], l.states[b] = l.states[b], l.states[a]
	l.fit(l.total)
}

func (l *columnLayout) visible() int {
	n := 0
	for _, s := range l.states {
		if !s.Hidden {
			n++
		}
	}
	return n
}

// remembered is the JSON kept in Prefs for one list.
type remembered struct {
	Columns []columnState `json:"columns"`
	Sort    []Sorting     `json:"sort"`
}

func defaultLayout[R any](cols []Column[R]) columnLayout {
	var l columnLayout
	for _, c := range cols {
		l.states = append(l.states, columnState{Key: c.Key, Width: max(c.Width, minColumnWidth), Hidden: c.Hidden, flex: c.Flex})
	}
	return l
}

// restoreLayout merges what was remembered with the columns the program has now: columns that are gone are forgotten, new ones appear
// where they are declared.
func restoreLayout[R any](cols []Column[R], saved string) (columnLayout, []Sorting) {
	l := defaultLayout(cols)
	var m remembered
	if saved == "" || json.Unmarshal([]byte(saved), &m) != nil {
		return l, nil
	}
	rank := map[string]int{}
	for i, s := range m.Columns {
		rank[s.Key] = i
	}
	last := -1.0
	place := make(map[string]float64, len(l.states))
	for i, s := range l.states {
		at, ok := rank[s.Key]
		if !ok {
			last += 1.0 / 64
			place[s.Key] = last
			continue
		}
		last = float64(at)
		place[s.Key] = last
		was := m.Columns[at]
		if was.Width >= minColumnWidth && was.Width != s.Width {
			l.states[i].Width, l.states[i].flex = was.Width, false
		}
		l.states[i].Hidden = was.Hidden
	}
	slices.SortStableFunc(l.states, func(a, b columnState) int {
		switch {
		case place[a.Key] < place[b.Key]:
			return -1
		case place[a.Key] > place[b.Key]:
			return 1
		}
		return 0
	})
	m.Sort = slices.DeleteFunc(m.Sort, func(s Sorting) bool {
		return !slices.ContainsFunc(cols, func(c Column[R]) bool { return c.Key == s.Key })
	})
	if l.visible() == 0 {
		return defaultLayout(cols), m.Sort
	}
	return l, m.Sort
}

func (l *columnLayout) encode(sorting []Sorting) string {
	text, err := json.Marshal(remembered{Columns: l.states, Sort: sorting})
	if err != nil {
		return "" // cannot happen: only strings, numbers and booleans
	}
	return string(text)
}

package grid

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/look"
)

const (
	dragZone  float32 = 5 // on either side of a column's right edge
	titleOver float32 = 4 // how far a title may reach into the padding of its column

	nameWidth float32 = 150 // that what a row is called by keeps while other columns can give
)

// columnState is what is remembered of one column.
type columnState struct {
	Key    string  `json:"key"`
	Width  float32 `json:"width"`
	Sized  bool    `json:"sized,omitempty"` // by the user: never narrower, and no longer flexible
	Hidden bool    `json:"hidden,omitempty"`
	Wanted bool    `json:"wanted,omitempty"` // by the user: shown also where the list then scrolls sideways

	flex  bool
	main  bool    // what a row is called by
	whole bool    // keeps what its cells need
	spare bool    // may wait for a wider window
	right bool    // its cells are aligned right
	least float32 // as declared
}

// min is the width below which the list rather scrolls sideways.
func (s columnState) min() float32 {
	if s.Sized {
		return s.Width
	}
	return min(s.Width, s.least)
}

// columnLayout is the one place that knows where columns are; header and rows both draw from it. The first visible column stays where it
// is while the others scroll sideways under it.
type columnLayout struct {
	states  []columnState             // in the order shown
	needs   func() map[string]float32 // widths in which no cell is cut, by key; nil: not known
	short   bool                      // the columns have less than they would
	spans   []span                    // of the visible columns, as if nothing were scrolled
	total   float32                   // width of the list
	content float32                   // width of the columns together, at least total
	offset  float32                   // how far the columns behind the first are scrolled
}

type span struct {
	state int // index into states
	x, w  float32
}

// titleMin is the room a title needs, with the arrow of the sorting.
func titleMin(title string) float32 { return wholeMin(title+" ↑") - titleOver }

// wholeMin is the room of a text that is never cut, in a row that is late and bold.
func wholeMin(text string) float32 {
	m := look.MetricsFor(look.TextSize, true)
	var w float32
	for _, r := range text {
		w += m.Width(r, look.TextSize, true)
	}
	return look.Ceil(w) + 2*look.CellPad
}

// least is the width below which a column says nothing: a number or a date without its end is none.
func least[R any](c Column[R], width float32) float32 {
	title := titleMin(c.Title)
	if c.Content == ContentDate {
		title = max(title, wholeMin("2026-12-28"))
	}
	switch {
	case c.Min > 0:
		return max(c.Min, title)
	case c.Align == fyne.TextAlignTrailing, c.Content == ContentDate, c.Content == ContentNumber:
		return max(width, title)
	case c.Flex: // text whose beginning says what it is: it gives first
		return max(2*look.LeastColumn, title)
	default:
		return max(width*0.7, title)
	}
}

// mainColumn is the widest flexible column that does not say itself what it needs: what a row is about, kept wider than the other ones.
func mainColumn[R any](cols []Column[R]) int {
	main := -1
	for i, c := range cols {
		if c.Flex && c.Min == 0 && !c.Hidden && (main < 0 || c.Width > cols[main].Width) {
			main = i
		}
	}
	return main
}

func defaultLayout[R any](cols []Column[R]) columnLayout {
	var l columnLayout
	main := mainColumn(cols)
	for i, c := range cols {
		s := columnState{Key: c.Key, Width: max(c.Width, look.LeastColumn), Hidden: c.Hidden, flex: c.Flex, main: c.Main, whole: c.Whole, right: c.Align != 0}
		s.least = least(c, s.Width)
		if i == main {
			s.least = max(s.least, 3*look.LeastColumn)
		}
		s.spare = i > 0 && i != main && !c.Main && !c.Hidden && c.Min == 0 && c.Align == 0 && (c.Content == ContentAuto || c.Content == ContentText)
		s.Width = max(s.Width, titleMin(c.Title))
		l.states = append(l.states, s)
	}
	return l
}

// fit places the visible columns into width. What is left over goes to the flexible columns, or when there is none to the widest column of
// text. When room is short all give what no cell of theirs needs; then the flexible columns, then all others, each down to its least width, but the one a row is
// called by; then those of text that are not what a row is about wait for a wider window, the last first; then what a row is called by gives; below that the list
// scrolls.
func (l *columnLayout) fit(width float32) {
	l.spans = l.spans[:0]
	l.total = width
	var sum float32
	for i, s := range l.states {
		if !s.Hidden {
			l.spans = append(l.spans, span{state: i, w: s.Width})
			sum += s.Width
		}
	}
	spare := width - sum
	if l.short = spare < 0; !l.short {
		l.grow(spare)
	} else {
		short := l.shrinkToNeeds(-spare)
		short = l.shrink(short, func(s columnState) float32 {
			switch {
			case !s.flex:
				return math.MaxFloat32
			case s.main:
				return max(s.min(), nameWidth)
			default:
				return l.whole(s)
			}
		})
		short = l.shrink(short, func(s columnState) float32 {
			if s.main && !s.flex {
				return math.MaxFloat32
			}
			return l.whole(s)
		})
		l.shrink(l.tuck(short), columnState.min)
	}
	var x float32
	for i := range l.spans {
		l.spans[i].x = x
		x += l.spans[i].w
	}
	l.content = width
	if x > width+0.5 { // not a rounding of the shares
		l.content = x
	}
	l.scrollTo(l.offset)
}

// whole is the width that a column keeps while others can go: its least, or what its words need where that is known.
func (l *columnLayout) whole(s columnState) float32 {
	if s.whole && !s.Sized && l.needs != nil {
		return max(s.min(), l.needs()[s.Key])
	}
	return s.min()
}

// tuck leaves spare columns out until the others have the room that is missing, and returns what still is; what is left over is theirs.
func (l *columnLayout) tuck(missing float32) float32 {
	for i := len(l.spans) - 1; i > 0 && missing > 0.5; i-- {
		if s := l.states[l.spans[i].state]; s.spare && !s.Sized && !s.Wanted {
			missing -= l.spans[i].w
			l.spans = slices.Delete(l.spans, i, i+1)
		}
	}
	if missing < 0 {
		l.grow(-missing)
	}
	return max(missing, 0)
}

func (l *columnLayout) grow(spare float32) {
	var flex float32
	widest := -1
	for i, s := range l.spans {
		state := l.states[s.state]
		if state.flex {
			flex += state.Width
		}
		better := widest < 0
		if !better {
			best := l.states[l.spans[widest].state]
			better = rank(state) > rank(best) || rank(state) == rank(best) && state.Width >= best.Width
		}
		if better {
			widest = i
		}
	}
	if flex == 0 {
		if widest >= 0 {
			l.spans[widest].w += spare
		}
		return
	}
	for i, s := range l.spans {
		if state := l.states[s.state]; state.flex {
			l.spans[i].w += spare * state.Width / flex
		}
	}
}

// rank prefers columns of text whose width the user has not chosen for taking what is left over.
func rank(s columnState) int {
	n := 0
	if !s.right {
		n += 2
	}
	if !s.Sized {
		n++
	}
	return n
}

// shrinkToNeeds takes short from the columns that are wider than their cells need, as far as that is known, but for those whose width the user chose.
func (l *columnLayout) shrinkToNeeds(short float32) (missing float32) {
	if l.needs == nil {
		return short
	}
	needs := l.needs()
	return l.shrink(short, func(s columnState) float32 {
		if need, known := needs[s.Key]; known && !s.Sized {
			return need
		}
		return math.MaxFloat32
	})
}

// shrink takes short from the columns that are wider than down says, in proportion to what each can give, and returns what is still missing.
func (l *columnLayout) shrink(short float32, down func(columnState) float32) (missing float32) {
	var room float32
	for _, s := range l.spans {
		room += max(s.w-down(l.states[s.state]), 0)
	}
	if room <= 0 || short <= 0 {
		return short
	}
	share := min(short/room, 1)
	for i, s := range l.spans {
		l.spans[i].w -= max(s.w-down(l.states[s.state]), 0) * share
	}
	return max(short-room, 0)
}

// hiddenWidth is how far the columns can be scrolled.
func (l *columnLayout) hiddenWidth() float32 { return max(l.content-l.total, 0) }

// scrollTo scrolls the columns behind the first and tells whether they moved.
func (l *columnLayout) scrollTo(offset float32) bool {
	was := l.offset
	l.offset = look.Round(min(max(offset, 0), l.hiddenWidth()))
	return l.offset != was
}

// left is where visible column i begins on the screen.
func (l *columnLayout) left(i int) float32 {
	if i == 0 {
		return 0
	}
	return l.spans[i].x - l.offset
}

// frozen is the width of the first column, under which the others scroll.
func (l *columnLayout) frozen() float32 {
	if len(l.spans) == 0 {
		return 0
	}
	return l.spans[0].w
}

// inSight tells whether some of visible column i is on the screen.
func (l *columnLayout) inSight(i int) bool {
	if i == 0 {
		return true
	}
	x := l.left(i)
	return x < l.total && x+l.spans[i].w > l.frozen()
}

// at finds the visible column under x, or -1.
func (l *columnLayout) at(x float32) int {
	for i, s := range l.spans {
		if left := l.left(i); x >= left && x < left+s.w && (i == 0 || x >= l.frozen()) {
			return i
		}
	}
	return -1
}

// edgeAt finds the visible column whose right edge can be dragged at x, or -1.
func (l *columnLayout) edgeAt(x float32) int {
	for i, s := range l.spans {
		edge := l.left(i) + s.w
		if x >= edge-dragZone && x <= edge+dragZone && (i == 0 || edge >= l.frozen()) {
			return i
		}
	}
	return -1
}

// resize gives visible column i a new width. The columns before it keep the widths they have on screen, so that the edge stays under the
// pointer; a flexible column behind it, else the last, takes or gives the difference.
func (l *columnLayout) resize(i int, width float32) {
	for _, s := range l.spans {
		if !l.states[s.state].Sized {
			l.states[s.state].Width = s.w
		}
	}
	state := &l.states[l.spans[i].state]
	width = max(width, look.LeastColumn)
	change := width - l.spans[i].w
	state.Width, state.Sized, state.flex = width, true, false
	taker := -1
	for j := len(l.spans) - 1; j > i; j-- {
		if s := l.states[l.spans[j].state]; taker < 0 || s.flex {
			taker = j
		}
	}
	if taker >= 0 {
		s := &l.states[l.spans[taker].state]
		if !s.Sized {
			s.Width = max(l.spans[taker].w-change, min(s.least, s.Width))
		}
	}
	l.fit(l.total)
}

// move shifts visible column i to place j among the visible ones.
func (l *columnLayout) move(i, j int) {
	if i < 0 || j < 0 || i >= len(l.spans) || j >= len(l.spans) || i == j {
		return
	}
	from, to := l.spans[i].state, l.spans[j].state
	state := l.states[from]
	l.states = slices.Insert(slices.Delete(l.states, from, from+1), to, state)
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

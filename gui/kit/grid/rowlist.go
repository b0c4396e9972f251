package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// rowList shows rows of one height, with an object only for those in sight, and takes the keyboard for the grid it belongs to. It is not
// Fyne's list, which leaves the theme's padding between two rows: a container.ThemeOverride without that padding has every font parsed again
// for each list and at each refresh, and keeps the list for ever.
type rowList struct {
	widget.BaseWidget
	look.ShiftKey

	length func() int
	create func() fyne.CanvasObject
	update func(pos int, o fyne.CanvasObject)
	keep   func() int // place of the row that stays in sight when the list becomes lower; -1 or nil: none

	onKey      func(name fyne.KeyName, shift bool) bool
	onRune     func(rune)
	onShortcut func(fyne.Shortcut) bool
	onFocus    func()
	focused    bool

	scroll *container.Scroll
	rows   *fyne.Container // place p is shown by the object p modulo how many there are
	shows  []int           // place that each object of rows shows; -1: none, it is hidden
	count  int             // of rows, when the scroll bar was last laid out
}

var (
	_ kit.Rows          = (*rowList)(nil)
	_ desktop.Keyable   = (*rowList)(nil)
	_ fyne.Shortcutable = (*rowList)(nil)
)

func newRowList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *rowList {
	l := &rowList{length: length, create: create, update: update}
	l.rows = container.New(rowStack{l})
	l.scroll = container.NewVScroll(l.rows)
	l.scroll.OnScrolled = func(fyne.Position) { l.fill(false) }
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *rowList) CreateRenderer() fyne.WidgetRenderer {
	return &look.Renderer{
		Widget: l, Parts: []fyne.CanvasObject{l.scroll},
		Least:   l.scroll.MinSize,
		Arrange: l.arrange,
		Paint:   func() { l.fill(true) },
	}
}

func (l *rowList) arrange(size fyne.Size) {
	kept := -1
	if before := l.scroll.Size().Height; l.keep != nil && size.Height < before {
		if pos := l.keep(); pos >= 0 && float32(pos+1)*look.RowHeight <= l.scroll.Offset.Y+before {
			kept = pos
		}
	}
	look.Place(l.scroll, 0, 0, size.Width, size.Height)
	if end := float32(kept+1) * look.RowHeight; kept >= 0 && end > l.scroll.Offset.Y+size.Height {
		l.ScrollToOffset(end - size.Height)
	}
	l.fill(false)
}

// rowStack is as high as all rows and places those in sight.
type rowStack struct{ list *rowList }

func (s rowStack) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, float32(s.list.length())*look.RowHeight)
}

func (s rowStack) Layout([]fyne.CanvasObject, fyne.Size) { s.list.fill(false) }

// fill shows the rows in sight: those that came into sight are updated, or all.
func (l *rowList) fill(all bool) {
	count, size := l.length(), l.scroll.Size()
	if count != l.count {
		l.count = count
		l.scroll.Resize(size.SubtractWidthHeight(0, 1)) // Fyne lays a scroll bar out for another size only, and ends too far down for a larger
		l.scroll.Resize(size)
	}
	first := int(l.scroll.Offset.Y / look.RowHeight)
	last := min(int(look.Ceil((l.scroll.Offset.Y+size.Height)/look.RowHeight)), count)
	if room := int(look.Ceil(size.Height/look.RowHeight)) + 1; len(l.rows.Objects) < min(room, count) {
		l.grow(min(room, count))
	}
	for k := range l.shows {
		if p := l.shows[k]; p >= 0 && (p < first || p >= last) {
			l.shows[k] = -1
			l.rows.Objects[k].Hide()
		}
	}
	for pos := first; pos < last; pos++ {
		k := pos % len(l.rows.Objects)
		row := l.rows.Objects[k]
		row.Move(fyne.NewPos(0, float32(pos)*look.RowHeight))
		row.Resize(fyne.NewSize(size.Width, look.RowHeight))
		if all || l.shows[k] != pos {
			l.shows[k] = pos
			l.update(pos, row)
		}
		row.Show()
	}
}

func (l *rowList) grow(to int) {
	for len(l.rows.Objects) < to {
		row := l.create()
		row.Hide()
		l.rows.Objects = append(l.rows.Objects, row)
	}
	l.shows = make([]int, to)
	for k, row := range l.rows.Objects {
		l.shows[k] = -1
		row.Hide()
	}
}

// RefreshItem draws one row anew, if it is in sight.
func (l *rowList) RefreshItem(pos int) {
	if pos < 0 || len(l.shows) == 0 {
		return
	}
	if k := pos % len(l.shows); l.shows[k] == pos && pos < l.length() {
		l.update(pos, l.rows.Objects[k])
	}
}

// GetScrollOffset is how much of the rows lies above what is seen.
func (l *rowList) GetScrollOffset() float32 { return l.scroll.Offset.Y }

// ScrollToOffset scrolls to it, or as far as there are rows.
func (l *rowList) ScrollToOffset(offset float32) {
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(offset, 0)))
	l.fill(false)
}

// ScrollTo brings a row into sight, if it is not, and draws the rows anew.
func (l *rowList) ScrollTo(pos int) {
	top := float32(pos) * look.RowHeight
	l.ScrollToOffset(max(min(l.scroll.Offset.Y, top), top+look.RowHeight-l.scroll.Size().Height))
	l.Refresh()
}

// GoesThroughRows implements kit.Rows.
func (l *rowList) GoesThroughRows() {}

// FocusGained implements fyne.Focusable.
func (l *rowList) FocusGained() {
	l.focused = true
	l.onFocus()
}

// FocusLost implements fyne.Focusable.
func (l *rowList) FocusLost() {
	l.focused, l.Shift = false, false
	l.onFocus()
}

// TypedRune implements fyne.Focusable.
func (l *rowList) TypedRune(r rune) { l.onRune(r) }

// TypedKey implements fyne.Focusable.
func (l *rowList) TypedKey(ev *fyne.KeyEvent) {
	if !l.onKey(ev.Name, l.Shift) {
		look.ForwardKey(l, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (l *rowList) TypedShortcut(s fyne.Shortcut) {
	if !l.onShortcut(s) {
		look.ForwardShortcut(l, s)
	}
}

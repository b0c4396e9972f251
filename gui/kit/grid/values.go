package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// valueList is a searched list of words with counts, of which several are ticked or one is taken.
type valueList struct {
	widget.BaseWidget

	entry   *valueEntry
	list    *widget.List
	none    *kit.Label   // over the list when nothing is found
	all     []kit.Choice // Count below 0 is not shown
	keys    []string
	found   []int
	ticked  map[string]bool // nil: nothing is ticked, a row is taken
	at      int             // the row Space and Enter act on
	moved   bool            // to at by key
	rows    int             // visible
	onTick  func()
	onTake  func(value string)
	onEnter func()
}

func newValueList(hint string, all []kit.Choice, ticked map[string]bool) *valueList {
	l := &valueList{ticked: ticked, rows: 9, none: kit.NewLabel("没有这样的值", look.TextSize, look.ToneMuted)}
	l.entry = &valueEntry{list: l}
	l.entry.ExtendBaseWidget(l.entry)
	l.entry.PlaceHolder = hint
	l.entry.OnChanged = l.find
	l.entry.OnKey = l.key
	l.entry.OnShortcut = func(s fyne.Shortcut) bool {
		_, custom := s.(*desktop.CustomShortcut)
		return custom // what lies over the window is finished first
	}
	l.list = widget.NewList(
		func() int { return len(l.found) },
		func() fyne.CanvasObject { return newValueRow(l) },
		func(i int, o fyne.CanvasObject) { o.(*valueRow).show(i) },
	)
	l.list.HideSeparators = true
	l.ExtendBaseWidget(l)
	l.set(all)
	return l
}

// valueEntry is the search box of a valueList: Space ticks the row reached with the arrow keys.
type valueEntry struct {
	kit.Entry

	list *valueList
}

// TypedRune implements fyne.Focusable.
func (e *valueEntry) TypedRune(r rune) {
	if r == ' ' && e.list.ticked != nil && (e.list.moved || e.Text == "") {
		e.list.act(e.list.at)
		return
	}
	e.Entry.TypedRune(r)
}

// set changes what is listed.
func (l *valueList) set(all []kit.Choice) {
	l.all, l.keys = all, nil
	l.find(l.entry.Text)
}

func (l *valueList) find(query string) {
	l.found = l.found[:0]
	if query != "" && l.keys == nil {
		l.keys = make([]string, len(l.all))
		for i, c := range l.all {
			l.keys[i] = fold.Name(c.Label)
		}
	}
	match := fold.Matcher(query)
	for i := range l.all {
		if query == "" || match(l.keys[i]) {
			l.found = append(l.found, i)
		}
	}
	l.at, l.moved, l.none.Hidden = 0, false, len(l.found) > 0
	l.none.Refresh()
	l.list.ScrollToOffset(0)
	l.list.Refresh()
}

func (l *valueList) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyPageDown:
		l.move(l.rows)
	case fyne.KeyPageUp:
		l.move(-l.rows)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.ticked == nil || l.moved && len(l.ticked) == 0 {
			l.act(l.at)
		}
		if l.ticked != nil && l.onEnter != nil {
			l.onEnter()
		}
	default:
		return false
	}
	return true
}

func (l *valueList) move(by int) {
	if len(l.found) == 0 {
		return
	}
	l.at = min(max(l.at+by, 0), len(l.found)-1)
	l.moved = true
	l.list.ScrollTo(l.at)
	l.list.Refresh()
}

// act ticks or takes a row.
func (l *valueList) act(row int) {
	place, ok := kit.RowAt(l.found, row)
	if !ok {
		return
	}
	l.at = row
	value := l.all[place].Value
	if l.ticked == nil {
		l.onTake(value)
		return
	}
	if l.ticked[value] {
		delete(l.ticked, value)
	} else {
		l.ticked[value] = true
	}
	l.list.Refresh()
	if l.onTick != nil {
		l.onTick()
	}
}

// CreateRenderer implements fyne.Widget.
func (l *valueList) CreateRenderer() fyne.WidgetRenderer {
	return &look.Renderer{
		Widget: l, Parts: []fyne.CanvasObject{l.entry, l.list, l.none},
		Least: func() fyne.Size { return fyne.NewSize(240, look.FieldHeight+4+float32(l.rows)*look.RowHeight) },
		Arrange: func(size fyne.Size) {
			look.Place(l.entry, 0, 0, size.Width, look.FieldHeight)
			look.Place(l.list, 0, look.FieldHeight+4, size.Width, size.Height-look.FieldHeight-4)
			look.Place(l.none, look.CellPad, look.FieldHeight+4, size.Width-look.CellPad, look.RowHeight-4)
		},
	}
}

// valueRow is one line of a valueList.
type valueRow struct {
	widget.BaseWidget

	owner   *valueList
	row     int
	hovered bool

	back  *canvas.Rectangle
	box   *canvas.Rectangle
	tick  *canvas.Text
	text  *kit.Label
	count *kit.Label
}

var (
	_ fyne.Scrollable   = (*valueRow)(nil)
	_ fyne.Tappable     = (*valueRow)(nil)
	_ desktop.Hoverable = (*valueRow)(nil)
)

func newValueRow(l *valueList) *valueRow {
	r := &valueRow{owner: l, row: -1, text: kit.NewLabel("", look.TextSize, look.ToneNormal), count: kit.NewLabel("", look.SmallText, look.ToneMuted)}
	r.count.Align = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

func (r *valueRow) show(row int) {
	r.row = row
	r.Refresh()
}

// Resize implements fyne.CanvasObject; see gridRow for why.
func (r *valueRow) Resize(size fyne.Size) {
	r.BaseWidget.Resize(fyne.NewSize(size.Width, look.RowHeight))
}

// Scrolled implements fyne.Scrollable.
func (r *valueRow) Scrolled(ev *fyne.ScrollEvent) { kit.ScrollRows(r.owner.list, ev) }

// Tapped implements fyne.Tappable.
func (r *valueRow) Tapped(*fyne.PointEvent) { r.owner.act(r.row) }

// MouseIn implements desktop.Hoverable.
func (r *valueRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *valueRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *valueRow) MouseOut() { r.hovered = false; r.Refresh() }

func (r *valueRow) paint() {
	l := r.owner
	place, ok := kit.RowAt(l.found, r.row)
	if !ok {
		return
	}
	c := l.all[place]
	fill := look.ColorSurface
	if r.row == l.at {
		fill = look.ColorAccentSoft
	} else if r.hovered {
		fill = look.ColorHover
	}
	r.back.FillColor = look.Paint(fill)
	on := l.ticked[c.Value]
	edge, ground := look.ColorFieldLine, look.ColorSurface
	if on {
		edge, ground = look.ColorAccent, look.ColorAccent
	}
	r.box.FillColor, r.box.StrokeColor, r.tick.Color = look.Paint(ground), look.Paint(edge), look.Paint(look.ColorOnAccent)
	r.tick.Text = ""
	if on {
		r.tick.Text = "✓"
	}
	r.box.Hidden, r.tick.Hidden = l.ticked == nil, l.ticked == nil
	r.text.SetText(c.Label)
	r.count.SetText("")
	if c.Count >= 0 {
		r.count.SetText(writeNumber(float64(c.Count)))
	}
}

// CreateRenderer implements fyne.Widget.
func (r *valueRow) CreateRenderer() fyne.WidgetRenderer {
	r.back, r.box = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	r.back.CornerRadius, r.box.CornerRadius, r.box.StrokeWidth = 4, 3, look.Hairline
	r.tick = look.NewText("", look.SmallText, true, look.ColorOnAccent)
	r.tick.Alignment = fyne.TextAlignCenter
	r.paint()
	return &look.Renderer{
		Widget: r, Parts: []fyne.CanvasObject{r.back, r.box, r.tick, r.text, r.count},
		Least: func() fyne.Size { return fyne.NewSize(120, look.RowHeight-4) },
		Arrange: func(size fyne.Size) {
			size.Height -= 4 // between the rows
			look.Place(r.back, 0, 0, size.Width, size.Height)
			x := look.CellPad
			if r.owner.ticked != nil {
				look.Place(r.box, 6, (size.Height-15)/2, 15, 15)
				look.Place(r.tick, 6, (size.Height-15)/2, 15, 15)
				x = 28
			}
			look.Place(r.text, x, 0, max(size.Width-x-52, 0), size.Height)
			look.Place(r.count, size.Width-50, 0, 44, size.Height)
		},
		Paint: r.paint,
	}
}

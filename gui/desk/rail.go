package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

const (
	railWhole  float32 = 148
	railNarrow float32 = 92   // where the page needs the room
	railFrom   float32 = 1200 // the width of a window from which the rail is whole; 1366 pixels at 125 % are less
	railItem   float32 = 35
	railPitch  float32 = 37
	railTop    float32 = 62
	topBar     float32 = 48
	statusBarH float32 = 26
)

// railFor is the rail's width in a window of that width.
func railFor(window float32) float32 {
	if window < railFrom {
		return railNarrow
	}
	return railWhole
}

// railEntry is one page's name in the rail, with the number of things that wait there.
type railEntry struct {
	widget.BaseWidget

	title   *kit.Label
	badge   *kit.Badge
	open    func()
	move    func(by int) // to the entry above or below
	current bool
	hovered bool
	focused bool
	back    *canvas.Rectangle
}

var (
	_ fyne.Tappable     = (*railEntry)(nil)
	_ fyne.Focusable    = (*railEntry)(nil)
	_ desktop.Hoverable = (*railEntry)(nil)
)

func newRailEntry(title string, open func()) *railEntry {
	e := &railEntry{title: kit.NewLabel(title, look.TextSize, look.ToneSoft), badge: kit.NewBadge(0), open: open}
	e.ExtendBaseWidget(e)
	return e
}

func (e *railEntry) setCurrent(on bool) {
	e.current = on
	e.title.Bold = on
	e.title.Tone = look.ToneSoft
	if on {
		e.title.Tone = look.ToneAccent
	}
	e.title.Refresh()
	e.Refresh()
}

// Tapped implements fyne.Tappable.
func (e *railEntry) Tapped(*fyne.PointEvent) { look.Act(e.open) }

// FocusGained implements fyne.Focusable.
func (e *railEntry) FocusGained() { e.focused = true; e.Refresh() }

// FocusLost implements fyne.Focusable.
func (e *railEntry) FocusLost() { e.focused = false; e.Refresh() }

// TypedRune implements fyne.Focusable.
func (e *railEntry) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (e *railEntry) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		e.Tapped(nil)
	case fyne.KeyDown:
		e.move(1)
	case fyne.KeyUp:
		e.move(-1)
	default:
		look.ForwardKey(e, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *railEntry) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(e, s) }

// MouseIn implements desktop.Hoverable.
func (e *railEntry) MouseIn(*desktop.MouseEvent) { e.hovered = true; e.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (e *railEntry) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (e *railEntry) MouseOut() { e.hovered = false; e.Refresh() }

func (e *railEntry) paint() {
	name := look.ColorSurface
	switch {
	case e.current:
		name = look.ColorAccentSoft
	case e.hovered:
		name = look.ColorHover
	}
	e.back.FillColor, e.back.StrokeColor, e.back.StrokeWidth = look.Paint(name), look.Paint(look.ColorAccent), 0
	if e.focused {
		e.back.StrokeWidth = 2
	}
	e.back.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (e *railEntry) CreateRenderer() fyne.WidgetRenderer {
	e.back = canvas.NewRectangle(nil)
	e.back.CornerRadius = look.FieldRadius
	e.paint()
	return &look.Renderer{
		Widget: e,
		Parts:  []fyne.CanvasObject{e.back, e.title, e.badge},
		Least:  func() fyne.Size { return fyne.NewSize(railNarrow-17, railItem) },
		Arrange: func(size fyne.Size) {
			look.Place(e.back, 0, 0, size.Width, size.Height)
			b := e.badge.MinSize()
			look.Place(e.badge, size.Width-b.Width-8, (size.Height-b.Height)/2, b.Width, b.Height)
			look.Place(e.title, 10, 0, size.Width-b.Width-20, size.Height)
		},
		Paint: e.paint,
	}
}

// rail is the left edge of the window: whose workbench this is, and the pages. A narrow one has room for the year only.
type rail struct {
	widget.BaseWidget

	product       string
	office, short string // 云岭县政协 · 2018, and 2018 alone

	head   *kit.Label
	line   *kit.Label
	top    []*railEntry
	bottom []*railEntry
	back   *canvas.Rectangle
	edge   *canvas.Rectangle
}

func newRail(product string) *rail {
	r := &rail{product: product, head: kit.NewLabel(product, 14, look.ToneAccent), line: kit.NewLabel("", look.CaptionText, look.ToneMuted)}
	r.head.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

// setOffice changes the line under the product's name, and what is shown of it in a narrow rail.
func (r *rail) setOffice(office, short string) {
	r.office, r.short = office, short
	r.name(r.Size().Width)
}

// name shows whose workbench this is in a rail of that width.
func (r *rail) name(width float32) {
	head, line := r.product, r.office
	if width < railWhole {
		head, line = r.short, ""
	}
	r.head.SetText(head)
	r.line.SetText(line)
}

func (r *rail) entries() []*railEntry {
	return append(append([]*railEntry(nil), r.top...), r.bottom...)
}

// Held implements kit.Holder.
func (r *rail) Held() []fyne.CanvasObject {
	var held []fyne.CanvasObject
	for _, e := range r.entries() {
		held = append(held, e)
	}
	return held
}

// current is the entry of the page shown, the first when a hidden page is.
func (r *rail) current() *railEntry {
	entries := r.entries()
	for _, e := range entries {
		if e.current {
			return e
		}
	}
	if len(entries) == 0 {
		return nil
	}
	return entries[0]
}

// step moves the keyboard from one entry to another.
func (r *rail) step(from *railEntry, by int) {
	entries := r.entries()
	at := slices.Index(entries, from) + by
	if at < 0 || at >= len(entries) {
		return
	}
	if c := look.CanvasOf(r); c != nil {
		c.Focus(entries[at])
	}
}

func (r *rail) objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.back, r.edge, r.head, r.line}
	for _, e := range r.entries() {
		objects = append(objects, e)
	}
	return objects
}

func (r *rail) paint() {
	r.back.FillColor, r.edge.FillColor = look.Paint(look.ColorSurface), look.Paint(look.ColorLine)
	r.back.Refresh()
	r.edge.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *rail) CreateRenderer() fyne.WidgetRenderer {
	r.back, r.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	r.paint()
	return &look.Renderer{
		Widget: r,
		Parts:  r.objects(),
		Least: func() fyne.Size {
			return fyne.NewSize(railNarrow, railTop+railPitch*float32(len(r.top)+len(r.bottom))+look.Gap)
		},
		Arrange: r.arrange,
		Paint:   r.paint,
	}
}

func (r *rail) arrange(size fyne.Size) {
	r.name(size.Width)
	look.Place(r.back, 0, 0, size.Width, size.Height)
	look.Place(r.edge, size.Width-look.Hairline, 0, look.Hairline, size.Height)
	look.Place(r.head, 18, 14, size.Width-22, 22)
	look.Place(r.line, 18, 34, size.Width-22, 16)
	y := railTop
	for _, e := range r.top {
		look.Place(e, 8, y, size.Width-17, railItem)
		y += railPitch
	}
	y = size.Height - railPitch*float32(len(r.bottom)) - 7
	for _, e := range r.bottom {
		look.Place(e, 8, y, size.Width-17, railItem)
		y += railPitch
	}
}

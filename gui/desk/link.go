package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// link is a word that does something when clicked, or by Enter while it has the keyboard.
type link struct {
	widget.BaseWidget

	open    func()
	text    *kit.Label
	ring    *canvas.Rectangle
	focused bool
}

var (
	_ fyne.Tappable      = (*link)(nil)
	_ fyne.Focusable     = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

func newLink(text string) *link {
	l := &link{text: kit.NewLabel(text, look.SmallText, look.ToneAccent)}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *link) Tapped(*fyne.PointEvent) {
	if l.open != nil {
		look.Act(l.open)
	}
}

// Cursor implements desktop.Cursorable.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (l *link) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *link) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *link) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *link) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter || ev.Name == fyne.KeySpace {
		l.Tapped(nil)
		return
	}
	look.ForwardKey(l, ev)
}

// TypedShortcut implements fyne.Shortcutable.
func (l *link) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(l, s) }

func (l *link) paint() {
	l.ring.StrokeColor, l.ring.StrokeWidth = look.Paint(look.ColorAccent), 0
	if l.focused {
		l.ring.StrokeWidth = 2
	}
	l.ring.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *link) CreateRenderer() fyne.WidgetRenderer {
	l.ring = canvas.NewRectangle(nil)
	l.ring.CornerRadius = 4
	l.paint()
	const pad = 6
	return &look.Renderer{
		Widget: l,
		Parts:  []fyne.CanvasObject{l.ring, l.text},
		Least:  func() fyne.Size { return l.text.MinSize().AddWidthHeight(2*pad, 0) },
		Arrange: func(size fyne.Size) {
			look.Place(l.ring, 0, 2, size.Width, size.Height-4)
			look.Place(l.text, pad, 0, size.Width-2*pad, size.Height)
		},
		Paint: l.paint,
	}
}

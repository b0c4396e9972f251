package form

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// fieldNote is the quiet line under a field, with up to two small actions behind its text: 另一窗口已改为「科员」 采用对方 保留我的. Where they do
// not fit beside it they take a line of their own.
type fieldNote struct {
	widget.BaseWidget

	text  *kit.Paragraph
	one   bool // its text takes one line and ends in … where that is too short
	links []*link
	draw  *look.Renderer
}

// noteHeight is the height of one line, noteMost the number of actions it can have.
const (
	noteHeight float32 = 20
	noteMost   int     = 2
)

func newFieldNote(one bool) *fieldNote {
	n := &fieldNote{one: one, text: kit.NewParagraph("", look.SmallText, look.ToneMuted)}
	if one {
		n.text.Most = 1
	}
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Held implements Holder.
func (n *fieldNote) Held() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(n.links))
	for i, l := range n.links {
		out[i] = l
	}
	return out
}

// set shows a line; "" hides it. A link of the same words stays the one it is: it may have the keyboard.
func (n *fieldNote) set(text string, tone look.Tone, host fieldHost, actions []box.Answer) {
	before := n.links
	n.links = nil
	for _, a := range actions[:min(len(actions), noteMost)] {
		at := slices.IndexFunc(before, func(l *link) bool { return l.text == a.Text })
		if at < 0 {
			n.links = append(n.links, newLink(a.Text, host, a.Do))
			continue
		}
		before[at].do = a.Do
		n.links = append(n.links, before[at])
	}
	n.text.Text, n.text.Tone = text, tone
	n.text.Refresh()
	if text == "" {
		n.Hide()
	} else {
		n.Show()
	}
	n.Refresh()
}

// beside tells whether the actions fit behind the text, and how wide the text is then.
func (n *fieldNote) beside(width float32) (text float32, fits bool) {
	text = look.TextWidth(n.text.Text, look.SmallText) + 2
	links := float32(0)
	for _, l := range n.links {
		links += l.MinSize().Width + 4
	}
	if n.one {
		return min(text, width-links), true
	}
	return text, text+links <= width
}

// heightFor is the height the note needs at a width, 0 when there is none.
func (n *fieldNote) heightFor(width float32) float32 {
	if n.Hidden {
		return 0
	}
	if _, fits := n.beside(width); fits {
		return noteHeight
	}
	h := look.Ceil(n.text.HeightFor(width))
	if len(n.links) > 0 {
		h += noteHeight
	}
	return h
}

func (n *fieldNote) layout(size fyne.Size) {
	x, y, textHeight := float32(-6), max(size.Height-noteHeight, 0), size.Height
	text, fits := n.beside(size.Width)
	switch {
	case fits:
		x = text
	case len(n.links) > 0:
		textHeight = y
	}
	if n.one {
		size.Width = text
	}
	look.Place(n.text, 0, 0, size.Width, textHeight)
	for _, l := range n.links {
		w := l.MinSize().Width
		look.Place(l, x, y, w, noteHeight)
		x += w + 4
	}
}

// CreateRenderer implements fyne.Widget.
func (n *fieldNote) CreateRenderer() fyne.WidgetRenderer {
	n.draw = &look.Renderer{
		Widget: n, Arrange: n.layout,
		Least: func() fyne.Size { return fyne.NewSize(80, noteHeight) },
		Paint: func() {
			n.draw.Parts = append([]fyne.CanvasObject{n.text}, n.Held()...)
		},
	}
	n.draw.Paint()
	return n.draw
}

// link is a word that does something, for the mouse and for the keyboard.
type link struct {
	widget.BaseWidget

	text    string
	do      func()
	host    fieldHost
	focused bool
	hovered bool
	ring    *canvas.Rectangle
	word    *canvas.Text
}

var (
	_ fyne.Tappable      = (*link)(nil)
	_ fyne.Focusable     = (*link)(nil)
	_ fyne.Shortcutable  = (*link)(nil)
	_ fyne.Tabbable      = (*link)(nil)
	_ desktop.Hoverable  = (*link)(nil)
	_ desktop.Cursorable = (*link)(nil)
)

func newLink(text string, host fieldHost, do func()) *link {
	l := &link{text: text, host: host, do: do}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *link) Tapped(*fyne.PointEvent) { l.do() }

// Cursor implements desktop.Cursorable.
func (l *link) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (l *link) FocusGained() { l.focused = true; l.host.reached(); l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *link) FocusLost() { l.focused = false; l.Refresh() }

// AcceptsTab implements fyne.Tabbable; see MoveFocus.
func (l *link) AcceptsTab() bool { return true }

// TypedRune implements fyne.Focusable. The space bar is taken here, as in Picker.
func (l *link) TypedRune(r rune) {
	if r == ' ' {
		l.do()
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (l *link) TypedShortcut(s fyne.Shortcut) { l.host.typedShortcut(l, s) }

// TypedKey implements fyne.Focusable.
func (l *link) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.do()
	default:
		l.host.typedKey(l, ev)
	}
}

// MouseIn implements desktop.Hoverable.
func (l *link) MouseIn(*desktop.MouseEvent) { l.hovered = true; l.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (l *link) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *link) MouseOut() { l.hovered = false; l.Refresh() }

// CreateRenderer implements fyne.Widget.
func (l *link) CreateRenderer() fyne.WidgetRenderer {
	l.ring = canvas.NewRectangle(nil)
	l.ring.CornerRadius = 4
	l.word = look.NewText(l.text, look.SmallText, false, look.ColorAccent)
	l.word.Alignment = fyne.TextAlignCenter
	paint := func() {
		l.ring.StrokeWidth, l.ring.StrokeColor, l.ring.FillColor = 0, look.Paint(look.ColorNone), look.Paint(look.ColorNone)
		if l.hovered {
			l.ring.FillColor = look.Paint(look.ColorAccentSoft)
		}
		if l.focused {
			l.ring.StrokeWidth, l.ring.StrokeColor = look.FocusRing, look.Paint(look.ColorAccent)
		}
		l.word.Color = look.Paint(look.ColorAccent)
		l.ring.Refresh()
		l.word.Refresh()
	}
	paint()
	return &look.Renderer{
		Widget: l, Parts: []fyne.CanvasObject{l.ring, l.word},
		Least: func() fyne.Size { return fyne.NewSize(look.TextWidth(l.text, look.SmallText)+12, noteHeight) },
		Arrange: func(size fyne.Size) {
			look.Place(l.ring, 0, 0, size.Width, size.Height)
			look.Place(l.word, 0, 0, size.Width, size.Height)
		},
		Paint: paint,
	}
}

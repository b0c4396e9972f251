package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// Button is a plain button with an edge, or the page's primary one filled with the accent. Space and Enter press it; ← and → go on to
// the others beside it in a box.
type Button struct {
	widget.BaseWidget

	Text    string
	Primary bool
	OnTap   func()

	Escape func() // of a button in a box: Esc closes the box
	Aside  bool   // the keyboard passes it by: what it does has a key where the keyboard is

	disabled, hovered, focused bool

	back  *canvas.Rectangle
	outer *canvas.Rectangle // the ring around a filled button that has the keyboard
	text  *canvas.Text
}

var (
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton makes a plain button.
func NewButton(text string, tapped func()) *Button {
	b := &Button{Text: text, OnTap: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimaryButton makes the one button of a page or form that does what the page is for.
func NewPrimaryButton(text string, tapped func()) *Button {
	b := NewButton(text, tapped)
	b.Primary = true
	return b
}

// SetText changes the text.
func (b *Button) SetText(text string) { b.Text = text; b.Refresh() }

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.OnTap != nil {
		look.Act(b.OnTap)
	}
}

// Enable implements fyne.Disableable.
func (b *Button) Enable() { b.disabled = false; b.Refresh() }

// Disable implements fyne.Disableable.
func (b *Button) Disable() { b.disabled = true; b.Refresh() }

// Disabled implements fyne.Disableable.
func (b *Button) Disabled() bool { return b.disabled || b.Aside }

// Off tells whether the button was disabled; Disabled is also true of one that the keyboard passes by.
func (b *Button) Off() bool { return b.disabled }

// SetEnabled enables or disables.
func (b *Button) SetEnabled(on bool) { b.disabled = !on; b.Refresh() }

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(rune) {}

// TypedShortcut implements fyne.Shortcutable: the window's shortcuts act while a button has the keyboard.
func (b *Button) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(b, s) }

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyEscape:
		if b.Escape != nil {
			b.Escape()
			return
		}
		look.ForwardKey(b, ev)
	case fyne.KeyLeft:
		b.pass(ev, -1)
	case fyne.KeyRight:
		b.pass(ev, 1)
	default:
		look.ForwardKey(b, ev)
	}
}

// pass gives the keyboard to the button that is by places further among those beside it in a box; elsewhere the key is the window's.
func (b *Button) pass(ev *fyne.KeyEvent, by int) {
	beside := besideInBox(b)
	n, at := len(beside), slices.Index(beside, b)
	if n < 2 || at < 0 {
		look.ForwardKey(b, ev)
		return
	}
	look.Focus(beside[(at+by+n)%n])
}

// besideInBox are the buttons the keyboard can be on in the row of a button of the box in front, that one among them; nil when it is in none.
func besideInBox(b *Button) []*Button {
	c := look.CanvasOf(b)
	if c == nil {
		return nil
	}
	row := rowOf(c.Overlays().Top(), b)
	var buttons []*Button
	for _, o := range row {
		if other, ok := o.(*Button); ok && other.Visible() && !other.Disabled() {
			buttons = append(buttons, other)
		}
	}
	return buttons
}

// rowOf is what holds an object in another one, with all that it holds; nil when it is not in there.
func rowOf(o, sought fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil {
		return nil
	}
	held := HeldBy(o)
	if slices.Contains(held, sought) {
		return held
	}
	for _, child := range held {
		if row := rowOf(child, sought); row != nil {
			return row
		}
	}
	return nil
}

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

func (b *Button) colors() (fill, edge, ink fyne.ThemeColorName) {
	fill, edge, ink = look.ColorSurface, look.ColorFieldLine, look.ColorText
	switch {
	case b.disabled:
		fill, ink = look.ColorHeader, look.ColorDisabled
	case b.Primary:
		fill, edge, ink = look.ColorAccent, look.ColorAccent, look.ColorOnAccent
	case b.hovered:
		fill = look.ColorHover
	}
	if b.focused && !b.disabled {
		edge = look.ColorAccent
	}
	return fill, edge, ink
}

// ringed tells a filled button that has the keyboard: an edge of another colour would hardly be seen on the accent.
func (b *Button) ringed() bool { return b.focused && b.Primary && !b.disabled }

func (b *Button) paint() {
	fill, edge, ink := b.colors()
	b.back.FillColor, b.back.StrokeColor = look.Paint(fill), look.Paint(edge)
	b.back.StrokeWidth = look.Ring(b.focused && !b.disabled)
	b.outer.StrokeColor = look.Paint(look.ColorAccent)
	b.outer.Hidden = !b.ringed()
	b.text.Text, b.text.Color = b.Text, look.Paint(ink)
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.back = canvas.NewRectangle(nil)
	b.back.StrokeWidth, b.back.CornerRadius = look.Hairline, look.FieldRadius
	b.outer = canvas.NewRectangle(nil)
	b.outer.StrokeWidth, b.outer.CornerRadius = 2, look.FieldRadius
	b.text = look.NewText(b.Text, look.TextSize, false, look.ColorText)
	b.text.Alignment = fyne.TextAlignCenter
	b.paint()
	return &look.Renderer{
		Widget: b,
		Parts:  []fyne.CanvasObject{b.outer, b.back, b.text},
		Least: func() fyne.Size {
			return fyne.NewSize(look.TextWidth(b.Text, look.TextSize)+26, look.FieldHeight)
		},
		Arrange: func(size fyne.Size) {
			h := min(size.Height, look.FieldHeight)
			top := (size.Height - h) / 2
			var gap float32
			if b.ringed() {
				gap = 4
			}
			look.Place(b.outer, 0, top, size.Width, h)
			look.Place(b.back, gap, top+gap, size.Width-2*gap, h-2*gap)
			look.Place(b.text, 0, top, size.Width, h)
		},
		Paint: b.paint,
	}
}

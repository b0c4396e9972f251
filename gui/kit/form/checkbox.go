package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// checkBox is a square that is ticked or not, sized to stand in a form line.
type checkBox struct {
	widget.BaseWidget

	on       bool
	disabled bool
	focused  bool
	changed  func(bool)
	host     fieldHost
	ring     *canvas.Rectangle
	box      *canvas.Rectangle
	tick     *canvas.Text
	word     *canvas.Text
}

var (
	_ fyne.Tappable     = (*checkBox)(nil)
	_ fyne.Focusable    = (*checkBox)(nil)
	_ fyne.Shortcutable = (*checkBox)(nil)
	_ fyne.Tabbable     = (*checkBox)(nil)
	_ fyne.Disableable  = (*checkBox)(nil)
)

func newCheckBox(changed func(bool)) *checkBox {
	c := &checkBox{changed: changed}
	c.ExtendBaseWidget(c)
	return c
}

func (c *checkBox) set(on bool) { c.on = on; c.Refresh() }

// Tapped implements fyne.Tappable.
func (c *checkBox) Tapped(*fyne.PointEvent) {
	if c.disabled {
		return
	}
	look.Focus(c)
	c.set(!c.on)
	c.changed(c.on)
}

// FocusGained implements fyne.Focusable.
func (c *checkBox) FocusGained() { c.focused = true; c.host.reached(); c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *checkBox) FocusLost() { c.focused = false; c.Refresh() }

// AcceptsTab implements fyne.Tabbable; see MoveFocus.
func (c *checkBox) AcceptsTab() bool { return true }

// TypedShortcut implements fyne.Shortcutable.
func (c *checkBox) TypedShortcut(s fyne.Shortcut) { c.host.typedShortcut(c, s) }

// TypedRune implements fyne.Focusable.
func (c *checkBox) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *checkBox) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeySpace {
		c.Tapped(nil)
		return
	}
	c.host.typedKey(c, ev)
}

// Enable implements fyne.Disableable.
func (c *checkBox) Enable() { c.disabled = false; c.Refresh() }

// Disable implements fyne.Disableable.
func (c *checkBox) Disable() { c.disabled = true; c.Refresh() }

// Disabled implements fyne.Disableable.
func (c *checkBox) Disabled() bool { return c.disabled }

func (c *checkBox) paint() {
	fill, edge := look.ColorSurface, look.ColorFieldLine
	if c.on {
		fill, edge = look.ColorAccent, look.ColorAccent
	}
	if c.disabled {
		fill, edge = look.ColorHeader, look.ColorFieldLine
	}
	c.ring.StrokeColor = look.Paint(look.ColorNone)
	if c.focused {
		c.ring.StrokeColor = look.Paint(look.ColorAccent)
	}
	c.tick.Text, c.word.Text = "", no
	if c.on {
		c.tick.Text, c.word.Text = "✓", yes
	}
	c.box.FillColor, c.box.StrokeColor = look.Paint(fill), look.Paint(edge)
	c.tick.Color, c.word.Color = look.Paint(look.ColorOnAccent), look.Paint(look.ColorText)
	if c.disabled {
		c.tick.Color, c.word.Color = look.Paint(look.ColorMuted), look.Paint(look.ColorMuted)
	}
	for _, o := range []fyne.CanvasObject{c.ring, c.box, c.tick, c.word} {
		o.Refresh()
	}
}

// checkWidth holds the box, its word and room for the focus ring around both.
const checkWidth float32 = 50

// CreateRenderer implements fyne.Widget.
func (c *checkBox) CreateRenderer() fyne.WidgetRenderer {
	c.ring = canvas.NewRectangle(nil)
	c.ring.StrokeWidth, c.ring.CornerRadius = look.FocusRing, look.FieldRadius
	c.box = canvas.NewRectangle(nil)
	c.box.StrokeWidth, c.box.CornerRadius = look.Hairline, 3
	c.tick, c.word = look.NewText("", look.SmallText, true, look.ColorOnAccent), look.NewText("", look.TextSize, false, look.ColorText)
	c.tick.Alignment = fyne.TextAlignCenter
	c.paint()
	return &look.Renderer{
		Widget: c, Parts: []fyne.CanvasObject{c.ring, c.box, c.tick, c.word},
		Least: func() fyne.Size { return fyne.NewSize(60, look.FieldHeight) },
		Arrange: func(size fyne.Size) {
			look.Place(c.ring, 0, 0, checkWidth, size.Height)
			look.Place(c.box, look.FieldPad, (size.Height-16)/2, 16, 16)
			look.Place(c.tick, look.FieldPad, (size.Height-16)/2, 16, 16)
			look.Place(c.word, look.FieldPad+23, 0, size.Width-look.FieldPad-23, fieldText)
		},
		Paint: c.paint,
	}
}

package kit

import (
	"cmp"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// Chip is a rounded label: a filter that is on or off, a choice with a menu, or a mere tag when OnTap is nil.
type Chip struct {
	widget.BaseWidget

	Text    string
	On      bool
	OnTap   func()
	OnClear func()  // a chip that can be taken away ends in ×; Delete does the same
	Most    float32 // as wide as its words are drawn; 0: chipMost

	hovered, focused bool
	back             *canvas.Rectangle
	text             *canvas.Text
}

var (
	_ fyne.Tappable     = (*Chip)(nil)
	_ fyne.Focusable    = (*Chip)(nil)
	_ fyne.Disableable  = (*Chip)(nil)
	_ desktop.Hoverable = (*Chip)(nil)
)

// NewTag makes a chip that only says something.
func NewTag(text string, on bool) *Chip {
	c := &Chip{Text: text, On: on}
	c.ExtendBaseWidget(c)
	return c
}

// NewFilterChip makes a chip that is switched by a click; changed gets the new state.
func NewFilterChip(text string, changed func(on bool)) *Chip {
	c := NewTag(text, false)
	c.OnTap = func() {
		c.On = !c.On
		c.Refresh()
		changed(c.On)
	}
	return c
}

// Choice is one entry of a choice chip's menu. Count below 0 is not shown.
type Choice struct {
	Value string
	Label string
	Count int
}

// NewChoiceChip makes a chip that opens a menu of choices with counts. It shows name until one is chosen, then the choice; the first
// menu entry takes the choice back. chosen gets the value, "" for none.
func NewChoiceChip(name string, choices func() []Choice, chosen func(value string)) *Chip {
	return newMenuChip(name, "全部", choices, chosen)
}

// NewOneOfChip is NewChoiceChip where one choice always holds: there is no entry that takes it back.
func NewOneOfChip(name string, choices func() []Choice, chosen func(value string)) *Chip {
	return newMenuChip(name, "", choices, chosen)
}

// newMenuChip makes a chip that opens a menu of choices; all is the entry that takes the choice back, "" for none.
func newMenuChip(name, all string, choices func() []Choice, chosen func(value string)) *Chip {
	c := NewTag(name+" ∨", false)
	set := func(on bool, text, value string) {
		c.On, c.Text = on, text+" ∨"
		c.Refresh()
		chosen(value)
	}
	c.OnTap = func() {
		var items []*fyne.MenuItem
		if all != "" {
			items = append(items, fyne.NewMenuItem(all, func() { set(false, name, "") }), fyne.NewMenuItemSeparator())
		}
		for _, o := range choices() {
			label := o.Label
			if o.Count >= 0 {
				label = fmt.Sprintf("%s  %d", o.Label, o.Count)
			}
			items = append(items, fyne.NewMenuItem(label, func() { set(true, o.Label, o.Value) }))
		}
		at := look.PositionOf(c)
		menu.PopUp(c, at.AddXY(0, c.Size().Height+2), items)
	}
	return c
}

// Set changes text and state without calling OnTap.
func (c *Chip) Set(text string, on bool) {
	c.Text, c.On = text, on
	c.Refresh()
}

// clearZone is the width at a chip's end that belongs to its ×.
const clearZone float32 = 22

// Tapped implements fyne.Tappable.
func (c *Chip) Tapped(ev *fyne.PointEvent) {
	switch {
	case c.OnClear != nil && ev != nil && ev.Position.X > c.Size().Width-clearZone:
		look.Act(c.OnClear)
	case c.OnTap != nil:
		look.Act(c.OnTap)
	}
}

// Label is what the chip shows.
func (c *Chip) Label() string {
	text := look.Ellipsize(c.Text, cmp.Or(c.Most, chipMost), look.SmallText, false)
	if c.OnClear != nil {
		return text + "  ×"
	}
	return text
}

// chipMost is as wide as the words of a chip are drawn when it does not say.
const chipMost float32 = 400

// Enable implements fyne.Disableable. What a chip does decides whether it can be chosen, nothing else.
func (c *Chip) Enable() {}

// Disable implements fyne.Disableable.
func (c *Chip) Disable() {}

// Disabled implements fyne.Disableable: the keyboard passes a mere tag by.
func (c *Chip) Disabled() bool { return c.OnTap == nil }

// FocusGained implements fyne.Focusable.
func (c *Chip) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Chip) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Chip) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *Chip) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case look.Presses(ev):
		c.Tapped(nil)
	case c.OnClear != nil && (ev.Name == fyne.KeyDelete || ev.Name == fyne.KeyBackspace):
		look.Act(c.OnClear)
	default:
		look.ForwardKey(c, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (c *Chip) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(c, s) }

// MouseIn implements desktop.Hoverable.
func (c *Chip) MouseIn(*desktop.MouseEvent) { c.hovered = c.OnTap != nil; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *Chip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *Chip) MouseOut() { c.hovered = false; c.Refresh() }

func (c *Chip) paint() {
	fill, edge, ink := look.ColorSurface, look.ColorFieldLine, look.ColorText
	switch {
	case c.On:
		fill, edge, ink = look.ColorAccentSoft, look.ColorAccentLine, look.ColorAccent
	case c.hovered:
		fill = look.ColorHover
	}
	if c.focused {
		edge = look.ColorAccent
	}
	c.back.FillColor, c.back.StrokeColor = look.Paint(fill), look.Paint(edge)
	c.back.StrokeWidth = look.Ring(c.focused)
	c.text.Text, c.text.Color = c.Label(), look.Paint(ink)
}

const ChipHeight float32 = 23

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.back = canvas.NewRectangle(nil)
	c.back.StrokeWidth, c.back.CornerRadius = look.Hairline, ChipHeight/2
	c.text = look.NewText("", look.SmallText, false, look.ColorText)
	c.text.Alignment = fyne.TextAlignCenter
	c.paint()
	return &look.Renderer{
		Widget: c,
		Parts:  []fyne.CanvasObject{c.back, c.text},
		Least: func() fyne.Size {
			return fyne.NewSize(look.TextWidth(c.Label(), look.SmallText)+21, ChipHeight)
		},
		Arrange: func(size fyne.Size) {
			top := (size.Height - ChipHeight) / 2
			look.Place(c.back, 0, top, size.Width, ChipHeight)
			look.Place(c.text, 0, top, size.Width, ChipHeight)
		},
		Paint: c.paint,
	}
}

// Badge is a small filled number, as beside an item of the rail. It is hidden at 0.
type Badge struct {
	widget.BaseWidget

	count int
	back  *canvas.Rectangle
	text  *canvas.Text
}

// NewBadge makes a badge.
func NewBadge(count int) *Badge {
	b := &Badge{count: count}
	b.ExtendBaseWidget(b)
	b.Hidden = count == 0
	return b
}

// SetCount changes the number; 0 hides the badge, more than 99 shows as 99+.
func (b *Badge) SetCount(n int) {
	b.count = n
	if n == 0 {
		b.Hide()
		return
	}
	b.Show()
	b.Refresh()
}

func (b *Badge) label() string {
	if b.count > 99 {
		return "99+"
	}
	return fmt.Sprint(b.count)
}

// CreateRenderer implements fyne.Widget.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	b.back = canvas.NewRectangle(nil)
	b.text = look.NewText("", look.CaptionText, false, look.ColorOnAccent)
	b.text.Alignment = fyne.TextAlignCenter
	paint := func() {
		b.back.FillColor = look.Paint(look.ColorAccent)
		b.text.Text, b.text.Color = b.label(), look.Paint(look.ColorOnAccent)
	}
	paint()
	return &look.Renderer{
		Widget: b,
		Parts:  []fyne.CanvasObject{b.back, b.text},
		Least:  func() fyne.Size { return fyne.NewSize(look.TextWidth(b.label(), look.CaptionText)+12, 16) },
		Arrange: func(size fyne.Size) {
			b.back.CornerRadius = size.Height / 2
			look.Place(b.back, 0, 0, size.Width, size.Height)
			look.Place(b.text, 0, 0, size.Width, size.Height)
		},
		Paint: paint,
	}
}

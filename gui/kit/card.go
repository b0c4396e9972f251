package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// Card is a white area with a hairline edge, an optional heading on the left and a quiet note on the right.
type Card struct {
	widget.BaseWidget

	Heading *Label
	Note    *Label
	Content fyne.CanvasObject
	OnTap   func()           // nil: the card does nothing when clicked
	Menu    []*fyne.MenuItem // offered by a click when there is no OnTap

	under            bool // a note with no room beside the heading is at the foot, where there is a line free
	hovered, focused bool
	back             *canvas.Rectangle
}

// NoteLine is the height of the line of a card's note.
const NoteLine float32 = 18

var (
	_ fyne.Tappable     = (*Card)(nil)
	_ fyne.Focusable    = (*Card)(nil)
	_ fyne.Disableable  = (*Card)(nil)
	_ desktop.Hoverable = (*Card)(nil)
)

// NewCard makes a card. Heading and note may be "".
func NewCard(heading, note string, content fyne.CanvasObject) *Card {
	c := &Card{Heading: NewHeading(heading, look.TextSize), Note: NewLabel(note, look.CaptionText, look.ToneMuted), Content: content}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements fyne.Tappable.
func (c *Card) Tapped(*fyne.PointEvent) {
	switch {
	case c.OnTap != nil:
		look.Act(c.OnTap)
	case len(c.Menu) > 0:
		at := look.PositionOf(c.Heading)
		menu.Choose(c.Heading, at.AddXY(0, c.Size().Height-look.CardPad), c.Menu)
	}
}

func (c *Card) opens() bool { return c.OnTap != nil || len(c.Menu) > 0 }

// Enable implements fyne.Disableable. What a card does decides whether it can be chosen, nothing else.
func (c *Card) Enable() {}

// Disable implements fyne.Disableable.
func (c *Card) Disable() {}

// Disabled implements fyne.Disableable: the keyboard passes a card by that does nothing.
func (c *Card) Disabled() bool { return !c.opens() }

// FocusGained implements fyne.Focusable.
func (c *Card) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Card) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune implements fyne.Focusable.
func (c *Card) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *Card) TypedKey(ev *fyne.KeyEvent) {
	if look.Presses(ev) {
		c.Tapped(nil)
		return
	}
	look.ForwardKey(c, ev)
}

// TypedShortcut implements fyne.Shortcutable.
func (c *Card) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(c, s) }

// MouseIn implements desktop.Hoverable.
func (c *Card) MouseIn(*desktop.MouseEvent) { c.hovered = c.opens(); c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *Card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *Card) MouseOut() { c.hovered = false; c.Refresh() }

func (c *Card) paint() {
	edge := look.ColorLine
	if c.hovered {
		edge = look.ColorAccentLine
	}
	if c.focused {
		edge = look.ColorAccent
	}
	c.back.FillColor, c.back.StrokeColor = look.Paint(look.ColorSurface), look.Paint(edge)
	c.back.StrokeWidth = look.Ring(c.focused)
	c.back.Refresh()
}

// top is the height the heading line takes.
func (c *Card) top() float32 {
	if c.Heading.Text == "" && c.Note.Text == "" {
		return 0
	}
	return 26
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	c.back = canvas.NewRectangle(nil)
	c.back.StrokeWidth, c.back.CornerRadius = look.Hairline, look.CardRadius
	c.paint()
	return &look.Renderer{
		Widget: c,
		Parts:  []fyne.CanvasObject{c.back, c.Heading, c.Note, c.Content},
		Least: func() fyne.Size {
			inner := c.Content.MinSize()
			heads := c.Heading.MinSize().Width + look.Gap + c.Note.MinSize().Width
			return fyne.NewSize(max(inner.Width, heads), inner.Height+c.top()).AddWidthHeight(2*look.CardPad, 2*look.Gap)
		},
		Arrange: func(size fyne.Size) {
			look.Place(c.back, 0, 0, size.Width, size.Height)
			inner := size.Width - 2*look.CardPad
			note := min(c.Note.MinSize().Width, max(inner-c.Heading.MinSize().Width-look.Gap, 0))
			if spare := size.Height - 2*look.Gap - c.top() - c.Content.MinSize().Height; c.under && note < c.Note.MinSize().Width && spare >= NoteLine {
				note = -look.Gap
				look.Place(c.Note, look.CardPad, size.Height-look.Gap-NoteLine, inner, NoteLine)
			} else {
				look.Place(c.Note, look.CardPad+inner-note, look.Gap, note, NoteLine)
			}
			look.Place(c.Heading, look.CardPad, look.Gap, max(inner-note-look.Gap, 0), 20)
			look.Place(c.Content, look.CardPad, look.Gap+c.top(), inner, max(size.Height-2*look.Gap-c.top(), 0))
		},
		Paint: c.paint,
	}
}

// FigureCard is a card with one large number: what it is, the number, and what it is divided by or until when.
type FigureCard struct {
	Card

	Number *Label
	Basis  *Label
}

// NewFigureCard makes a card such as 逾期 4 最久 17 天.
func NewFigureCard(heading, note, number, basis string, tone look.Tone) *FigureCard {
	c := &FigureCard{Number: NewLabel(number, 26, tone), Basis: NewLabel(basis, look.TextSize, look.ToneMuted)}
	c.Number.Bold = tone.Emphatic()
	c.Basis.Min, c.Basis.Narrow = 40, look.CaptionText
	c.under = true
	c.Heading, c.Note = NewHeading(heading, look.TextSize), NewLabel(note, look.CaptionText, look.ToneMuted)
	c.Content = NewColumn(2, c.Number, c.Basis)
	c.ExtendBaseWidget(c)
	return c
}

// Set shows another figure.
func (c *FigureCard) Set(note, number, basis string, tone look.Tone) {
	c.Note.SetText(note)
	c.Number.Bold = tone.Emphatic()
	c.Number.Set(number, tone)
	c.Basis.SetText(basis)
	c.Refresh()
}

// Note is a tinted box that explains something: a bold line in the tone's colour and wrapped quiet text below.
type Note struct {
	widget.BaseWidget

	Most float32 // height of the text beyond which it scrolls, set before the note is shown; 0: none

	tone  look.Tone
	title *Label
	text  *Paragraph
	whole *container.Scroll // around text, where that may be more than Most: a scroll keeps the wheel from the page
	back  *canvas.Rectangle
}

// NewNote makes a box; ToneLate is red-tinted, ToneNormal grey.
func NewNote(title, text string, tone look.Tone) *Note {
	n := &Note{tone: tone, title: NewLabel(title, look.TextSize, tone), text: NewParagraph(text, look.TextSize, look.ToneMuted)}
	n.title.Bold = tone.Emphatic()
	n.title.Min = 40
	n.whole = container.NewVScroll(n.text)
	n.ExtendBaseWidget(n)
	return n
}

// Set changes the box.
func (n *Note) Set(title, text string, tone look.Tone) {
	n.tone = tone
	n.title.Bold = tone.Emphatic()
	n.title.Set(title, tone)
	if n.text.Text != text {
		n.whole.ScrollToTop()
	}
	n.text.SetText(text)
	n.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (n *Note) CreateRenderer() fyne.WidgetRenderer {
	n.back = canvas.NewRectangle(nil)
	n.back.CornerRadius = look.FieldRadius
	paint := func() {
		n.back.FillColor = look.Paint(n.tone.SoftName())
		n.back.Refresh()
	}
	paint()
	const padX, padY, line = 10, 8, 20
	top := func() float32 {
		if n.title.Text == "" {
			return padY
		}
		return padY + line
	}
	body := fyne.CanvasObject(n.text)
	if n.Most > 0 {
		body = n.whole
	}
	return &look.Renderer{
		Widget: n,
		Parts:  []fyne.CanvasObject{n.back, n.title, body},
		Least: func() fyne.Size {
			h := top() + padY
			if n.text.Text != "" {
				high := n.text.MinSize().Height
				if n.Most > 0 {
					high = min(high, n.Most)
				}
				h += float32(math.Ceil(float64(high))) // what is cut by a part of a pixel has a scroll bar
			}
			return fyne.NewSize(120, h)
		},
		Arrange: func(size fyne.Size) {
			look.Place(n.back, 0, 0, size.Width, size.Height)
			look.Place(n.title, padX, padY, size.Width-2*padX, line)
			look.Place(body, padX, top(), size.Width-2*padX, size.Height-top()-padY)
		},
		Paint: paint,
	}
}

// Held implements Holder.
func (c *Card) Held() []fyne.CanvasObject { return []fyne.CanvasObject{c.Content} }

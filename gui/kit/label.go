package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// Label is one line of text that follows the theme and ends in "…" when its place is too narrow. Change its fields before it is shown,
// or call Refresh.
type Label struct {
	widget.BaseWidget

	Text     string
	TextSize float32
	Tone     look.Tone
	Bold     bool
	Align    fyne.TextAlign
	Min      float32 // width below which it is not cut; 0: its whole text
	Narrow   float32 // a smaller size, taken where the whole text has no room at TextSize; 0: none

	Color fyne.ThemeColorName // instead of the tone's
	text  *canvas.Text
}

// NewLabel makes a line of text; size is TextSize, SmallText, CaptionText or TitleText.
func NewLabel(text string, size float32, tone look.Tone) *Label {
	l := &Label{Text: text, TextSize: size, Tone: tone}
	l.ExtendBaseWidget(l)
	return l
}

// NewHeading is a bold line of text, as over a card.
func NewHeading(text string, size float32) *Label {
	l := NewLabel(text, size, look.ToneNormal)
	l.Bold = true
	return l
}

// SetText changes the text.
func (l *Label) SetText(text string) {
	if l.Text == text {
		return
	}
	l.Text = text
	l.Refresh()
}

// Set changes text and tone.
func (l *Label) Set(text string, tone look.Tone) {
	l.Text, l.Tone = text, tone
	l.Refresh()
}

func (l *Label) paint() {
	if l.text == nil {
		l.text = canvas.NewText("", nil)
	}
	name := l.Color
	if name == "" {
		name = l.Tone.ColorName()
	}
	l.text.Color = look.Paint(name)
	l.text.TextStyle.Bold = l.Bold
	l.text.Alignment = l.Align
	l.cut(l.BaseWidget.Size())
	l.text.Refresh()
}

func (l *Label) cut(size fyne.Size) {
	width := size.Width + 1
	if size.Width <= 0 {
		width = labelMost
	}
	l.text.TextSize = l.TextSize
	if l.Narrow > 0 && l.WholeWidth() > width {
		l.text.TextSize = l.Narrow
	}
	l.text.Text = look.Ellipsize(l.Text, min(width, labelMost), l.text.TextSize, l.Bold)
}

// labelMost is as wide as a line is ever drawn: it is drawn whole, in sight or not.
const labelMost float32 = 4096

// WholeWidth is the width of the text when it is not cut.
func (l *Label) WholeWidth() float32 {
	text := l.Text
	if len(text) > int(labelMost) { // measuring takes a time that grows with the text
		text = look.Ellipsize(text, labelMost, l.TextSize, l.Bold)
	}
	return fyne.MeasureText(text, l.TextSize, fyne.TextStyle{Bold: l.Bold}).Width
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	l.paint()
	return &look.Renderer{
		Widget: l,
		Parts:  []fyne.CanvasObject{l.text},
		Least: func() fyne.Size {
			width := l.WholeWidth()
			if l.Min > 0 {
				width = min(width, l.Min)
			}
			return fyne.NewSize(width, fyne.MeasureText("国", l.TextSize, fyne.TextStyle{Bold: l.Bold}).Height)
		},
		Arrange: func(size fyne.Size) {
			l.cut(size)
			look.Place(l.text, 0, 0, size.Width, size.Height)
		},
		Paint: l.paint,
	}
}

// Paragraph is Chinese prose that wraps at any character but never begins a line with a closing mark. Its height follows its width.
type Paragraph struct {
	widget.BaseWidget

	Text     string
	TextSize float32
	Tone     look.Tone
	Bold     bool
	Most     int // lines; what is more ends in …; 0: all

	Color fyne.ThemeColorName // instead of the tone's
	lines []*canvas.Text
	width float32
}

// NewParagraph makes wrapped text.
func NewParagraph(text string, size float32, tone look.Tone) *Paragraph {
	p := &Paragraph{Text: text, TextSize: size, Tone: tone}
	p.ExtendBaseWidget(p)
	return p
}

// SetText changes the text.
func (p *Paragraph) SetText(text string) {
	if p.Text != text {
		p.Text = text
		p.Refresh()
	}
}

const Leading float32 = 1.66 // of the text size, between two lines

// wrap breaks the text for a width. Before the first layout the width is unknown and every line break of the text counts one line.
func (p *Paragraph) wrap() {
	lines := strings.Split(p.Text, "\n")
	if p.width > 0 {
		lines = p.wrapped(p.width)
	}
	name := p.Color
	if name == "" {
		name = p.Tone.ColorName()
	}
	p.lines = p.lines[:0]
	for _, line := range lines {
		p.lines = append(p.lines, look.NewText(line, p.TextSize, p.Bold, name))
	}
}

// wrapped are the lines in a width.
func (p *Paragraph) wrapped(width float32) []string {
	lines := look.WrapText(p.Text, width, p.TextSize, p.Bold)
	if p.Most == 0 || len(lines) <= p.Most {
		return lines
	}
	last := p.Most - 1
	return append(lines[:last:last], look.Ellipsize(strings.Join(lines[last:], ""), width, p.TextSize, p.Bold))
}

// LineHeight is the height of one line, within which its text is centred.
func (p *Paragraph) LineHeight() float32 { return p.TextSize * Leading }

// HeightFor is the height the text needs at a width, for layouts that know the width before they ask for the size.
func (p *Paragraph) HeightFor(width float32) float32 {
	return p.TextSize * Leading * float32(len(p.wrapped(width)))
}

// CreateRenderer implements fyne.Widget.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	d := &look.Renderer{Widget: p}
	renew := func() {
		p.wrap()
		d.Parts = d.Parts[:0]
		for _, t := range p.lines {
			d.Parts = append(d.Parts, t)
		}
	}
	renew()
	d.Least = func() fyne.Size { return fyne.NewSize(60, p.TextSize*Leading*float32(len(p.lines))) }
	d.Arrange = func(size fyne.Size) {
		if size.Width != p.width {
			p.width = size.Width
			renew()
		}
		h := p.TextSize * Leading
		for i, t := range p.lines {
			look.Place(t, 0, float32(i)*h, size.Width, h)
		}
	}
	d.Paint = renew
	return d
}

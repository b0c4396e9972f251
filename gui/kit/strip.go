package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// Strip is a tinted line across the page that says how what is below it is to be taken, with buttons at its right end.
type Strip struct {
	widget.BaseWidget

	text    *Label
	buttons []fyne.CanvasObject
	tone    look.Tone
	back    *canvas.Rectangle
}

const stripHeight float32 = 38

// NewStrip makes a strip without text.
func NewStrip(tone look.Tone, buttons ...fyne.CanvasObject) *Strip {
	s := &Strip{text: NewLabel("", look.TextSize, tone), buttons: buttons, tone: tone}
	s.text.Min = 60
	s.ExtendBaseWidget(s)
	return s
}

// SetText changes what the strip says.
func (s *Strip) SetText(text string) { s.text.SetText(text) }

// Text is what the strip says.
func (s *Strip) Text() string { return s.text.Text }

// CreateRenderer implements fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	s.back = canvas.NewRectangle(nil)
	s.back.CornerRadius = look.FieldRadius
	paint := func() {
		s.back.FillColor = look.Paint(s.tone.SoftName())
		s.back.Refresh()
	}
	paint()
	return &look.Renderer{
		Widget: s,
		Parts:  append([]fyne.CanvasObject{s.back, s.text}, s.buttons...),
		Least: func() fyne.Size {
			width := s.text.MinSize().Width + 24
			for _, b := range s.buttons {
				width += b.MinSize().Width + 8
			}
			return fyne.NewSize(width, stripHeight)
		},
		Arrange: func(size fyne.Size) {
			look.Place(s.back, 0, 0, size.Width, stripHeight)
			right := size.Width - 4
			for i := len(s.buttons) - 1; i >= 0; i-- {
				m := s.buttons[i].MinSize()
				right -= m.Width
				look.Place(s.buttons[i], right, (stripHeight-m.Height)/2, m.Width, m.Height)
				right -= 8
			}
			look.Place(s.text, 12, 0, right-20, stripHeight)
		},
		Paint: paint,
	}
}

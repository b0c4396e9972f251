package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// fieldLabel names a field. A name too long for the column takes two smaller lines.
type fieldLabel struct {
	widget.BaseWidget

	text    string
	heading bool
	menu    func(at fyne.Position) // right-click; nil: none
	lines   [2]*canvas.Text
}

var _ fyne.SecondaryTappable = (*fieldLabel)(nil)

func newFieldLabel(text string, heading bool) *fieldLabel {
	l := &fieldLabel{text: text, heading: heading}
	l.ExtendBaseWidget(l)
	return l
}

// TappedSecondary implements fyne.SecondaryTappable.
func (l *fieldLabel) TappedSecondary(ev *fyne.PointEvent) {
	if l.menu != nil {
		l.menu(ev.AbsolutePosition)
	}
}

func (l *fieldLabel) layout(size fyne.Size) {
	first, second := l.lines[0], l.lines[1]
	first.TextSize, first.Text, second.Text = TextSize, l.text, ""
	if l.heading {
		first.Text = ellipsize(l.text, size.Width, TextSize, true)
		Place(first, 0, 0, size.Width, size.Height)
		return
	}
	if size.Width > 0 && textWidth(l.text, TextSize) > size.Width+0.5 {
		first.TextSize, second.TextSize = CaptionText, CaptionText
		wrapped := wrapText(l.text, size.Width, CaptionText, false)
		first.Text = wrapped[0]
		if rest := l.text[len(wrapped[0]):]; rest != "" {
			second.Text = ellipsize(rest, size.Width, CaptionText, false)
		}
	}
	if second.Text == "" {
		Place(first, 0, 0, size.Width, size.Height)
		Place(second, 0, 0, 0, 0)
		return
	}
	Place(first, 0, 0, size.Width, size.Height/2)
	Place(second, 0, size.Height/2-1, size.Width, size.Height/2)
}

// CreateRenderer implements fyne.Widget.
func (l *fieldLabel) CreateRenderer() fyne.WidgetRenderer {
	name := ColorSoftText
	if l.heading {
		name = ColorText
	}
	for i := range l.lines {
		l.lines[i] = newText("", TextSize, l.heading, name)
		if !l.heading {
			l.lines[i].Alignment = fyne.TextAlignTrailing
		}
	}
	l.layout(l.Size())
	return &Renderer{
		Widget: l, Parts: []fyne.CanvasObject{l.lines[0], l.lines[1]},
		Least:   func() fyne.Size { return fyne.NewSize(40, FieldHeight) },
		Arrange: l.layout,
		Paint: func() {
			for _, t := range l.lines {
				t.Color = Paint(name)
				t.Refresh()
			}
		},
	}
}

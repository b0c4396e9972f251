package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
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
	first.TextSize, first.Text, second.Text = look.TextSize, l.text, ""
	if l.heading {
		first.Text = look.Ellipsize(l.text, size.Width, look.TextSize, true)
		look.Place(first, 0, 0, size.Width, size.Height)
		return
	}
	if size.Width > 0 && look.TextWidth(l.text, look.TextSize) > size.Width+0.5 {
		first.TextSize, second.TextSize = look.CaptionText, look.CaptionText
		wrapped := look.WrapText(l.text, size.Width, look.CaptionText, false)
		first.Text = wrapped[0]
		if rest := l.text[len(wrapped[0]):]; rest != "" {
			second.Text = look.Ellipsize(rest, size.Width, look.CaptionText, false)
		}
	}
	if second.Text == "" {
		look.Place(first, 0, 0, size.Width, size.Height)
		look.Place(second, 0, 0, 0, 0)
		return
	}
	look.Place(first, 0, 0, size.Width, size.Height/2)
	look.Place(second, 0, size.Height/2-1, size.Width, size.Height/2)
}

// CreateRenderer implements fyne.Widget.
func (l *fieldLabel) CreateRenderer() fyne.WidgetRenderer {
	name := look.ColorSoftText
	if l.heading {
		name = look.ColorText
	}
	for i := range l.lines {
		l.lines[i] = look.NewText("", look.TextSize, l.heading, name)
		if !l.heading {
			l.lines[i].Alignment = fyne.TextAlignTrailing
		}
	}
	l.layout(l.Size())
	return &look.Renderer{
		Widget: l, Parts: []fyne.CanvasObject{l.lines[0], l.lines[1]},
		Least:   func() fyne.Size { return fyne.NewSize(40, look.FieldHeight) },
		Arrange: l.layout,
		Paint: func() {
			for _, t := range l.lines {
				t.Color = look.Paint(name)
				t.Refresh()
			}
		},
	}
}

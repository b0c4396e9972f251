package records

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/look"
)

// factLabel is the width of the column of a fact's name.
const factLabel float32 = 84

// NewFact is one line of the details: what it is, quietly, and its value, wrapped beside it, which can be selected and copied.
func NewFact(name, value string) fyne.CanvasObject {
	return NewTonedFact(name, value, look.ToneNormal)
}

// NewTonedFact is NewFact with its value in a tone: a deadline that is late.
func NewTonedFact(name, value string, tone look.Tone) fyne.CanvasObject {
	return container.New(&factLayout{}, kit.NewLabel(name, look.TextSize, look.ToneMuted), editor.NewTonedReading(value, tone))
}

// NewFactLink is something to press under the value of a fact.
func NewFactLink(text string, do func()) fyne.CanvasObject {
	return kit.NewRow(0, kit.NewFixed(factLabel, look.FieldHeight-8, kit.NewLabel("", look.TextSize, look.ToneMuted)), newLink(text, do))
}

// factLayout places name and value side by side; the value's height follows the width it was given last.
type factLayout struct{ width float32 }

// MinSize implements fyne.Layout.
func (l *factLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := objects[0].MinSize().Height
	if l.width > factLabel {
		height = max(height, objects[1].(*editor.Reading).HeightFor(l.width-factLabel))
	}
	return fyne.NewSize(factLabel+80, height)
}

// Layout implements fyne.Layout.
func (l *factLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	name, value := objects[0], objects[1].(*editor.Reading)
	look.Place(name, 0, 0, factLabel-6, value.LineHeight()) // centred, so that both stand on one line
	look.Place(value, factLabel, 0, size.Width-factLabel, value.HeightFor(size.Width-factLabel))
}

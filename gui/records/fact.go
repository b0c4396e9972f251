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

// factGap is what is free between a name and its value.
const factGap float32 = 6

// NewFact is one line of the details: what it is, quietly, and its value, wrapped beside it, which can be selected and copied. A name too long for its
// column wraps, too.
func NewFact(name, value string) fyne.CanvasObject {
	return NewTonedFact(name, value, look.ToneNormal)
}

// NewTonedFact is NewFact with its value in a tone: a deadline that is late.
func NewTonedFact(name, value string, tone look.Tone) fyne.CanvasObject {
	var named fyne.CanvasObject = kit.NewLabel(name, look.TextSize, look.ToneMuted)
	if look.TextWidth(name, look.TextSize) > factLabel-factGap {
		named = kit.NewParagraph(name, look.SmallText, look.ToneMuted)
	}
	return container.New(&factLayout{}, named, editor.NewTonedReading(value, tone))
}

// NewFactLink is something to press under the value of a fact.
func NewFactLink(text string, do func()) fyne.CanvasObject {
	return kit.NewRow(0, kit.NewFixed(factLabel, look.FieldHeight-8, kit.NewLabel("", look.TextSize, look.ToneMuted)), newLink(text, do))
}

// factLayout places name and value side by side; the value's height follows the width it was given last.
type factLayout struct{ width float32 }

// MinSize implements fyne.Layout.
func (l *factLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := nameHeight(objects[0])
	if l.width > factLabel {
		height = max(height, objects[1].(*editor.Reading).HeightFor(l.width-factLabel))
	}
	return fyne.NewSize(factLabel+80, height)
}

// Layout implements fyne.Layout.
func (l *factLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	name, value := objects[0], objects[1].(*editor.Reading)
	look.Place(name, 0, 0, factLabel-factGap, max(value.LineHeight(), nameHeight(name))) // centred, so that both stand on one line
	look.Place(value, factLabel, 0, size.Width-factLabel, value.HeightFor(size.Width-factLabel))
}

// nameHeight is the height of a name in its column.
func nameHeight(name fyne.CanvasObject) float32 {
	if long, ok := name.(*kit.Paragraph); ok {
		return long.HeightFor(factLabel - factGap)
	}
	return name.MinSize().Height
}

package records

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// newLink is a small thing to do beside a line of text.
func newLink(text string, do func()) *kit.Chip {
	chip := kit.NewTag(text, false)
	chip.OnTap = do
	return chip
}

// beside places wrapped text with something small at its right; the height follows the width it was given last.
type beside struct{ width float32 }

// MinSize implements fyne.Layout.
func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	side := objects[1].MinSize()
	height := side.Height
	if b.width > 0 {
		height = max(height, objects[0].(*kit.Paragraph).HeightFor(b.width-side.Width-8))
	}
	return fyne.NewSize(side.Width+100, height)
}

// Layout implements fyne.Layout.
func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	text, side := objects[0].(*kit.Paragraph), objects[1].MinSize()
	width := size.Width - side.Width - 8
	look.Place(text, 0, 0, width, text.HeightFor(width))
	look.Place(objects[1], size.Width-side.Width, 0, side.Width, side.Height)
}

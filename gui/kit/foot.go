package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit/look"
)

// NewFoot is the line of buttons under a form: left from the left edge, right to the right edge. In a narrow window they give of the air around their texts.
func NewFoot(left, right []fyne.CanvasObject) *fyne.Container {
	return container.New(footLine{len(left), footLeast, footAir}, slices.Concat(left, right)...)
}

// NewTrailing puts objects side by side at the right edge.
func NewTrailing(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(footLine{0, footGap, 0}, objects...)
}

type footLine struct {
	left  int     // how many are at the left edge
	least float32 // between two of them in a narrow window
	air   float32 // what each gives then
}

const (
	footGap, footLeast float32 = 8, 4 // between two buttons, and in a narrow window
	footAir            float32 = 14   // what a button gives
)

func (l footLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var height float32
	for _, o := range objects {
		if o.Visible() {
			height = max(height, o.MinSize().Height)
		}
	}
	return fyne.NewSize(lineWidth(objects, l.least, l.air), height)
}

func (l footLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap, give := footGap, float32(0)
	if lineWidth(objects, gap, give) > size.Width {
		gap = l.least
		if room := lineWidth(objects, gap, 0) - lineWidth(objects, gap, l.air); room > 0 {
			short := lineWidth(objects, gap, 0) - size.Width
			give = l.air * min(max(short/room, 0), 1)
		}
	}
	place := func(objects []fyne.CanvasObject, x float32) {
		for _, o := range objects {
			if o.Visible() {
				least := o.MinSize()
				look.Place(o, x, 0, least.Width-give, least.Height)
				x += least.Width - give + gap
			}
		}
	}
	place(objects[:l.left], 0)
	place(objects[l.left:], size.Width-lineWidth(objects[l.left:], gap, give))
}

// lineWidth is what the visible ones of objects take side by side when each gives so much.
func lineWidth(objects []fyne.CanvasObject, gap, give float32) float32 {
	var width float32
	for _, o := range objects {
		if o.Visible() {
			width += o.MinSize().Width - give + gap
		}
	}
	return max(width-gap, 0)
}

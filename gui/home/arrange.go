package home

import (
	"math"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// dashboard places the figures in a row over plan and duties side by side. In a narrow window, as at a large size on a small screen, the
// figures have a line more for their notes and the duties, which are what has to be done, come before the plan; the page then scrolls. Of its objects the last
// two are plan and duties.
type dashboard struct {
	narrow bool // at the last layout; the least size follows from it
}

const (
	narrowBelow float32 = 996
	planHeight  float32 = 430 // of plan and chart when they do not share the window's height
	dueHeight   float32 = 318 // under the figures on the first screen of 1366x768 at 125 %
	scrollRoom  float32 = 8   // for the scroll bar of a page that scrolls
	planShare   float32 = 0.5525
)

func (d *dashboard) MinSize(objects []fyne.CanvasObject) fyne.Size {
	card := objects[0].MinSize().Height
	if d.narrow {
		return fyne.NewSize(480, card+kit.NoteLine+planHeight+dueHeight+2*look.Gap)
	}
	return fyne.NewSize(480, card+look.Gap+340)
}

func (d *dashboard) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	d.narrow = size.Width < narrowBelow
	figures, plan, due := objects[:len(objects)-2], objects[len(objects)-2], objects[len(objects)-1]
	if d.narrow {
		width := size.Width - scrollRoom
		y := row(figures, width, kit.NoteLine)
		look.Place(due, 0, y, width, dueHeight)
		look.Place(plan, 0, y+dueHeight+look.Gap, width, max(size.Height-y-dueHeight-look.Gap, planHeight))
		return
	}
	y := row(figures, size.Width, 0)
	left := (size.Width - look.Gap) * planShare
	look.Place(plan, 0, y, left, size.Height-y)
	look.Place(due, left+look.Gap, y, size.Width-left-look.Gap, size.Height-y)
}

// row divides the width between figures, that much higher than they need, and gives where what is below them begins.
func row(figures []fyne.CanvasObject, width, more float32) float32 {
	each := (width - look.Gap*float32(len(figures)-1)) / float32(len(figures))
	height := float32(math.Ceil(float64(figures[0].MinSize().Height + more))) // placed at whole units, and the more has to have room
	for i, f := range figures {
		look.Place(f, float32(i)*(each+look.Gap), 0, each, height)
	}
	return height + look.Gap
}

package home

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
)

// dashboard places the figures in a row over plan and duties side by side. In a narrow window, as at a large size on a small screen, the
// figures take two rows and the duties stand under the plan; the page then scrolls. Of its objects the last two are plan and duties.
type dashboard struct {
	narrow bool // at the last layout; the least size follows from it
}

const (
	narrowBelow float32 = 940
	planHeight  float32 = 430 // of plan and chart when they do not share the window's height
	dueHeight   float32 = 380
	planShare   float32 = 0.5525
)

func (d *dashboard) MinSize(objects []fyne.CanvasObject) fyne.Size {
	card := objects[0].MinSize().Height
	if d.narrow {
		return fyne.NewSize(480, 2*card+planHeight+dueHeight+3*kit.Gap)
	}
	return fyne.NewSize(480, card+kit.Gap+340)
}

func (d *dashboard) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	d.narrow = size.Width < narrowBelow
	figures, plan, due := objects[:len(objects)-2], objects[len(objects)-2], objects[len(objects)-1]
	if d.narrow {
		y := row(figures[:3], 0, size.Width)
		y = row(figures[3:], y, size.Width)
		kit.Place(plan, 0, y, size.Width, planHeight)
		kit.Place(due, 0, y+planHeight+kit.Gap, size.Width, max(size.Height-y-planHeight-kit.Gap, dueHeight))
		return
	}
	y := row(figures, 0, size.Width)
	left := (size.Width - kit.Gap) * planShare
	kit.Place(plan, 0, y, left, size.Height-y)
	kit.Place(due, left+kit.Gap, y, size.Width-left-kit.Gap, size.Height-y)
}

// row divides the width between figures and gives where the next row begins.
func row(figures []fyne.CanvasObject, y, width float32) float32 {
	each := (width - kit.Gap*float32(len(figures)-1)) / float32(len(figures))
	height := figures[0].MinSize().Height
	for i, f := range figures {
		kit.Place(f, float32(i)*(each+kit.Gap), y, each, height)
	}
	return y + height + kit.Gap
}

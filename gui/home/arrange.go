package home

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/look"
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
		return fyne.NewSize(480, 2*card+planHeight+dueHeight+3*look.Gap)
	}
	return fyne.NewSize(480, card+look.Gap+340)
}

func (d *dashboard) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	d.narrow = size.Width < narrowBelow
	figures, plan, due := objects[:len(objects)-2], objects[len(objects)-2], objects[len(objects)-1]
	if d.narrow {
		y := row(figures[:3], 0, size.Width)
		y = row(figures[3:], y, size.Width)
		look.Place(plan, 0, y, size.Width, planHeight)
		look.Place(due, 0, y+planHeight+look.Gap, size.Width, max(size.Height-y-planHeight-look.Gap, dueHeight))
		return
	}
	y := row(figures, 0, size.Width)
	left := (size.Width - look.Gap) * planShare
	look.Place(plan, 0, y, left, size.Height-y)
	look.Place(due, left+look.Gap, y, size.Width-left-look.Gap, size.Height-y)
}

// row divides the width between figures and gives where the next row begins.
func row(figures []fyne.CanvasObject, y, width float32) float32 {
	each := (width - look.Gap*float32(len(figures)-1)) / float32(len(figures))
	height := figures[0].MinSize().Height
	for i, f := range figures {
		look.Place(f, float32(i)*(each+look.Gap), y, each, height)
	}
	return y + height + look.Gap
}

package home

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestDashboard(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height float32
		columns       int // of the figures
		beside        bool
	}{
		{"Usual", 1186, 642, 5, true},
		{"Large", 1740, 954, 5, true},
		{"SmallScreenAtALargeSize", 870, 466, 5, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			objects := make([]fyne.CanvasObject, 7)
			for i := range objects {
				objects[i] = canvas.NewRectangle(nil)
				objects[i].(*canvas.Rectangle).SetMinSize(fyne.NewSize(100, 108))
			}
			d := &dashboard{}
			d.Layout(objects, fyne.NewSize(c.width, c.height))
			columns := 0
			for _, o := range objects[:5] {
				if o.Position().Y == 0 {
					columns++
				}
				if right := o.Position().X + o.Size().Width; right > c.width+1 {
					t.Errorf("a figure ends at %v of %v", right, c.width)
				}
			}
			plan, due := objects[5], objects[6]
			if beside := plan.Position().Y == due.Position().Y; columns != c.columns || beside != c.beside {
				t.Errorf("%d figures in the first row, beside %v", columns, beside)
			}
			if first := due.Position().Y + due.Size().Height; !c.beside && first > c.height {
				t.Errorf("what is to be done ends at %v, the first screen at %v", first, c.height)
			}
			if end := due.Position().Y + due.Size().Height; end > max(c.height, d.MinSize(objects).Height)+1 {
				t.Errorf("duties end at %v of %v", end, d.MinSize(objects).Height)
			}
		})
	}
}

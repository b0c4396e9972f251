package roster

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
)

// scrollsSideways tells whether a list in the object shows its bar.
func scrollsSideways(o fyne.CanvasObject) (shown bool) {
	kittest.Walk(o, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		shown = shown || fmt.Sprintf("%T", o) == "*grid.slider"
	})
	return shown
}

func TestNoListScrollsSidewaysByItself(t *testing.T) {
	p, d := openRoster(t)
	d.Native().Resize(fyne.NewSize(1366, 768))
	for _, at := range p.Places {
		p.Show(at)
		if scrollsSideways(p.Body) {
			t.Errorf("%s does not fit 1366 with the columns it is declared with", at.Title)
		}
	}
}

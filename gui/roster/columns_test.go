package roster

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// scrollsSideways tells whether a list in the object shows its bar.
func scrollsSideways(o fyne.CanvasObject) bool {
	if !o.Visible() {
		return false
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		if fmt.Sprintf("%T", o) == "*kit.slider" {
			return true
		}
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		if scrollsSideways(child) {
			return true
		}
	}
	return false
}

func TestNoListScrollsSidewaysByItself(t *testing.T) {
	p, d := openRoster(t)
	d.Native().Resize(fyne.NewSize(1366, 768))
	for _, at := range p.places {
		p.show(at)
		if scrollsSideways(p.body) {
			t.Errorf("%s does not fit 1366 with the columns it is declared with", at.title)
		}
	}
}

package supervision

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/kittest"
)

// No list of the page is cut or scrolls sideways at 1280 with the columns it is declared with.
func TestNoListScrollsSidewaysByItself(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	d.Native().Resize(fyne.NewSize(1280, 720))
	for _, at := range p.Places {
		p.Show(at)
		kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if fmt.Sprintf("%T", o) == "*grid.slider" {
				t.Errorf("%s does not fit 1280 with the columns it is declared with", at.Title)
			}
		})
	}
}

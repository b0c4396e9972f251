package supervision

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/records"
)

// The points of a letter are one click away from its details.
func TestLetterOpensItsPoints(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	all, err := supervision.Letters.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	letter := all[0]
	p.Open(records.OneOf{Kind: supervision.Letters, ID: letter.ID})
	text := "逐条整改 " + letter.Values["points_count"]
	kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == text {
			b.Tapped(nil)
		}
	})
	if p.Front.Key != supervision.Points.Name {
		t.Fatalf("%q did not open the points; on screen:\n%s", text, desktest.Text(p.Body))
	}
	if got := desktest.Text(p.Body); !strings.Contains(got, "显示 "+letter.Values["points_count"]+" 条，") {
		t.Errorf("not the points of the letter:\n%s", got)
	}
}

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

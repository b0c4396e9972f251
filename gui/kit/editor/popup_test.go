package editor

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
)

// A field in a pop-up that is closed, by itself or by a press beside it, gives up the keyboard: its caret blinks no more.
func TestClosedPopUpsLeaveNoCaret(t *testing.T) {
	w := test.NewTempWindow(t, kit.NewColumn(4, kit.NewEntry()))
	w.Resize(fyne.NewSize(600, 400))
	for name, hide := range map[string]func(p *box.PopUp){
		"by itself":        func(p *box.PopUp) { p.Hide() },
		"by a press":       func(*box.PopUp) { test.TapCanvas(w.Canvas(), fyne.NewPos(590, 390)) },
		"by a right press": func(p *box.PopUp) { p.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(590, 390)}) },
	} {
		t.Run(name, func(t *testing.T) {
			e, area := kit.NewEntry(), NewArea(3)
			p := box.NewPopUp(kit.NewColumn(4, e, area), w.Canvas())
			p.Resize(fyne.NewSize(200, 120))
			for _, field := range []fyne.Focusable{e, area} {
				p.ShowAtPosition(fyne.NewPos(20, 20))
				w.Canvas().Focus(field)
				p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(30, 30)}) // within: it stays
				if !p.Visible() {
					t.Fatal("a press within closed it")
				}
				hide(p)
				if p.Visible() || w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != nil {
					t.Errorf("closed: visible %v, %T has the keyboard", p.Visible(), field)
				}
			}
		})
	}
}

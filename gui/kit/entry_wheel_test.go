package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

func TestWheelPassesOverALine(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	one := NewEntry()
	one.SetText("云岭县")
	turned := false
	one.OnWheel = func(*fyne.ScrollEvent) { turned = true }
	w := test.NewTempWindow(t, container.NewVBox(one))
	w.Resize(fyne.NewSize(200, 200))
	test.Scroll(w.Canvas(), fyne.NewPos(50, 15), 0, -25)
	if !turned {
		t.Error("the wheel over a field of one line does not scroll the form")
	}
}

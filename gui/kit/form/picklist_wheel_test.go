package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func TestWheelGoesThreeOptions(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(400, 400))
	p := NewPicker(manyUnits(50))
	w.SetContent(p)
	w.Canvas().Focus(p)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	line := p.popUp.Content.(*pickList)
	kittest.Notch(w, line.list, look.RowHeight/2)
	if got := line.list.GetScrollOffset(); got != 3*look.RowHeight {
		t.Errorf("options: %v", got)
	}
}

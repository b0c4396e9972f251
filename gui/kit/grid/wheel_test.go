package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// One notch of the wheel goes three rows in every list, wherever on a row the mouse is.
func TestWheelGoesThreeRows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(400, 400))
	values := make([]kit.Choice, 50)
	for i := range values {
		values[i] = kit.Choice{Value: string(rune('一' + i)), Label: string(rune('一' + i)), Count: -1}
	}
	list := newValueList("", values, nil)
	w.SetContent(list)
	kittest.Notch(w, list.list, look.RowHeight-1) // where two rows meet
	if got := list.list.GetScrollOffset(); got != 3*look.RowHeight {
		t.Errorf("values: %v", got)
	}
	g, gw := newTestGrid(t, Config[person]{})
	g.SetRows(manyPeople(200))
	kittest.Notch(gw, g.list, look.RowHeight/2)
	if got := g.list.GetScrollOffset(); got != 3*look.RowHeight {
		t.Errorf("rows: %v", got)
	}
}

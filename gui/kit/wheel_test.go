package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// One notch of the wheel goes three rows in every list, wherever on a row the mouse is.
func TestWheelGoesThreeRows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(ModeLight))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(400, 400))
	notch := func(w fyne.Window, rows fyne.CanvasObject, y float32) {
		t.Helper()
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(rows).AddXY(40, y)
		test.Scroll(w.Canvas(), at, 0, -wheelNotch)
	}
	values := make([]Choice, 50)
	for i := range values {
		values[i] = Choice{Value: string(rune('一' + i)), Label: string(rune('一' + i)), Count: -1}
	}
	list := newValueList("", values, nil)
	w.SetContent(list)
	notch(w, list.list, RowHeight-1) // where two rows meet
	if got := list.list.GetScrollOffset(); got != 3*RowHeight {
		t.Errorf("values: %v", got)
	}
	p := NewPicker(manyUnits(50))
	w.SetContent(p)
	w.Canvas().Focus(p)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	line := p.popUp.Content.(*pickList)
	notch(w, line.list, RowHeight/2)
	if got := line.list.GetScrollOffset(); got != 3*RowHeight {
		t.Errorf("options: %v", got)
	}
	g, gw := newTestGrid(t, GridConfig[person]{})
	g.SetRows(manyPeople(200))
	notch(gw, g.list, RowHeight/2)
	if got := g.list.GetScrollOffset(); got != 3*RowHeight {
		t.Errorf("rows: %v", got)
	}
}

package editor

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

func TestCaretBox(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	long := "云岭县政协民主监督工作台，云岭县政协民主监督工作台，云岭县政协民主监督工作台"
	for _, c := range []struct {
		name        string
		lines       int
		text        string
		row, column int
		x, y        float32 // of the caret in the field, about
	}{
		{"Empty", 1, "", 0, 0, 5, 5},
		{"AfterThreeCharacters", 1, "张小明", 0, 3, 5 + 3*13, 5},
		{"BetweenCharacters", 1, "张小明", 0, 1, 5 + 13, 5},
		{"LongerThanTheField", 1, long, 0, 30, 195, 5},
		{"SecondLine", 4, "一\n二三", 1, 2, 5 + 2*13, 5 + 19},
		{"WrappedLine", 4, long, 0, 15, 5 + 13, 5 + 19},
	} {
		t.Run(c.name, func(t *testing.T) {
			var field fyne.Focusable
			if c.lines == 1 {
				e := kit.NewEntry()
				e.SetText(c.text)
				e.CursorColumn = c.column
				field = e
			} else {
				a := NewArea(c.lines)
				a.SetText(c.text)
				a.at = text.Place{Para: c.row, At: c.column}
				field = a
			}
			o := field.(fyne.CanvasObject)
			w := test.NewTempWindow(t, container.NewWithoutLayout(o))
			w.Resize(fyne.NewSize(400, 300))
			o.Resize(fyne.NewSize(200, float32(c.lines)*30))
			o.Move(fyne.NewPos(40, 50))
			w.Canvas().Focus(field)
			at, height, ok := kit.CaretBox(w.Canvas())
			if !ok || height < 13 || height > 26 {
				t.Fatalf("ok %v, height %v", ok, height)
			}
			if got := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(o)); got.X < c.x-3 || got.X > c.x+3 || got.Y < c.y-4 || got.Y > c.y+4 {
				t.Errorf("caret at %v of the field, want about %v %v", got, c.x, c.y)
			}
		})
	}
}

func TestNoCaretWithoutField(t *testing.T) {
	test.NewTempApp(t)
	b := kit.NewButton("保存", func() {})
	w := test.NewTempWindow(t, b)
	w.Canvas().Focus(b)
	if _, _, ok := kit.CaretBox(w.Canvas()); ok {
		t.Error("a button has a caret")
	}
}

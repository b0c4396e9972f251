package home

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func TestDashboard(t *testing.T) {
	for _, c := range []struct {
		name          string
		width, height float32
		columns       int // of the figures
		beside        bool
	}{
		{"Usual", 1186, 642, 5, true},
		{"Large", 1740, 954, 5, true},
		{"SmallScreenAtALargeSize", 870, 466, 5, false},
		{"1366AtALargeSize", 969, 466, 5, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			objects := make([]fyne.CanvasObject, 7)
			for i := range objects {
				objects[i] = canvas.NewRectangle(nil)
				objects[i].(*canvas.Rectangle).SetMinSize(fyne.NewSize(100, 108))
			}
			d := &dashboard{}
			d.Layout(objects, fyne.NewSize(c.width, c.height))
			columns := 0
			for _, o := range objects[:5] {
				if o.Position().Y == 0 {
					columns++
				}
				if right := o.Position().X + o.Size().Width; right > c.width+1 {
					t.Errorf("a figure ends at %v of %v", right, c.width)
				}
			}
			plan, due := objects[5], objects[6]
			if beside := plan.Position().Y == due.Position().Y; columns != c.columns || beside != c.beside {
				t.Errorf("%d figures in the first row, beside %v", columns, beside)
			}
			if first := due.Position().Y + due.Size().Height; !c.beside && first > c.height {
				t.Errorf("what is to be done ends at %v, the first screen at %v", first, c.height)
			}
			if end := due.Position().Y + due.Size().Height; end > max(c.height, d.MinSize(objects).Height)+1 {
				t.Errorf("duties end at %v of %v", end, d.MinSize(objects).Height)
			}
		})
	}
}

// A note that has no room beside the heading has its line at the foot of the card, and is not cut.
func TestNarrowCardsShowTheirNotes(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	late := kit.NewFigureCard("逾期", "会办 10 · 提案 13 · 其他 14", "37", "最久 223 天", look.ToneLate)
	objects := []fyne.CanvasObject{late}
	for range 6 {
		objects = append(objects, kit.NewFigureCard("满意率", "", "97.12%", "101 ÷ 104（收回反馈）", look.ToneNormal))
	}
	w := test.NewTempWindow(t, container.New(&dashboard{}, objects...))
	w.Resize(fyne.NewSize(940, 800))
	if late.Note.Size().Width < late.Note.MinSize().Width {
		t.Errorf("the note has %v of %v", late.Note.Size().Width, late.Note.MinSize().Width)
	}
	w.Resize(fyne.NewSize(876, 800)) // 1280 pixels at 125 %
	if text := kittest.Drawn(objects[1]); !strings.Contains(text, `"101 ÷ 104（收回反馈）"`) {
		t.Errorf("what a figure is divided by is cut:\n%s", text)
	}
}

package cells

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// numbered is a sheet of 100 rows and 20 columns with B2:D2 merged.
func numbered() Sheet {
	return Sheet{
		Rows: 100, Columns: 20, Text: func(row, col int) string { return fmt.Sprint(row*100 + col) },
		Merged: func(row, col int) (Area, bool) {
			return Area{1, 1, 1, 3}, row == 1 && col >= 1 && col <= 3
		},
	}
}

func shownView(t *testing.T) *View {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	v := New()
	w := test.NewTempWindow(t, v)
	w.Resize(fyne.NewSize(400, 300))
	v.SetSheet(numbered())
	look.Focus(v)
	return v
}

func TestKeysChooseCells(t *testing.T) {
	v := shownView(t)
	var told Area
	v.OnSelect = func(a Area) { told = a }
	keys := func(names ...fyne.KeyName) {
		for _, name := range names {
			v.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyRight)
	if want := (Area{2, 1, 2, 1}); v.Selected() != want || told != want {
		t.Errorf("chosen %v, told %v", v.Selected(), told)
	}
	v.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	keys(fyne.KeyDown, fyne.KeyRight, fyne.KeyRight)
	v.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if want := (Area{2, 1, 3, 3}); told != want {
		t.Errorf("with Shift chosen %v, want %v", told, want)
	}
	keys(fyne.KeyEnd, fyne.KeyPageDown, fyne.KeyPageDown)
	if v.first[0] == 0 || v.first[1] == 0 {
		t.Errorf("row %d and column %d are shown first, the cell chosen is %v", v.first[0], v.first[1], v.Selected())
	}
}

func TestMouseChoosesCellsRowsAndColumns(t *testing.T) {
	v := shownView(t)
	press := func(x, y float32) {
		v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary})
	}
	press(gutter+v.widths[0]+5, rowHeight*2+5)
	v.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(gutter+v.widths[0]+v.widths[1]+5, rowHeight*4+5)}})
	if want := (Area{1, 1, 3, 2}); v.Selected() != want {
		t.Errorf("dragged over %v, want %v", v.Selected(), want)
	}
	v.MouseUp(nil)
	press(10, rowHeight*3+5)
	if want := (Area{2, 0, 2, 19}); v.Selected() != want {
		t.Errorf("a row's number chooses %v, want %v", v.Selected(), want)
	}
	press(gutter+5, 5)
	if want := (Area{0, 0, 99, 0}); v.Selected() != want {
		t.Errorf("a column's letter chooses %v, want %v", v.Selected(), want)
	}
}

// Columns beside the cells stay, choose the row only, and what is typed is told; a renewed sheet keeps what is chosen as far as it is there.
func TestColumnsNextToTheCells(t *testing.T) {
	v := shownView(t)
	s := Sheet{
		Rows: 50, Columns: 30, Width: 60, Tall: 30, Head: 40, Text: func(row, col int) string { return fmt.Sprint(row, col) }, Column: func(int) string { return "座谈会\n05-01" },
		Tone: func(int, int) look.Tone { return look.ToneDone },
		Lead: []Side{{Title: "姓名", Width: 80, Text: func(row int) string { return fmt.Sprint("人", row) }}},
		Tail: []Side{{Title: "合计", Width: 70, Text: func(row int) string { return fmt.Sprint("和", row) }}},
	}
	v.SetSheet(s)
	typed := ""
	v.OnRune = func(r rune) { typed += string(r) }
	keys := ""
	v.OnKey = func(name fyne.KeyName) bool { keys += string(name); return true }
	press := func(x, y float32) {
		v.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary})
	}
	press(80+60+5, 40+30*2+5)
	if want := (Area{2, 1, 2, 1}); v.Selected() != want {
		t.Errorf("a cell: %v, want %v", v.Selected(), want)
	}
	for _, x := range []float32{5, 399} {
		press(x, 40+30*4+5)
		if want := (Area{4, 1, 4, 1}); v.Selected() != want {
			t.Errorf("beside the cells at %v: %v, want %v", x, v.Selected(), want)
		}
		press(80+60+5, 40+30*2+5)
	}
	press(80+5, 5)
	if want := (Area{0, 0, 49, 0}); v.Selected() != want {
		t.Errorf("a title: %v, want %v", v.Selected(), want)
	}
	v.TypedRune(' ')
	v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if typed != " " || keys != string(fyne.KeyDelete) {
		t.Errorf("typed %q, keys %q", typed, keys)
	}
	for range 12 {
		v.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	if x := v.left(v.cursor[1]) + v.widths[v.cursor[1]]; v.first[1] == 0 || x > 400-70 {
		t.Errorf("the cell chosen ends at %v, under the column at the right", x)
	}
	s.Rows, s.Columns = 3, 2
	v.Renew(s)
	if got := v.Selected(); got.Bottom > 2 || got.Right > 1 {
		t.Errorf("chosen %v of 3 rows and 2 columns", got)
	}
	s.Rows = 0
	v.Renew(s)
	v.TypedRune('x')
	if typed != " " {
		t.Errorf("an empty sheet told %q", typed)
	}
}

func TestRenderersCanBeMadeAgain(t *testing.T) {
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"View": func() fyne.Widget {
			v := New()
			v.SetSheet(numbered())
			v.SetMarks([]Mark{{Area{0, 0, 4, 4}, look.ColorDone, look.ColorDoneSoft}})
			return v
		},
	})
}

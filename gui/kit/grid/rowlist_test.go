package grid

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// Fyne parses a font, 12 MB of it, for every theme a part of the window has of its own: all lists must be drawn in the program's.
func TestListsShareTheirFonts(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, canvas.NewRectangle(nil))
	var drawn [3]uint64 // bytes made until each list was drawn
	for i := range drawn {
		g := New(Config[person]{Columns: personColumns(), ID: func(p person) int64 { return p.id }})
		g.SetRows(people)
		w.SetContent(g)
		w.Resize(fyne.NewSize(480, 300))
		w.Canvas().Capture()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		drawn[i] = m.TotalAlloc
	}
	if made := (drawn[2] - drawn[1]) >> 20; made > 8 {
		t.Errorf("drawing one more list takes %d MB", made)
	}
}

// Whatever is scrolled, added, taken away or resized, the rows in sight are shown each once, at their places, by few objects.
func TestRowsInSight(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	count := 0
	l := newRowList(func() int { return count },
		func() fyne.CanvasObject { return canvas.NewText("", nil) },
		func(pos int, o fyne.CanvasObject) { o.(*canvas.Text).Text = fmt.Sprint(pos) })
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	rows := func(from, to int) string {
		var out []string
		for pos := from; pos < to; pos++ {
			out = append(out, fmt.Sprintf("%d@%d", pos, pos*int(look.RowHeight)))
		}
		slices.Sort(out)
		return strings.Join(out, " ")
	}
	for _, c := range []struct {
		what string
		do   func()
		want string
	}{
		{"nothing", func() { w.Resize(fyne.NewSize(200, 90)) }, ""},
		{"rows come", func() { count = 100; l.Refresh() }, rows(0, 3)},
		{"between two rows", func() { l.ScrollToOffset(75) }, rows(2, 6)},
		{"higher", func() { w.Resize(fyne.NewSize(200, 210)) }, rows(2, 10)},
		{"to a row below", func() { l.ScrollTo(50) }, rows(44, 51)},
		{"to a row in sight", func() { l.ScrollTo(46) }, rows(44, 51)},
		{"to a row above", func() { l.ScrollTo(20) }, rows(20, 27)},
		{"beyond the end", func() { l.ScrollToOffset(1e6) }, rows(93, 100)},
		{"fewer rows", func() { count = 10; l.Refresh() }, rows(3, 10)},
		{"fewer than fit", func() { count = 2; l.Refresh() }, rows(0, 2)},
		{"lower, more rows", func() { count = 1000; w.Resize(fyne.NewSize(200, 60)); l.Refresh() }, rows(0, 2)},
		{"lower, the last row in sight kept", func() {
			w.Resize(fyne.NewSize(200, 210))
			count = 100
			l.Refresh()
			l.ScrollToOffset(0)
			l.keep = func() int { return 6 }
			w.Resize(fyne.NewSize(200, 120))
		}, rows(3, 7)},
		{"lower, the kept row out of sight", func() {
			w.Resize(fyne.NewSize(200, 210))
			l.keep = func() int { return 90 }
			w.Resize(fyne.NewSize(200, 60))
		}, rows(3, 5)},
		{"none", func() { count = 0; l.Refresh() }, ""},
	} {
		c.do()
		var got []string
		for _, o := range l.rows.Objects {
			if o.Visible() {
				got = append(got, fmt.Sprintf("%s@%d", o.(*canvas.Text).Text, int(o.Position().Y)))
			}
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: shown %v, want %s", c.what, got, c.want)
		}
		if len(l.rows.Objects) > 8 {
			t.Errorf("%s: %d objects", c.what, len(l.rows.Objects))
		}
	}
}

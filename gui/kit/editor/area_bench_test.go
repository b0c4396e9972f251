package editor

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// BenchmarkTextAreaShow opens a field on a text of one paragraph, beside the same number of bare canvas texts as it has lines in sight. What
// the software painter needs to paint them is the same for both and left out.
func BenchmarkTextAreaShow(b *testing.B) {
	for _, n := range []int{200, 5_000, 20_000} {
		s := longText(n)
		_, w := newTestArea(b, s, fyne.NewSize(500, 300))
		b.Run(fmt.Sprint(n, "/cold"), func(b *testing.B) {
			for b.Loop() {
				clear(look.Metrics)
				showArea(w, s)
			}
		})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				showArea(w, s)
			}
		})
	}
	lines := barelines(b)
	_, w := newTestArea(b, "", fyne.NewSize(500, 300))
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			box := container.NewVBox()
			for _, line := range lines {
				box.Add(canvas.NewText(line, look.Paint(look.ColorText)))
			}
			w.SetContent(box)
		}
	})
}

func showArea(w fyne.Window, s string) {
	a := NewArea(areaMost)
	a.SetText(s)
	w.SetContent(container.NewWithoutLayout(a))
	a.Resize(fyne.NewSize(500, 300))
}

// BenchmarkTextAreaKey types and erases a character in the middle of a paragraph, beside measuring and redrawing one bare line.
func BenchmarkTextAreaKey(b *testing.B) {
	for _, n := range []int{200, 5_000, 20_000} {
		a, w := newTestArea(b, longText(n), fyne.NewSize(500, 300))
		a.moveTo(a.text.Clamp(a.text.End()), false, false)
		a.at.At /= 2
		a.moveTo(a.at, false, false)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				if i%2 == 0 {
					a.TypedRune('政')
				} else {
					a.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
				}
			}
		})
		b.Run(fmt.Sprint(n, "/painted"), func(b *testing.B) {
			for b.Loop() {
				a.TypedRune('政')
				w.Canvas().Capture()
			}
		})
	}
	lines := barelines(b)
	box := container.NewVBox()
	for _, line := range lines {
		box.Add(canvas.NewText(line, look.Paint(look.ColorText)))
	}
	w := test.NewTempWindow(b, box)
	w.Resize(fyne.NewSize(600, 500))
	change := func(i int) {
		first := box.Objects[0].(*canvas.Text)
		first.Text = lines[i%len(lines)]
		first.Refresh()
	}
	b.Run("bare", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			change(i)
			fyne.MeasureText(lines[i%len(lines)], look.TextSize, fyne.TextStyle{})
		}
	})
	b.Run("bare/painted", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			change(i)
			w.Canvas().Capture()
		}
	})
}

// BenchmarkReading lays out text of the details at a new width.
func BenchmarkReading(b *testing.B) {
	for _, n := range []int{5_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.ModeLight))
			d := NewDetailPane("")
			d.SetHeader("1", "", "案由")
			d.SetBody(NewReading(longText(n)))
			w := test.NewTempWindow(b, d)
			for i := 0; b.Loop(); i++ {
				w.Resize(fyne.NewSize(300+float32(i%2)*10, 500))
			}
		})
	}
}

func barelines(tb testing.TB) []string {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(look.NewTheme(look.ModeLight))
	lines := look.WrapText(longText(5000), 500-2*look.FieldPad, look.TextSize, false)
	return strings.Split(strings.Join(lines[:areaMost], "\n"), "\n")
}

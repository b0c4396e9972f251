package paper

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// a4 is a page on its side with one spot, at 100, 100.
func a4(open func()) *Page {
	return &Page{Width: 842, Height: 595, At: func(x, y float64) (Spot, bool) {
		s := Spot{100, 100, 50, 20, open}
		return s, x >= s.X && x < s.X+s.Width && y >= s.Y && y < s.Y+s.Height
	}}
}

func shownView(t *testing.T) (v *View, drawn *[]float64) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	v, drawn = New(), &[]float64{}
	v.OnDraw = func(scale float64) { *drawn = append(*drawn, scale) }
	w := test.NewTempWindow(t, v)
	w.Resize(fyne.NewSize(700, 300))
	return v, drawn
}

// The page is as wide as the view, and drawn once for each size.
func TestPageFitsTheWidth(t *testing.T) {
	v, drawn := shownView(t)
	v.SetPage(a4(nil))
	if got := v.size().Width; got > v.Size().Width-2*margin+1 || got < v.Size().Width-2*margin-1 {
		t.Errorf("%.1f wide in %.1f", got, v.Size().Width)
	}
	v.Refresh()
	if len(*drawn) != 1 {
		t.Errorf("drawn at %v", *drawn)
	}
	fitted := v.Zoomed()
	v.Zoom(1)
	if v.Zoomed() <= fitted || len(*drawn) != 2 || (*drawn)[1] <= (*drawn)[0] {
		t.Errorf("zoomed from %d%% to %d%%, drawn at %v", fitted, v.Zoomed(), *drawn)
	}
	for range 20 {
		v.Zoom(1)
	}
	if v.Zoomed() != 300 {
		t.Errorf("largest %d%%", v.Zoomed())
	}
	for range 20 {
		v.Zoom(-1)
	}
	if v.Zoomed() != 25 {
		t.Errorf("smallest %d%%", v.Zoomed())
	}
	v.sheet.TypedRune('0')
	if v.Zoomed() != fitted {
		t.Errorf("fitted again at %d%%, was %d%%", v.Zoomed(), fitted)
	}
}

// A spot is outlined under the pointer and opened by a click, at any size.
func TestSpotsOpen(t *testing.T) {
	v, _ := shownView(t)
	opened := 0
	v.SetPage(a4(func() { opened++ }))
	for _, zoom := range []int{0, 1, -1} {
		v.Fit()
		v.Zoom(zoom)
		at := func(x, y float64) fyne.Position {
			return v.sheet.corner().AddXY(float32(x*v.scale()), float32(y*v.scale()))
		}
		opened = 0
		v.sheet.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(110, 110)}})
		if v.sheet.spot == nil || v.sheet.Cursor() != desktop.PointerCursor {
			t.Errorf("zoom %d: nothing is outlined", zoom)
		}
		v.sheet.Tapped(&fyne.PointEvent{Position: at(110, 110)})
		v.sheet.Tapped(&fyne.PointEvent{Position: at(300, 300)})
		if opened != 1 {
			t.Errorf("zoom %d: opened %d times", zoom, opened)
		}
		v.sheet.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(300, 300)}})
		if v.sheet.spot != nil || v.sheet.Cursor() != desktop.DefaultCursor {
			t.Errorf("zoom %d: the outline stays", zoom)
		}
	}
}

// The wheel scrolls and turns the page where it ends; so do the keys.
func TestWheelAndKeysTurn(t *testing.T) {
	v, _ := shownView(t)
	var turned []int
	v.OnTurn = func(by int) bool {
		turned = append(turned, by)
		return true
	}
	v.SetPage(a4(nil))
	wheel := func(dy float32) { v.sheet.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: dy}}) }
	wheel(-25)
	if len(turned) != 0 || v.scroll.Offset.Y == 0 {
		t.Errorf("the first notch goes to %.0f and turns %v", v.scroll.Offset.Y, turned)
	}
	for range 20 {
		if len(turned) == 0 {
			wheel(-25)
		}
	}
	wheel(+25)
	v.sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	v.sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if len(turned) != 3 || turned[0] != 1 || turned[1] != 1 || turned[2] != -1 {
		t.Errorf("turned %v", turned)
	}
}

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	shown := func() *View {
		v := New()
		v.SetPage(a4(func() {}))
		v.SetPicture(image.NewRGBA(image.Rect(0, 0, 20, 10)))
		return v
	}
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"View":  func() fyne.Widget { return shown() },
		"sheet": func() fyne.Widget { return shown().sheet },
	})
}

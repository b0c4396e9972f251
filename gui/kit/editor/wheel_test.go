package editor

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// The wheel scrolls the form when all lines are in sight, or when those beyond are, and as long as the text does not have the keyboard: a form must
// not stand still because a long text comes under the pointer.
func TestWheelPassesOverFields(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	for _, c := range []struct {
		name, text string
		notches    int
		focused    bool
		first      int  // line at the top afterwards
		want       bool // the form scrolls
	}{
		{"that fit", "云岭县", 1, true, 0, true},
		{"that do not", strings.Repeat("一\n", 20), 1, true, 3, false},
		{"at their end", strings.Repeat("一\n", 20), 4, true, 9, true},
		{"without the keyboard", strings.Repeat("一\n", 20), 1, false, 0, true},
	} {
		a := NewArea(2)
		turned := false
		a.OnWheel = func(*fyne.ScrollEvent) { turned = true }
		a.SetText(c.text)
		w := test.NewTempWindow(t, container.NewVBox(a))
		w.Resize(fyne.NewSize(200, 300))
		if c.focused {
			w.Canvas().Focus(a)
		}
		for range c.notches {
			test.Scroll(w.Canvas(), fyne.NewPos(50, 50), 0, -25)
		}
		if turned != c.want || a.first != c.first {
			t.Errorf("lines %s: the form scrolls: %v, line %d at the top", c.name, turned, a.first)
		}
	}
}

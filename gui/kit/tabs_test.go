package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

func newTestTabs(t *testing.T, width float32) (tabs *Tabs, asked *[]string) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	tabs = NewTabs(TabItem{Key: "a", Title: "委员", Count: "180"}, TabItem{Key: "b", Title: "民主监督员", Count: "98"},
		TabItem{Key: "c", Title: "承办单位", Group: 1}, TabItem{Key: "d", Title: "届次", Group: 2})
	asked = new([]string)
	tabs.OnChange = func(key string) {
		*asked = append(*asked, key)
		tabs.Select(key)
	}
	w := test.NewTempWindow(t, tabs)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, TabsHeight))
	return tabs, asked
}

func TestTabsShowTheCurrentOneInAnyWidth(t *testing.T) {
	for _, c := range []struct {
		name, current string
		width         float32
		want          string
	}{
		{"wide", "a", 600, "委员 180|民主监督员 98|承办单位|届次"},
		{"without counts", "a", 280, "委员|民主监督员|承办单位|届次"},
		{"rest in a menu", "a", 240, "委员|民主监督员|更多 ∨"},
		{"the current one stays", "d", 240, "委员|届次|更多 ∨"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tabs, _ := newTestTabs(t, c.width)
			tabs.Select(c.current)
			var got []string
			for _, d := range tabs.drawn {
				text := d.text.Text
				if d.count != nil {
					text += " " + d.count.Text
				}
				got = append(got, text)
				if d.x+d.width > c.width {
					t.Errorf("%s ends at %v", text, d.x+d.width)
				}
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("shows %q, want %q", strings.Join(got, "|"), c.want)
			}
		})
	}
}

func TestTabsByMouseAndKeys(t *testing.T) {
	tabs, asked := newTestTabs(t, 600)
	test.TapAt(tabs, fyne.NewPos(tabs.drawn[2].x+3, 10))
	test.TapAt(tabs, fyne.NewPos(590, 10))
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyHome, fyne.KeyLeft, fyne.KeyEnd} {
		tabs.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if got := strings.Join(*asked, " "); got != "c d a d" {
		t.Errorf("asked for %q", got)
	}
}

// All tabs are the same distance apart; between groups stands a line.
func TestTabsAreEvenlyApart(t *testing.T) {
	tabs, _ := newTestTabs(t, 600)
	for i, d := range tabs.drawn[1:] {
		before := tabs.drawn[i]
		if d.x != before.x+before.width {
			t.Errorf("%s begins at %v, %s ends at %v", d.text.Text, d.x, before.text.Text, before.x+before.width)
		}
	}
	lines := 0
	for _, o := range test.WidgetRenderer(tabs).Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.Size().Height == tabApart {
			lines++
		}
	}
	if lines != 2 {
		t.Errorf("%d lines between three groups", lines)
	}
}

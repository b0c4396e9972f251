package proposal

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
)

// press taps the small thing in sight whose text begins so, and tells whether there is one.
func press(o fyne.CanvasObject, text string) bool {
	var found *kit.Chip
	kittest.Walk(o, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Chip); ok && found == nil && c.OnTap != nil && strings.HasPrefix(c.Text, text) {
			found = c
		}
	})
	if found != nil {
		found.OnTap()
	}
	return found != nil
}

// One press beside a promise or an opinion makes it a point of a letter; from then on the point stands there, which has become it, and no second press.
func TestPromiseAndOpinionBecomePointsByOnePress(t *testing.T) {
	p, d := open(t)
	for name, number := range map[string]int{"Promise": 14, "Opinion": 36} {
		t.Run(name, func(t *testing.T) {
			at := slices.IndexFunc(p.rows, func(r row) bool { return r.Number == number })
			p.grid.ClearFilters()
			p.grid.Select(p.rows[at].ID)
			p.tabs.Front(tabUnits)
			before := points(t, p)
			if item := p.chosenCauses(p.rows[at]); item == nil || len(item.ChildMenu.Items) != 1 {
				t.Error("the menu does not offer it")
			}
			if !press(p.pane, "转为整改事项") {
				t.Fatalf("nothing to press in\n%s", desktest.Text(p.pane))
			}
			if after := points(t, p); after != before+1 {
				t.Fatalf("%d points, before %d", after, before)
			}
			p.tabs.Front(tabUnits)
			if press(p.pane, "转为整改事项") || p.chosenCauses(p.rows[at]) != nil {
				t.Error("it can be pressed once more")
			}
			if text := desktest.Text(p.pane); !strings.Contains(text, "整改 起草中 · 未送达") {
				t.Errorf("the point is not seen beside it:\n%s", text)
			}
		})
	}
	d.Native().Canvas().Unfocus()
}

func points(t *testing.T, p *Page) int {
	t.Helper()
	n, err := supervision.Points.Count(t.Context(), p.desk.Store().DB(), p.desk.Scope())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// TestCardOffersWhatIsBehindIt clicks a card with one thing behind it, which is done at once, and with two, which are offered.
func TestCardOffersWhatIsBehindIt(t *testing.T) {
	did := ""
	item := func(text string) *fyne.MenuItem { return fyne.NewMenuItem(text, func() { did = text }) }
	c := NewFigureCard("办复率", "", "88.46%", "115 ÷ 130", look.ToneNormal)
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	if c.Disabled() != true {
		t.Error("a card with nothing behind it takes the keyboard")
	}
	c.Menu = []*fyne.MenuItem{item("分子")}
	c.Tapped(&fyne.PointEvent{})
	if did != "分子" {
		t.Errorf("did %q", did)
	}
	c.Menu = append(c.Menu, item("分母"))
	c.Tapped(&fyne.PointEvent{})
	if w.Canvas().Overlays().Top() == nil {
		t.Error("nothing is offered")
	}
}

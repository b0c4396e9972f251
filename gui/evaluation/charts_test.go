package evaluation

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/kittest"
)

// charts are those in the pane beside the results.
func charts(p *resultsTab) (found []*chart.Groups) {
	kittest.Walk(p.pane, func(fyne.CanvasObject) bool { return true }, func(o fyne.CanvasObject) {
		if g, ok := o.(*chart.Groups); ok {
			found = append(found, g)
		}
	})
	return found
}

// Beside the results stand ranks and grades while nothing is chosen, each bar of which opens its rows, and the indicators against all of a target that is.
func TestChartsOpenTheirRows(t *testing.T) {
	d, page := openPage(t)
	d.Open(Key, resultsKey)
	p := page.results
	p.Escape()
	found := charts(p)
	if len(found) != 2 || len(found[0].Groups()) < fewestCharted {
		t.Fatalf("%d charts", len(found))
	}
	ranked := 0
	for _, g := range found[1].Groups() {
		ranked += int(g.Values[0])
	}
	if bars := found[0].Groups(); ranked != len(bars) || bars[0].Values[0] < bars[len(bars)-1].Values[0] || bars[0].Texts[0] == "" {
		t.Errorf("%d by grade, ranks %+v", ranked, bars)
	}
	grade := found[1].Groups()[0]
	if found[1].OnOpen(0, 0); p.grid.SearchField().Text != grade.Label {
		t.Errorf("listed %q, want %q", p.grid.SearchField().Text, grade.Label)
	}
	p.grid.SearchField().SetText("")
	found[0].OnOpen(1, 0)
	chosen := p.grid.Selected()
	if len(chosen) != 1 || chosen[0].ScoreText != found[0].Groups()[1].Texts[0] {
		t.Fatalf("opened %v", chosen)
	}
	if found = charts(p); len(found) != 1 || len(found[0].Groups()) != len(chosen[0].rubric.Indicators) {
		t.Errorf("%d charts of the target", len(found))
	}
}

package gui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/export"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/kittest"
)

// numbers are the figures of the sample year, of divisions one, and what the previews of the reports show beside them.
func (s *session) numbers(t *testing.T) []measure.Figure {
	t.Helper()
	figures, err := data.Figures(t.Context(), s.desk.Store().DB(), s.desk.Year(), s.desk.Today())
	if err != nil {
		t.Fatal(err)
	}
	laid, err := export.Lay(t.Context(), s.desk.Store(), s.desk.Year(), s.desk.Store().Now())
	if err != nil {
		t.Fatal(err)
	}
	var out []measure.Figure
	for _, f := range figures {
		if !strings.Contains(f.Code, ".") || strings.HasPrefix(f.Code, "plan.") || strings.HasPrefix(f.Code, "answered.") {
			out = append(out, f)
		}
	}
	for _, report := range export.Reports() {
		if report.Code == "03" || report.Code == "05" { // the figures above
			continue
		}
		for _, line := range laid.Preview(report) {
			out = append(out, line.Figure)
		}
	}
	return out
}

// TestFiguresOpenTheirRecords does every opening there is: the page that comes says what it lists, and lists as many.
func TestFiguresOpenTheirRecords(t *testing.T) {
	s := startSample(t)
	opened := map[string]int{}
	for _, f := range s.numbers(t) {
		for _, item := range s.desk.Openings(f) {
			opened[s.opens(t, f, item)]++
		}
	}
	if opened["proposal"] < 50 || opened["roster"] < 20 {
		t.Errorf("opened %v", opened)
	}
}

// opens does one opening of a figure and returns the page it leads to.
func (s *session) opens(t *testing.T, f measure.Figure, item *fyne.MenuItem) (page string) {
	t.Helper()
	s.desk.Go("home")
	item.Action()
	shown := desktest.Text(s.desk.Current().Content())
	if !strings.Contains(shown, f.Name+" · "+item.Label) {
		t.Errorf("%s · %s opens a page that does not say so: %s", f.Name, item.Label, shown)
	}
	var n int
	if _, err := fmt.Sscanf(item.Label[strings.IndexAny(item.Label, "0123456789"):], "%d", &n); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(shown, fmt.Sprintf("显示 %d ", n)) {
		t.Errorf("%s · %s lists another number: %s", f.Name, item.Label, shown[max(0, len(shown)-300):])
	}
	return s.desk.Current().Key()
}

// A bar of the first page's chart lists the proposals it counts.
func TestTheChartOpensTheProposals(t *testing.T) {
	s := startSample(t)
	for _, w := range kittest.Widgets(s.desk.Native().Canvas().Content()) {
		if chart, ok := w.(*chart.BarChart); ok {
			chart.Tapped(&fyne.PointEvent{Position: fyne.NewPos(4, chart.Size().Height-4)}) // January's filed ones
		}
	}
	if key := s.desk.Current().Key(); key != "proposal" {
		t.Fatalf("the chart opens %s", key)
	}
	if shown := desktest.Text(s.desk.Current().Content()); !strings.Contains(shown, "1 月立案 17 件") || !strings.Contains(shown, "显示 17 件") {
		t.Errorf("the bar of 17 lists %s", shown[max(0, len(shown)-300):])
	}
}

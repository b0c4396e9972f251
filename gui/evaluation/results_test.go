package evaluation

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// checkNote is the note of the details that says what speaks for and against the score.
func (p *resultsTab) checkNote() string { return desktest.Text(p.check) }

// How stable ranks are is worked out when the details of a target are looked at, once for all targets of the same sheets, and again after a sheet changes.
func TestStabilityIsFoundWhenLookedAt(t *testing.T) {
	d, page := openPage(t)
	p := page.results
	rows := p.grid.Rows()
	if e := p.of(rows[0]); e.Settled() || len(p.stable) != 0 || rows[0].Defence.Findings == nil {
		t.Fatalf("before anything is looked at: settled %v, %d kept, findings %v", e.Settled(), len(p.stable), rows[0].Defence.Findings)
	}
	p.grid.Select(rows[0].ID)
	first := stableTexts(t, d)
	if got := p.stableTexts(); !slices.Equal(got, first) {
		t.Errorf("got %q, want %q", got, first)
	}
	if said := p.checkNote(); !strings.Contains(said, "评分表重抽样 1000 次：") || strings.Contains(said, "正在") {
		t.Errorf("the details say %q", said)
	}
	p.load()
	if got := p.stableTexts(); !slices.Equal(got, first) || !strings.Contains(p.checkNote(), "评分表重抽样 1000 次：") {
		t.Errorf("read again: %q, %q", got, p.checkNote())
	}
	d.Open(Key, entryKey)
	for _, cell := range page.entry.rows[0].cells {
		cell.SetText("60")
	}
	page.entry.Save()
	d.Open(Key, resultsKey)
	if got, other := p.stableTexts(), stableTexts(t, d); slices.Equal(other, first) || !slices.Equal(got, other) {
		t.Errorf("other sheets: %q, want %q", got, other)
	}
}

// Nothing is drawn again for details that were left meanwhile.
func TestStabilityOfDetailsThatWereLeft(t *testing.T) {
	late := &desktest.Late{}
	d := desktest.NewOn(t, sampletest.MustOpen(t), late.Executor())
	page := New(d)
	d.Add(page)
	d.Start()
	p := page.results
	rows := p.grid.Rows()
	late.Keep = true
	p.grid.Select(rows[0].ID)
	if said := p.checkNote(); !strings.Contains(said, "正在把评分表重抽样 1000 次") {
		t.Errorf("the details say %q", said)
	}
	p.Escape()
	late.Arrive()
	if p.results[0].Settled() || len(p.stable) != 0 {
		t.Error("what was left was worked out")
	}
}

// stableTexts say of each target how stable its rank is, as the tab knows it.
func (p *resultsTab) stableTexts() (texts []string) {
	for _, target := range p.results[0].Targets {
		texts = append(texts, target.Defence.Stable)
	}
	return texts
}

// stableTexts are those of the results as they are stored.
func stableTexts(t *testing.T, d *desk.Desk) (texts []string) {
	t.Helper()
	results, err := evaluation.Results(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	results[0].Defend()
	for _, target := range results[0].Targets {
		texts = append(texts, target.Defence.Stable)
	}
	return texts
}

// The letter asked for at a result is of its evaluation only.
func TestLetterIsOfTheEvaluationShown(t *testing.T) {
	offers := judged{target: 1, evaluation: 7, unit: 3, unitName: "县水务局"}.papers()
	var request export.PaperRequest
	if err := offers[0].Of.Choose(t.Context(), nil, &request); err != nil || offers[0].Name != letter {
		t.Fatal(offers[0].Name, err)
	}
	if !slices.Equal(request.Evaluations, []int64{7}) || !slices.Equal(request.Units, []int64{3}) {
		t.Errorf("asked for evaluations %v, units %v", request.Evaluations, request.Units)
	}
}

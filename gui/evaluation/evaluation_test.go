package evaluation

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

func TestResultsOfTheSampleYear(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	if p.results.grid.Len() != 13 {
		t.Fatalf("%d panels, want 13", p.results.grid.Len())
	}
	rows := p.results.grid.Rows()
	for i, r := range rows {
		if i > 0 && r.Rank < rows[i-1].Rank {
			t.Errorf("rank %d after %d", r.Rank, rows[i-1].Rank)
		}
		if !r.Scored || len(r.indicatorRows()) != len(r.rubric.Indicators) || len(r.sheetRows()) != len(r.Sheets) {
			t.Errorf("%s: %d indicators, %d sheets", r.panel, len(r.indicatorRows()), len(r.sheetRows()))
		}
		if !strings.Contains(r.Result.Formula, "×") || !strings.HasPrefix(r.formulaTitle(), r.ScoreText) {
			t.Errorf("%s: %q, %q", r.panel, r.formulaTitle(), r.Result.Formula)
		}
	}
	if foot := p.results.grid.FootText(); !strings.Contains(foot, "跨组评委不同，名次仅供参考") {
		t.Errorf("foot %q", foot)
	}
	d.Open("evaluation", rows[4].ID)
	if got := p.results.grid.Selected(); len(got) != 1 || got[0].ID != rows[4].ID {
		t.Errorf("selected %v", got)
	}
}

func TestDotSpan(t *testing.T) {
	tests := []struct {
		name     string
		totals   []float64
		from, to float64
	}{
		{"close together", []float64{91, 92.5}, 85, 95},
		{"wide", []float64{63.2, 88}, 60, 90},
		{"full marks", []float64{100, 100}, 90, 100},
		{"low", []float64{2, 3}, 0, 10},
		{"none", nil, 0, 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := &dotLine{}
			for _, at := range tt.totals {
				l.dots = append(l.dots, dot{at: at})
			}
			if from, to := l.span(); from != tt.from || to != tt.to {
				t.Errorf("%v to %v, want %v to %v", from, to, tt.from, tt.to)
			}
		})
	}
}

func TestWidgetsCanBeMadeAgain(t *testing.T) {
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"dotLine": func() fyne.Widget { return newDotLine([]dot{{at: 91, label: "91", apart: true}, {at: 88}}) },
		"ballotGrid": func() fyne.Widget {
			g := newBallotGrid()
			g.cell, g.state = func(int, int) ballotCell { return ballotCell{text: "1 满意"} }, func(int) ballotCell { return ballotCell{text: "相同"} }
			g.set([]string{"县教育局", "县民政局"}, 3)
			return g
		},
	})
}

func TestSheetsTypedInTheWindow(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	d.Open(Key, entryKey)
	e := p.entry
	if len(e.rows) == 0 || len(e.rows[0].cells) != 4 || !e.save.Disabled() {
		t.Fatalf("%d rows", len(e.rows))
	}
	was := e.rows[0].total.Text
	e.rows[0].cells[0].SetText("101")
	if !strings.Contains(e.said.Text, "超过满分 100") || e.rows[0].total.Text != "" {
		t.Errorf("said %q, total %q", e.said.Text, e.rows[0].total.Text)
	}
	if e.rows[0].state.Text != "1 项不对" {
		t.Errorf("state %q beside points over the maximum", e.rows[0].state.Text)
	}
	d.Native().Canvas().Focus(e.rows[0].cells[0])
	e.rows[0].cells[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	e.key(0, 0, &fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := e.rows[0].cells[0].SelectedText(); got != "101" {
		t.Errorf("after Enter on refused points %q is selected", got)
	}
	e.Save()
	if !e.changed() {
		t.Fatal("points over the maximum were saved")
	}
	for _, c := range e.rows[0].cells {
		c.SetText("80.50")
	}
	if e.rows[0].total.Text != "80.50" || was == "80.50" {
		t.Errorf("total %q, was %q", e.rows[0].total.Text, was)
	}
	e.Save()
	if e.changed() || e.typed.Rows[0].Points[3] != "80.5" || !e.save.Disabled() {
		t.Errorf("after saving: %+v", e.typed.Rows[0])
	}
}

// What is written on a paper sheet is typed in beside its points, and is gathered with the opinions of the others.
func TestOpinionTypedWithASheet(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	d.Open(Key, entryKey)
	e, last := p.entry, len(p.entry.rows[0].cells)-1
	d.Native().Canvas().Focus(e.rows[0].cells[last])
	e.key(0, last, &fyne.KeyEvent{Name: fyne.KeyTab})
	if d.Native().Canvas().Focused() != e.rows[0].word {
		t.Error("Tab behind the points does not come to the opinion")
	}
	e.rows[0].word.SetText("沟通面商宜早一些")
	e.Save()
	results, err := evaluation.Results(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(results, func(r evaluation.Result) bool {
		return slices.ContainsFunc(r.AllOpinions(), func(o evaluation.Opinion) bool { return o.Text == "沟通面商宜早一些" })
	}) {
		t.Error("the opinion is not among the others")
	}
	if blank := (evaluation.EntryRow{Points: []string{"", ""}}); voiding(&blank) != "不评…" || voiding(&e.typed.Rows[0]) != "作废…" {
		t.Errorf("a sheet that is not in is %s, one that is %s", voiding(&blank), voiding(&e.typed.Rows[0]))
	}
}

// The raters listed are those of the evaluation the tabs are at; the one chosen in the list of evaluations is that of all tabs.
func TestRatersOfTheEvaluationInHand(t *testing.T) {
	d, p := openPage(t)
	first := p.results.results[0].Name
	err := d.Store().Write(t.Context(), "测试", "评委", func(ctx context.Context, tx *store.Tx) error {
		_, err := evaluation.Panels.Save(ctx, tx, d.Scope(), 0, record.Values{"evaluation": "再次评议", "rubric": p.results.results[0].Rubric.Name, "number": "1", "name": "甲", "proposals": "12"})
		return err
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	raters := func() (names []string) {
		p.Show(p.Find(evaluation.Panels.Name))
		for _, id := range p.Front.Tab.(*panelTab).Listed() {
			r, err := evaluation.Panels.Record(t.Context(), d.Store().DB(), id)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Contains(names, r.Values["evaluation"]) {
				names = append(names, r.Values["evaluation"])
			}
		}
		return names
	}
	if got := raters(); !slices.Equal(got, []string{first}) {
		t.Errorf("raters of %q, want those of the results in front", got)
	}
	all, err := evaluation.Evaluations.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	again := all[slices.IndexFunc(all, func(r record.Record) bool { return r.Values["name"] == "再次评议" })]
	p.Tabbed.Open(records.OneOf{Kind: evaluation.Evaluations, ID: again.ID})
	if got := raters(); !slices.Equal(got, []string{"再次评议"}) {
		t.Errorf("raters of %q, want those of the evaluation chosen", got)
	}
	p.Show(p.Find(entryKey))
	if p.entry.typed.Evaluation != "再次评议" {
		t.Errorf("sheets of %q are typed in", p.entry.typed.Evaluation)
	}
}

// Of a locked evaluation nothing can be typed in, and the page says why and what to do.
func TestLockedSheetsTakeNoTyping(t *testing.T) {
	d, p := openPage(t)
	first := p.results.results[0]
	fillIn(t, d, "魏诗")
	lock := record.Values{"locked_on": d.Today(), "person": "王芳", "second": "李主任"}
	if err := record.TakeStep(t.Context(), d.Store(), "王芳", evaluation.Evaluations, record.Scope{Year: d.Year()}, evaluation.StepLock, lock, first.ID); err != nil {
		t.Fatal(err)
	}
	d.Open(Key, entryKey)
	e := p.entry
	was := e.rows[0].cells[0].Text
	for _, c := range append(slices.Clone(e.rows[0].cells), e.rows[len(e.rows)-1].cells...) {
		if !c.Disabled() {
			t.Fatal("a cell of a locked evaluation can be typed in")
		}
	}
	d.Native().Canvas().Focus(e.rows[0].cells[0])
	e.rows[0].cells[0].TypedRune('1')
	if e.rows[0].cells[0].Text != was || e.changed() {
		t.Errorf("%q was typed over %q", e.rows[0].cells[0].Text, was)
	}
	if !e.rows[0].void.Disabled() {
		t.Error("a sheet of a locked evaluation can be made void")
	}
	for _, want := range []string{"由王芳、李主任锁定", "先在「评议」里「撤销锁定」"} {
		if !strings.Contains(e.said.Text, want) {
			t.Errorf("said %q, want %q in it", e.said.Text, want)
		}
	}
	if w := look.TextWidth(e.said.Text, look.SmallText); w > 860 {
		t.Errorf("the sentence is %v wide and would be cut in a narrow window: %s", w, e.said.Text)
	}
	opened := record.Values{"why": "录错一项", "person": "王芳", "second": "李主任"}
	if err := record.TakeStep(t.Context(), d.Store(), "王芳", evaluation.Evaluations, record.Scope{Year: d.Year()}, evaluation.StepUnlock, opened, first.ID); err != nil {
		t.Fatal(err)
	}
	e.Shown()
	if e.rows[0].cells[0].Disabled() || e.said.Text != howToType {
		t.Errorf("after unlocking: said %q, disabled %v", e.said.Text, e.rows[0].cells[0].Disabled())
	}
}

// The target shown first is the first one with sheets still to come.
func TestEntryBeginsWithWhatIsNotComplete(t *testing.T) {
	d, p := openPage(t)
	d.Open(Key, entryKey)
	e := p.entry
	if want := e.places[8]; e.at != want.TargetID || want.Typed(evaluation.FirstPass) >= want.Raters {
		t.Errorf("%q is shown, want %q, which lacks a sheet", e.typed.Label, want.Label)
	}
	fillIn(t, d, "魏诗")
	e.at = 0
	e.Shown()
	if e.at != e.places[0].TargetID {
		t.Errorf("all are complete, and %q is shown", e.typed.Label)
	}
}

// The target chosen in the results is the one whose sheets are typed in next.
func TestEntryShowsTheTargetChosenInTheResults(t *testing.T) {
	_, p := openPage(t)
	chosen := p.results.grid.Rows()[5].ID
	p.results.grid.Select(chosen)
	p.Show(p.Find(entryKey))
	if p.entry.at != chosen || p.entry.typed.Label == "" {
		t.Errorf("target %d is shown, want %d", p.entry.at, chosen)
	}
	other := p.entry.places[0].TargetID
	p.entry.at = other
	p.entry.pick()
	p.entry.Shown()
	if p.entry.at != other {
		t.Errorf("another target was chosen there, and %d is shown", p.entry.at)
	}
}

// fillIn stores the sheet that a rater of the sample has not handed in, as a void one.
func fillIn(t *testing.T, d *desk.Desk, rater string) {
	t.Helper()
	err := d.Store().Write(t.Context(), "测试", "补录", func(ctx context.Context, tx *store.Tx) error {
		places, err := evaluation.Places(ctx, tx, d.Year())
		if err != nil {
			return err
		}
		for _, place := range places {
			e, err := evaluation.ReadEntry(ctx, tx, place.TargetID, evaluation.FirstPass)
			if err != nil {
				return err
			}
			if i := slices.IndexFunc(e.Rows, func(r evaluation.EntryRow) bool { return r.Rater == rater && r.SheetID == 0 }); i >= 0 {
				e.Rows[i].Void, e.Rows[i].Note = true, "没有交"
				return evaluation.SaveEntry(ctx, tx, place.TargetID, evaluation.Typing{Pass: evaluation.FirstPass}, e.Rows[i:i+1])
			}
		}
		return fmt.Errorf("%s has handed in all sheets", rater)
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
}

// The scores typed in are those of the results shown and locked, whichever tab the evaluation was chosen on.
func TestTabsKeepToOneEvaluation(t *testing.T) {
	_, p := openPage(t)
	first, second := p.results.results[0], p.results.voted[0]
	p.Show(p.Find(entryKey))
	p.entry.Shown()
	for _, c := range p.entry.evaluations() {
		if c.Value == second.Name {
			p.entry.chosen = c.Value
			p.entry.pick()
		}
	}
	p.Show(p.Find(resultsKey))
	if p.results.locks.id != second.ID {
		t.Errorf("results and lock of %d, want %d", p.results.locks.id, second.ID)
	}
	p.results.open(first.Targets[0].ID)
	if got := p.results.grid.Selected(); p.entry.chosen != first.Name || len(got) != 1 || got[0].ID != first.Targets[0].ID {
		t.Errorf("at %q, selected %v", p.entry.chosen, got)
	}
}

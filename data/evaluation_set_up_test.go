package data_test

import (
	"testing"
	"time"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
)

// An evaluation is there from the day it was written down, or from that of its first paper where that was typed in later; before it no rule speaks of it.
func TestAnEvaluationIsNotThereBeforeItIsSetUp(t *testing.T) {
	o, now, _ := closing(t) // written down on 2026-10-20, with sheets of 2026-10-15
	*now = time.Date(2026, 11, 10, 2, 0, 0, 0, time.UTC)
	o.save(evaluation.Panels, record.Values{"evaluation": "部门评议", "number": "1", "name": "评七", "units": "县水务局"})
	o.save(evaluation.Evaluations, record.Values{"name": meeting, "rubric": "票决换算", "ballot_targets": rows.Text([]rows.Row{{"unit": "县教育局"}})})
	for day, want := range map[string][2]int{"2026-10-14": {0, 0}, "2026-10-15": {1, 0}, "2026-11-09": {1, 0}, "2026-11-10": {2, 1}} {
		results, err := evaluation.Results(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		votes, err := evaluation.BallotResults(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		if len(results) != want[0] || len(votes) != want[1] {
			t.Errorf("%s: %d by sheets, %d by ballots, want %v", day, len(results), len(votes), want)
		}
		rulings, err := evaluation.Panels.Rules(t.Context(), o.DB(), record.Bench{Year: 2026, Day: day, Today: "2026-11-10"})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rulings {
			if day == "2026-10-14" && (r.Looked > 0 || len(r.Open) > 0) {
				t.Errorf("%s on %s: %d records, %v", r.Rule, day, r.Looked, r.Open)
			}
		}
	}
}

// Who moves to the unit he judged after his sheet is in judged no unit of his own; who worked there did.
func TestARaterWhoMovesLaterJudgedNoUnitOfHisOwn(t *testing.T) {
	at := time.Date(2026, 10, 20, 2, 0, 0, 0, time.UTC)
	o := openOfficeAt(t, &at)
	member := o.save(roster.Members, record.Values{"name": "邱翠芳", "workplace": "县教育局"})
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "邱翠芳", "category": "常委", "proposals": "12"})
	o.sheet("1", "12", "邱翠芳", "90", "95", "88", "92")
	at = time.Date(2026, 11, 10, 2, 0, 0, 0, time.UTC)
	o.mustSave(roster.Members, member, record.Values{"workplace": "县水务局"})
	if broken := o.brokenOf(evaluation.Panels); len(broken) > 0 {
		t.Errorf("after the move: %q", broken)
	}
	o.mustSave(roster.Members, member, record.Values{"workplace": "县教育局"})
	at = time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)
	o.save(evaluation.Panels, record.Values{"evaluation": "部门评议", "number": "1", "name": "邱翠芳", "units": "县教育局、县水务局"})
	if broken := o.brokenOf(evaluation.Panels); len(broken) != 1 {
		t.Errorf("of who works there: %q", broken)
	}
}

// mustSave changes a record, which must not be refused.
func (o office) mustSave(k *record.Kind, id int64, v record.Values) {
	o.tb.Helper()
	if _, said := o.saveAs(k, id, v); said != "" {
		o.tb.Fatal(said)
	}
}

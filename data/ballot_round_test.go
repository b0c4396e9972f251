package data_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// Rounds are called by their evaluation, and their number alone is enough only while one round has it; ballots hold nothing of another evaluation.
func TestRoundsAndBallotsOfTwoEvaluations(t *testing.T) {
	o, round := voted(t, 2)
	const other = "2026年中层干部测评"
	o.save(evaluation.Evaluations, record.Values{"name": other, "rubric": "票决换算", "ballot_targets": rows.Text([]rows.Row{{"unit": "县教育局"}})})
	find := func(text string) (record.Record, string) {
		r, err := evaluation.Rounds.Find(t.Context(), o.DB(), in2026, text)
		return r, store.Sentence(err)
	}
	if r, said := find("1"); r.ID != round {
		t.Errorf("the only first round: %d, %q", r.ID, said)
	}
	second := o.save(evaluation.Rounds, record.Values{"evaluation": other, "held_on": "2026-10-21", "due": "9", "present": "9", "issued": "9", "returned": "2"})
	if _, said := find("1"); said != "有 2 条评议票务是「1」，请写明是哪一条：「"+meeting+"第 1 轮」、「"+other+"第 1 轮」。" {
		t.Errorf("of two first rounds: %q", said)
	}
	for _, text := range []string{other + "第 1 轮", other + " 第1轮"} {
		if r, said := find(text); r.ID != second || evaluation.Rounds.Called(r) != other+"第 1 轮" {
			t.Errorf("%s: round %d, %q", text, r.ID, said)
		}
	}
	if said := o.cast(round, 1, "王芳", "111111", "222222"); said != "" {
		t.Fatal(said)
	}
	if said := o.cast(second, 1, "王芳", "1"); said != "" {
		t.Fatal(said)
	}
	fields, records, err := evaluation.Ballots.List(t.Context(), o.DB(), in2026)
	if err != nil || len(records) != 3 || !slices.ContainsFunc(fields, func(f record.Field) bool { return f.Key == "evaluation" }) {
		t.Fatalf("%d ballots, %v", len(records), err)
	}
	for _, r := range records {
		if of := r.Values["evaluation"]; (r.Values["mark:县民政局"] != "") != (of == meeting) || r.Values["mark:县教育局"] == "" {
			t.Errorf("a ballot of %s says %v", of, r.Values)
		}
	}
}

// A ballot typed in by mistake is deleted with what was settled of it; fewer can then have come back. It can be undone.
func TestBallotDeleted(t *testing.T) {
	o, round := voted(t, 3)
	for pass, last := range []string{"111111", "111112"} {
		if said := o.cast(round, pass+1, []string{"王芳", "陈静"}[pass], "111111", "111111", last); said != "" {
			t.Fatal(said)
		}
	}
	remove := func(number int) string {
		return store.Sentence(o.Write(t.Context(), "王芳", "删票", func(ctx context.Context, tx *store.Tx) error {
			return evaluation.RemoveBallot(ctx, tx, round, number)
		}))
	}
	if said := remove(3); said != "" {
		t.Fatal(said)
	}
	o.expect(evaluation.Rounds, round, record.Values{"first_count": "2", "second_count": "2"})
	o.save(evaluation.Rounds, record.Values{"number": "1", "returned": "2"})
	for range 2 {
		if !o.undo(0) {
			t.Fatal("nothing to undo")
		}
	}
	o.expect(evaluation.Rounds, round, record.Values{"first_count": "3", "second_count": "3", "returned": "3"})
	o.save(evaluation.Rounds, record.Values{"number": "1", "returned": "601", "note": "作废"})
	if said := remove(3); !strings.Contains(said, "第 1 轮已作废") {
		t.Errorf("of a void round: %q", said)
	}
}

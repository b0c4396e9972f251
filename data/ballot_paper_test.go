package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// The batch of printed ballots follows what is on them; those of a class are together, on paper and where they are typed in.
func TestBatchFollowsTheBallot(t *testing.T) {
	o, round := voted(t, 0)
	blank := func() *evaluation.Box {
		t.Helper()
		b, err := evaluation.ReadBlank(t.Context(), o.DB(), round)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	was := blank().Batch()
	if was != blank().Batch() || !strings.HasPrefix(was, "PY2026-") || len(blank().Ballots) > 0 || blank().ToPrint() != 600 {
		t.Errorf("batch %q, %d to print", was, blank().ToPrint())
	}
	targets := []rows.Row{{"unit": "县教育局", "class": "甲类"}, {"unit": "县民政局", "class": "乙类"}, {"unit": "县公安局", "class": "甲类"}}
	o.change(evaluation.Evaluations, blank().EvaluationID, record.Values{"ballot_targets": rows.Text(targets)})
	b := blank()
	if b.Batch() == was {
		t.Error("other targets have the same batch")
	}
	var order []string
	for _, target := range b.Targets {
		order = append(order, target.Unit)
	}
	if got := strings.Join(order, " "); got != "县教育局 县公安局 县民政局" {
		t.Errorf("on the ballot are %s", got)
	}
}

// No ballots are printed of a round that takes none any more.
func TestNoBallotsOfAClosedRound(t *testing.T) {
	o, round := voted(t, 2)
	o.castTwice(round, "111111", "222222")
	o.lock(round, "2026-11-23")
	if _, err := evaluation.ReadBlank(t.Context(), o.DB(), round); store.CodeOf(err) != store.CodeConflict {
		t.Errorf("a locked round: %v", err)
	}
	o, round = voted(t, 601)
	if _, err := evaluation.ReadBlank(t.Context(), o.DB(), round); store.CodeOf(err) != store.CodeConflict {
		t.Errorf("a void round: %v", err)
	}
	if next, err := evaluation.LatestRound(t.Context(), o.DB(), 2026, meeting); err != nil || next == round {
		t.Errorf("the round after a void one is %d, %v", next, err)
	}
}

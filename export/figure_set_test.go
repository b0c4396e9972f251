package export_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/export/sampleyear/sampletest"
)

// TestFiguresAreTheirRecords compares each figure of the sample year on random days with the records it names: as many, each once, of one
// kind, all in by the day, those of a rate within what it is divided by.
func TestFiguresAreTheirRecords(t *testing.T) {
	s := sampletest.MustOpen(t)
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	start := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
	for range 12 {
		day := start.AddDate(0, 0, random.IntN(400)).Format(time.DateOnly)
		figures, err := data.Figures(t.Context(), s.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		received, err := proposal.HandledIn(t.Context(), s.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		in := map[int64]bool{}
		for _, l := range received {
			in[l.ID] = true
		}
		for _, f := range figures {
			if reason := unlike(f, in); reason != "" {
				t.Errorf("%s on %s (seed %d): %s", f.Code, day, seed, reason)
			}
		}
		for _, identity := range proposal.Identities(figures) {
			if identity.Difference() != 0 {
				t.Errorf("on %s (seed %d): %+v does not add up", day, seed, identity)
			}
		}
	}
}

// unlike says in what a figure differs from its records; in are the proposals there are.
func unlike(f measure.Figure, in map[int64]bool) string {
	plan := strings.HasPrefix(f.Code, "plan.") // Den is a target
	switch {
	case strings.HasPrefix(f.Code, "assignments") || f.Code == "proposer_times":
		if f.Num < f.Counted.Len() {
			return fmt.Sprintf("%d times %d proposals", f.Num, f.Counted.Len())
		}
	case f.Num != f.Counted.Len():
		return fmt.Sprintf("%d counted, %d named", f.Num, f.Counted.Len())
	case !plan && f.Den != f.Base.Len():
		return fmt.Sprintf("%d divided by, %d named", f.Den, f.Base.Len())
	}
	for _, set := range []measure.Set{f.Counted, f.Base} {
		sorted := slices.Sorted(slices.Values(set.IDs))
		if len(slices.Compact(sorted)) != len(set.IDs) {
			return "a record is named twice"
		}
		if set.Kind == proposal.Proposals.Name && slices.ContainsFunc(set.IDs, func(id int64) bool { return !in[id] }) {
			return "a proposal is counted that had not come in"
		}
	}
	if f.IsRate && f.Counted.Without(f.Base).Len() != 0 {
		return "what is counted is not among what it is divided by"
	}
	return ""
}

package supervision

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
)

// Waiting counts what of the letters of the year, and of the years before, waits, as known on the day, for somebody: letters for the review and for their
// receipt, points for their acceptance. Nothing of these has a deadline of its own. What is of a year before is a figure of its own, Of that year.
func Waiting(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	var figures []measure.Figure
	for _, w := range []struct {
		name, unit string
		kind       *record.Kind
		states     []string
	}{
		{"待审核", "份", Letters, []string{Submitted, ToApprove}},
		{"待签收", "份", Letters, []string{ToReceive}},
		{"待验收", "条", Points, []string{Replied}},
	} {
		all, err := w.kind.Records(ctx, db, record.Scope{Day: day})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.name, err)
		}
		of := map[int]*measure.Figure{year: {Name: w.name, Unit: w.unit, Counted: measure.Set{Kind: w.kind.Name}}}
		for _, r := range all {
			its := record.CountOf(r.Values["year"])
			if its > year || !slices.Contains(w.states, r.Values["status"]) {
				continue
			}
			if of[its] == nil {
				said := r.Values["year"] + " 年"
				of[its] = &measure.Figure{Name: said + w.name, Of: said, Unit: w.unit, Counted: measure.Set{Kind: w.kind.Name}}
			}
			of[its].Counted.IDs = append(of[its].Counted.IDs, r.ID)
			of[its].Num++
		}
		years := slices.Sorted(maps.Keys(of))
		slices.Reverse(years)
		for _, y := range years {
			figures = append(figures, *of[y])
		}
	}
	return figures, nil
}

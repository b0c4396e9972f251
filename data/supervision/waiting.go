package supervision

import (
	"context"
	"fmt"
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
		years, err := openYears(ctx, db, w.kind, year, day)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", w.name, err)
		}
		for _, y := range years {
			all, err := w.kind.Records(ctx, db, record.Scope{Year: y, Day: day})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", w.name, err)
			}
			f := measure.Figure{Name: w.name, Unit: w.unit, Counted: measure.Set{Kind: w.kind.Name}}
			if y != year {
				f.Of = fmt.Sprintf("%d 年", y)
				f.Name = f.Of + w.name
			}
			for _, r := range all {
				if slices.Contains(w.states, r.Values["status"]) {
					f.Counted.IDs = append(f.Counted.IDs, r.ID)
				}
			}
			if f.Num = f.Counted.Len(); f.Num > 0 || y == year {
				figures = append(figures, f)
			}
		}
	}
	return figures, nil
}

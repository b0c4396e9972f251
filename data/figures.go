package data

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
)

// Figures computes every figure of a year as of today (YYYY-MM-DD): those of its proposals and the counts of its plan.
func Figures(ctx context.Context, db bun.IDB, year int, today string) ([]measure.Figure, error) {
	figures, err := proposal.Figures(ctx, db, year, today)
	if err != nil {
		return nil, err
	}
	plan, err := plan.Figures(ctx, db, year, today)
	return append(figures, plan...), err
}

package data

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/supervision"
)

// GroupWork counts what a group of supervisors has done in its year until the day; the records of each number are in its set.
func GroupWork(ctx context.Context, db bun.IDB, group int64, day string) ([]measure.Figure, error) {
	figures, err := supervision.GroupWork(ctx, db, group, day)
	if err != nil {
		return nil, err
	}
	came, err := activity.GroupWork(ctx, db, group, day)
	if err != nil {
		return nil, err
	}
	points, err := supervision.GroupScore(ctx, db, group, day)
	return slices.Concat(figures, came, points), err
}

package data

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// Years are the years that can be worked on, the newest first: those with records, the one worked on, and the one of the day (YYYY-MM-DD) with those
// before and after it.
func Years(ctx context.Context, db bun.IDB, working int, day string) ([]int, error) {
	found, err := store.IDs(ctx, db, `SELECT year FROM session UNION SELECT year FROM plan_item WHERE deleted_at = ''
		UNION SELECT year FROM supervision_group WHERE deleted_at = '' UNION SELECT year FROM activity WHERE deleted_at = '' UNION SELECT year FROM visit WHERE deleted_at = ''
		UNION SELECT year FROM opinion_letter WHERE deleted_at = '' UNION SELECT year FROM direct_item WHERE deleted_at = '' UNION SELECT year FROM evaluation WHERE deleted_at = ''
		UNION SELECT ? UNION SELECT CAST(? AS INTEGER) + value FROM json_each('[-1, 0, 1]')`, working, day[:4])
	if err != nil {
		return nil, err
	}
	years := make([]int, len(found))
	for i, year := range found {
		years[i] = int(year)
	}
	slices.Sort(years)
	slices.Reverse(years)
	return years, nil
}

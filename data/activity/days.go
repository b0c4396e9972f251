package activity

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
)

// days are the activities of the year that are held or arranged on the days from one to another. One with a month and no day yet is on its first.
func days(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) ([]record.Dated, error) {
	return record.DatedBy(ctx, db, "SELECT x.id, x.on_day, x.kind, x.title, x.organizer, x.held <> '' AND x.held <= ?3 FROM (SELECT a.*, "+day+" AS on_day, "+held+` AS held FROM activity a
		WHERE a.year = ?0 AND a.deleted_at = '') x WHERE x.on_day BETWEEN ?1 AND ?2 AND x.on_day <> '' ORDER BY x.on_day, x.id`, scope.Year, from, to, scope.Day)
}

func init() { Activities.Days = days }

package activity

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// days are the activities of the year that are held or arranged on the days from one to another. One with a month and no day yet is on its first.
func days(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) (all []record.Dated, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var d record.Dated
		err := scan(&d.ID, &d.On, &d.What, &d.Title, &d.Who, &d.Done)
		all = append(all, d)
		return err
	}, "SELECT x.id, x.on_day, x.kind, x.title, x.organizer, x.held <> '' AND x.held <= ?3 FROM (SELECT a.*, "+day+" AS on_day, "+held+` AS held FROM activity a
		WHERE a.year = ?0 AND a.deleted_at = '') x WHERE x.on_day BETWEEN ?1 AND ?2 AND x.on_day <> '' ORDER BY x.on_day, x.id`, scope.Year, from, to, scope.Day)
	if err != nil {
		return nil, fmt.Errorf("days of activities: %w", err)
	}
	return all, nil
}

func init() { Activities.Days = days }

package plan

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
)

// days are the ends of the windows of the year's plan on the days from one to another: each item has to be done by the last day of its last month.
func days(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) ([]record.Dated, error) {
	items, err := ProgressOf(ctx, db, scope.Year, scope.Day)
	if err != nil {
		return nil, err
	}
	var all []record.Dated
	for i := range items {
		p := &items[i]
		last, err := calendar.ParseMonth(p.Item.ToMonth)
		if err != nil {
			return nil, fmt.Errorf("plan item %d: %w", p.Item.ID, err)
		}
		if on := last.Last().String(); on >= from && on <= to {
			all = append(all, record.Dated{On: on, What: "部署", Title: p.Item.Title, ID: p.Item.ID, Done: p.State == Done, Owed: true})
		}
	}
	return all, nil
}

func init() { Items.Days = days }

package supervision

import (
	"cmp"
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

func init() {
	Points.Carried, Directs.Carried = carriedOf(Points), carriedOf(Directs)
}

// carriedSQL is by the name of a kind what of the years before ?0 was known on the day ?1 and had no end when the year began, and the day of that end.
var carriedSQL = map[string]struct{ from, ended string }{
	Points.Name:  {"opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.deleted_at = '' AND l.year < ?0 AND " + on("l.delivered_on", "?1"), "x.closed_on"},
	Directs.Name: {"direct_item x WHERE x.deleted_at = '' AND x.year < ?0 AND x.on_date <= ?1", "x.told_on"},
}

// carriedInto are the records of the kind that were carried over into the year, as known on the day, and those of them that came to their end by then.
func carriedInto(ctx context.Context, db bun.IDB, kind *record.Kind, year int, day string) (all, ended measure.Set, err error) {
	c := &counter{ctx: ctx, db: db}
	of := carriedSQL[kind.Name]
	query := "SELECT x.id FROM " + of.from + " AND (" + of.ended + " = '' OR " + of.ended + fmt.Sprintf(" >= '%d-01-01')", year)
	all, ended = c.set(kind, query+" ORDER BY x.id", year, day), c.set(kind, query+" AND "+on(of.ended, "?1")+" ORDER BY x.id", year, day)
	return all, ended, c.err
}

// carriedOf reads the records of the kind that were carried over into the year of a scope, the newest year first.
func carriedOf(kind *record.Kind) func(ctx context.Context, db bun.IDB, scope record.Scope) ([]record.Record, error) {
	return func(ctx context.Context, db bun.IDB, scope record.Scope) ([]record.Record, error) {
		day := cmp.Or(scope.Day, "9999-12-31")
		all, _, err := carriedInto(ctx, db, kind, scope.Year, day)
		if err != nil || all.Len() == 0 {
			return nil, err
		}
		years, err := store.IDs(ctx, db, "SELECT DISTINCT year FROM "+kind.From+" WHERE id IN (SELECT value FROM json_each(?)) ORDER BY year DESC", store.JSONList(all.IDs))
		if err != nil {
			return nil, fmt.Errorf("years carried over: %w", err)
		}
		has := all.Has()
		var carried []record.Record
		for _, year := range years {
			found, err := kind.Records(ctx, db, record.Scope{Year: int(year), Day: scope.Day})
			if err != nil {
				return nil, err
			}
			for _, r := range found {
				if has(r.ID) {
					carried = append(carried, r)
				}
			}
		}
		return carried, nil
	}
}

package activity

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// people finds whom a row of a sheet names: somebody in office on the day of the activity the row speaks of. Of several of one name the one expected
// there is meant. Nothing is said of people of activities that are not known: their rows are refused for that.
func people(ctx context.Context, db bun.IDB, scope record.Scope) (func(v record.Values, text string) (record.Meant, error), error) {
	type at struct {
		book *roster.ServingBook
		in   []int64 // people expected
	}
	known := map[string]*at{}
	find := func(v record.Values) (*at, error) {
		key := strings.Join([]string{v["year"], v["kind"], v["title"]}, "\n")
		if a := known[key]; a != nil {
			return a, nil
		}
		a := &at{}
		known[key] = a
		year := record.CountOf(v["year"])
		if year == 0 {
			year = scope.Year
		}
		found, err := store.IDs(ctx, db, "SELECT id FROM activity WHERE deleted_at = '' AND title = ? AND (? = 0 OR year = ?) AND (? = '' OR kind = ?)", v["title"], year, year, v["kind"], v["kind"])
		if err != nil || len(found) != 1 {
			return a, err
		}
		p, err := placeOf(ctx, db, found[0])
		if err != nil || p.day == "" {
			return a, err
		}
		if a.book, err = roster.ServingOn(ctx, db, p.day); err != nil {
			return nil, err
		}
		a.in, err = store.IDs(ctx, db, "SELECT person_id FROM attendance WHERE activity_id = ?", found[0])
		return a, err
	}
	return func(v record.Values, text string) (record.Meant, error) {
		a, err := find(v)
		if err != nil || a.book == nil {
			return record.Meant{Name: text}, err
		}
		return a.book.Meant(text, func(person int64) bool { return slices.Contains(a.in, person) }), nil
	}, nil
}

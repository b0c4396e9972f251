package proposal

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// PassedIn is to whom proposals of the year that are not filed had been passed (转送) by the day (YYYY-MM-DD), by their ids.
func PassedIn(ctx context.Context, db bun.IDB, year int, day string) (map[int64]string, error) {
	to := map[int64]string{}
	return to, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		to[id] = name
		return err
	}, "SELECT p.id, p.passed_to FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ? AND p.passed_on <= ? AND p.passed_to <> ''", year, day)
}

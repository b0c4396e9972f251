package record

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// Count is the number of records of the kind within scope, without reading them.
func (k *Kind) Count(ctx context.Context, db bun.IDB, scope Scope) (int, error) {
	sql := "SELECT count(*) FROM " + k.From
	var args []any
	switch {
	case strings.HasPrefix(k.Scope, "year"):
		sql += " WHERE " + k.Scope
		args = append(args, scope.Year)
	case k.Scope != "":
		sql += " WHERE " + k.Scope
		args = append(args, scope.TermID)
	}
	var n int
	if err := db.QueryRowContext(ctx, sql, args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("count %s: %w", k.Name, err)
	}
	return n, nil
}

// Empty tells whether nothing has been entered yet: no term, no unit and no plan of any year.
func Empty(ctx context.Context, s *store.Store) (bool, error) {
	n, err := store.LookUp(ctx, s.DB(), `SELECT (SELECT count(*) FROM term) + (SELECT count(*) FROM unit) + (SELECT count(*) FROM plan_item)
		+ (SELECT count(*) FROM supervisor)`)
	return n == 0, err
}

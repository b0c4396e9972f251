package record

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// YearOf is the year a record belongs to: the one v speaks of, else the scope's, else the office's working year.
func YearOf(ctx context.Context, tx *store.Tx, scope Scope, v Values) (int, error) {
	if text := v["year"]; text != "" {
		year, err := strconv.Atoi(strings.TrimSuffix(text, "年"))
		if err != nil || !IsYear(year) {
			return 0, store.Refuse(store.CodeInvalid, "年度「%s」不对，应为 %d 这样的四位年份。", text, tx.Now().Local().Year())
		}
		return year, nil
	}
	return WorkingYear(ctx, tx, scope, tx.Now())
}

// IsYear reports whether a number can be a year that records belong to.
func IsYear(year int) bool { return year >= 1949 && year <= 2199 }

// WorkingYear is the scope's year, else the office's working year.
func WorkingYear(ctx context.Context, db bun.IDB, scope Scope, now time.Time) (int, error) {
	if scope.Year != 0 {
		return scope.Year, nil
	}
	year, err := store.LookUp(ctx, db, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'work.year'")
	if err != nil || year != 0 {
		return int(year), err
	}
	return now.Local().Year(), nil
}

// MatchInYear gives the first of the records that is of the year v speaks of, 0 when there is none.
func MatchInYear(v Values, found []Record) int64 {
	for _, r := range found {
		if v["year"] == "" || r.Values["year"] == v["year"] {
			return r.ID
		}
	}
	return 0
}

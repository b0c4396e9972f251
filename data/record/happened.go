package record

import (
	"context"
	"database/sql"
	"fmt"

	"cppccdesk/data/calendar"
	"cppccdesk/data/store"
)

// CheckHappened refuses a day after today for something that is said to have happened on it. An empty day says nothing.
func CheckHappened(tx *store.Tx, title, on string) error {
	if fault := calendar.Future(title, on, tx.Today()); fault != "" {
		return store.Refuse(store.CodeInvalid, "%s", fault)
	}
	return nil
}

// CheckOrder refuses a saved row whose second day is before its first: the row as it results, whichever of them was typed. An unknown day says nothing.
// The columns are of table, the titles those of their fields; a moment (2026-02-02 10:00) is taken by its day.
func CheckOrder(ctx context.Context, tx *store.Tx, table string, id int64, first, firstTitle, second, secondTitle string) error {
	var from, to sql.NullString
	if err := tx.QueryRowContext(ctx, fmt.Sprintf("SELECT substr(%s, 1, 10), substr(%s, 1, 10) FROM %s WHERE id = ?", first, second, table), id).Scan(&from, &to); err != nil {
		return fmt.Errorf("days of %s %d: %w", table, id, err)
	}
	if from.String != "" && to.String != "" && to.String < from.String {
		return store.Refuse(store.CodeInvalid, "%s %s 早于%s %s。", secondTitle, to.String, firstTitle, from.String)
	}
	return nil
}

package store

import (
	"context"
	"database/sql"
	"fmt"

	"cppccdesk/data/zh"
)

// disclosureTable is where it is noted who asked to see what is masked. What was seen cannot be unseen: a write to
// it is not undone.
const disclosureTable = "disclosure"

func Disclose(ctx context.Context, s *Store, actor, wording, kind string, rowID int64, fields []string, purpose string) error {
	return s.Write(ctx, actor, wording, func(ctx context.Context, tx *Tx) error { return tx.Disclose(ctx, kind, rowID, fields, purpose) })
}

func (tx *Tx) Disclose(ctx context.Context, kind string, rowID int64, fields []string, purpose string) error {
	_, err := tx.Insert(ctx, disclosureTable, Columns{"kind": kind, "row_id": rowID, "fields": zh.JoinNames(fields), "purpose": purpose})
	return err
}

// touchesTable tells whether a write changed rows of the table.
func touchesTable(ctx context.Context, db *sql.Tx, past PastWrite, table string) (touches bool, err error) {
	err = db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM journal_row WHERE id BETWEEN ? AND ? AND tbl = ?)", past.First, past.Last, table).Scan(&touches)
	if err != nil {
		return false, fmt.Errorf("look for %s in write %d: %w", table, past.ID, err)
	}
	return touches, nil
}

package data

import (
	"context"
	"fmt"
)

// Changed reports whether this write has changed any record so far; one that has not leaves no trace and cannot be undone.
func (tx *Tx) Changed(ctx context.Context) (bool, error) {
	var changed bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM journal_row
		WHERE id >= (SELECT first_row FROM journal_write WHERE id = ?))`, tx.writeID).Scan(&changed)
	if err != nil {
		return false, fmt.Errorf("look for changes: %w", err)
	}
	return changed, nil
}

// Wording is what a write did, in the words of the journal.
func (s *Store) Wording(ctx context.Context, writeID int64) (string, error) {
	w, err := findWrite(ctx, s.reader, writeID)
	return w.wording, err
}

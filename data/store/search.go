package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"
)

// fillSearch puts the proposals that satisfy where into the search index.
func fillSearch(ctx context.Context, db bun.IConn, where string, args ...any) error {
	_, err := db.ExecContext(ctx, "INSERT OR REPLACE INTO proposal_search (rowid, pairs) SELECT id, fold_pairs(title || ' ' || body) FROM proposal WHERE "+where, args...)
	if err != nil {
		return fmt.Errorf("fill the search: %w", err)
	}
	return nil
}

// fillSearch puts what a write changed of the proposals' texts into the search index; what is deleted a trigger takes out. At once, because SQLite
// writes out what an index has gathered at every savepoint and statement between.
func (c *Change) fillSearch(ctx context.Context, tx *Tx) error {
	if len(c.Tables["proposal"]) == 0 {
		return nil
	}
	return fillSearch(ctx, tx, `id IN (SELECT row_id FROM journal_row WHERE id >= (SELECT first_row FROM journal_write WHERE id = ?) AND +tbl = 'proposal'
		AND (op = 'insert' OR json_type(before_json, '$.title') IS NOT NULL OR json_type(before_json, '$.body') IS NOT NULL))`, c.WriteID)
}

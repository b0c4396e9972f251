package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Judge finds what is wrong among the records: by a key that tells one fault from the others, a clause that says it.
type Judge func(ctx context.Context, tx *Tx) (map[string]string, error)

// judgeRecords is the one there is; nil: nothing is judged.
var judgeRecords Judge

// SetJudge is called once, when the program starts, by who knows the rules of the sorts of records.
func SetJudge(judge Judge) { judgeRecords = judge }

// judged is revert, refused when it makes a fault among the records that was not there: a step that is put back from among later ones makes
// a state that nobody has saved. Steps put back from the newest on need no judging, as what they leave is what once was.
func (tx *Tx) judged(ctx context.Context, db *sql.Tx, asked step, past PastWrite, revert func() error) error {
	among, err := hasLater(ctx, db, asked, past)
	if err != nil {
		return err
	}
	if !among || judgeRecords == nil {
		return revert()
	}
	before, err := judgeRecords(ctx, tx)
	if err != nil {
		return fmt.Errorf("judge before: %w", err)
	}
	if err := revert(); err != nil {
		return err
	}
	after, err := judgeRecords(ctx, tx)
	if err != nil {
		return fmt.Errorf("judge after: %w", err)
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		if before[key] == "" {
			return asked.refuse("那样一来%s。请先改正或撤销后来的登记。", after[key])
		}
	}
	return nil
}

// hasLater tells whether records of the office's work were changed after past by what is in force now and was not then, or the other way round.
func hasLater(ctx context.Context, db *sql.Tx, asked step, past PastWrite) (bool, error) {
	later, err := idsIn(ctx, db, "SELECT DISTINCT write_id FROM journal_row WHERE id > ? AND tbl NOT IN ('"+strings.Join(bookkeeping, "', '")+"')", past.Last)
	if err != nil {
		return false, err
	}
	for _, id := range later {
		if asked.history.inTheWay(id, past.ID, asked.root.ID) {
			return true, nil
		}
	}
	return false, nil
}

package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// JournalRow is a row of journal_row.
type JournalRow struct {
	Table         string
	ID            int64
	Op            string
	Before, After Image
}

func (im Image) has(part Image) bool {
	for name, raw := range part {
		if !bytes.Equal(im[name], raw) {
			return false
		}
	}
	return true
}

// Reverter puts rows back as they were before changes of the journal, with each statement prepared once.
type Reverter struct {
	db       *sql.Tx
	columns  map[string][]Column
	prepared map[string]*sql.Stmt
}

func NewReverter(db *sql.Tx) *Reverter {
	return &Reverter{db: db, columns: map[string][]Column{}, prepared: map[string]*sql.Stmt{}}
}

func (v *Reverter) Close() (err error) {
	for _, statement := range v.prepared {
		err = errors.Join(err, statement.Close())
	}
	return err
}

func (v *Reverter) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if statement := v.prepared[query]; statement != nil {
		return statement, nil
	}
	statement, err := v.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	v.prepared[query] = statement
	return statement, nil
}

// exec tells how many rows the statement changed.
func (v *Reverter) exec(ctx context.Context, query string, args ...any) (int64, error) {
	statement, err := v.prepare(ctx, query) //nolint:sqlclosecheck // close closes all of them
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Revert puts the row back, unless it is not as this change left it.
func (v *Reverter) Revert(ctx context.Context, r JournalRow) (asLeft bool, err error) {
	names, args, err := r.beforeColumns()
	if err != nil {
		return false, err
	}
	table := QuoteName(r.Table)
	var changed int64
	switch r.Op {
	case "insert":
		changed, err = v.exec(ctx, "DELETE FROM "+table+" WHERE id = ?", r.ID)
	case "delete":
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
		changed, err = v.exec(ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO NOTHING", table, strings.Join(names, ", "), marks), args...)
	default:
		if asLeft, err := v.stillHas(ctx, r); err != nil || !asLeft {
			return false, err
		}
		changed, err = v.exec(ctx, fmt.Sprintf("UPDATE %s SET %s = ? WHERE id = ?", table, strings.Join(names, " = ?, ")), append(args, r.ID)...)
	}
	return changed == 1, err
}

// stillHas tells whether the row has the values that an update gave it.
func (v *Reverter) stillHas(ctx context.Context, r JournalRow) (bool, error) {
	if v.columns[r.Table] == nil {
		columns, err := StoredColumns(ctx, v.db, r.Table)
		if err != nil {
			return false, err
		}
		v.columns[r.Table] = columns
	}
	statement, err := v.prepare(ctx, fmt.Sprintf("SELECT %s FROM %s AS t WHERE id = ?", WholeRow("t", v.columns[r.Table]), QuoteName(r.Table))) //nolint:sqlclosecheck // close closes all of them
	if err != nil {
		return false, err
	}
	var now Image
	if err := statement.QueryRowContext(ctx, r.ID).Scan(&now); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
		return false, err
	}
	return now.has(r.After), nil
}

// beforeColumns are the columns the row had before, quoted and in order of name, and their values.
func (r JournalRow) beforeColumns() (names []string, args []any, err error) {
	values, err := r.Before.Values()
	if err != nil {
		return nil, nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		names, args = append(names, QuoteName(name)), append(args, values[name])
	}
	return names, args, nil
}

// WriteImage runs a statement with the names and the values of an image in its two places.
func (r JournalRow) WriteImage(ctx context.Context, conn *sql.Conn, statement string, im Image) error {
	values, err := im.Values()
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(values))
	quoted, args := make([]string, 0, len(names)), make([]any, 0, len(names))
	for _, name := range names {
		quoted = append(quoted, QuoteName(name))
		args = append(args, values[name])
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
	_, err = conn.ExecContext(ctx, fmt.Sprintf(statement, strings.Join(quoted, ", "), marks), args...)
	return err
}

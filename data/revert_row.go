package data

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

// journalRow is a row of journal_row.
type journalRow struct {
	table         string
	id            int64
	op            string
	before, after image
}

func (im image) has(part image) bool {
	for name, raw := range part {
		if !bytes.Equal(im[name], raw) {
			return false
		}
	}
	return true
}

// reverter puts rows back as they were before changes of the journal, with each statement prepared once.
type reverter struct {
	db       *sql.Tx
	columns  map[string][]column
	prepared map[string]*sql.Stmt
}

func newReverter(db *sql.Tx) *reverter {
	return &reverter{db: db, columns: map[string][]column{}, prepared: map[string]*sql.Stmt{}}
}

func (v *reverter) close() (err error) {
	for _, statement := range v.prepared {
		err = errors.Join(err, statement.Close())
	}
	return err
}

func (v *reverter) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
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
func (v *reverter) exec(ctx context.Context, query string, args ...any) (int64, error) {
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

// revert puts the row back, unless it is not as this change left it.
func (v *reverter) revert(ctx context.Context, r journalRow) (asLeft bool, err error) {
	names, args, err := r.beforeColumns()
	if err != nil {
		return false, err
	}
	table := quoteName(r.table)
	var changed int64
	switch r.op {
	case "insert":
		changed, err = v.exec(ctx, "DELETE FROM "+table+" WHERE id = ?", r.id)
	case "delete":
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
		changed, err = v.exec(ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO NOTHING", table, strings.Join(names, ", "), marks), args...)
	default:
		if asLeft, err := v.stillHas(ctx, r); err != nil || !asLeft {
			return false, err
		}
		changed, err = v.exec(ctx, fmt.Sprintf("UPDATE %s SET %s = ? WHERE id = ?", table, strings.Join(names, " = ?, ")), append(args, r.id)...)
	}
	return changed == 1, err
}

// stillHas tells whether the row has the values that an update gave it.
func (v *reverter) stillHas(ctx context.Context, r journalRow) (bool, error) {
	if v.columns[r.table] == nil {
		columns, err := storedColumns(ctx, v.db, r.table)
		if err != nil {
			return false, err
		}
		v.columns[r.table] = columns
	}
	statement, err := v.prepare(ctx, fmt.Sprintf("SELECT %s FROM %s AS t WHERE id = ?", wholeRow("t", v.columns[r.table]), quoteName(r.table))) //nolint:sqlclosecheck // close closes all of them
	if err != nil {
		return false, err
	}
	var now image
	if err := statement.QueryRowContext(ctx, r.id).Scan(&now); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return false, nil
		}
		return false, err
	}
	return now.has(r.after), nil
}

// beforeColumns are the columns the row had before, quoted and in order of name, and their values.
func (r journalRow) beforeColumns() (names []string, args []any, err error) {
	values, err := r.before.values()
	if err != nil {
		return nil, nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		names, args = append(names, quoteName(name)), append(args, values[name])
	}
	return names, args, nil
}

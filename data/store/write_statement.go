package store

import (
	"context"
	"database/sql"
	"strings"

	"github.com/uptrace/bun"
)

// statementsMost is how many statements a write keeps prepared. A program has some hundred; a query with an id written into it is one more
// for every row.
const statementsMost = 300

// statement is one that a write prepared. SQLite takes most of the time of a row to read the statement and the triggers of its table.
type statement struct {
	*sql.Stmt
	open bool // its rows are being read
}

// statement is the query prepared, once in a write, nil for one that bun has to put the values into: with numbered places, with values that SQLite
// does not know or the query does not use, of several statements, or read at this moment.
func (tx *Tx) statement(ctx context.Context, query string, args []any) (*statement, error) {
	if !plain(args) {
		return nil, nil
	}
	s, known := tx.statements[query]
	switch {
	case known && (s == nil || s.open):
		return nil, nil
	case known:
		return s, nil
	case len(tx.statements) >= statementsMost:
		return nil, nil
	case tx.statements == nil:
		tx.statements = map[string]*statement{}
	}
	if !strings.Contains(query, ";") && strings.Count(query, "?") == len(args) && !strings.ContainsFunc(afterMarks(query), func(r rune) bool { return r >= '0' && r <= '9' }) {
		stmt, err := tx.Tx.Tx.PrepareContext(ctx, query)
		if err != nil {
			return nil, err
		}
		s = &statement{Stmt: stmt}
	}
	tx.statements[query] = s
	return s, nil
}

// afterMarks are the characters behind the question marks.
func afterMarks(query string) string {
	var after strings.Builder
	for {
		_, rest, found := strings.Cut(query, "?")
		if !found || rest == "" {
			return after.String()
		}
		after.WriteByte(rest[0])
		query = rest
	}
}

// plain tells whether SQLite knows all the values as they are.
func plain(args []any) bool {
	for _, arg := range args {
		switch arg.(type) {
		case nil, string, int, int64, float64, bool:
		default:
			return false
		}
	}
	return true
}

// ExecContext runs a statement.
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := tx.statement(ctx, query, args)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return tx.Tx.ExecContext(ctx, query, args...)
	}
	return s.ExecContext(ctx, args...)
}

// QueryRowContext reads one row, which is to be scanned at once.
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := tx.statement(ctx, query, args)
	if s == nil || err != nil {
		return tx.Tx.QueryRowContext(ctx, query, args...) // which has the same error
	}
	return s.QueryRowContext(ctx, args...)
}

// read is rows being read, of a prepared statement or not.
type read struct {
	*sql.Rows
	of *statement
}

// Close ends the reading; the statement can be used again.
func (r *read) Close() error {
	if r.of != nil {
		r.of.open = false
	}
	return r.Rows.Close()
}

// queryRows reads rows: of a write, by a prepared statement.
func queryRows(ctx context.Context, db bun.IConn, query string, args []any) (_ *read, err error) {
	var s *statement
	if tx, ok := db.(*Tx); ok {
		if s, err = tx.statement(ctx, query, args); err != nil {
			return nil, err
		}
	}
	r := &read{of: s}
	if s == nil {
		r.Rows, err = db.QueryContext(ctx, query, args...) //nolint:rowserrcheck // the reader asks for it
	} else {
		r.Rows, err = s.QueryContext(ctx, args...) //nolint:rowserrcheck // likewise
	}
	if err != nil {
		return nil, err
	}
	if s != nil {
		s.open = true
	}
	return r, nil
}

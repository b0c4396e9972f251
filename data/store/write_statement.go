package store

import (
	"context"
	"database/sql"
	"regexp"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
)

// statementsMost is how many statements a write keeps prepared. A program has some hundred; a query with an id written into it is one more
// for every row.
const statementsMost = 300

// statement is one that a write prepared. SQLite takes most of the time of a row to read the statement and the triggers of its table.
type statement struct {
	*sql.Stmt
	values int  // that it takes
	open   bool // its rows are being read
	again  bool // it was run before
}

// statement is the query prepared, once in a write, nil for one that bun has to put the values into: see bound, with values that SQLite does not
// know, or read at this moment. Nothing more can be run in a write that ctx has ended, or that SQLite has rolled back by itself, as on a full disk: it
// would be a write of its own.
func (tx *Tx) statement(ctx context.Context, query string, args []any) (*statement, error) {
	if tx.turn != nil {
		tx.turn.steps.Add(1)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case tx.over() != nil:
		return nil, tx.over()
	case tx.lite.AutoCommit():
		return nil, sql.ErrTxDone
	case !plain(args):
		return nil, nil
	}
	s, known := tx.statements[query]
	switch {
	case known && (s == nil || s.open || s.values > len(args)):
		return nil, nil
	case known:
		return s, nil
	case len(tx.statements) >= statementsMost:
		return nil, nil
	case tx.statements == nil:
		tx.statements = map[string]*statement{}
	}
	if text, values := bound(query, len(args)); text != "" {
		stmt, err := tx.conn.PrepareContext(ctx, text)
		if err != nil {
			return nil, err
		}
		s = &statement{Stmt: stmt, values: values}
	}
	tx.statements[query] = s
	return s, nil
}

// partOfQuery is a place for a value, with its number or without, or what is in quotation marks or ends a statement.
var partOfQuery = regexp.MustCompile(`\?[0-9]*|'[^']*'|"[^"]*"|;`)

// bound is the query with the places of its values as SQLite numbers them, from 1 on, and how many of the given values it takes. It is "" for one that
// SQLite cannot read so: of several statements, with places of both sorts or in quotation marks, or for other values.
//
// The sign before each place changes no value. It keeps SQLite from taking the value for a hint to a better plan, for which it plans a statement
// that compares a column with a place again at every run.
func bound(query string, given int) (text string, values int) {
	readable, last, plain := true, 0, 0
	text = partOfQuery.ReplaceAllStringFunc(query, func(part string) string {
		number, place := strings.CutPrefix(part, "?")
		switch {
		case !place:
			readable = readable && part != ";" && !strings.Contains(part, "?")
			return part
		case number == "":
			plain++
			return "+?"
		}
		n, err := strconv.Atoi(number)
		readable, last = readable && err == nil, max(last, n+1)
		return "+?" + strconv.Itoa(n+1)
	})
	if !readable || last > given || plain > 0 && (last > 0 || plain != given) {
		return "", 0
	}
	return text, max(last, plain)
}

// plain tells whether SQLite knows all the values as they are.
func plain(args []any) bool {
	for _, arg := range args {
		switch arg.(type) {
		case nil, string, []byte, int, int64, float64, bool:
		default:
			return false
		}
	}
	return true
}

// during is the context the statement is run in. To end one with ctx takes a goroutine that runs it and one that waits; those that are run again are
// of single rows, which take less than that, and the write ends between them.
func (s *statement) during(ctx context.Context) context.Context {
	if s.again {
		return context.WithoutCancel(ctx)
	}
	s.again = true
	return ctx
}

// ExecContext runs a statement.
func (tx *Tx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := tx.statement(ctx, query, args)
	if err != nil {
		return nil, err
	}
	tx.noteSavepoint(query)
	if s == nil {
		return tx.Tx.ExecContext(ctx, query, args...)
	}
	return s.ExecContext(s.during(ctx), args[:s.values]...)
}

// QueryRowContext reads one row, which is to be scanned at once.
func (tx *Tx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	s, err := tx.statement(ctx, query, args)
	if err != nil {
		ended, end := context.WithCancelCause(ctx) // a row is made with an error only so
		end(err)
		return tx.Tx.QueryRowContext(ended, query, args...)
	}
	if s == nil {
		return tx.Tx.QueryRowContext(ctx, query, args...)
	}
	return s.QueryRowContext(s.during(ctx), args[:s.values]...)
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
	tx, ok := db.(*Tx)
	if !ok {
		return unprepared(ctx, db, query, args)
	}
	s, err := tx.statement(ctx, query, args)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return unprepared(ctx, db, query, args)
	}
	rows, err := s.QueryContext(s.during(ctx), args[:s.values]...) //nolint:rowserrcheck // the reader asks for it
	if err != nil {
		return nil, err
	}
	s.open = true
	return &read{Rows: rows, of: s}, nil
}

func unprepared(ctx context.Context, db bun.IConn, query string, args []any) (*read, error) {
	rows, err := db.QueryContext(ctx, query, args...) //nolint:rowserrcheck // likewise
	if err != nil {
		return nil, err
	}
	return &read{Rows: rows}, nil
}

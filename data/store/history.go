package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/uptrace/bun"
)

// Entry is one change of one record, as the journal has it.
type Entry struct {
	WriteID int64
	At      time.Time
	Actor   string
	Wording string
	Undone  bool   // a later write took it back
	Op      string // insert, update, delete
	// Before and After are by column: all of them for an insert (After) and a delete (Before), for an update those
	// that changed. Values are nil, int64, float64, string or []byte.
	Before, After map[string]any
}

// History gives every change of one record, the newest first; none for a record that never was.
func (s *Store) History(ctx context.Context, table string, id int64) (entries []Entry, err error) {
	conn, err := s.Reader.DB.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = InReadTransaction(ctx, conn, func() error {
		entries, err = History(ctx, conn, table, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("history of %s %d: %w", table, id, err)
	}
	return entries, nil
}

// History walks from the record as it is back to its beginning. What an insert put in is what was there before the
// changes that followed it.
func History(ctx context.Context, db bun.IConn, table string, id int64) (entries []Entry, err error) {
	state, err := presentRow(ctx, db, table, id)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, `SELECT w.id, w.at, w.actor, w.wording, w.undone_by IS NOT NULL, r.op, r.before_json, r.after_json
		FROM journal_row r JOIN journal_write w ON w.id = r.write_id WHERE r.tbl = ? AND r.row_id = ? ORDER BY r.id DESC`, table, id)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e Entry
		var at string
		var before, after Image
		if err := rows.Scan(&e.WriteID, &at, &e.Actor, &e.Wording, &e.Undone, &e.Op, &before, &after); err != nil {
			return nil, err
		}
		switch e.Op {
		case "insert":
			after, state = state, nil
		case "delete":
			state = maps.Clone(before)
		default:
			maps.Copy(state, before)
		}
		if e.At, err = time.Parse(InstantLayout, at); err != nil {
			return nil, err
		}
		if e.Before, err = before.Values(); err != nil {
			return nil, err
		}
		if e.After, err = after.Values(); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

// presentRow gives a record as it is, an empty image when it is not there.
func presentRow(ctx context.Context, db bun.IConn, table string, id int64) (Image, error) {
	columns, err := StoredColumns(ctx, db, table)
	if err != nil {
		return nil, err
	}
	row := Image{}
	err = db.QueryRowContext(ctx, fmt.Sprintf("SELECT %s FROM %s AS t WHERE id = ?", WholeRow("t", columns), QuoteName(table)), id).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return Image{}, nil
	}
	return row, err
}

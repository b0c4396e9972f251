package data

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// Entry is one change of one record, as the journal has it.
type Entry struct {
	WriteID int64
	At      time.Time
	Actor   string
	Wording string
	Op      string // insert, update, delete
	// Before and After are by column: all of them for an insert (After) and a delete (Before), for an update those
	// that changed. Values are nil, int64, float64, string or []byte.
	Before, After map[string]any
}

// History gives every change of one record, the newest first; none for a record that never was.
func (s *Store) History(ctx context.Context, table string, id int64) (entries []Entry, err error) {
	conn, err := s.reader.DB.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = inReadTransaction(ctx, conn, func() error {
		entries, err = history(ctx, conn, table, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("history of %s %d: %w", table, id, err)
	}
	return entries, nil
}

// inReadTransaction shows fn one state of the data throughout.
func inReadTransaction(ctx context.Context, conn *sql.Conn, fn func() error) error {
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }() // nothing was written
	return fn()
}

// history walks from the record as it is back to its beginning. What an insert put in is what was there before the
// changes that followed it.
func history(ctx context.Context, db bun.IConn, table string, id int64) (entries []Entry, err error) {
	state, err := presentRow(ctx, db, table, id)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, `SELECT w.id, w.at, w.actor, w.wording, r.op, r.before_json, r.after_json
		FROM journal_row r JOIN journal_write w ON w.id = r.write_id WHERE r.tbl = ? AND r.row_id = ? ORDER BY r.id DESC`, table, id)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var e Entry
		var at string
		var before, after image
		if err := rows.Scan(&e.WriteID, &at, &e.Actor, &e.Wording, &e.Op, &before, &after); err != nil {
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
		if e.At, err = time.Parse(instantLayout, at); err != nil {
			return nil, err
		}
		if e.Before, err = before.values(); err != nil {
			return nil, err
		}
		if e.After, err = after.values(); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

// presentRow gives a record as it is, an empty image when it is not there.
func presentRow(ctx context.Context, db bun.IConn, table string, id int64) (image, error) {
	columns, err := storedColumns(ctx, db, table)
	if err != nil {
		return nil, err
	}
	row := image{}
	err = db.QueryRowContext(ctx, fmt.Sprintf("SELECT %s FROM %s AS t WHERE id = ?", wholeRow("t", columns), quoteName(table)), id).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return image{}, nil
	}
	return row, err
}

// image is what the journal holds of a row: column -> JSON. Two values are the same exactly when their JSON is.
type image map[string]json.RawMessage

// Scan reads a before_json or after_json, NULL as an empty image.
func (im *image) Scan(src any) error {
	*im = nil
	switch src := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(src), im)
	case []byte:
		return json.Unmarshal(src, im)
	}
	return fmt.Errorf("a journal image cannot be a %T", src)
}

func (im image) values() (map[string]any, error) {
	if im == nil {
		return nil, nil
	}
	all := make(map[string]any, len(im))
	for name, raw := range im {
		v, err := journalValue(raw)
		if err != nil {
			return nil, fmt.Errorf("journal value of %s: %w", name, err)
		}
		all[name] = v
	}
	return all, nil
}

// journalValue gives back exactly the value a trigger wrote: SQLite writes floats with 17 digits and always with a
// point or an exponent.
func journalValue(raw json.RawMessage) (any, error) {
	text := string(raw)
	switch {
	case text == "null":
		return nil, nil
	case strings.HasPrefix(text, `"`):
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err
	case strings.HasPrefix(text, "{"):
		var blob struct {
			Hex string `json:"$blob"`
		}
		if err := json.Unmarshal(raw, &blob); err != nil {
			return nil, err
		}
		return hex.DecodeString(blob.Hex)
	case strings.ContainsAny(text, ".eE"):
		f, err := strconv.ParseFloat(text, 64)
		if errors.Is(err, strconv.ErrRange) {
			err = nil // 9e999 is how SQLite writes infinity
		}
		return f, err
	}
	return strconv.ParseInt(text, 10, 64)
}

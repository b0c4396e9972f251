package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/uptrace/bun"
)

// disagreement is a row that is not as it should be by another source.
type disagreement struct {
	table         string
	id            int64
	op            string // what would explain it: insert, update, delete
	before, after Image  // as the journal holds them for that op
}

// toldRow is what a source says of one row.
type toldRow struct {
	id    int64
	state Image // nil: there is no such row
	whole bool  // a column not in state is NULL; otherwise nothing is known of it
}

// rowSource tells rows in the order of their ids. next gives the next one with an id up to limit; ok is false when
// there is none (yet).
type rowSource interface {
	next(limit int64) (_ toldRow, ok bool, err error)
}

var (
	_ rowSource = (*replay)(nil)
	_ rowSource = (*snapshot)(nil)
)

// disagreements compares every row of a table with what source says it should be.
func disagreements(ctx context.Context, db bun.IConn, table string, source rowSource) (_ []disagreement, rowCount int, err error) {
	columns, err := StoredColumns(ctx, db, table)
	if err != nil {
		return nil, 0, err
	}
	present, err := db.QueryContext(ctx, fmt.Sprintf("SELECT id, %s FROM main.%s AS t ORDER BY id", WholeRow("t", columns), QuoteName(table)))
	if err != nil {
		return nil, 0, fmt.Errorf("rows of %s: %w", table, err)
	}
	defer func() { err = errors.Join(err, present.Close()) }()
	var found []disagreement
	for present.Next() {
		var id int64
		var now Image
		if err := present.Scan(&id, &now); err != nil {
			return nil, 0, fmt.Errorf("rows of %s: %w", table, err)
		}
		rowCount++
		for met := false; !met; {
			told, ok, err := source.next(id)
			if err != nil {
				return nil, 0, fmt.Errorf("rows of %s: %w", table, err)
			}
			if d, differs := compare(told, ok, id, now); differs {
				found = append(found, d)
			}
			met = !ok || told.id == id
		}
	}
	if err := present.Err(); err != nil {
		return nil, 0, fmt.Errorf("rows of %s: %w", table, err)
	}
	gone, err := missing(source)
	found = append(found, gone...)
	for i := range found {
		found[i].table = table
	}
	return found, rowCount, err
}

// missing gives what is left in source as rows that are gone.
func missing(source rowSource) ([]disagreement, error) {
	var found []disagreement
	for {
		told, ok, err := source.next(math.MaxInt64)
		if err != nil || !ok {
			return found, err
		}
		if told.state != nil {
			found = append(found, disagreement{id: told.id, op: "delete", before: told.state})
		}
	}
}

// compare holds the row id, now as it is, against what a source says of it or of an earlier row that is gone.
func compare(told toldRow, ok bool, id int64, now Image) (disagreement, bool) {
	switch {
	case !ok || told.id == id && told.state == nil:
		return disagreement{id: id, op: "insert"}, true
	case told.id < id:
		return disagreement{id: told.id, op: "delete", before: told.state}, told.state != nil
	}
	d := disagreement{id: id, op: "update", before: Image{}, after: Image{}}
	for name, value := range now {
		was, known := told.state[name]
		if !known {
			if !told.whole {
				continue
			}
			was = json.RawMessage("null")
		}
		if !bytes.Equal(was, value) {
			d.before[name], d.after[name] = was, value
		}
	}
	return d, len(d.after) > 0
}

// replay tells the rows of a table as the journal last saw them: that they are there, and the columns changed since they
// were inserted.
type replay struct {
	rows    *sql.Rows // id, op, after_json in the order of id and time
	pending *toldRow  // the next row to tell, as far as it is read
	folded  bool      // pending is read to its end
	peeked  *JournalRow
}

func newReplay(ctx context.Context, db bun.IConn, table string) (*replay, error) {
	rows, err := db.QueryContext(ctx, "SELECT row_id, op, after_json FROM journal_row WHERE tbl = ? ORDER BY row_id, id", table) //nolint:rowserrcheck // read checks it
	if err != nil {
		return nil, fmt.Errorf("journal of %s: %w", table, err)
	}
	return &replay{rows: rows}, nil
}

func (p *replay) next(limit int64) (_ toldRow, ok bool, err error) {
	for !p.folded {
		entry, err := p.read()
		if err != nil {
			return toldRow{}, false, err
		}
		switch {
		case entry == nil && p.pending == nil:
			return toldRow{}, false, nil
		case entry == nil:
			p.folded = true
		case p.pending == nil:
			p.pending = &toldRow{id: entry.ID}
			p.pending.apply(entry)
		case p.pending.id == entry.ID:
			p.pending.apply(entry)
		default:
			p.peeked, p.folded = entry, true
		}
	}
	if p.pending.id > limit {
		return toldRow{}, false, nil
	}
	row := *p.pending
	p.pending, p.folded = nil, false
	return row, true, nil
}

// read gives the next journal row, nil at the end.
func (p *replay) read() (*JournalRow, error) {
	if entry := p.peeked; entry != nil {
		p.peeked = nil
		return entry, nil
	}
	if !p.rows.Next() {
		return nil, p.rows.Err()
	}
	var entry JournalRow
	if err := p.rows.Scan(&entry.ID, &entry.Op, &entry.After); err != nil {
		return nil, err
	}
	return &entry, nil
}

func (t *toldRow) apply(entry *JournalRow) {
	switch {
	case entry.Op == "delete":
		t.state = nil
		return
	case entry.Op == "insert" || t.state == nil:
		t.state = Image{}
	}
	for name, value := range entry.After {
		t.state[name] = value
	}
}

// snapshot tells the rows of a table as they were when keepSnapshots ran.
type snapshot struct {
	rows    *sql.Rows // id and whole row in the order of id; nil for a table that was not there
	pending *toldRow
}

func newSnapshot(ctx context.Context, db bun.IConn, table string) (*snapshot, error) {
	rows, err := db.QueryContext(ctx, fmt.Sprintf("SELECT id, whole FROM temp.%s ORDER BY id", snapshotName(table))) //nolint:rowserrcheck // next checks it
	if err != nil {
		return nil, fmt.Errorf("snapshot of %s: %w", table, err)
	}
	return &snapshot{rows: rows}, nil
}

func (p *snapshot) next(limit int64) (_ toldRow, ok bool, err error) {
	if p.pending == nil {
		if p.rows == nil || !p.rows.Next() {
			if p.rows != nil {
				err = p.rows.Err()
			}
			return toldRow{}, false, err
		}
		p.pending = &toldRow{whole: true}
		if err := p.rows.Scan(&p.pending.id, &p.pending.state); err != nil {
			return toldRow{}, false, err
		}
	}
	if p.pending.id > limit {
		return toldRow{}, false, nil
	}
	row := *p.pending
	p.pending = nil
	return row, true, nil
}

func snapshotName(table string) string { return QuoteName("before_" + table) }

// keepSnapshots copies every journalled table to a temporary one and gives their names.
func keepSnapshots(ctx context.Context, db bun.IConn) ([]string, error) {
	tables, err := journalledTables(ctx, db)
	if err != nil {
		return nil, err
	}
	for _, table := range tables {
		columns, err := StoredColumns(ctx, db, table)
		if err != nil {
			return nil, err
		}
		_, err = db.ExecContext(ctx, fmt.Sprintf(`CREATE TEMP TABLE %s (id INTEGER PRIMARY KEY, whole TEXT NOT NULL);
			INSERT INTO temp.%[1]s SELECT id, %s FROM main.%s AS t`, snapshotName(table), WholeRow("t", columns), QuoteName(table)))
		if err != nil {
			return nil, fmt.Errorf("snapshot of %s: %w", table, err)
		}
	}
	return tables, nil
}

// reconcile journals, under a write that is running, what happened to rows since keepSnapshots without a trigger seeing
// it, and drops the snapshots. Tables that are gone lose all their rows.
func reconcile(ctx context.Context, db bun.IConn, writeID int64, before []string) error {
	tables, err := journalledTables(ctx, db)
	if err != nil {
		return err
	}
	all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(tables, before))))
	for _, table := range all {
		found, err := sinceSnapshot(ctx, db, table, slices.Contains(before, table), slices.Contains(tables, table))
		if err != nil {
			return err
		}
		for _, d := range found {
			if err := d.record(ctx, db, writeID); err != nil {
				return err
			}
		}
	}
	for _, table := range before {
		if _, err := db.ExecContext(ctx, "DROP TABLE temp."+snapshotName(table)); err != nil {
			return fmt.Errorf("drop snapshot: %w", err)
		}
	}
	return nil
}

func sinceSnapshot(ctx context.Context, db bun.IConn, table string, was, is bool) (found []disagreement, err error) {
	source := &snapshot{}
	if was {
		if source, err = newSnapshot(ctx, db, table); err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, source.rows.Close()) }()
	}
	if is {
		found, _, err = disagreements(ctx, db, table, source)
		return found, err
	}
	found, err = missing(source)
	for i := range found {
		found[i].table = table
	}
	return found, err
}

func (d disagreement) record(ctx context.Context, db bun.IConn, writeID int64) error {
	before, err := d.before.text()
	if err != nil {
		return err
	}
	after, err := d.after.text()
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `INSERT INTO journal_row (write_id, tbl, row_id, op, before_json, after_json)
		VALUES (?, ?, ?, ?, ?, ?)`, writeID, d.table, d.id, d.op, before, after)
	if err != nil {
		return fmt.Errorf("journal migration: %w", err)
	}
	return nil
}

// text is the image as the journal stores it, NULL for none.
func (im Image) text() (sql.NullString, error) {
	if im == nil {
		return sql.NullString{}, nil
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false) // '<' stays as SQLite writes it: values are compared as text
	if err := enc.Encode(map[string]json.RawMessage(im)); err != nil {
		return sql.NullString{}, fmt.Errorf("encode journal image: %w", err)
	}
	return sql.NullString{String: string(bytes.TrimSpace(buf.Bytes())), Valid: true}, nil
}

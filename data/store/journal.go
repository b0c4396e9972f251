package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// coreSchema is what the store itself needs, made before the first migration.
//
// journal_write is one call of Store.Write; its rows are journal_row first_row to last_row. journal_current holds the
// running write, and only inside its transaction. journal_shape holds the hash of the schema the triggers were made for.
const coreSchema = `
CREATE TABLE IF NOT EXISTS schema_migration (
	version    INTEGER PRIMARY KEY,
	name       TEXT NOT NULL,
	applied_at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS journal_write (
	id        INTEGER PRIMARY KEY,
	at        TEXT NOT NULL,
	actor     TEXT NOT NULL,
	wording   TEXT NOT NULL,
	first_row INTEGER NOT NULL,
	last_row  INTEGER,
	undoes    INTEGER,
	undone_by INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS journal_row (
	id          INTEGER PRIMARY KEY,
	write_id    INTEGER NOT NULL,
	tbl         TEXT NOT NULL,
	row_id      INTEGER NOT NULL,
	op          TEXT NOT NULL,
	before_json TEXT,
	after_json  TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS journal_row_by_record ON journal_row (tbl, row_id);
CREATE INDEX IF NOT EXISTS journal_write_undoing ON journal_write (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX IF NOT EXISTS journal_write_undone ON journal_write (undone_by) WHERE undone_by IS NOT NULL;
CREATE TABLE IF NOT EXISTS journal_current (write_id INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS journal_shape (hash TEXT NOT NULL) STRICT;
`

// noCurrentWrite is what a trigger says to a change that did not come through Store.Write.
const noCurrentWrite = "journal: no current write"

// generator is part of the shape: raise it when the triggers are made differently.
const generator = "2"

// startJournal begins a write in the journal: from here to closeJournal the triggers let changes through.
func startJournal(ctx context.Context, db bun.IConn, at time.Time, actor, wording string) (writeID int64, err error) {
	err = db.QueryRowContext(ctx, `INSERT INTO journal_write (at, actor, wording, first_row)
		VALUES (?, ?, ?, 1 + coalesce((SELECT max(id) FROM journal_row), 0)) RETURNING id`,
		Instant(at), actor, wording).Scan(&writeID)
	if err != nil {
		return 0, fmt.Errorf("start journal: %w", err)
	}
	if _, err := db.ExecContext(ctx, "INSERT INTO journal_current (write_id) VALUES (?)", writeID); err != nil {
		return 0, fmt.Errorf("start journal: %w", err)
	}
	return writeID, nil
}

// closeJournal ends the write and gathers what was changed; nil when nothing was, and then the write is
// forgotten unless it is kept for its place among the others.
func closeJournal(ctx context.Context, db bun.IConn, writeID int64, keep bool) (_ *Change, err error) {
	var first, last int64
	err = db.QueryRowContext(ctx, `UPDATE journal_write SET last_row = coalesce((SELECT max(id) FROM journal_row), 0)
		WHERE id = ? RETURNING first_row, last_row`, writeID).Scan(&first, &last)
	if err != nil {
		return nil, fmt.Errorf("close journal: %w", err)
	}
	if _, err := db.ExecContext(ctx, "DELETE FROM journal_current"); err != nil {
		return nil, fmt.Errorf("close journal: %w", err)
	}
	if last < first {
		if keep {
			return nil, nil
		}
		if _, err := db.ExecContext(ctx, "DELETE FROM journal_write WHERE id = ?", writeID); err != nil {
			return nil, fmt.Errorf("drop empty write: %w", err)
		}
		return nil, nil
	}
	change := Change{WriteID: writeID, Tables: map[string][]int64{}}
	rows, err := db.QueryContext(ctx, `SELECT DISTINCT tbl, row_id FROM journal_row WHERE id BETWEEN ? AND ?
		ORDER BY tbl, row_id`, first, last)
	if err != nil {
		return nil, fmt.Errorf("gather changes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var table string
		var id int64
		if err := rows.Scan(&table, &id); err != nil {
			return nil, fmt.Errorf("gather changes: %w", err)
		}
		change.Tables[table] = append(change.Tables[table], id)
	}
	return &change, rows.Err()
}

// Column is one stored column of a journalled table.
type Column struct {
	Name string
	blob bool // may hold BLOBs
	text bool // may hold text
}

// journalledTables gives the ordinary tables, in order of name, which the journal watches.
func journalledTables(ctx context.Context, db bun.IConn) (_ []string, err error) {
	rows, err := db.QueryContext(ctx, `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
		AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'journal\_%' ESCAPE '\' AND name NOT LIKE 'line\_%' ESCAPE '\'
		AND name <> 'schema_migration' ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var tables []string
	for rows.Next() {
		var name string
		var withoutRowID bool
		if err := rows.Scan(&name, &withoutRowID); err != nil {
			return nil, fmt.Errorf("list tables: %w", err)
		}
		if withoutRowID {
			return nil, fmt.Errorf("table %s is WITHOUT ROWID: the journal needs an integer key", name)
		}
		tables = append(tables, name)
	}
	return tables, rows.Err()
}

// StoredColumns gives the columns of table without the generated ones, and insists on the key the journal needs.
func StoredColumns(ctx context.Context, db bun.IConn, table string) (_ []Column, err error) {
	rows, err := db.QueryContext(ctx, "SELECT name, type, pk FROM pragma_table_info(?)", table)
	if err != nil {
		return nil, fmt.Errorf("columns of %s: %w", table, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var columns []Column
	keyed, keys := false, 0
	for rows.Next() {
		var name, kind string
		var pk int
		if err := rows.Scan(&name, &kind, &pk); err != nil {
			return nil, fmt.Errorf("columns of %s: %w", table, err)
		}
		kind = strings.ToUpper(kind)
		if pk > 0 {
			keys++
			keyed = name == "id" && kind == "INTEGER"
		}
		untyped := kind == "" || kind == "ANY"
		columns = append(columns, Column{
			Name: name,
			blob: untyped || strings.Contains(kind, "BLOB"),
			text: untyped || strings.Contains(kind, "TEXT") || strings.Contains(kind, "CHAR") || strings.Contains(kind, "CLOB"),
		})
	}
	if !keyed || keys != 1 {
		return nil, fmt.Errorf("table %s has no key \"id INTEGER PRIMARY KEY\"", table)
	}
	return columns, rows.Err()
}

// refreshJournal makes the triggers anew when the schema or the triggers are not what they were made for.
func refreshJournal(ctx context.Context, db bun.IConn) error {
	current, err := journalIsCurrent(ctx, db)
	if err != nil || current {
		return err
	}
	if err := dropJournalTriggers(ctx, db); err != nil {
		return err
	}
	tables, err := journalledTables(ctx, db)
	if err != nil {
		return err
	}
	for _, table := range tables {
		columns, err := StoredColumns(ctx, db, table)
		if err != nil {
			return err
		}
		for _, trigger := range journalTriggers(table, columns) {
			if _, err := db.ExecContext(ctx, trigger); err != nil {
				return fmt.Errorf("journal trigger of %s: %w", table, err)
			}
		}
	}
	made, err := shapeHash(ctx, db)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "DELETE FROM journal_shape; INSERT INTO journal_shape (hash) VALUES (?)", made); err != nil {
		return fmt.Errorf("record journal shape: %w", err)
	}
	return nil
}

// journalIsCurrent says whether schema and triggers are as refreshJournal left them.
func journalIsCurrent(ctx context.Context, db bun.IConn) (bool, error) {
	want, err := shapeHash(ctx, db)
	if err != nil {
		return false, err
	}
	var have string
	err = db.QueryRowContext(ctx, "SELECT hash FROM journal_shape").Scan(&have)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, fmt.Errorf("read journal shape: %w", err)
	}
	return have == want, nil
}

// shapeHash covers the whole schema, so that a dropped or altered object is noticed too.
func shapeHash(ctx context.Context, db bun.IConn) (_ string, err error) {
	rows, err := db.QueryContext(ctx, `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL
		AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY type, name`)
	if err != nil {
		return "", fmt.Errorf("read schema: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	hash := sha256.New()
	_, _ = fmt.Fprintln(hash, "generator", generator) // a hash never fails to take bytes
	for rows.Next() {
		var kind, name, text string
		if err := rows.Scan(&kind, &name, &text); err != nil {
			return "", fmt.Errorf("read schema: %w", err)
		}
		_, _ = fmt.Fprintf(hash, "%s %s %s\x00", kind, name, text)
	}
	return hex.EncodeToString(hash.Sum(nil)), rows.Err()
}

func dropJournalTriggers(ctx context.Context, db bun.IConn) error {
	names, err := Texts(ctx, db, `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal\_%' ESCAPE '\'`)
	if err != nil {
		return fmt.Errorf("list journal triggers: %w", err)
	}
	for _, name := range names {
		if _, err := db.ExecContext(ctx, "DROP TRIGGER "+QuoteName(name)); err != nil {
			return fmt.Errorf("drop journal trigger: %w", err)
		}
	}
	return nil
}

// journalTriggers writes the triggers of one table. A delete keeps the whole old row, an update the columns that differ,
// before and after; an update that changes nothing is not journalled. An insert keeps no copy: the row itself, or the
// before of what happened to it later, tells what was inserted, and bulk imports would write everything twice.
func journalTriggers(table string, columns []Column) []string {
	name := func(event string) string { return QuoteName("journal_" + table + "_" + event) }
	record := func(op, id, before, after string) string {
		return fmt.Sprintf(`INSERT INTO journal_row (write_id, tbl, row_id, op, before_json, after_json)
VALUES (coalesce((SELECT write_id FROM journal_current), RAISE(ABORT, '%s')), %s, %s, '%s', %s, %s);`,
			noCurrentWrite, QuoteText(table), id, op, before, after)
	}
	on := QuoteName(table)
	differs := make([]string, 0, len(columns))
	for _, c := range columns {
		differs = append(differs, c.differs())
	}
	return []string{
		fmt.Sprintf("CREATE TRIGGER %s AFTER INSERT ON %s BEGIN\n%s\nEND", name("insert"), on,
			record("insert", "NEW.id", "NULL", "NULL")),
		fmt.Sprintf("CREATE TRIGGER %s AFTER DELETE ON %s BEGIN\n%s\nEND", name("delete"), on,
			record("delete", "OLD.id", WholeRow("OLD", columns), "NULL")),
		fmt.Sprintf("CREATE TRIGGER %s AFTER UPDATE ON %s WHEN %s BEGIN\n%s\nEND", name("update"), on,
			strings.Join(differs, "\nOR "),
			record("update", "NEW.id", changedColumns("OLD", columns), changedColumns("NEW", columns))),
		fmt.Sprintf("CREATE TRIGGER %s BEFORE UPDATE OF id ON %s WHEN OLD.id IS NOT NEW.id BEGIN\nSELECT RAISE(ABORT, 'journal: a key never changes');\nEND",
			name("key"), on),
	}
}

// differs compares without the column's collation: to the journal 'a' and 'A' are two values.
func (c Column) differs() string {
	n := QuoteName(c.Name)
	return fmt.Sprintf("OLD.%s COLLATE BINARY IS NOT NEW.%s", n, n)
}

// value is the column as JSON can hold it: a BLOB as {"$blob": hex}, and text that SQL's json() made as text.
func (c Column) value(row string) string {
	v := row + "." + QuoteName(c.Name)
	switch {
	case c.blob:
		return fmt.Sprintf("CASE typeof(%[1]s) WHEN 'blob' THEN json_object('$blob', hex(%[1]s)) WHEN 'text' THEN %[1]s || '' ELSE %[1]s END", v)
	case c.text:
		return v + " || ''"
	}
	return v
}

func WholeRow(row string, columns []Column) string {
	parts := make([]string, 0, len(columns))
	for _, c := range columns {
		parts = append(parts, QuoteText(c.Name)+", "+c.value(row))
	}
	return "json_object(" + strings.Join(parts, ", ") + ")"
}

func changedColumns(row string, columns []Column) string {
	parts := make([]string, 0, len(columns))
	for _, c := range columns {
		key := QuoteText(`,"` + c.Name + `":`)
		parts = append(parts, fmt.Sprintf("iif(%s, %s || json_quote(%s), '')", c.differs(), key, c.value(row)))
	}
	return "'{' || substr(" + strings.Join(parts, " || ") + ", 2) || '}'"
}

func QuoteName(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func QuoteText(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// note is a line of the journal about something that changed no record.
type note struct {
	actor, wording string
	sent           *Sent // kept with it; nil: nothing
}

// noteIn writes a note in a transaction of its own: such a write is not undone, and copies before and after it hold the same.
func noteIn(ctx context.Context, db *bun.DB, at time.Time, n note) error {
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		id, err := startJournal(ctx, tx, at.UTC(), n.actor, n.wording)
		if err != nil {
			return err
		}
		if err := n.sent.keep(ctx, tx, id); err != nil {
			return err
		}
		_, err = closeJournal(ctx, tx, id, true)
		return err
	})
}

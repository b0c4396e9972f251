package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// Line says of a sort of records that what lists and figures need of each is kept beside it, in Table: one line, computed from the record with all
// that belongs to it. Before a write is committed, the lines of what it touched are computed; no trace of that is in the journal.
type Line struct {
	Table   string   // id (of the record), scope, place and line
	Of      string   // the table of the records
	Version int      // of what Compute makes: lines of another version are not believed
	Sources []Source // the other tables that lines follow from; one that leads to another of them comes before it
	Also    string   // SQL of the ids of further records whose lines follow from records, whose ids are the JSON array ?0; "" for none

	// Compute puts the line of each of the records of ids that has one. It reads db, and of the same rows makes the same line.
	Compute func(ctx context.Context, db bun.IDB, ids []int64, put func(LineRow)) error
}

// Source is a table with the rows that Column says belong to a row of the table Of.
type Source struct{ Table, Column, Of string }

// LineRow is the line of record ID.
type LineRow struct {
	ID, Scope int64
	Place     string // sorts by its bytes as the list does; records of one place by their ids
	Text      []byte // what only the sort of records can read
}

// lines are those of all sorts of records.
var lines []*Line

// SetLines is called once, when the program starts, by who knows the sorts of records.
func SetLines(all []*Line) { lines = all }

// linesAtOnce is how many lines are computed together: their records are in memory.
const linesAtOnce = 2000

// stored is the line with what tells it from the next, as it is kept.
func (r *LineRow) stored() []byte {
	b := make([]byte, 0, len(r.Place)+len(r.Text)+3*binary.MaxVarintLen32)
	b = binary.AppendUvarint(b, uint64(r.ID)) // keys are from 1 on
	b = append(binary.AppendUvarint(b, uint64(len(r.Place))), r.Place...)
	return append(binary.AppendUvarint(b, uint64(len(r.Text))), r.Text...)
}

// compute are the lines of the records that have one.
func (l *Line) compute(ctx context.Context, db bun.IDB, ids []int64) ([]LineRow, error) {
	made := make([]LineRow, 0, len(ids))
	if err := l.Compute(ctx, db, ids, func(r LineRow) { made = append(made, r) }); err != nil {
		return nil, fmt.Errorf("compute %s: %w", l.Table, err)
	}
	return made, nil
}

// refresh computes and stores the lines of the records.
func (l *Line) refresh(ctx context.Context, tx bun.IDB, ids []int64) error {
	for some := range slices.Chunk(ids, linesAtOnce) {
		made, err := l.compute(ctx, tx, some)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM "+l.Table+" WHERE id IN (SELECT value FROM json_each(?))", JSONList(some)); err != nil {
			return fmt.Errorf("remove lines of %s: %w", l.Of, err)
		}
		for i := range made {
			r := &made[i]
			if _, err := tx.ExecContext(ctx, "INSERT INTO "+l.Table+" (id, scope, place, line) VALUES (?, ?, ?, ?)", r.ID, r.Scope, r.Place, r.stored()); err != nil {
				return fmt.Errorf("store line of %s %d: %w", l.Of, r.ID, err)
			}
		}
	}
	return nil
}

// fillLines computes the lines that follow from what the write changed.
func (c *Change) fillLines(ctx context.Context, tx *Tx) error {
	for _, l := range lines {
		ids, err := l.touched(ctx, tx, c)
		if err != nil {
			return err
		}
		if err := l.refresh(ctx, tx, ids); err != nil {
			return err
		}
	}
	return nil
}

// touched are the records whose lines follow from what the write changed: those that the changed rows belong to, or belonged to before it.
func (l *Line) touched(ctx context.Context, tx *Tx, c *Change) ([]int64, error) {
	changed := maps.Clone(c.Tables)
	for _, s := range l.Sources {
		rows := changed[s.Table]
		if len(rows) == 0 {
			continue
		}
		owners, err := IDs(ctx, tx, fmt.Sprintf(`SELECT %[1]s FROM %[2]s WHERE id IN (SELECT value FROM json_each(?0))
			UNION SELECT json_extract(before_json, '$.%[1]s') FROM journal_row WHERE id >= (SELECT first_row FROM journal_write WHERE id = ?1)
				AND +tbl = '%[2]s' AND json_type(before_json, '$.%[1]s') = 'integer'`, s.Column, s.Table), JSONList(rows), c.WriteID)
		if err != nil {
			return nil, fmt.Errorf("what %s belongs to: %w", s.Table, err)
		}
		changed[s.Of] = slices.Concat(changed[s.Of], owners)
	}
	ids := changed[l.Of]
	if len(ids) > 0 && l.Also != "" {
		also, err := IDs(ctx, tx, l.Also, JSONList(ids))
		if err != nil {
			return nil, fmt.Errorf("further lines of %s: %w", l.Of, err)
		}
		ids = slices.Concat(ids, also)
	}
	return slices.Compact(slices.Sorted(slices.Values(ids))), nil
}

// forgetLines has every line be computed afresh when the database is opened.
func forgetLines(ctx context.Context, db bun.IConn) error {
	kept, err := keepsLines(ctx, db)
	if err != nil || !kept {
		return err
	}
	if _, err := db.ExecContext(ctx, "DELETE FROM line_version"); err != nil {
		return fmt.Errorf("forget lines: %w", err)
	}
	return nil
}

// keepsLines reports whether the schema has lines at all.
func keepsLines(ctx context.Context, db bun.IConn) (bool, error) {
	var kept bool
	if err := db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'line_version')").Scan(&kept); err != nil {
		return false, fmt.Errorf("look for lines: %w", err)
	}
	return kept, nil
}

// settleLines computes all lines of the sorts of records whose lines are of another version. Those of a sort the program does not have will no longer
// be kept up, and are forgotten.
func settleLines(ctx context.Context, db *bun.DB) error {
	kept, err := keepsLines(ctx, db)
	if err != nil || !kept {
		return err
	}
	var versions strings.Builder
	var old []*Line
	versions.WriteString("tbl = ''")
	for _, l := range lines {
		fmt.Fprintf(&versions, " OR tbl = %s AND version = %d", QuoteText(l.Table), l.Version)
		current, err := l.Current(ctx, db)
		if err != nil {
			return err
		}
		if !current {
			old = append(old, l)
		}
	}
	others, err := LookUp(ctx, db, "SELECT count(*) FROM line_version WHERE NOT ("+versions.String()+")")
	if err != nil || others == 0 && len(old) == 0 {
		return err
	}
	return db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM line_version WHERE NOT ("+versions.String()+")"); err != nil {
			return fmt.Errorf("forget lines: %w", err)
		}
		for _, l := range old {
			if err := l.remake(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// remake computes all lines.
func (l *Line) remake(ctx context.Context, tx bun.Tx) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM "+l.Table); err != nil {
		return fmt.Errorf("remove lines of %s: %w", l.Of, err)
	}
	ids, err := IDs(ctx, tx, "SELECT id FROM "+l.Of+" ORDER BY id")
	if err != nil {
		return err
	}
	if err := l.refresh(ctx, tx, ids); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO line_version (tbl, version) VALUES (?, ?)", l.Table, l.Version); err != nil {
		return fmt.Errorf("note version of %s: %w", l.Table, err)
	}
	return nil
}

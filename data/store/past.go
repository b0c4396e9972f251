package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// Past is the end of a day: what was changed later is read as it stood then. The zero value is now.
type Past struct {
	gone    int64 // the first row of the journal that is later; 0: none is
	settled int64 // the first row of the journal that is later for rows that were added after the day; 0: none is
}

// EndOf is the instant at which the day (YYYY-MM-DD) is over; for no day, and one behind all, one after whatever is stored.
func EndOf(day string) string {
	midnight, err := time.ParseInLocation(DateLayout, day, time.Local)
	if err != nil || day == lastDay {
		return lastDay
	}
	return Instant(midnight.AddDate(0, 0, 1))
}

// lastDay is a day that nothing is dated after.
const lastDay = "9999-12-31"

// WrittenBy is SQL for whether the row of a table with an id, which is SQL, was there by an end of a day, which is SQL: not added later.
func WrittenBy(table, id, end string) string {
	return "COALESCE((SELECT w.at FROM journal_row j JOIN journal_write w ON w.id = j.write_id WHERE j.tbl = " + QuoteText(table) + " AND j.row_id = " + id + " AND j.op = 'insert' ORDER BY j.id LIMIT 1), '') < " + end
}

// PastOf is the end of the day (YYYY-MM-DD); no day is now.
func PastOf(ctx context.Context, db bun.IDB, day string) (p Past, err error) {
	end, newest := EndOf(day), ""
	if end == lastDay {
		return p, nil
	}
	err = db.QueryRowContext(ctx, "SELECT at FROM journal_write ORDER BY id DESC LIMIT 1").Scan(&newest)
	if errors.Is(err, sql.ErrNoRows) || err == nil && newest < end {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("past of %s: %w", day, err)
	}
	p.gone, err = LookUp(ctx, db, "SELECT COALESCE(min(first_row), 0) FROM journal_write WHERE at >= ?", end)
	return p, err
}

// AtLeast is p, but not before the write that made the row.
func (p Past) AtLeast(ctx context.Context, db bun.IDB, table string, id int64) (Past, error) {
	if p.gone == 0 {
		return p, nil
	}
	after, err := afterMaking(ctx, db, table, id)
	if err != nil || after == 0 {
		return Past{}, err
	}
	return Past{gone: max(p.gone, after)}, nil
}

// SettledBy is p, with rows that were added later as they were when the row was made: what was corrected after that is none of the day's.
func (p Past) SettledBy(ctx context.Context, db bun.IDB, table string, id int64) (Past, error) {
	if p.gone == 0 {
		return p, nil
	}
	after, err := afterMaking(ctx, db, table, id)
	return Past{gone: p.gone, settled: after}, err
}

// afterMaking is the first row of the journal after the write that made the row, 0 for the write that is going on.
func afterMaking(ctx context.Context, db bun.IDB, table string, id int64) (int64, error) {
	return LookUp(ctx, db, `SELECT COALESCE(w.last_row + 1, 0) FROM journal_row r JOIN journal_write w ON w.id = r.write_id
		WHERE r.tbl = ? AND r.row_id = ? AND r.op = 'insert' ORDER BY r.id DESC LIMIT 1`, table, id)
}

// PastTable is a table to be read as it stood.
type PastTable struct {
	Name string

	// Parent is the table its rows hang on by Column: a row of it that stood then has the rows it had, and one added later those it has. "": they have
	// days of their own.
	Parent, Column string

	// Key are the columns that no two rows share: what was removed since stands in place of what came instead.
	Key []string
}

// With is what to put before a query for it to read the tables as they stood: those that hang on others after them. Rows that were added later are read
// as they are, for the query to judge by the days they bear. "" where nothing was changed since.
func (p Past) With(ctx context.Context, db bun.IDB, tables ...PastTable) (string, error) {
	if p.gone == 0 {
		return "", nil
	}
	all := map[string]changes{}
	var parts []string
	for _, t := range tables {
		c, err := p.changed(ctx, db, t.Name)
		if err != nil {
			return "", fmt.Errorf("past of %s: %w", t.Name, err)
		}
		all[t.Name] = c
		part, err := t.stood(ctx, db, c, all[t.Parent])
		if err != nil {
			return "", fmt.Errorf("past of %s: %w", t.Name, err)
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return "", nil
	}
	return "WITH " + strings.Join(parts, ", ") + " ", nil
}

// changes are what became of the rows of a table since.
type changes struct {
	was         map[int64]Image // what rows are to be read as
	early, late []int64         // those added, before and after it was settled what they are
}

// changed reads the changes of a table from the journal. Migrations are none.
func (p Past) changed(ctx context.Context, db bun.IDB, table string) (changes, error) {
	c := changes{was: map[int64]Image{}}
	const stood, early, late = 1, 2, 3
	came := map[int64]int{}
	err := ScanRows(ctx, db, func(scan func(...any) error) error {
		var row int64
		r := JournalRow{Table: table}
		if err := scan(&row, &r.ID, &r.Op, &r.Before); err != nil {
			return err
		}
		settled := p.settled > 0 && row >= p.settled
		switch {
		case came[r.ID] == 0 && r.Op != "insert":
			came[r.ID] = stood
		case came[r.ID] == 0 && p.settled > 0 && !settled:
			came[r.ID], c.early = early, append(c.early, r.ID)
		case came[r.ID] == 0:
			came[r.ID], c.late = late, append(c.late, r.ID)
		}
		if came[r.ID] == stood || came[r.ID] == early && settled {
			c.before(r)
		}
		return nil
	}, `SELECT r.id, r.row_id, r.op, r.before_json FROM journal_row r JOIN journal_write w ON w.id = r.write_id
		WHERE r.tbl = ? AND r.id >= ? AND NOT (w.actor = ? AND w.wording GLOB ?) ORDER BY r.id`, table, p.gone, systemActor, migrationWording+"*")
	return c, err
}

// before notes what a row was before a change, as far as an earlier one has not said it.
func (c *changes) before(r JournalRow) {
	if c.was[r.ID] == nil {
		c.was[r.ID] = Image{}
	}
	for name, raw := range r.Before {
		if _, told := c.was[r.ID][name]; !told {
			c.was[r.ID][name] = raw
		}
	}
}

// stood is the table as a common table expression; "" for one as it is. parents are the changes of the table that its rows hang on.
func (t PastTable) stood(ctx context.Context, db bun.IDB, c, parents changes) (string, error) {
	ids := slices.Sorted(maps.Keys(c.was))
	hidden := slices.Clone(ids)
	if t.Parent != "" {
		for _, of := range []struct{ added, parents []int64 }{{c.early, slices.Concat(parents.early, parents.late)}, {c.late, parents.late}} {
			later, err := IDs(ctx, db, fmt.Sprintf("SELECT id FROM %s WHERE id IN (%s) AND %s NOT IN (%s)", QuoteName(t.Name), IDList(of.added), QuoteName(t.Column), IDList(of.parents)))
			if err != nil {
				return "", err
			}
			hidden = append(hidden, later...)
		}
	}
	if len(hidden) == 0 {
		return "", nil
	}
	columns, err := StoredColumns(ctx, db, t.Name)
	if err != nil {
		return "", err
	}
	names, rows := make([]string, len(columns)), make([]string, len(ids))
	for i, column := range columns {
		names[i] = QuoteName(column.Name)
	}
	for at, id := range ids {
		row, err := presentRow(ctx, db, t.Name, id)
		if err != nil {
			return "", err
		}
		removed := len(row) == 0
		maps.Copy(row, c.was[id])
		values, err := row.Values()
		if err != nil {
			return "", err
		}
		if removed && len(t.Key) > 0 {
			instead, err := t.instead(ctx, db, values)
			if err != nil {
				return "", err
			}
			hidden = append(hidden, instead...)
		}
		literals := make([]string, len(columns))
		for i, column := range columns {
			literals[i] = literal(values[column.Name])
		}
		rows[at] = "(" + strings.Join(literals, ", ") + ")"
	}
	part := fmt.Sprintf("%s AS (SELECT %s FROM main.%[1]s WHERE id NOT IN (%[3]s)", QuoteName(t.Name), strings.Join(names, ", "), IDList(hidden))
	if len(rows) > 0 { // VALUES has no limit of rows, as UNION ALL has
		part += " UNION ALL SELECT * FROM (VALUES " + strings.Join(rows, ", ") + ")"
	}
	return part + ")", nil
}

// instead are the rows that came in place of one that was removed.
func (t PastTable) instead(ctx context.Context, db bun.IDB, removed map[string]any) ([]int64, error) {
	same := make([]string, len(t.Key))
	for i, name := range t.Key {
		same[i] = QuoteName(name) + " IS " + literal(removed[name])
	}
	return IDs(ctx, db, fmt.Sprintf("SELECT id FROM %s WHERE %s", QuoteName(t.Name), strings.Join(same, " AND ")))
}

// literal is a value as SQL that no formatter takes anything in for a place to fill.
func literal(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'e', 17, 64)
	case string:
		return "CAST(x'" + hex.EncodeToString([]byte(v)) + "' AS TEXT)"
	case []byte:
		return "x'" + hex.EncodeToString(v) + "'"
	}
	return "NULL"
}

package record

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// past holds one record as it once was: its rows in temporary tables that stand before the real ones, under temporary copies of the
// views, so that the kind's own query reads it. Everything else is read where it is.
type past struct {
	kind    *Kind
	id      int64
	conn    bun.Conn
	columns map[string][]store.Column
	steps   []pastStep // what is still to be taken back, the newest first
}

// pastStep is one journalled change of a row of the record.
type pastStep struct {
	store.JournalRow

	row     int64 // of the journal
	writeID int64
	at      string
	actor   string
	wording string
	undone  bool
}

// newPast puts the record as it is now into temporary tables and reads what the journal knows of it.
func (k *Kind) newPast(ctx context.Context, conn bun.Conn, id int64) (*past, error) {
	p := &past{kind: k, id: id, conn: conn, columns: map[string][]store.Column{}}
	parts, err := k.parts(ctx, conn)
	if err != nil {
		return nil, err
	}
	rows, err := k.rowsOf(ctx, conn, parts, id, 0)
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		if err := p.readSteps(ctx, part.Table, rows[part.Table]); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(p.steps, func(a, b pastStep) int { return cmp.Compare(b.row, a.row) })
	references, err := store.ForeignKeys(ctx, conn, "true")
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		own := append(slices.Clone(rows[part.Table]), p.referred(references, part.Table, part.Table)...)
		if err := p.shadow(ctx, part.Table, own); err != nil {
			return nil, err
		}
	}
	if err := p.showBinned(ctx, references); err != nil {
		return nil, err
	}
	return p, p.copyViews(ctx)
}

// readSteps reads the journal of rows of one table.
func (p *past) readSteps(ctx context.Context, table string, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	return store.ScanRows(ctx, p.conn, func(scan func(...any) error) error {
		s := pastStep{JournalRow: store.JournalRow{Table: table}}
		err := scan(&s.row, &s.writeID, &s.at, &s.actor, &s.wording, &s.undone, &s.ID, &s.Op, &s.Before, &s.After)
		p.steps = append(p.steps, s)
		return err
	}, `SELECT r.id, w.id, w.at, w.actor, w.wording, w.undone_by IS NOT NULL, r.row_id, r.op, r.before_json, r.after_json
		FROM journal_row r JOIN journal_write w ON w.id = r.write_id WHERE r.tbl = `+store.QuoteText(table)+` AND r.row_id IN (`+store.IDList(ids)+`)`)
}

// shadow copies rows of a table into a temporary one of its name. The bin is left out of account: a record in it is read like any other.
func (p *past) shadow(ctx context.Context, table string, ids []int64) error {
	columns, err := store.StoredColumns(ctx, p.conn, table)
	if err != nil {
		return err
	}
	p.columns[table] = columns
	statement := fmt.Sprintf("CREATE TEMP TABLE %[1]s AS SELECT %[2]s FROM main.%[1]s WHERE id IN (%[3]s)", store.QuoteName(table), p.selection(table), store.IDList(ids))
	if _, err := p.conn.ExecContext(ctx, statement); err != nil {
		return fmt.Errorf("copy rows of %s: %w", table, err)
	}
	return nil
}

// selection names the columns of a table, with everything out of the bin; what becomes of attachments is told by the bin.
func (p *past) selection(table string) string {
	names := make([]string, 0, len(p.columns[table]))
	for _, c := range p.columns[table] {
		if name := store.QuoteName(c.Name); c.Name == binColumn && table != store.AttachmentTable {
			names = append(names, "'' AS "+name)
		} else {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

const binColumn = "deleted_at"

// showBinned lets names of records in the bin, and of records that are gone altogether, be read as those of others.
func (p *past) showBinned(ctx context.Context, references []store.Reference) error {
	tables, err := store.Texts(ctx, p.conn, `SELECT DISTINCT m.name FROM main.sqlite_schema m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.name = '`+binColumn+`' AND m.name NOT LIKE 'journal\_%' ESCAPE '\'`)
	if err != nil {
		return fmt.Errorf("tables with a bin: %w", err)
	}
	for _, table := range tables {
		if p.columns[table] != nil {
			continue
		}
		if p.columns[table], err = store.StoredColumns(ctx, p.conn, table); err != nil {
			return err
		}
		gone, err := p.gone(ctx, references, table)
		if err != nil {
			return err
		}
		view := fmt.Sprintf("CREATE TEMP VIEW %[1]s AS SELECT %[2]s FROM main.%[1]s%[3]s", store.QuoteName(table), p.selection(table), gone)
		if _, err := p.conn.ExecContext(ctx, view); err != nil {
			return fmt.Errorf("show %s: %w", table, err)
		}
	}
	return nil
}

// gone keeps what the journal says of rows that the record once referred to and that are there no more; it gives the SQL that adds them.
func (p *past) gone(ctx context.Context, references []store.Reference, table string) (string, error) {
	var ids []int64
	for _, part := range slices.Sorted(maps.Keys(p.columns)) {
		ids = append(ids, p.referred(references, part, table)...)
	}
	if len(ids) == 0 {
		return "", nil
	}
	missing, err := store.Numbers(ctx, p.conn, fmt.Sprintf(`SELECT max(id) FROM journal_row WHERE tbl = %s AND row_id IN (%s) AND op = 'delete'
		AND row_id NOT IN (SELECT id FROM main.%s) GROUP BY row_id`, store.QuoteText(table), store.IDList(ids), store.QuoteName(table)))
	if err != nil || len(missing) == 0 {
		return "", err
	}
	shelf := store.QuoteName(table + " gone")
	if _, err := p.conn.ExecContext(ctx, fmt.Sprintf("CREATE TEMP TABLE %s AS SELECT * FROM main.%s LIMIT 0", shelf, store.QuoteName(table))); err != nil {
		return "", fmt.Errorf("keep gone %s: %w", table, err)
	}
	err = store.ScanRows(ctx, p.conn, func(scan func(...any) error) error {
		var r store.JournalRow
		if err := scan(&r.Before); err != nil {
			return err
		}
		return r.WriteImage(ctx, p.conn.Conn, "INSERT INTO temp."+shelf+" (%s) VALUES (%s)", r.Before.Through(p.columns[table]))
	}, "SELECT before_json FROM journal_row WHERE id IN ("+store.IDList(missing)+")")
	return fmt.Sprintf(" UNION ALL SELECT %s FROM temp.%s", p.selection(table), shelf), err
}

// referred gives the ids of table `to` that the record's rows in table `from` refer to or once did, as the journal knows them.
func (p *past) referred(references []store.Reference, from, to string) []int64 {
	var ids []int64
	for _, ref := range references {
		if ref.Table != from || ref.Of != to {
			continue
		}
		for _, s := range p.steps {
			if s.Table != from {
				continue
			}
			for _, im := range []store.Image{s.Before, s.After} {
				if v, err := store.JournalValue(im[ref.Column]); err == nil {
					if id, ok := v.(int64); ok {
						ids = append(ids, id)
					}
				}
			}
		}
	}
	return ids
}

// copyViews makes the views anew where they find the temporary tables first; a view of the database itself sees only the database.
func (p *past) copyViews(ctx context.Context) error {
	views, err := store.Texts(ctx, p.conn, "SELECT sql FROM main.sqlite_schema WHERE type = 'view'")
	if err != nil {
		return fmt.Errorf("read views: %w", err)
	}
	for _, view := range views {
		if _, err := p.conn.ExecContext(ctx, strings.Replace(view, "CREATE VIEW", "CREATE TEMP VIEW", 1)); err != nil {
			return fmt.Errorf("copy view: %w", err)
		}
	}
	return nil
}

// read gives the record's values at the moment reached; nil when it was not there.
func (p *past) read(ctx context.Context) (Values, error) {
	record, err := p.kind.Record(ctx, p.conn, p.id)
	if err != nil && store.CodeOf(err) == store.CodeNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	files, err := store.Texts(ctx, p.conn, "SELECT name FROM attachment WHERE deleted_at = '' ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("read attachments: %w", err)
	}
	record.Values[attachmentsKey] = zh.JoinNames(files)
	return record.Values, nil
}

// back takes the newest write back and tells of it.
func (p *past) back(ctx context.Context) (CourseEntry, error) {
	first := p.steps[0]
	entry := CourseEntry{WriteID: first.writeID, Actor: first.actor, Wording: first.wording, Undone: first.undone, lastRow: first.row}
	var err error
	if entry.At, err = time.Parse(store.InstantLayout, first.at); err != nil {
		return entry, fmt.Errorf("moment of write %d: %w", first.writeID, err)
	}
	for len(p.steps) > 0 && p.steps[0].writeID == first.writeID {
		s := p.steps[0]
		p.steps = p.steps[1:]
		if s.Table == p.kind.Table && s.ID == p.id {
			entry.Event = s.event(entry.Event)
		}
		if err := p.takeBack(ctx, s); err != nil {
			return entry, fmt.Errorf("take back %s of %s %d: %w", s.Op, s.Table, s.ID, err)
		}
	}
	return entry, nil
}

// event is what a step on the record's own row means, when known is what later steps of the same write meant.
func (s pastStep) event(known CourseEvent) CourseEvent {
	was, changed := s.Before[binColumn]
	switch {
	case s.Op == "insert":
		return CourseCreated
	case s.Op == "delete":
		return CourseDeleted
	case !changed:
		return known
	case string(was) == `""`:
		return CourseBinned
	default:
		return CourseRestored
	}
}

func (p *past) takeBack(ctx context.Context, s pastStep) error {
	table := "temp." + store.QuoteName(s.Table)
	before := s.Before.Through(p.columns[s.Table])
	if s.Table != store.AttachmentTable {
		delete(before, binColumn)
	}
	switch s.Op {
	case "insert":
		_, err := p.conn.Conn.ExecContext(ctx, "DELETE FROM "+table+" WHERE id = ?", s.ID)
		return err
	case "delete":
		if s.Table != store.AttachmentTable && s.Before[binColumn] != nil {
			before[binColumn] = []byte(`""`)
		}
		return s.WriteImage(ctx, p.conn.Conn, "INSERT INTO "+table+" (%s) VALUES (%s)", before)
	}
	if len(before) == 0 {
		return nil
	}
	return s.WriteImage(ctx, p.conn.Conn, "UPDATE "+table+" SET (%s) = (%s) WHERE id = "+fmt.Sprint(s.ID), before)
}

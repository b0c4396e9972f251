package record

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// namer finds what records are called, each once.
type namer struct {
	db      bun.IConn
	columns map[string][]store.Column
	refers  map[store.Reference]string // table and column -> the table referred to
	hangs   []store.Reference          // references by which a deletion takes rows along
	known   map[rowKey]string
}

func newNamer(ctx context.Context, db bun.IConn) (*namer, error) {
	keys, err := store.ForeignKeys(ctx, db, "true")
	if err != nil {
		return nil, err
	}
	hangs, err := store.HangingTables(ctx, db)
	if err != nil {
		return nil, err
	}
	n := &namer{db: db, columns: map[string][]store.Column{}, refers: map[store.Reference]string{}, hangs: hangs, known: map[rowKey]string{}}
	for _, k := range keys {
		n.refers[store.Reference{Table: k.Table, Column: k.Column}] = k.Of
	}
	return n, nil
}

// wholes are the records that came or went in these rows, by what became of them: the rows' own, and the persons behind them.
func (n *namer) wholes(ctx context.Context, rows []store.JournalRow) (map[rowKey]string, error) {
	found := map[rowKey]string{}
	for _, row := range rows {
		if row.Op == "update" {
			continue
		}
		if row.Table != "person" {
			found[rowKey{row.Table, row.ID}] = row.Op
		}
		if slices.Contains(personal, row.Table) {
			person, err := n.referred(ctx, row, "person_id")
			if err != nil {
				return nil, err
			}
			found[rowKey{"person", person}] = row.Op
		}
	}
	return found, nil
}

// isPart tells whether the row came or went because the record it belongs to did.
func (n *namer) isPart(ctx context.Context, row store.JournalRow, wholes map[rowKey]string) (bool, error) {
	if row.Op == "update" {
		return false, nil
	}
	if row.Table == "person" {
		return wholes[rowKey{"person", row.ID}] == row.Op, nil
	}
	for _, h := range n.hangs {
		if h.Table != row.Table {
			continue
		}
		id, err := n.referred(ctx, row, h.Column)
		if err != nil || wholes[rowKey{h.Of, id}] == row.Op {
			return err == nil, err
		}
	}
	return false, nil
}

// referred is the key in a column of a row that came or went; 0 for none.
func (n *namer) referred(ctx context.Context, row store.JournalRow, column string) (int64, error) {
	im := row.Before
	if row.Op == "insert" {
		var err error
		if im, err = n.row(ctx, rowKey{row.Table, row.ID}); err != nil {
			return 0, err
		}
	}
	v, err := store.JournalValue(orNullJSON(im[column]))
	id, _ := v.(int64)
	return id, err
}

func (n *namer) change(ctx context.Context, row store.JournalRow) (RecordChange, error) {
	change := RecordChange{What: opWords[row.Op], Title: tableTitle(row.Table)}
	var err error
	key := rowKey{row.Table, row.ID}
	if row.Op == "delete" { // its key may be another's by now
		change.Name, err = n.nameOf(ctx, key, row.Before)
	} else {
		change.Name, err = n.name(ctx, key)
	}
	if err != nil || row.Op != "update" {
		return change, err
	}
	before, err := row.Before.Values()
	if err != nil {
		return change, err
	}
	after, err := row.After.Values()
	if err != nil {
		return change, err
	}
	if at, binned := after[binColumn]; binned {
		change.What = opWords["bin"]
		if at == "" {
			change.What = opWords["restore"]
		}
	}
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if name == binColumn {
			continue
		}
		field := ColumnChange{Sensitive: sensitiveColumn(row.Table, name)}
		if field.Title, _ = columnTitle(row.Table, name); field.Title == "" {
			field.Title = name
		}
		if field.From, err = n.value(ctx, row.Table, name, before[name]); err != nil {
			return change, err
		}
		if field.To, err = n.value(ctx, row.Table, name, after[name]); err != nil {
			return change, err
		}
		change.Fields = append(change.Fields, field)
	}
	return change, nil
}

// value is a stored value in words.
func (n *namer) value(ctx context.Context, table, name string, v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case []byte:
		return fmt.Sprintf("（%d 字节）", len(v)), nil
	case int64:
		if of := n.refers[store.Reference{Table: table, Column: name}]; of != "" {
			return n.name(ctx, rowKey{of, v})
		}
		if slices.Contains(registry.tables[table].YesNo, name) {
			return map[bool]string{true: "是", false: "否"}[v != 0], nil
		}
	}
	return fmt.Sprint(v), nil
}

// name is what a row is called now, or was called when it was deleted.
func (n *namer) name(ctx context.Context, key rowKey) (string, error) {
	if name, ok := n.known[key]; ok {
		return name, nil
	}
	n.known[key] = "" // ends a circle of references
	row, err := n.row(ctx, key)
	if err != nil {
		return "", err
	}
	n.known[key], err = n.nameOf(ctx, key, row)
	return n.known[key], err
}

// nameOf makes a row's name of the columns that name it.
func (n *namer) nameOf(ctx context.Context, key rowKey, row store.Image) (string, error) {
	values, err := row.Values()
	if err != nil {
		return "", err
	}
	var words []string
	for _, column := range registry.tables[key.table].Name {
		word, err := n.value(ctx, key.table, column, values[column])
		if err != nil {
			return "", err
		}
		if word != "" {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return fmt.Sprintf("第 %d 号", key.id), nil
	}
	return strings.Join(words, " "), nil
}

// row gives the row as it is, else as it was when it was deleted last; empty when nothing is known of it.
func (n *namer) row(ctx context.Context, key rowKey) (store.Image, error) {
	if n.columns[key.table] == nil {
		columns, err := store.StoredColumns(ctx, n.db, key.table)
		if err != nil {
			return nil, err
		}
		n.columns[key.table] = columns
	}
	var row store.Image
	err := n.db.QueryRowContext(ctx, fmt.Sprintf("SELECT %s FROM %s AS t WHERE id = ?", store.WholeRow("t", n.columns[key.table]), store.QuoteName(key.table)), key.id).Scan(&row)
	if !errors.Is(err, sql.ErrNoRows) {
		return row, err
	}
	err = n.db.QueryRowContext(ctx, `SELECT before_json FROM journal_row WHERE tbl = ? AND row_id = ? AND op = 'delete' ORDER BY id DESC LIMIT 1`, key.table, key.id).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return store.Image{}, nil
	}
	return row, err
}

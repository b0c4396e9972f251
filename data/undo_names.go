package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// namer finds what records are called, each once.
type namer struct {
	db      bun.IConn
	columns map[string][]column
	refers  map[part]string // table and column -> the table referred to
	hangs   []part          // references by which a deletion takes rows along
	known   map[rowKey]string
}

func newNamer(ctx context.Context, db bun.IConn) (*namer, error) {
	keys, err := foreignKeys(ctx, db, "true")
	if err != nil {
		return nil, err
	}
	hangs, err := hangingTables(ctx, db)
	if err != nil {
		return nil, err
	}
	n := &namer{db: db, columns: map[string][]column{}, refers: map[part]string{}, hangs: hangs, known: map[rowKey]string{}}
	for _, k := range keys {
		n.refers[part{table: k.table, column: k.column}] = k.of
	}
	return n, nil
}

// wholes are the records that came or went in these rows, by what became of them: the rows' own, and the persons behind them.
func (n *namer) wholes(ctx context.Context, rows []journalRow) (map[rowKey]string, error) {
	found := map[rowKey]string{}
	for _, row := range rows {
		if row.op == "update" {
			continue
		}
		if row.table != "person" {
			found[rowKey{row.table, row.id}] = row.op
		}
		if slices.Contains(personal, row.table) {
			person, err := n.referred(ctx, row, "person_id")
			if err != nil {
				return nil, err
			}
			found[rowKey{"person", person}] = row.op
		}
	}
	return found, nil
}

// isPart tells whether the row came or went because the record it belongs to did.
func (n *namer) isPart(ctx context.Context, row journalRow, wholes map[rowKey]string) (bool, error) {
	if row.op == "update" {
		return false, nil
	}
	if row.table == "person" {
		return wholes[rowKey{"person", row.id}] == row.op, nil
	}
	for _, h := range n.hangs {
		if h.table != row.table {
			continue
		}
		id, err := n.referred(ctx, row, h.column)
		if err != nil || wholes[rowKey{h.of, id}] == row.op {
			return err == nil, err
		}
	}
	return false, nil
}

// referred is the key in a column of a row that came or went; 0 for none.
func (n *namer) referred(ctx context.Context, row journalRow, column string) (int64, error) {
	im := row.before
	if row.op == "insert" {
		var err error
		if im, err = n.row(ctx, rowKey{row.table, row.id}); err != nil {
			return 0, err
		}
	}
	v, err := journalValue(orNullJSON(im[column]))
	id, _ := v.(int64)
	return id, err
}

func (n *namer) change(ctx context.Context, row journalRow) (RecordChange, error) {
	change := RecordChange{What: opWords[row.op], Title: tableTitle(row.table)}
	var err error
	key := rowKey{row.table, row.id}
	if row.op == "delete" { // its key may be another's by now
		change.Name, err = n.nameOf(ctx, key, row.before)
	} else {
		change.Name, err = n.name(ctx, key)
	}
	if err != nil || row.op != "update" {
		return change, err
	}
	before, err := row.before.values()
	if err != nil {
		return change, err
	}
	after, err := row.after.values()
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
		field := ColumnChange{Sensitive: sensitiveColumn(row.table, name)}
		if field.Title, _ = columnTitle(row.table, name); field.Title == "" {
			field.Title = name
		}
		if field.From, err = n.value(ctx, row.table, name, before[name]); err != nil {
			return change, err
		}
		if field.To, err = n.value(ctx, row.table, name, after[name]); err != nil {
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
		if of := n.refers[part{table: table, column: name}]; of != "" {
			return n.name(ctx, rowKey{of, v})
		}
		if slices.Contains(yesNoColumns, name) {
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
func (n *namer) nameOf(ctx context.Context, key rowKey, row image) (string, error) {
	values, err := row.values()
	if err != nil {
		return "", err
	}
	var words []string
	for _, column := range journalWords[key.table].name {
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
func (n *namer) row(ctx context.Context, key rowKey) (image, error) {
	if n.columns[key.table] == nil {
		columns, err := storedColumns(ctx, n.db, key.table)
		if err != nil {
			return nil, err
		}
		n.columns[key.table] = columns
	}
	var row image
	err := n.db.QueryRowContext(ctx, fmt.Sprintf("SELECT %s FROM %s AS t WHERE id = ?", wholeRow("t", n.columns[key.table]), quoteName(key.table)), key.id).Scan(&row)
	if !errors.Is(err, sql.ErrNoRows) {
		return row, err
	}
	err = n.db.QueryRowContext(ctx, `SELECT before_json FROM journal_row WHERE tbl = ? AND row_id = ? AND op = 'delete' ORDER BY id DESC LIMIT 1`, key.table, key.id).Scan(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return image{}, nil
	}
	return row, err
}

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

// WriteDetails tells in words what one write of the journal did.
type WriteDetails struct {
	LogEntry

	Totals  []WriteTotal
	Records []RecordChange // in the order they were changed
	More    int            // further changes that were not read
}

// WriteTotal is how many records of a sort a write treated alike.
type WriteTotal struct {
	Title string // 委员
	What  string // 新建, 修改, 删除
	Count int
}

// RecordChange is one change of one record: 修改委员 张小明.
type RecordChange struct {
	What   string // 新建, 修改, 删除, 放入回收站, 从回收站恢复
	Title  string
	Name   string
	Fields []ColumnChange // of a 修改, by title
}

// ColumnChange is a field with its value before and after; "" is empty.
type ColumnChange struct {
	Title     string
	From, To  string
	Sensitive bool // to be masked unless asked for
}

// WriteDetails reads what a write did: totals of all of it, and the first limit changes one by one. References are told by the names
// their records have now, or had when they went. CodeNotFound when there is no such write.
func (s *Store) WriteDetails(ctx context.Context, writeID int64, limit int) (details WriteDetails, err error) {
	conn, err := s.reader.Conn(ctx)
	if err != nil {
		return details, fmt.Errorf("details of write %d: %w", writeID, err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = inReadTransaction(ctx, conn.Conn, func() error {
		details, err = readWriteDetails(ctx, conn, writeID, limit)
		return err
	})
	if err != nil {
		return details, fmt.Errorf("details of write %d: %w", writeID, err)
	}
	return details, nil
}

func readWriteDetails(ctx context.Context, db bun.IConn, writeID int64, limit int) (WriteDetails, error) {
	var d WriteDetails
	past, err := findWrite(ctx, db, writeID)
	if err != nil {
		return d, err
	}
	d.LogEntry = LogEntry{
		ID: past.id, Actor: past.actor, Wording: past.wording, Changes: int(past.last - past.first + 1),
		UndoneBy: past.undoneBy.Int64, Undoes: past.undoes.Int64,
	}
	if d.At, err = parseInstant(past.at); err != nil {
		return d, err
	}
	if d.Totals, err = writeTotals(ctx, db, past); err != nil {
		return d, err
	}
	rows, err := writeRows(ctx, db, past, limit)
	if err != nil {
		return d, err
	}
	d.More = d.Changes - len(rows)
	names, err := newNamer(ctx, db)
	if err != nil {
		return d, err
	}
	for _, row := range rows {
		change, err := names.change(ctx, row)
		if err != nil {
			return d, err
		}
		d.Records = append(d.Records, change)
	}
	return d, nil
}

// writeTotals counts the records of a write by table and by what became of them.
func writeTotals(ctx context.Context, db bun.IConn, past pastWrite) (totals []WriteTotal, err error) {
	rows, err := db.QueryContext(ctx, `SELECT tbl, op, count(DISTINCT row_id) FROM (
		SELECT tbl, row_id, CASE WHEN op <> 'update' THEN op WHEN json_extract(after_json, '$.`+binColumn+`') IS NULL THEN op
			WHEN json_extract(after_json, '$.`+binColumn+`') = '' THEN 'restore' ELSE 'bin' END AS op
		FROM journal_row WHERE id BETWEEN ? AND ?) GROUP BY tbl, op ORDER BY 3 DESC, 1, 2`, past.first, past.last)
	if err != nil {
		return nil, fmt.Errorf("count records: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var table, op string
		var t WriteTotal
		if err := rows.Scan(&table, &op, &t.Count); err != nil {
			return nil, fmt.Errorf("count records: %w", err)
		}
		t.Title, t.What = tableTitle(table), opWords[op]
		totals = append(totals, t)
	}
	return totals, rows.Err()
}

var opWords = map[string]string{"insert": "新建", "update": "修改", "delete": "删除", "bin": "放入回收站", "restore": "从回收站恢复"}

func tableTitle(table string) string {
	if words, ok := journalWords[table]; ok {
		return words.title
	}
	return table
}

func writeRows(ctx context.Context, db bun.IConn, past pastWrite, limit int) (found []journalRow, err error) {
	rows, err := db.QueryContext(ctx, `SELECT tbl, row_id, op, before_json, after_json FROM journal_row
		WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?`, past.first, past.last, limit)
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r journalRow
		if err := rows.Scan(&r.table, &r.id, &r.op, &r.before, &r.after); err != nil {
			return nil, fmt.Errorf("read changes: %w", err)
		}
		found = append(found, r)
	}
	return found, rows.Err()
}

// namer finds what records are called, each once.
type namer struct {
	db      bun.IConn
	columns map[string][]column
	refers  map[part]string // table and column -> the table referred to
	known   map[rowKey]string
}

func newNamer(ctx context.Context, db bun.IConn) (*namer, error) {
	keys, err := foreignKeys(ctx, db, "true")
	if err != nil {
		return nil, err
	}
	n := &namer{db: db, columns: map[string][]column{}, refers: map[part]string{}, known: map[rowKey]string{}}
	for _, k := range keys {
		n.refers[part{table: k.table, column: k.column}] = k.of
	}
	return n, nil
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
		return fmt.Sprintf("(%d 字节)", len(v)), nil
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

package record

import (
	"context"
	"errors"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// WriteDetails tells in words what one write of the journal did.
type WriteDetails struct {
	store.LogEntry

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

// ReadWriteDetails reads what a write did: totals of all of it, and the first limit changes one by one. References are told by the names
// their records have now, or had when they went. CodeNotFound when there is no such write.
func ReadWriteDetails(ctx context.Context, s *store.Store, writeID int64, limit int) (details WriteDetails, err error) {
	conn, err := s.Reader.Conn(ctx)
	if err != nil {
		return details, fmt.Errorf("details of write %d: %w", writeID, err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = store.InReadTransaction(ctx, conn.Conn, func() error {
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
	past, err := store.FindWrite(ctx, db, writeID)
	if err != nil {
		return d, err
	}
	d.LogEntry = store.LogEntry{
		ID: past.ID, Actor: past.Actor, Wording: past.Wording, Changes: int(past.Last - past.First + 1),
		UndoneBy: past.UndoneBy.Int64, Undoes: past.Undoes.Int64,
	}
	if d.At, err = store.ParseInstant(past.At); err != nil {
		return d, err
	}
	if d.Totals, err = writeTotals(ctx, db, past); err != nil {
		return d, err
	}
	d.Records, err = recordChanges(ctx, db, past, limit)
	d.More = d.Changes - len(d.Records)
	return d, err
}

// rowsPerRecord is how many rows are read for a record to be told: one that is new or gone takes its parts along, which are not told.
const rowsPerRecord = 8

// recordChanges tells the first changes of a write, without those that are part of another one told.
func recordChanges(ctx context.Context, db bun.IConn, past store.PastWrite, limit int) ([]RecordChange, error) {
	rows, err := writeRows(ctx, db, past, limit*rowsPerRecord)
	if err != nil {
		return nil, err
	}
	names, err := newNamer(ctx, db)
	if err != nil {
		return nil, err
	}
	wholes, err := names.wholes(ctx, rows)
	if err != nil {
		return nil, err
	}
	var changes []RecordChange
	for _, row := range rows {
		if part, err := names.isPart(ctx, row, wholes); err != nil || part {
			if err != nil {
				return nil, err
			}
			continue
		}
		change, err := names.change(ctx, row)
		if err != nil {
			return nil, err
		}
		if changes = append(changes, change); len(changes) == limit {
			break
		}
	}
	return changes, nil
}

// writeTotals counts the records of a write by table and by what became of them.
func writeTotals(ctx context.Context, db bun.IConn, past store.PastWrite) (_ []WriteTotal, err error) {
	rows, err := db.QueryContext(ctx, `SELECT tbl, op, count(DISTINCT row_id) FROM (
		SELECT tbl, row_id, CASE WHEN op <> 'update' THEN op WHEN json_extract(after_json, '$.`+binColumn+`') IS NULL THEN op
			WHEN json_extract(after_json, '$.`+binColumn+`') = '' THEN 'restore' ELSE 'bin' END AS op
		FROM journal_row WHERE id BETWEEN ? AND ?) GROUP BY tbl, op ORDER BY 3 DESC, 1, 2`, past.First, past.Last)
	if err != nil {
		return nil, fmt.Errorf("count records: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var kinds, parts []WriteTotal // records that have a list of their own come first
	for rows.Next() {
		var table, op string
		var t WriteTotal
		if err := rows.Scan(&table, &op, &t.Count); err != nil {
			return nil, fmt.Errorf("count records: %w", err)
		}
		t.Title, t.What = tableTitle(table), opWords[op]
		if registry.fields[table] == nil || table == "person" {
			parts = append(parts, t)
		} else {
			kinds = append(kinds, t)
		}
	}
	return append(kinds, parts...), rows.Err()
}

var opWords = map[string]string{"insert": "新建", "update": "修改", "delete": "删除", "bin": "放入回收站", "restore": "从回收站恢复"}

func tableTitle(table string) string {
	if words, ok := registry.tables[table]; ok {
		return words.Title
	}
	return table
}

func writeRows(ctx context.Context, db bun.IConn, past store.PastWrite, limit int) (found []store.JournalRow, err error) {
	rows, err := db.QueryContext(ctx, `SELECT tbl, row_id, op, before_json, after_json FROM journal_row
		WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?`, past.First, past.Last, limit)
	if err != nil {
		return nil, fmt.Errorf("read changes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r store.JournalRow
		if err := rows.Scan(&r.Table, &r.ID, &r.Op, &r.Before, &r.After); err != nil {
			return nil, fmt.Errorf("read changes: %w", err)
		}
		found = append(found, r)
	}
	return found, rows.Err()
}

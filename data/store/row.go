package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/cell"
)

// Columns are the values of a row to be written, by column name.
type Columns map[string]any

func (c Columns) names() []string {
	names := make([]string, 0, len(c))
	for name := range c {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Insert adds a row and gives its id.
func (tx *Tx) Insert(ctx context.Context, table string, row Columns) (int64, error) {
	names := row.names()
	if err := refuseUnseen(table, row, names); err != nil {
		return 0, err
	}
	args := make([]any, len(names))
	for i, name := range names {
		args[i] = row[name]
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
	result, err := tx.ExecContext(ctx, "INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+marks+")", args...)
	if err != nil {
		return 0, fmt.Errorf("insert into %s: %w", table, err)
	}
	return result.LastInsertId()
}

// Update changes the columns of one row; no columns is no change.
func (tx *Tx) Update(ctx context.Context, table string, id int64, row Columns) error {
	if len(row) == 0 {
		return nil
	}
	names := row.names()
	if err := refuseUnseen(table, row, names); err != nil {
		return err
	}
	args := make([]any, 0, len(names)+1)
	for _, name := range names {
		args = append(args, row[name])
	}
	args = append(args, id)
	_, err := tx.ExecContext(ctx, "UPDATE "+table+" SET "+strings.Join(names, " = ?, ")+" = ? WHERE id = ?", args...)
	if err != nil {
		return fmt.Errorf("update %s %d: %w", table, id, err)
	}
	return nil
}

// Put inserts the row when id is 0 and updates it otherwise; either way it gives the id.
func (tx *Tx) Put(ctx context.Context, table string, id int64, row Columns) (int64, error) {
	if id == 0 {
		return tx.Insert(ctx, table, row)
	}
	return id, tx.Update(ctx, table, id, row)
}

// Run runs one statement that is written out because it is more than a row by id.
func (tx *Tx) Run(ctx context.Context, query string, args ...any) error {
	if _, err := tx.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("%.40s: %w", query, err)
	}
	return nil
}

// LookUp reads one id; 0 when there is none.
func LookUp(ctx context.Context, db bun.IDB, query string, args ...any) (int64, error) {
	var id int64
	err := db.QueryRowContext(ctx, query, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("look up: %w", err)
	}
	return id, nil
}

// IDs reads a list of ids.
func IDs(ctx context.Context, db bun.IDB, query string, args ...any) (found []int64, err error) {
	err = ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		found = append(found, id)
		return err
	}, query, args...)
	return found, err
}

// ScanRows calls each for every row of the query.
func ScanRows(ctx context.Context, db bun.IDB, each func(scan func(...any) error) error, query string, args ...any) (err error) {
	rows, err := queryRows(ctx, db, query, args)
	if err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return fmt.Errorf("read row: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read rows: %w", err)
	}
	return nil
}

// OrNull stores an absent reference as NULL.
func OrNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// DateLayout is how dates are stored.
const DateLayout = "2006-01-02"

// refuseUnseen refuses with CodeInvalid a row whose texts hold characters that cannot be seen: every write of the program but undo, which puts
// back what was there. names are the row's columns.
func refuseUnseen(table string, row Columns, names []string) error {
	for _, name := range names {
		text, ok := row[name].(string)
		if !ok {
			continue
		}
		if character := cell.Unseen(text); character != "" {
			return Refuse(CodeInvalid, "「%s」里%s，不能保存。", titleOf(table, name), UnseenFault(character))
		}
	}
	return nil
}

// Today is the day of the write on the wall calendar.
func (tx *Tx) Today() string { return tx.Now().Local().Format(DateLayout) }

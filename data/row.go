package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
)

// columns are the values of a row to be written, by column name.
type columns map[string]any

func (c columns) names() []string {
	names := make([]string, 0, len(c))
	for name := range c {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// insert adds a row and gives its id.
func (tx *Tx) insert(ctx context.Context, table string, row columns) (int64, error) {
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

// update changes the columns of one row; no columns is no change.
func (tx *Tx) update(ctx context.Context, table string, id int64, row columns) error {
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

// put inserts the row when id is 0 and updates it otherwise; either way it gives the id.
func (tx *Tx) put(ctx context.Context, table string, id int64, row columns) (int64, error) {
	if id == 0 {
		return tx.insert(ctx, table, row)
	}
	return id, tx.update(ctx, table, id, row)
}

// exec runs one statement that is written out because it is more than a row by id.
func (tx *Tx) exec(ctx context.Context, query string, args ...any) error {
	if _, err := tx.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("%.40s: %w", query, err)
	}
	return nil
}

// lookUp reads one id; 0 when there is none.
func lookUp(ctx context.Context, db bun.IDB, query string, args ...any) (int64, error) {
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

// ids reads a list of ids.
func ids(ctx context.Context, db bun.IDB, query string, args ...any) (found []int64, err error) {
	err = scanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		err := scan(&id)
		found = append(found, id)
		return err
	}, query, args...)
	return found, err
}

// scanRows calls each for every row of the query.
func scanRows(ctx context.Context, db bun.IDB, each func(scan func(...any) error) error, query string, args ...any) (err error) {
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

// orNull stores an absent reference as NULL.
func orNull(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// yes reads a 是/否 value.
func yes(text string) bool { return text == "是" }

// pick copies the spoken-of keys of v into columns of the same name.
func (v Values) pick(keys ...string) columns {
	row := columns{}
	for _, key := range keys {
		if value, ok := v[key]; ok {
			row[key] = value
		}
	}
	return row
}

// Bin puts a record of the kind into the bin; its row stays and can be brought back. Records that are part of another one,
// such as a tracking node of its proposal, have no place in the bin and are refused, and so is, with CodeStillUsed, what
// others need.
func (k *Kind) Bin(ctx context.Context, tx *Tx, id int64) error {
	if k.Fixed != "" {
		return Refuse(CodeInvalid, "%s", k.Fixed)
	}
	if k.Used != nil {
		uses, err := k.Used(ctx, tx, id)
		if err != nil {
			return err
		}
		if uses != "" {
			return Refuse(CodeStillUsed, "这条%s记录还有%s在用，不能删除。请先改好那些记录；不再使用的可以停用。", k.Title, uses)
		}
	}
	if k.Removed {
		return tx.exec(ctx, "DELETE FROM "+k.Table+" WHERE id = ?", id)
	}
	binned, err := lookUp(ctx, tx, "SELECT count(*) FROM pragma_table_info(?) WHERE name = 'deleted_at'", k.Table)
	if err != nil {
		return err
	}
	if binned == 0 {
		return Refuse(CodeInvalid, "%s是别的记录的一部分，不能单独放进回收站；请打开它改正内容。", k.Title)
	}
	return tx.update(ctx, k.Table, id, columns{"deleted_at": Instant(tx.Now())})
}

// dateLayout is how dates are stored.
const dateLayout = "2006-01-02"

// countOf reads a canonical whole number; empty is 0.
func countOf(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// PastWrite is a journal_write as Revert needs it.
type PastWrite struct {
	ID, First, Last int64
	At, Actor       string
	Wording         string
	Undoes          sql.NullInt64
	UndoneBy        sql.NullInt64
}

// Revert undoes one write as a write of its own, and gives that write's id; reverting that one does the first anew. A write that does
// another anew stands for it: reverting it undoes the first.
// Every row is put back exactly as it was. Refused with CodeConflict, and with the reason, when the write is undone
// already, when later writes that still stand touched the same records, when other records depend on it, when beside later work it would leave
// records that break a rule (SetJudge), or when the database was migrated since. CodeNotFound when there is no such write.
func (s *Store) Revert(ctx context.Context, actor string, writeID int64) (int64, error) {
	asked, err := findStep(ctx, s.Reader, writeID)
	if err != nil {
		return 0, err
	}
	var made int64
	err = s.Write(ctx, actor, asked.wording(), func(ctx context.Context, tx *Tx) error {
		made = tx.WriteID()
		return tx.revert(ctx, writeID)
	})
	if err != nil {
		return 0, asked.explain(err)
	}
	return made, nil
}

func FindWrite(ctx context.Context, db queryRower, id int64) (PastWrite, error) {
	w := PastWrite{ID: id}
	err := db.QueryRowContext(ctx, "SELECT first_row, last_row, at, actor, wording, undoes, undone_by FROM journal_write WHERE id = ?", id).
		Scan(&w.First, &w.Last, &w.At, &w.Actor, &w.Wording, &w.Undoes, &w.UndoneBy)
	if errors.Is(err, sql.ErrNoRows) {
		return w, Failure(CodeNotFound, err, "没有找到这一步操作，不能撤销。")
	}
	if err != nil {
		return w, fmt.Errorf("find write %d: %w", id, err)
	}
	return w, nil
}

func (tx *Tx) revert(ctx context.Context, writeID int64) error {
	db := tx.Tx.Tx // values bound as they are, not written into the statement
	asked, err := findStep(ctx, db, writeID)
	if err != nil {
		return err
	}
	past, err := asked.target()
	if err != nil {
		return err
	}
	if err := mayRevert(ctx, db, asked, past); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "PRAGMA defer_foreign_keys = ON"); err != nil {
		return fmt.Errorf("defer foreign keys: %w", err)
	}
	if err := tx.judged(ctx, db, asked, past, func() error { return revertRows(ctx, db, asked, past) }); err != nil {
		return err
	}
	// A cascade or SET NULL of a foreign key changed what the write had not: later work, which would be lost.
	var others int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM journal_row n WHERE n.id > (SELECT first_row - 1 FROM journal_write WHERE id = ?)
		AND NOT EXISTS (SELECT 1 FROM journal_row o WHERE o.tbl = n.tbl AND o.row_id = n.row_id AND o.id BETWEEN ? AND ?)`,
		tx.writeID, past.First, past.Last).Scan(&others)
	if err != nil {
		return fmt.Errorf("look for cascades: %w", err)
	}
	if others > 0 {
		return asked.refuse("后来有 %d 条记录用到了它。请先撤销或修改那些记录。", others)
	}
	for _, mark := range []struct {
		statement string
		value, id any
	}{
		{"UPDATE journal_write SET undoes = ? WHERE id = ?", past.ID, tx.writeID},
		{"UPDATE journal_write SET undone_by = ? WHERE id = ?", tx.writeID, past.ID},
		{"UPDATE journal_write SET undone_by = ? WHERE id = ?", nil, past.Undoes}, // a redo: the first write stands again
	} {
		if _, err := db.ExecContext(ctx, mark.statement, mark.value, mark.id); err != nil {
			return fmt.Errorf("mark as undone: %w", err)
		}
	}
	return nil
}

// mayRevert looks for later work in the way. What was done and undone since cancels out and is in nobody's way.
func mayRevert(ctx context.Context, db *sql.Tx, asked step, past PastWrite) error {
	var migrated bool
	if err := db.QueryRowContext(ctx, "SELECT ? < "+lastMigration, past.ID).Scan(&migrated); err != nil {
		return fmt.Errorf("look for migrations: %w", err)
	}
	if migrated {
		return asked.refuse("此后程序升级过数据库。请手工修改。")
	}
	if err := refuseLasting(ctx, db, asked, past); err != nil {
		return err
	}
	later, err := laterWrites(ctx, db, past)
	if err != nil {
		return err
	}
	for _, id := range later {
		if !asked.history.inTheWay(id, past.ID, asked.root.ID) {
			continue
		}
		var wording, actor string
		if err := db.QueryRowContext(ctx, "SELECT wording, actor FROM journal_write WHERE id = ?", id).Scan(&wording, &actor); err != nil {
			return fmt.Errorf("read write %d: %w", id, err)
		}
		return asked.refuse("后来「%s」（%s）又改动了同样的记录。请先撤销后面的操作。", wording, actor)
	}
	return nil
}

// laterWrites gives the writes after past that changed records past had changed, the newest first.
func laterWrites(ctx context.Context, db *sql.Tx, past PastWrite) ([]int64, error) {
	return idsIn(ctx, db, `SELECT DISTINCT later.write_id FROM journal_row mine
		JOIN journal_row later ON later.tbl = mine.tbl AND later.row_id = mine.row_id AND later.id > mine.id
		WHERE mine.id BETWEEN ?1 AND ?2 AND later.id > ?2 ORDER BY later.write_id DESC`, past.First, past.Last)
}

// idsIn gives the numbers of writes that a query finds.
func idsIn(ctx context.Context, db *sql.Tx, query string, args ...any) (_ []int64, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("look for later writes: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var later []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("look for later writes: %w", err)
		}
		later = append(later, id)
	}
	return later, rows.Err()
}

// revertRows walks the rows of a write backwards. The rows journalled meanwhile lie after them and are not met.
func revertRows(ctx context.Context, db *sql.Tx, asked step, past PastWrite) (err error) {
	rows, err := db.QueryContext(ctx, `SELECT tbl, row_id, op, before_json, after_json FROM journal_row
		WHERE id BETWEEN ? AND ? ORDER BY id DESC`, past.First, past.Last)
	if err != nil {
		return fmt.Errorf("read write %d: %w", past.ID, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	back := NewReverter(db)
	defer func() { err = errors.Join(err, back.Close()) }()
	for rows.Next() {
		var r JournalRow
		if err := rows.Scan(&r.Table, &r.ID, &r.Op, &r.Before, &r.After); err != nil {
			return fmt.Errorf("read write %d: %w", past.ID, err)
		}
		asLeft, err := back.Revert(ctx, r)
		if err != nil {
			return fmt.Errorf("revert %s of %s %d: %w", r.Op, r.Table, r.ID, err)
		}
		if !asLeft {
			return asked.refuse("相关记录后来又有改动。请手工修改。")
		}
	}
	return rows.Err()
}

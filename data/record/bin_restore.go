package record

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"cppccdesk/data/store"
)

// RestoreBinned takes records out of the bin, each with what its own deletion took along: files, and records that hang on it or that it
// hangs on and that were put into the bin or deleted by the same write. It is all or nothing: CodeConflict with the reason when one
// cannot come back beside what there is now, CodeNotFound when one is not in the bin.
func RestoreBinned(ctx context.Context, tx *store.Tx, rows []BinRow) (err error) {
	keys, err := store.ForeignKeys(ctx, tx, "true")
	if err != nil {
		return err
	}
	r := restoring{tx: tx, keys: keys, writes: map[int64]deletion{}, done: map[rowKey]bool{}, back: store.NewReverter(tx.Tx.Tx)}
	defer func() { err = errors.Join(err, r.back.Close()) }()
	for _, row := range rows {
		at := slices.IndexFunc(BinSorts(), func(k InBin) bool { return k.Kind == row.Kind })
		if at < 0 {
			return store.Refuse(store.CodeInvalid, "回收站里没有「%s」这一类记录。", row.Kind)
		}
		err := r.restore(ctx, rowKey{BinSorts()[at].Table, row.ID}, row.WriteID)
		if err != nil {
			return fmt.Errorf("restore %s %d: %w", row.Kind, row.ID, named(row, err))
		}
	}
	return nil
}

// named puts the record before the reason of a refusal.
func named(row BinRow, err error) error {
	var refusal *store.Error
	if !errors.As(err, &refusal) {
		if code := store.CodeOf(err); code != store.CodeDuplicate && code != store.CodeInvalid && code != store.CodeStillUsed {
			return err
		}
		refusal = &store.Error{Code: store.CodeOf(err), Sentence: store.Sentence(err)}
	}
	return store.Failure(refusal.Code, err, "不能恢复%s「%s」：%s", row.Title, row.Name, refusal.Sentence)
}

// rowKey is a row of any table.
type rowKey struct {
	table string
	id    int64
}

// deletion is what a write deleted or cut off, by what it hung on.
type deletion map[referenceTo][]store.JournalRow

type referenceTo struct {
	store.Reference
	id int64
}

// restoring takes records out of the bin within one write.
type restoring struct {
	tx     *store.Tx
	keys   []store.Reference // all foreign keys
	writes map[int64]deletion
	done   map[rowKey]bool
	back   *store.Reverter
}

func (r *restoring) restore(ctx context.Context, key rowKey, writeID int64) error {
	if r.done[key] {
		return nil
	}
	r.done[key] = true
	at, err := r.binnedAt(ctx, key)
	if err != nil {
		return err
	}
	if err := r.restoreOwners(ctx, key, at, writeID); err != nil {
		return err
	}
	if err := r.refuseRivals(ctx, key); err != nil {
		return err
	}
	if err := r.tx.Update(ctx, key.table, key.id, store.Columns{binColumn: ""}); err != nil {
		return err
	}
	if err := r.restoreHanging(ctx, key, at, writeID); err != nil {
		return err
	}
	if err := r.putBackDeleted(ctx, key, writeID); err != nil {
		return err
	}
	return r.checkRestored(ctx, key)
}

// binnedAt gives the row's deleted_at.
func (r *restoring) binnedAt(ctx context.Context, key rowKey) (string, error) {
	var at string
	err := r.tx.QueryRowContext(ctx, "SELECT deleted_at FROM "+key.table+" WHERE id = ?", key.id).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) || err == nil && at == "" {
		return "", store.Refuse(store.CodeNotFound, "它已经不在回收站里了。")
	}
	if err != nil {
		return "", fmt.Errorf("read %s %d: %w", key.table, key.id, err)
	}
	return at, nil
}

// restoreOwners takes out first what the row hangs on and went into the bin with it: the person of a member.
func (r *restoring) restoreOwners(ctx context.Context, key rowKey, at string, writeID int64) error {
	for _, k := range r.keys {
		if k.Table != key.table || !hasBin(k.Of) {
			continue
		}
		owners, err := store.IDs(ctx, r.tx, fmt.Sprintf("SELECT o.id FROM %s o JOIN %s t ON t.%s = o.id WHERE t.id = ? AND o.deleted_at = ?", k.Of, k.Table, k.Column), key.id, at)
		if err != nil {
			return err
		}
		for _, id := range owners {
			if err := r.restore(ctx, rowKey{k.Of, id}, writeID); err != nil {
				return err
			}
		}
	}
	if key.table == store.AttachmentTable {
		return r.refuseOrphan(ctx, key)
	}
	return nil
}

// refuseOrphan refuses a file whose record lies in the bin itself: it would come back to where nobody sees it.
func (r *restoring) refuseOrphan(ctx context.Context, key rowKey) error {
	var owner rowKey
	if err := r.tx.QueryRowContext(ctx, "SELECT tbl, row_id FROM attachment WHERE id = ?", key.id).Scan(&owner.table, &owner.id); err != nil {
		return fmt.Errorf("read attachment %d: %w", key.id, err)
	}
	if !hasBin(owner.table) || r.done[owner] {
		return nil
	}
	there, err := store.LookUp(ctx, r.tx, "SELECT id FROM "+owner.table+" WHERE id = ? AND deleted_at = ''", owner.id)
	if err != nil {
		return err
	}
	if there == 0 {
		return store.Refuse(store.CodeConflict, "它所属的记录也在回收站里，请先恢复那条记录。")
	}
	return nil
}

func (r *restoring) refuseRivals(ctx context.Context, key rowKey) error {
	for _, k := range BinSorts() {
		if k.Table != key.table {
			continue
		}
		for _, rival := range k.Rivals {
			var name string
			err := r.tx.QueryRowContext(ctx, rival.Query+" LIMIT 1", key.id).Scan(&name)
			if err == nil {
				return store.Refuse(store.CodeConflict, rival.Reason+"。", name)
			}
			if !errors.Is(err, sql.ErrNoRows) {
				return fmt.Errorf("look for rivals of %s %d: %w", key.table, key.id, err)
			}
		}
	}
	return nil
}

// restoreHanging takes out what hangs on the row and went into the bin with it.
func (r *restoring) restoreHanging(ctx context.Context, key rowKey, at string, writeID int64) error {
	hanging := map[string][]int64{}
	for _, k := range r.keys {
		if k.Of != key.table || !hasBin(k.Table) {
			continue
		}
		found, err := store.IDs(ctx, r.tx, fmt.Sprintf("SELECT id FROM %s WHERE %s = ? AND deleted_at = ?", k.Table, k.Column), key.id, at)
		if err != nil {
			return err
		}
		hanging[k.Table] = append(hanging[k.Table], found...)
	}
	files, err := store.IDs(ctx, r.tx, "SELECT id FROM attachment WHERE tbl = ? AND row_id = ? AND deleted_at = ?", key.table, key.id, at)
	if err != nil {
		return err
	}
	hanging[store.AttachmentTable] = files
	for _, k := range BinSorts() { // in a fixed order
		for _, id := range hanging[k.Table] {
			if err := r.restore(ctx, rowKey{k.Table, id}, writeID); err != nil {
				return err
			}
		}
	}
	return nil
}

// putBackDeleted puts back rows without a bin that the write deleted because they hung on this one, and references to it that it cut.
func (r *restoring) putBackDeleted(ctx context.Context, key rowKey, writeID int64) error {
	deleted, err := r.deletion(ctx, writeID)
	if err != nil {
		return err
	}
	for _, k := range r.keys {
		if k.Of != key.table {
			continue
		}
		for _, row := range deleted[referenceTo{k, key.id}] {
			if r.done[rowKey{row.Table, row.ID}] {
				continue
			}
			r.done[rowKey{row.Table, row.ID}] = true
			asLeft, err := r.back.Revert(ctx, row)
			if err != nil {
				return fmt.Errorf("put back %s %d: %w", row.Table, row.ID, err)
			}
			if !asLeft {
				continue // later work decided otherwise
			}
			if err := r.putBackDeleted(ctx, rowKey{row.Table, row.ID}, writeID); err != nil {
				return err
			}
		}
	}
	return nil
}

// deletion reads what a write deleted or cut off, once.
func (r *restoring) deletion(ctx context.Context, writeID int64) (deletion, error) {
	if d, ok := r.writes[writeID]; ok || writeID == 0 {
		return d, nil
	}
	d := deletion{}
	r.writes[writeID] = d
	columns := map[string][]store.Reference{}
	for _, k := range r.keys {
		columns[k.Table] = append(columns[k.Table], k)
	}
	err := store.ScanRows(ctx, r.tx, func(scan func(...any) error) error {
		var row store.JournalRow
		if err := scan(&row.Table, &row.ID, &row.Op, &row.Before, &row.After); err != nil {
			return err
		}
		for _, k := range columns[row.Table] {
			was, err := store.JournalValue(orNullJSON(row.Before[k.Column]))
			if err != nil {
				return err
			}
			id, ok := was.(int64)
			cut := row.Op == "delete" || string(row.After[k.Column]) == "null"
			if ok && cut {
				d[referenceTo{k, id}] = append(d[referenceTo{k, id}], row)
			}
		}
		return nil
	}, `SELECT r.tbl, r.row_id, r.op, r.before_json, r.after_json FROM journal_row r JOIN journal_write w ON r.id BETWEEN w.first_row AND w.last_row
		WHERE w.id = ? AND r.op <> 'insert' ORDER BY r.id DESC`, writeID)
	if err != nil {
		return nil, fmt.Errorf("read write %d: %w", writeID, err)
	}
	return d, nil
}

func orNullJSON(raw []byte) []byte {
	if raw == nil {
		return []byte("null")
	}
	return raw
}

// checkRestored applies the rules of the sort of record to what has come back.
func (r *restoring) checkRestored(ctx context.Context, key rowKey) error {
	for _, k := range BinSorts() {
		if k.Table == key.table && k.Restored != nil {
			return k.Restored(ctx, r.tx, key.id)
		}
	}
	return nil
}

func hasBin(table string) bool {
	return slices.ContainsFunc(BinSorts(), func(k InBin) bool { return k.Table == table })
}

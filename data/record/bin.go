package record

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Binned says how records of a sort are shown in the bin and what must hold for them to come back.
type Binned struct {
	Measure string  // measure word: 人
	Name    string  // SQL: what a row t is called
	Note    string  // SQL: what tells it from others of that name
	Rivals  []Rival // beside whom it cannot come back

	// Restored checks what has come back; nil: nothing can be wrong with it.
	Restored func(ctx context.Context, tx *store.Tx, id int64) error
}

// Rival is a living record beside which a row t cannot come back.
type Rival struct {
	Query  string // reads what Reason names, when there is one; ?0 is the id of t
	Reason string
}

// InBin is a sort of record with a bin that has no list of its own.
type InBin struct {
	Binned

	Kind, Title string // as a Kind has them
	Table       string
}

// inBin is the kind as a sort of record with a bin.
func (k *Kind) inBin() InBin {
	return InBin{Binned: *k.Binned, Kind: k.Name, Title: k.Title, Table: k.Table}
}

// BinKey names a record in the bin.
type BinKey struct {
	Kind string // members, units ...; for attachments: attachments
	ID   int64
}

// BinRow is a record in the bin.
type BinRow struct {
	BinKey

	Title     string // what it is: 委员
	Measure   string // measure word: 人
	Name      string
	Note      string // what tells it from others of that name: its term, its year
	DeletedAt time.Time
	WriteID   int64 // the write that put it there, 0 when the journal does not know
	Actor     string
	Wording   string
}

// BinContents lists what lies in the bin, what came last first.
func BinContents(ctx context.Context, db bun.IDB) ([]BinRow, error) {
	kinds := BinSorts()
	parts := make([]string, 0, len(kinds))
	for i, k := range kinds {
		parts = append(parts, fmt.Sprintf(`SELECT %d AS kind, t.id AS id, %s AS name, COALESCE(%s, '') AS note, t.deleted_at AS deleted_at,
			(SELECT max(r.id) FROM journal_row r WHERE r.tbl = '%s' AND r.row_id = t.id AND r.op = 'update' AND json_extract(r.after_json, '$.deleted_at') <> '') AS row
			FROM %s t WHERE t.deleted_at <> ''`, i, k.Name, k.Note, k.Table, k.Table))
	}
	var found []BinRow
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var kind int
		var at string
		var row BinRow
		if err := scan(&kind, &row.ID, &row.Name, &row.Note, &at, &row.WriteID, &row.Actor, &row.Wording); err != nil {
			return err
		}
		k := kinds[kind]
		row.Kind, row.Title, row.Measure = k.Kind, k.Title, k.Measure
		row.DeletedAt, _ = time.Parse(store.InstantLayout, at) // an unknown moment is shown as none
		found = append(found, row)
		return nil
	}, `SELECT b.kind, b.id, b.name, b.note, b.deleted_at, COALESCE(w.id, 0), COALESCE(w.actor, ''), COALESCE(w.wording, '') FROM (`+
		strings.Join(parts, " UNION ALL ")+`) b LEFT JOIN journal_row r ON r.id = b.row LEFT JOIN journal_write w ON w.id = r.write_id
		ORDER BY b.deleted_at DESC, b.kind, b.id`)
	if err != nil {
		return nil, fmt.Errorf("bin: %w", err)
	}
	return found, nil
}

// RestoreWording is what restoring these records does, for the journal: 恢复委员 张小明 等 3 人.
func RestoreWording(rows []BinRow) string {
	if len(rows) == 0 {
		return "恢复"
	}
	first := rows[0]
	if len(rows) == 1 {
		return "恢复" + first.Title + " " + first.Name
	}
	if slices.ContainsFunc(rows, func(r BinRow) bool { return r.Kind != first.Kind }) {
		return fmt.Sprintf("恢复 %s 等 %d 条记录", first.Name, len(rows))
	}
	return fmt.Sprintf("恢复%s %s 等 %d %s", first.Title, first.Name, len(rows), first.Measure)
}

// PickBinned finds records of the bin by their kind and id; CodeNotFound when one is not in it.
func PickBinned(ctx context.Context, db bun.IDB, keys []BinKey) ([]BinRow, error) {
	keys, err := binnedKeys(keys)
	if err != nil {
		return nil, err
	}
	all, err := BinContents(ctx, db)
	if err != nil {
		return nil, err
	}
	picked := make([]BinRow, 0, len(keys))
	for i, key := range keys {
		if slices.Contains(keys[:i], key) {
			continue
		}
		at := slices.IndexFunc(all, func(r BinRow) bool { return r.BinKey == key })
		if at < 0 {
			return nil, store.Refuse(store.CodeNotFound, "回收站里没有编号为 %d 的%s，可能已经恢复了；有哪些请看回收站。", key.ID, binnedTitle(key.Kind))
		}
		picked = append(picked, all[at])
	}
	return picked, nil
}

// binnedKeys are the keys with their kinds by name, who may be called by their titles too. A sort of record without a bin is refused with those that have one.
func binnedKeys(keys []BinKey) ([]BinKey, error) {
	named, sorts := slices.Clone(keys), BinSorts()
	for i, key := range named {
		at := slices.IndexFunc(sorts, func(s InBin) bool { return s.Kind == key.Kind || s.Title == key.Kind })
		if at < 0 {
			var names []string
			for _, s := range sorts {
				names = append(names, s.Kind+"("+s.Title+")")
			}
			return nil, store.Refuse(store.CodeInvalid, "回收站里没有「%s」这一类记录，可用的有：%s。", key.Kind, zh.JoinNames(names))
		}
		named[i].Kind = sorts[at].Kind
	}
	return named, nil
}

// binnedTitle is what people call a sort of record with a bin.
func binnedTitle(kind string) string {
	for _, s := range BinSorts() {
		if s.Kind == kind {
			return s.Title
		}
	}
	return kind
}

// retires reports whether records of the kind can be put out of use.
func (k *Kind) retires() bool {
	return k.Field("active") != nil || slices.ContainsFunc(k.Fields, func(f Field) bool {
		return f.Key == "to_on" && (f.Title == "停用日期" || slices.Contains(f.Aliases, "停用日期"))
	})
}

// Bin puts a record of the kind into the bin; its row stays and can be brought back. Records that are part of another one,
// such as a tracking node of its proposal, have no place in the bin and are refused, and so is, with CodeStillUsed, what
// others need.
func (k *Kind) Bin(ctx context.Context, tx *store.Tx, id int64) error {
	if k.Fixed != "" {
		return store.Refuse(store.CodeInvalid, "%s", k.Fixed)
	}
	if k.Locked != nil {
		if err := k.Locked(ctx, tx, id); err != nil {
			return err
		}
	}
	if k.Used != nil {
		uses, err := k.Used(ctx, tx, id)
		if err != nil {
			return err
		}
		if uses != "" {
			instead := "。"
			if k.retires() {
				instead = "；不再使用的可以停用。"
			}
			return store.Refuse(store.CodeStillUsed, "这条%s记录还有%s在用，不能删除。请先改好那些记录%s", k.Title, uses, instead)
		}
	}
	if k.Removed {
		return tx.Run(ctx, "DELETE FROM "+k.Table+" WHERE id = ?", id)
	}
	if k.Binned == nil {
		return store.Refuse(store.CodeInvalid, "%s是别的记录的一部分，不能单独放进回收站；请打开它改正内容。", k.Title)
	}
	return tx.Update(ctx, k.Table, id, store.Columns{"deleted_at": store.Instant(tx.Now())})
}

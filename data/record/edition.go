package record

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Edition is a record as somebody opened it to edit it.
type Edition struct {
	Record

	Base int64 // the journal's last row at that moment
}

// Edition reads a record together with the point of the journal it is as of; for id 0 a new one, with its defaults.
func (k *Kind) Edition(ctx context.Context, s *store.Store, id int64) (edition Edition, err error) {
	conn, err := s.Reader.Conn(ctx)
	if err != nil {
		return edition, fmt.Errorf("edition: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = store.InReadTransaction(ctx, conn.Conn, func() error {
		if err := conn.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM journal_row").Scan(&edition.Base); err != nil {
			return fmt.Errorf("end of the journal: %w", err)
		}
		if id == 0 {
			edition.Values = k.defaults()
			return nil
		}
		edition.Record, err = k.Record(ctx, conn, id)
		return err
	})
	return edition, err
}

// defaults are what a new record has of itself.
func (k *Kind) defaults() Values {
	v := Values{}
	for _, f := range k.Fields {
		if f.Default != "" {
			v[f.Key] = f.Default
		}
	}
	return v
}

// FieldConflict is a field that two people changed to different values since one of them opened the record.
type FieldConflict struct {
	Key, Title string
	Was        string // when the record was opened
	Theirs     string // stored meanwhile
	Mine       string // about to be stored
	Sensitive  bool
}

// ConflictError refuses to overwrite what somebody else stored since the record was opened. It has CodeConflict.
type ConflictError struct {
	Kind   *Kind
	ID     int64
	Fields []FieldConflict // in the order of the form
}

// Error implements error.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s %d was changed meanwhile in %d fields", e.Kind.Name, e.ID, len(e.Fields))
}

// Unwrap gives the refusal with its sentence.
func (e *ConflictError) Unwrap() error {
	titles := make([]string, 0, len(e.Fields))
	for _, f := range e.Fields {
		titles = append(titles, f.Title)
	}
	return store.Refuse(store.CodeConflict, "这条%s记录打开以后，别处已经改过%s，没有覆盖。请重新打开这条记录，核对后再改。", e.Kind.Title, zh.JoinNames(titles))
}

// SaveOver stores the fields of mine into the record as it was opened, in the transaction of a write. Fields that only somebody else
// changed since stay as he left them and are given back, to be told of. Where both changed a field to different values nothing is stored
// and the error is a *ConflictError; a record binned meanwhile is CodeNotFound. A new record (id 0) has no conflicts.
func (k *Kind) SaveOver(ctx context.Context, tx *store.Tx, scope Scope, was Edition, mine Values) (id int64, theirs []CourseChange, err error) {
	if err := k.RefuseUnseen(mine); err != nil {
		return was.ID, nil, err
	}
	if was.ID != 0 {
		if theirs, err = k.meanwhile(ctx, tx, was, mine); err != nil {
			return was.ID, nil, err
		}
	}
	id, err = k.Save(ctx, tx, scope, was.ID, mine)
	return id, theirs, err
}

// meanwhile lists what others changed since, and refuses what contradicts mine.
func (k *Kind) meanwhile(ctx context.Context, tx *store.Tx, was Edition, mine Values) (theirs []CourseChange, err error) {
	touched, err := k.touchedSince(ctx, tx, was)
	if err != nil || !touched {
		return nil, err
	}
	now, err := k.Record(ctx, tx, was.ID)
	if err != nil {
		return nil, err
	}
	conflict := ConflictError{Kind: k, ID: was.ID}
	merged := map[string]bool{} // parts in which no cell was changed by both
	for _, change := range k.courseChanges(was.Values, now.Values) {
		value, spoken := mine[change.Key]
		if f := k.Field(change.Key); spoken && f != nil && f.Part != nil {
			if err := f.meanwhile(was.Values, now.Values, mine, merged, &conflict); err != nil {
				return nil, err
			}
			spoken = !merged[change.Key]
			value = change.New // a conflict is told once, of the whole part
		}
		switch {
		case !spoken:
			theirs = append(theirs, change)
		case value != change.New:
			conflict.Fields = append(conflict.Fields, FieldConflict{
				Key: change.Key, Title: change.Title, Was: change.Old, Theirs: change.New, Mine: value, Sensitive: change.Sensitive,
			})
		}
	}
	if len(conflict.Fields) > 0 {
		return nil, &conflict
	}
	return theirs, nil
}

// meanwhile puts what others changed in a part into mine, row by row, and notes a conflict where both changed one cell or one removed a row the
// other changed. It does so once for all changes of the part.
func (f *Field) meanwhile(was, now, mine Values, merged map[string]bool, conflict *ConflictError) error {
	done := merged[f.Key] || slices.ContainsFunc(conflict.Fields, func(c FieldConflict) bool { return c.Key == f.Key })
	if done || mine[f.Key] == now[f.Key] {
		return nil
	}
	text, ok, err := mergeRows(was[f.Key], now[f.Key], mine[f.Key])
	if err != nil {
		return fmt.Errorf("merge %s: %w", f.Key, err)
	}
	if ok {
		mine[f.Key], merged[f.Key] = text, true
		return nil
	}
	conflict.Fields = append(conflict.Fields, FieldConflict{Key: f.Key, Title: f.Title, Was: was[f.Key], Theirs: now[f.Key], Mine: mine[f.Key]})
	return nil
}

// touchedSince looks in the journal's end for rows of the record.
func (k *Kind) touchedSince(ctx context.Context, tx *store.Tx, was Edition) (bool, error) {
	db := tx.Tx
	var newer int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM journal_row WHERE id > ?", was.Base).Scan(&newer); err != nil {
		return false, fmt.Errorf("look for later writes: %w", err)
	}
	if newer == 0 {
		return false, nil
	}
	parts, err := k.parts(ctx, db)
	if err != nil {
		return false, err
	}
	rows, err := k.rowsOf(ctx, db, parts, was.ID, was.Base)
	if err != nil {
		return false, err
	}
	var mine []string
	for table, ids := range rows {
		if len(ids) > 0 && table != store.AttachmentTable {
			mine = append(mine, fmt.Sprintf("+tbl = %s AND row_id IN (%s)", store.QuoteText(table), store.IDList(ids)))
		}
	}
	slices.Sort(mine)
	found, err := store.Numbers(ctx, db, fmt.Sprintf("SELECT id FROM journal_row WHERE id > %d AND (%s) LIMIT 1", was.Base, strings.Join(mine, " OR ")))
	return len(found) > 0, err
}

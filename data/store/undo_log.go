package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
)

// LogEntry is one write of the journal as the list of writes shows it.
type LogEntry struct {
	ID      int64
	At      time.Time
	Actor   string
	Wording string
	Changes int // changed rows

	UndoneBy int64 // the write that undid it, or did anew what it undid, and stands; 0: none
	Undoes   int64 // the write it is an undo or a redo of; 0: none
}

// Revertible gives the write to revert so that what this one is about is undone, or done anew when redo is true; 0 when that is another
// entry's to offer, or nobody's.
func (e LogEntry) Revertible() (writeID int64, redo bool) {
	switch {
	case isMigration(e.Actor, e.Wording), e.Changes == 0: // nothing to put back
		return 0, false
	case e.Undoes == 0 && e.UndoneBy == 0:
		return e.ID, false
	case e.Undoes == 0:
		return e.UndoneBy, true
	case e.UndoneBy == 0 && IsUndo(e.Wording):
		return e.ID, true
	}
	return 0, false
}

// LogFilter chooses writes of the journal; the zero value chooses all.
type LogFilter struct {
	Text   string    // in the wording or the name of who did it, also by pinyin and initials
	Actor  string    // "": anybody
	From   time.Time // zero: from the beginning; inclusive
	Until  time.Time // zero: until now; exclusive
	Before int64     // only writes older than this one; 0: from the newest
	Limit  int       // 0: all
}

// WriteLog lists writes of the journal, the newest first. It reads no further than the limit, however long the journal is.
func WriteLog(ctx context.Context, db bun.IDB, f LogFilter) ([]LogEntry, error) {
	query, args := f.query()
	spelled := spelledOut(f.Text)
	if f.Limit > 0 && !spelled {
		query += fmt.Sprintf(" LIMIT %d", f.Limit)
	}
	var found []LogEntry
	matched := func(e LogEntry) bool { return !spelled || fold.Match(fold.Key(e.Wording, e.Actor), f.Text) }
	err := ScanRows(ctx, db, func(scan func(...any) error) error {
		var e LogEntry
		var at string
		err := scan(&e.ID, &at, &e.Actor, &e.Wording, &e.Changes, &e.UndoneBy, &e.Undoes)
		if err == nil && matched(e) {
			e.At, err = time.Parse(InstantLayout, at)
			found = append(found, e)
		}
		if err == nil && f.Limit > 0 && len(found) == f.Limit {
			err = errEnough // no further
		}
		return err
	}, query, args...)
	if err != nil && !errors.Is(err, errEnough) {
		return nil, fmt.Errorf("journal: %w", err)
	}
	return found, nil
}

var errEnough = errors.New("enough rows")

func (f LogFilter) query() (query string, args []any) {
	where := []string{"last_row IS NOT NULL"}
	add := func(condition string, values ...any) {
		where, args = append(where, condition), append(args, values...)
	}
	if f.Before > 0 {
		add("id < ?", f.Before)
	}
	if f.Actor != "" {
		add("actor = ?", f.Actor)
	}
	if !f.From.IsZero() {
		add("at >= ?", Instant(f.From))
	}
	if !f.Until.IsZero() {
		add("at < ?", Instant(f.Until))
	}
	if text := strings.TrimSpace(f.Text); text != "" && !spelledOut(text) {
		add("instr(wording || ' ' || actor, ?) > 0", text)
	}
	return `SELECT id, at, actor, wording, last_row - first_row + 1, coalesce(undone_by, 0), coalesce(undoes, 0)
		FROM journal_write WHERE ` + strings.Join(where, " AND ") + ` ORDER BY id DESC`, args
}

// spelledOut tells whether a text has letters, which may be pinyin, so that SQLite cannot look for it.
func spelledOut(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }) || strings.Contains(strings.TrimSpace(text), " ")
}

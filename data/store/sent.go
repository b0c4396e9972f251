package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

// Sent is what a pack of reports said, kept with its line in the journal.
type Sent struct {
	Year    int
	Day     string // 填报日期, YYYY-MM-DD
	Content []byte // as whoever wrote the pack reads it again

	WriteID int64     // of the line; set when read
	At      time.Time // the same
}

// keep stores what was sent with the journal's line id.
func (s *Sent) keep(ctx context.Context, db bun.IDB, id int64) error {
	if s == nil {
		return nil
	}
	_, err := db.ExecContext(ctx, "INSERT INTO journal_sent (write_id, year, day, content) VALUES (?, ?, ?, ?)", id, s.Year, s.Day, s.Content)
	if err != nil {
		return fmt.Errorf("keep what was sent: %w", err)
	}
	return nil
}

// SentBefore is the pack of a year that was written last for the latest day before day; nil when there is none.
func SentBefore(ctx context.Context, db bun.IDB, year int, day string) (*Sent, error) {
	return readSent(ctx, db, year, "AND s.day < ? ORDER BY s.day DESC, w.id DESC", day)
}

// LastSent is the pack of a year that was written last, whatever its day; nil when there is none.
func LastSent(ctx context.Context, db bun.IDB, year int) (*Sent, error) {
	return readSent(ctx, db, year, "ORDER BY w.id DESC")
}

func readSent(ctx context.Context, db bun.IDB, year int, which string, args ...any) (*Sent, error) {
	s := Sent{Year: year}
	var at string
	err := db.QueryRowContext(ctx, "SELECT s.day, s.content, w.id, w.at FROM journal_sent s JOIN journal_write w ON w.id = s.write_id WHERE s.year = ? "+which+" LIMIT 1",
		append([]any{year}, args...)...).Scan(&s.Day, &s.Content, &s.WriteID, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err == nil {
		s.At, err = time.Parse(InstantLayout, at)
	}
	if err != nil {
		return nil, fmt.Errorf("read a pack that was sent: %w", err)
	}
	return &s, nil
}

package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

const benchRows = 20_000

const benchTable = `CREATE TABLE paper (id INTEGER PRIMARY KEY, number TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, kind TEXT NOT NULL,
	category_id INTEGER, session_id INTEGER, received TEXT, reviewed TEXT, filed TEXT, due TEXT, status TEXT NOT NULL, open INTEGER NOT NULL,
	key_paper INTEGER NOT NULL, score REAL, note TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT) STRICT;
	CREATE INDEX paper_by_number ON paper (number); CREATE INDEX paper_by_session ON paper (session_id, status);`

// BenchmarkInsertJournal inserts 20,000 proposals of 1,800 characters in one transaction, bare and through Store.Write;
// the ratio of the two is what counts.
func BenchmarkInsertJournal(b *testing.B) {
	const columns = "number, title, body, kind, category_id, session_id, received, reviewed, filed, due, status, open, key_paper, score, note, created_at, updated_at"
	insert := func(ctx context.Context, tx *sql.Tx) error {
		statement, err := tx.PrepareContext(ctx, "INSERT INTO paper ("+columns+") VALUES (?"+strings.Repeat(", ?", strings.Count(columns, ","))+")")
		if err != nil {
			return err
		}
		defer func() { _ = statement.Close() }()
		body := strings.Repeat("关于加强老旧小区改造的建议", 1800/13)
		for i := range benchRows {
			_, err := statement.ExecContext(ctx, fmt.Sprint(i), "关于加强老旧小区改造的建议", body, "个人提案", i%12, 3, "2026-01-08", "2026-01-10",
				"2026-01-12", "2026-04-12", "filed", 1, 0, 92.5, nil, "2026-01-08T00:00:00.000Z", "2026-01-08T00:00:00.000Z")
			if err != nil {
				return err
			}
		}
		return nil
	}
	b.Run("bare", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := mustOpen(b, testOptions(b.TempDir(), benchTable))
			if err := dropJournalTriggers(b.Context(), s.writer); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			tx, err := s.writer.DB.BeginTx(context.Background(), nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := insert(context.Background(), tx); err != nil {
				b.Fatal(err)
			}
			if err := tx.Commit(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("journal", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			s := mustOpen(b, testOptions(b.TempDir(), benchTable))
			b.StartTimer()
			err := s.Write(context.Background(), "王科长", "导入", func(_ context.Context, tx *Tx) error { return insert(context.Background(), tx.Tx.Tx) })
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

package store

import (
	"context"
	"errors"
	"testing"
)

func TestBound(t *testing.T) {
	for name, tt := range map[string]struct {
		query  string
		given  int
		text   string
		values int
	}{
		"NoPlace":         {"SELECT 1", 0, "SELECT 1", 0},
		"Plain":           {"SELECT ? WHERE a = ?", 2, "SELECT +? WHERE a = +?", 2},
		"Numbered":        {"SELECT ?1 WHERE a IN (?0, ?1)", 2, "SELECT +?2 WHERE a IN (+?1, +?2)", 2},
		"NumberedOfMore":  {"SELECT ?1", 4, "SELECT +?2", 2},
		"BeforeADigit":    {"SELECT ?0 + 1", 1, "SELECT +?1 + 1", 1},
		"Quoted":          {`SELECT 'a;''b', "c;" WHERE a = ?`, 1, `SELECT 'a;''b', "c;" WHERE a = +?`, 1},
		"QuotedPlace":     {"SELECT '?'", 0, "", 0},
		"Several":         {"SELECT 1; SELECT 2", 0, "", 0},
		"BothSorts":       {"SELECT ?, ?0", 2, "", 0},
		"TooMany":         {"SELECT ?", 2, "", 0},
		"TooFew":          {"SELECT ?, ?", 1, "", 0},
		"NumberTooHigh":   {"SELECT ?2", 2, "", 0},
		"NumberFarTooBig": {"SELECT ?99999999999999999999", 2, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			if text, values := bound(tt.query, tt.given); text != tt.text || values != tt.values {
				t.Errorf("got %q of %d values, want %q of %d", text, values, tt.text, tt.values)
			}
		})
	}
}

// A statement of a write finds the same run for the first time, run again and with its values written into it.
func TestStatementsOfAWrite(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	err := s.Write(t.Context(), "王科长", "试", func(ctx context.Context, tx *Tx) error {
		for _, name := range []string{"县教育局", "12", "", "?0"} {
			if _, err := tx.Insert(ctx, "member", Columns{"name": name, "unit_id": nil, "score": 0.5, "age": 3}); err != nil {
				return err
			}
			for _, query := range []string{
				"SELECT id FROM member WHERE name = ? AND age = ?",
				"SELECT id FROM member WHERE age = ?1 AND name = ?0 AND ?0 = name",
				"SELECT id FROM member WHERE name = ? AND age = ?1", // of both sorts: not to be prepared
			} {
				for range 3 {
					want, err := LookUp(ctx, tx, "SELECT max(id) FROM member")
					if err != nil {
						return err
					}
					if id, err := LookUp(ctx, tx, query, name, 3); err != nil || id != want {
						t.Errorf("%s of %q: got %d, %v, want %d", query, name, id, err, want)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A write ends with its context also between statements that were run before, and nothing of it stays.
func TestStatementsEndWithTheContext(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	err := s.Write(ctx, "王科长", "试", func(ctx context.Context, tx *Tx) error {
		for range 3 {
			if _, err := tx.Insert(ctx, "member", Columns{"name": "张三"}); err != nil {
				return err
			}
			if _, err := LookUp(ctx, tx, "SELECT max(id) FROM member"); err != nil {
				return err
			}
			if _, err := Texts(ctx, tx, "SELECT name FROM member"); err != nil {
				return err
			}
		}
		cancel()
		_, inserted := tx.Insert(ctx, "member", Columns{"name": "李四"})
		_, looked := LookUp(ctx, tx, "SELECT max(id) FROM member")
		_, read := Texts(ctx, tx, "SELECT name FROM member")
		for _, err := range []error{inserted, looked, read} {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v after the context ended, want %v", err, context.Canceled)
			}
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if n, err := LookUp(t.Context(), s.DB(), "SELECT count(*) FROM member"); err != nil || n != 0 {
		t.Errorf("%d rows stay, %v", n, err)
	}
}

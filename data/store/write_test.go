package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// officeSchema is a small schema with everything the store has to cope with: a reference, a cascade, a link table, a
// BLOB, a float, a generated column, a case-blind column and an FTS table kept by triggers.
const officeSchema = `
CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE) STRICT;
CREATE TABLE member (
	id INTEGER PRIMARY KEY, name TEXT NOT NULL, unit_id INTEGER REFERENCES unit (id), photo BLOB, score REAL,
	age INTEGER CHECK (age >= 0), folded TEXT GENERATED ALWAYS AS (fold_key(name)) STORED
) STRICT;
CREATE TABLE phone (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE, number TEXT NOT NULL) STRICT;
CREATE TABLE "odd ""name" (id INTEGER PRIMARY KEY, "a 'b" TEXT);
CREATE VIRTUAL TABLE member_search USING fts5 (pairs, content = '', contentless_delete = 1);
CREATE TRIGGER member_search_insert AFTER INSERT ON member BEGIN
	INSERT INTO member_search (rowid, pairs) VALUES (NEW.id, fold_pairs(NEW.name));
END;
INSERT INTO unit (id, name) VALUES (1, '教育局');
`

var testClock = time.Date(2026, time.November, 23, 8, 12, 0, 0, time.FixedZone("CST", 8*60*60))

func schemaOf(scripts ...string) fs.FS {
	files := fstest.MapFS{}
	for i, script := range scripts {
		files[fmt.Sprintf("%04d_step.sql", i+1)] = &fstest.MapFile{Data: []byte(script)}
	}
	return files
}

func testOptions(dir string, scripts ...string) Options {
	if len(scripts) == 0 {
		scripts = []string{officeSchema}
	}
	return Options{
		Dir: dir, Now: func() time.Time { return testClock }, migrations: schemaOf(scripts...),
		fileSystem: func(string) (string, error) { return "", nil },
	}
}

func mustOpen(tb testing.TB, o Options) *Store {
	tb.Helper()
	s, err := Open(tb.Context(), o)
	if err != nil {
		tb.Fatalf("open: %v", err)
	}
	tb.Cleanup(func() { mustClose(tb, s) })
	return s
}

func mustClose(tb testing.TB, s *Store) {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Errorf("close: %v", err)
	}
}

// mustWrite runs statements as one write and gives its id.
func mustWrite(tb testing.TB, s *Store, wording string, statements ...string) int64 {
	tb.Helper()
	id, err := writeAll(tb.Context(), s, wording, statements...)
	if err != nil {
		tb.Fatal(err)
	}
	return id
}

func writeAll(ctx context.Context, s *Store, wording string, statements ...string) (id int64, err error) {
	err = s.Write(ctx, "王科长", wording, func(ctx context.Context, tx *Tx) error {
		id = tx.WriteID()
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	return id, err
}

// number reads one integer.
func number(tb testing.TB, s *Store, query string) int64 {
	tb.Helper()
	var n int64
	if err := s.DB().QueryRowContext(tb.Context(), query).Scan(&n); err != nil {
		tb.Fatalf("%s: %v", query, err)
	}
	return n
}

func wantCode(tb testing.TB, err error, want Code) {
	tb.Helper()
	if err == nil {
		tb.Fatalf("no error, want code %d", want)
	}
	if got := CodeOf(err); got != want {
		tb.Errorf("code = %d, want %d: %v", got, want, err)
	}
	wantChinese(tb, Sentence(err))
}

func TestWrite(t *testing.T) {
	t.Run("Commits", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		id := mustWrite(t, s, "登记单位", "INSERT INTO unit (name) VALUES ('卫健局')")
		if got := number(t, s, "SELECT count(*) FROM unit"); got != 2 {
			t.Errorf("units = %d, want 2", got)
		}
		if got := number(t, s, fmt.Sprintf("SELECT count(*) FROM journal_write WHERE id = %d AND actor = '王科长' AND wording = '登记单位' AND at = '2026-11-23T00:12:00.000Z'", id)); got != 1 {
			t.Errorf("journal_write does not say who, what and when")
		}
		if got := number(t, s, "SELECT count(*) FROM journal_current"); got != 0 {
			t.Errorf("journal_current holds %d rows after the commit", got)
		}
	})
	t.Run("AnErrorRollsBack", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		boom := errors.New("boom")
		err := s.Write(t.Context(), "王科长", "登记", func(ctx context.Context, tx *Tx) error {
			if _, err := tx.ExecContext(ctx, "INSERT INTO unit (name) VALUES ('卫健局')"); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Errorf("error = %v, want boom", err)
		}
		wantUntouched(t, s)
	})
	t.Run("APanicRollsBackAndGoesOn", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		func() {
			defer func() {
				if r := recover(); r != "boom" {
					t.Errorf("recovered %v, want boom", r)
				}
			}()
			_ = s.Write(t.Context(), "王科长", "登记", func(ctx context.Context, tx *Tx) error {
				_, _ = tx.ExecContext(ctx, "INSERT INTO unit (name) VALUES ('卫健局')")
				panic("boom")
			})
		}()
		wantUntouched(t, s)
		mustWrite(t, s, "再登记", "INSERT INTO unit (name) VALUES ('卫健局')")
	})
	t.Run("ACancelledContextRollsBack", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		ctx, cancel := context.WithCancel(t.Context())
		err := s.Write(ctx, "王科长", "登记", func(ctx context.Context, tx *Tx) error {
			if _, err := tx.ExecContext(ctx, "INSERT INTO unit (name) VALUES ('卫健局')"); err != nil {
				return err
			}
			cancel()
			return nil
		})
		wantCode(t, err, CodeCanceled)
		wantUntouched(t, s)
		mustWrite(t, s, "再登记", "INSERT INTO unit (name) VALUES ('卫健局')")
	})
	t.Run("NothingChangedLeavesNoTrace", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		before := number(t, s, "SELECT count(*) FROM journal_write")
		published := false
		defer s.Subscribe(func(Change) { published = true })()
		mustWrite(t, s, "保存", "UPDATE unit SET name = name")
		if after := number(t, s, "SELECT count(*) FROM journal_write"); after != before || published {
			t.Errorf("writes %d -> %d, published %v", before, after, published)
		}
	})
	t.Run("EndingTheTransactionIsRefused", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		err := s.Write(t.Context(), "王科长", "登记", func(_ context.Context, tx *Tx) error { return errors.Join(tx.Commit(), tx.Rollback()) })
		wantCode(t, err, CodeInternal)
	})
	t.Run("NobodyOrNothingIsRefused", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		wantCode(t, s.Write(t.Context(), " ", "登记", func(context.Context, *Tx) error { return nil }), CodeInternal)
		wantCode(t, s.Write(t.Context(), "王科长", "", func(context.Context, *Tx) error { return nil }), CodeInternal)
	})
	t.Run("AClosedStoreRefuses", func(t *testing.T) {
		s := mustOpen(t, testOptions(t.TempDir()))
		mustClose(t, s)
		wantCode(t, s.Write(t.Context(), "王科长", "登记", func(context.Context, *Tx) error { return nil }), CodeCanceled)
	})
}

func wantUntouched(t *testing.T, s *Store) {
	t.Helper()
	if got := number(t, s, "SELECT (SELECT count(*) FROM unit) * 10 + (SELECT count(*) FROM journal_write) + (SELECT count(*) FROM journal_current)"); got != 11 {
		t.Errorf("the write left something behind: %d", got)
	}
}

func TestSubscribe(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	var got []Change
	cancel := s.Subscribe(func(c Change) {
		if n := number(t, s, "SELECT count(*) FROM unit WHERE name = '卫健局'"); n != 1 && len(got) == 0 {
			t.Error("published before the commit could be read")
		}
		got = append(got, c)
		if len(got) == 1 { // a subscriber may write; its change comes after this one
			mustWrite(t, s, "跟着改", "UPDATE unit SET name = '教体局' WHERE id = 1")
		}
	})
	_, err := writeAll(t.Context(), s, "坏的", "INSERT INTO unit (name) VALUES ('教育局')")
	wantCode(t, err, CodeDuplicate)
	if len(got) != 0 {
		t.Fatalf("a failed write published %v", got)
	}
	mustWrite(t, s, "登记", "INSERT INTO unit (id, name) VALUES (7, '卫健局'), (5, '财政局')", "INSERT INTO member (id, name, unit_id) VALUES (3, '张三', 7)")
	cancel()
	mustWrite(t, s, "无人听", "INSERT INTO unit (name) VALUES ('审计局')")
	want := []Change{
		{WriteID: 2, Tables: map[string][]int64{"unit": {5, 7}, "member": {3}}},
		{WriteID: 3, Tables: map[string][]int64{"unit": {1}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}

func TestReadersBesideTheWriterNeverWait(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	ctx := t.Context()
	var group sync.WaitGroup
	stop := make(chan struct{})
	for range readers * 2 {
		group.Go(func() {
			for last := int64(0); ; {
				select {
				case <-stop:
					return
				default:
				}
				var members, phones int64
				err := s.DB().QueryRowContext(ctx, "SELECT (SELECT count(*) FROM member), (SELECT count(*) FROM phone)").Scan(&members, &phones)
				if err != nil || members != phones || members < last {
					t.Errorf("read %d members, %d phones after %d: %v", members, phones, last, err)
					return
				}
				last = members
			}
		})
	}
	var writers sync.WaitGroup
	for w := range 2 {
		writers.Go(func() {
			for i := range 40 {
				id := w*1000 + i + 1
				_, err := writeAll(ctx, s, "登记", fmt.Sprintf("INSERT INTO member (id, name) VALUES (%d, '张三')", id),
					fmt.Sprintf("INSERT INTO phone (member_id, number) VALUES (%d, '139')", id))
				if err != nil {
					t.Errorf("write: %v", err)
				}
			}
		})
	}
	writers.Wait()
	close(stop)
	group.Wait()
	err := s.Write(ctx, "王科长", "读不等写", func(ctx context.Context, tx *Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM phone"); err != nil {
			return err
		}
		if got := number(t, s, "SELECT count(*) FROM phone"); got != 80 {
			t.Errorf("a reader saw %d phones during the write, want 80", got)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheReadPoolCannotWrite(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	_, err := s.DB().ExecContext(t.Context(), "DELETE FROM unit")
	wantCode(t, err, CodeReadOnly)
}

func TestAFullDiskIsOneSentence(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	if _, err := s.writer.ExecContext(t.Context(), "PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	_, err := writeAll(t.Context(), s, "登记", "INSERT INTO member (name, photo) VALUES ('张三', zeroblob(2000000))")
	wantCode(t, err, CodeDiskFull)
	wantUntouched(t, s)
	mustWrite(t, s, "小的", "INSERT INTO member (name) VALUES ('张三')")
}

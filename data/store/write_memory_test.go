package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
)

// What a write remembers is read again after any change of the tables it is of: by a statement, by a reference, by bun, and by rows put back.
func TestRemembered(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	err := s.Write(t.Context(), "王科长", "试", func(ctx context.Context, tx *Tx) error {
		reads := 0
		count := func() int64 {
			n, err := Remembered(tx, "phones", []string{"phone", "unit"}, func() (int64, error) {
				reads++
				return LookUp(ctx, tx, "SELECT count(*) FROM phone")
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		run := func(query string, args ...any) {
			if err := tx.Run(ctx, query, args...); err != nil {
				t.Fatal(err)
			}
		}
		run("INSERT INTO member (id, name) VALUES (1, '张三')")
		for _, step := range []struct {
			name  string
			do    func()
			want  int64
			reads int
		}{
			{"first", func() {}, 0, 1},
			{"again", func() {}, 0, 1},
			{"another table", func() { run("UPDATE member SET name = '李四' WHERE id = 1") }, 0, 1},
			{"a row", func() { run("INSERT INTO phone (member_id, number) VALUES (?, ?)", 1, "1") }, 1, 2},
			{"another of its tables", func() { run("UPDATE unit SET name = '县教育局' WHERE id = 1") }, 1, 3},
			{"a row by bun", func() {
				if _, err := tx.NewRaw("INSERT INTO phone (member_id, number) VALUES (1, '2')").Exec(ctx); err != nil {
					t.Fatal(err)
				}
			}, 2, 4},
			{"in a savepoint", func() {
				run("SAVEPOINT row")
				run("DELETE FROM phone WHERE number = ?", "1")
			}, 1, 5},
			{"put back", func() {
				run("ROLLBACK TO row")
				run("RELEASE row")
			}, 2, 6},
			{"by a reference", func() { run("DELETE FROM member WHERE id = 1") }, 0, 7},
		} {
			step.do()
			if got := count(); got != step.want || reads != step.reads {
				t.Errorf("%s: got %d after %d reads, want %d after %d", step.name, got, reads, step.want, step.reads)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for want := 1; want <= 2; want++ { // nothing is remembered elsewhere
		if n, err := Remembered(s.DB(), "one", nil, func() (int, error) { return want, nil }); n != want || err != nil {
			t.Errorf("got %d, %v, want %d", n, err, want)
		}
	}
	writes.Range(func(_, tx any) bool {
		t.Error("a write that is over is taken for one going on")
		return true
	})
}

// What a write remembers by rows is as it would be read afresh: after rows were added, changed and removed, by references and by bun, in savepoints that
// were released or put back, and after another write. In a write it is read whole once.
func TestRememberedRowsAreAsReadAfresh(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 6 {
		w := &phoneWrites{t: t, random: random, open: []string{}}
		err := s.Write(t.Context(), "王科长", "试", func(_ context.Context, tx *Tx) error {
			w.tx = tx
			for range 400 {
				w.step()
				if random.IntN(3) == 0 {
					w.compare()
				}
			}
			if w.compare(); w.whole != 1 {
				t.Errorf("write %d read everything %d times, want once", n, w.whole)
			}
			if n == 2 {
				return errors.New("it comes to nothing")
			}
			return nil
		})
		if (err == nil) == (n == 2) {
			t.Fatalf("write %d: %v", n, err)
		}
	}
}

// phoneWrites changes phones at random and compares what it remembers of them.
type phoneWrites struct {
	t           *testing.T
	tx          *Tx
	random      *rand.Rand
	open        []string // savepoints
	whole, made int
}

func (w *phoneWrites) run(query string, args ...any) {
	w.t.Helper()
	if err := w.tx.Run(w.t.Context(), query, args...); err != nil {
		w.t.Fatal(err)
	}
}

func (w *phoneWrites) step() {
	w.t.Helper()
	id := w.random.IntN(12) + 1
	w.made++
	switch w.random.IntN(9) {
	case 0, 1:
		w.run("INSERT INTO member (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name", id, fmt.Sprint("张", w.made))
	case 2, 3:
		w.run("INSERT INTO phone (member_id, number) SELECT id, ? FROM member WHERE id = ?", fmt.Sprint(w.made), id)
	case 4:
		w.run("UPDATE phone SET number = number || '1' WHERE member_id = ?", id)
	case 5:
		if _, err := w.tx.NewRaw("DELETE FROM phone WHERE id = (SELECT max(id) FROM phone WHERE member_id = ?)", id).Exec(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	case 6:
		w.run("DELETE FROM member WHERE id = ?", id) // and its phones
	case 7:
		name := fmt.Sprint("point", len(w.open)%2) // two of a name at times
		w.run("SAVEPOINT " + name)
		w.open = append(w.open, name)
	case 8:
		w.end()
	}
}

// end releases the last savepoint, or rolls back to it or to one before it.
func (w *phoneWrites) end() {
	w.t.Helper()
	if len(w.open) == 0 {
		return
	}
	last := len(w.open) - 1
	if w.random.IntN(2) == 0 {
		if last > 0 && w.random.IntN(2) == 0 {
			last--
		}
		w.run("ROLLBACK TO " + w.open[last])
	}
	if w.random.IntN(4) > 0 {
		w.run("RELEASE " + w.open[last])
		last--
	}
	w.open = w.open[:last+1]
}

func (w *phoneWrites) compare() {
	w.t.Helper()
	read := func(into map[int64]string, query string, args ...any) error {
		return ScanRows(w.t.Context(), w.tx, func(scan func(...any) error) error {
			var id int64
			var text string
			err := scan(&id, &text)
			into[id] = text
			return err
		}, query, args...)
	}
	const all = "SELECT p.id, m.name || p.number FROM phone p JOIN member m ON m.id = p.member_id"
	got, err := RememberedRows(w.tx, "phones", []string{"phone", "member"}, func() (map[int64]string, error) {
		w.whole++
		known := map[int64]string{}
		return known, read(known, all)
	}, func(known map[int64]string, changed map[string][]int64) error {
		for _, id := range changed["phone"] {
			delete(known, id)
		}
		return read(known, all+" WHERE p.id IN (SELECT value FROM json_each(?0)) OR m.id IN (SELECT value FROM json_each(?1))",
			JSONList(changed["phone"]), JSONList(changed["member"]))
	})
	want := map[int64]string{}
	if err := errors.Join(err, read(want, all)); err != nil {
		w.t.Fatal(err)
	}
	if !maps.Equal(got, want) {
		w.t.Fatalf("after %d steps: remembered %v, stored are %v", w.made, got, want)
	}
}

// What is remembered of tables that were not touched since a savepoint outlives its being rolled back.
func TestRememberedOutlivesOtherRowsPutBack(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	err := s.Write(t.Context(), "王科长", "试", func(ctx context.Context, tx *Tx) error {
		reads := 0
		read := func() (int, error) { reads++; return reads, nil }
		for range 3 {
			for _, query := range []string{"SAVEPOINT row", "INSERT INTO member (name) VALUES ('张三')", "ROLLBACK TO row", "RELEASE row"} {
				if _, err := Remembered(tx, "phones", []string{"phone"}, read); err != nil {
					t.Fatal(err)
				}
				if err := tx.Run(ctx, query); err != nil {
					t.Fatal(err)
				}
			}
		}
		if reads != 1 {
			t.Errorf("read %d times, want once", reads)
		}
		if len(tx.savepoints) > 0 || len(tx.undoable) > 0 {
			t.Errorf("%d savepoints and %d rows are kept after the last was released", len(tx.savepoints), len(tx.undoable))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

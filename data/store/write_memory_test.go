package store

import "testing"

// What a write remembers is read again after any change of the tables it is of: by a statement, by a reference, by bun, and by rows put back.
func TestRemembered(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	err := s.Write(t.Context(), "王科长", "试", func(tx *Tx) error {
		reads := 0
		count := func() int64 {
			n, err := Remembered(tx, "phones", []string{"phone", "unit"}, func() (int64, error) {
				reads++
				return LookUp(t.Context(), tx, "SELECT count(*) FROM phone")
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		run := func(query string, args ...any) {
			if err := tx.Run(t.Context(), query, args...); err != nil {
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
				if _, err := tx.NewRaw("INSERT INTO phone (member_id, number) VALUES (1, '2')").Exec(t.Context()); err != nil {
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
	remembering.Range(func(_, tx any) bool {
		t.Error("a write that is over remembers something")
		return true
	})
}

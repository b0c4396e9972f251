package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// contents gives every row of the office schema, as SQLite literals.
func contents(tb testing.TB, s *Store) []string {
	tb.Helper()
	rows, err := Texts(tb.Context(), s.DB(), `
		SELECT 'unit ' || id || ' ' || quote(name) FROM unit UNION ALL
		SELECT 'member ' || id || ' ' || quote(name) || quote(unit_id) || quote(photo) || quote(score) || quote(age) FROM member UNION ALL
		SELECT 'phone ' || id || ' ' || member_id || quote(number) FROM phone ORDER BY 1`)
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}

func mustRevert(tb testing.TB, s *Store, id int64) int64 {
	tb.Helper()
	made, err := s.Revert(tb.Context(), "王科长", id)
	if err != nil {
		tb.Fatalf("revert %d: %v", id, err)
	}
	return made
}

func TestRevert(t *testing.T) {
	open := func(t *testing.T) *Store {
		t.Helper()
		s := mustOpen(t, testOptions(t.TempDir()))
		mustWrite(t, s, "登记", "INSERT INTO unit (id, name) VALUES (2, '卫健局')", "INSERT INTO member (id, name, unit_id, score) VALUES (1, '张三', 2, 0.1)",
			"INSERT INTO phone (id, member_id, number) VALUES (1, 1, '139')")
		return s
	}
	t.Run("UndoAndRedo", func(t *testing.T) {
		s := open(t)
		before := contents(t, s)
		id := mustWrite(t, s, "删除张三", "DELETE FROM member") // the cascade takes the phone along
		after := contents(t, s)
		undo := mustRevert(t, s, id)
		if diff := cmp.Diff(before, contents(t, s)); diff != "" {
			t.Errorf("undone (-before +now):\n%s", diff)
		}
		mustRevert(t, s, undo)
		if diff := cmp.Diff(after, contents(t, s)); diff != "" {
			t.Errorf("redone (-before +now):\n%s", diff)
		}
		mustRevert(t, s, id)
		if diff := cmp.Diff(before, contents(t, s)); diff != "" {
			t.Errorf("undone again (-before +now):\n%s", diff)
		}
		wordings, err := Texts(t.Context(), s.DB(), "SELECT wording FROM journal_write WHERE id >= ?", id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"删除张三", "撤销：删除张三", "重做：删除张三", "撤销：删除张三"}, wordings); diff != "" {
			t.Errorf("wordings (-want +got):\n%s", diff)
		}
	})
	t.Run("LastInFirstOut", func(t *testing.T) {
		s := open(t)
		states := [][]string{contents(t, s)}
		var ids, undos []int64
		for _, name := range []string{"李四", "王五", "赵六"} {
			ids = append(ids, mustWrite(t, s, "改名为"+name, "UPDATE member SET name = '"+name+"'"))
			states = append(states, contents(t, s))
		}
		for i := 2; i >= 0; i-- {
			undos = append(undos, mustRevert(t, s, ids[i]))
			if diff := cmp.Diff(states[i], contents(t, s)); diff != "" {
				t.Errorf("undo %d (-want +got):\n%s", i, diff)
			}
		}
		for i := 2; i >= 0; i-- {
			mustRevert(t, s, undos[i])
			if diff := cmp.Diff(states[3-i], contents(t, s)); diff != "" {
				t.Errorf("redo %d (-want +got):\n%s", i, diff)
			}
		}
	})
	for name, c := range map[string]struct {
		first, later string
		says         string
	}{
		"TheSameRowChanged":  {"UPDATE member SET name = '李四'", "UPDATE member SET age = 5", "后来「后来」（王科长）又改动"},
		"TheInsertIsUsed":    {"INSERT INTO unit (id, name) VALUES (9, '财政局')", "UPDATE member SET unit_id = 9", "用到"},
		"ACascadeWouldLose":  {"INSERT INTO member (id, name) VALUES (9, '李四')", "INSERT INTO phone (member_id, number) VALUES (9, '138')", "用到"},
		"TheNameIsTaken":     {"UPDATE unit SET name = '教体局' WHERE id = 1", "INSERT INTO unit (name) VALUES ('教育局')", "重复"},
		"TheKeyIsTakenAgain": {"DELETE FROM phone WHERE id = 1", "INSERT INTO phone (id, member_id, number) VALUES (1, 1, '137')", "又改动"},
	} {
		t.Run("Refused/"+name, func(t *testing.T) {
			s := open(t)
			id := mustWrite(t, s, "先前", c.first)
			mustWrite(t, s, "后来", c.later)
			before := contents(t, s)
			_, err := s.Revert(t.Context(), "王科长", id)
			if err == nil {
				t.Fatal("not refused")
			}
			if got := Sentence(err); !strings.Contains(got, c.says) {
				t.Errorf("sentence %q does not say %q", got, c.says)
			}
			if diff := cmp.Diff(before, contents(t, s)); diff != "" {
				t.Errorf("a refused undo changed (-before +now):\n%s", diff)
			}
		})
	}
	t.Run("Refused/AlreadyUndone", func(t *testing.T) {
		s := open(t)
		id := mustWrite(t, s, "改名", "UPDATE member SET name = '李四'")
		mustRevert(t, s, id)
		_, err := s.Revert(t.Context(), "王科长", id)
		wantCode(t, err, CodeConflict)
	})
	t.Run("Refused/RedoOutOfOrder", func(t *testing.T) {
		s := open(t)
		first := mustWrite(t, s, "登记", "INSERT INTO unit (id, name) VALUES (9, '财政局')")
		second := mustWrite(t, s, "改名", "UPDATE unit SET name = '审计局' WHERE id = 9")
		undo := mustRevert(t, s, second)
		mustRevert(t, s, first)
		_, err := s.Revert(t.Context(), "王科长", undo)
		wantCode(t, err, CodeConflict)
	})
	t.Run("Refused/NoSuchWrite", func(t *testing.T) {
		_, err := open(t).Revert(t.Context(), "王科长", 999)
		wantCode(t, err, CodeNotFound)
	})
}

// Whatever a write does, reverting it gives back exactly the rows there were, and reverting that the rows it made.
func TestRevertRestoresExactly(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	random := rand.New(rand.NewPCG(1, 2))
	names := []string{"张三", "李'四", "", "王\"五"}
	step := func() string {
		id, other, name := random.IntN(12)+2, random.IntN(12)+2, names[random.IntN(len(names))]
		name = strings.ReplaceAll(name, "'", "''")
		return []string{
			fmt.Sprintf("INSERT OR REPLACE INTO member (id, name, unit_id, score, photo) VALUES (%d, '%s', 1, %g, x'%04x')", id, name, random.NormFloat64(), other),
			fmt.Sprintf("UPDATE member SET name = '%s', score = %g, photo = NULL WHERE id < %d", name, random.ExpFloat64(), id),
			fmt.Sprintf("DELETE FROM member WHERE id = %d", id),
			fmt.Sprintf("INSERT INTO phone (member_id, number) SELECT id, '139' FROM member WHERE id = %d", id),
			fmt.Sprintf("DELETE FROM phone WHERE member_id = %d", id),
			fmt.Sprintf("INSERT OR IGNORE INTO unit (id, name) VALUES (%d, 'u%d')", id, other),
			fmt.Sprintf("UPDATE OR IGNORE unit SET name = 'v%d' WHERE id = %d", other, id),
		}[random.IntN(7)]
	}
	for round := range 150 {
		before := contents(t, s)
		statements := make([]string, 1+random.IntN(6))
		for i := range statements {
			statements[i] = step()
		}
		last := number(t, s, "SELECT max(id) FROM journal_write")
		id := mustWrite(t, s, "随意", statements...)
		if number(t, s, "SELECT max(id) FROM journal_write") == last {
			continue
		}
		after := contents(t, s)
		undo := mustRevert(t, s, id)
		if diff := cmp.Diff(before, contents(t, s)); diff != "" {
			t.Fatalf("round %d, %q (-before +undone):\n%s", round, statements, diff)
		}
		if random.IntN(3) > 0 {
			mustRevert(t, s, undo)
			if diff := cmp.Diff(after, contents(t, s)); diff != "" {
				t.Fatalf("round %d, %q (-after +redone):\n%s", round, statements, diff)
			}
		}
	}
	wantSound(t, s)
}

func wantSound(tb testing.TB, s *Store) {
	tb.Helper()
	r, err := s.Check(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	if len(r.Findings) > 0 {
		tb.Errorf("findings: %q", r.Findings)
	}
}

// What was written after an upgrade can be undone, and what was written before cannot, however the clock was set in between.
func TestUpgradesAreOrderedByTheJournal(t *testing.T) {
	dir := t.TempDir()
	at := testClock
	open := func(scripts ...string) *Store {
		o := testOptions(dir, scripts...)
		o.Now = func() time.Time { return at }
		return mustOpen(t, o)
	}
	s := open(officeSchema)
	mustWrite(t, s, "登记", "INSERT INTO unit (id, name) VALUES (7, '卫健局')")
	at = at.AddDate(-1, 0, 0)
	back := mustWrite(t, s, "改名", "UPDATE unit SET name = '卫生局' WHERE id = 7")
	state, err := s.UndoState(t.Context(), "")
	if err != nil || state.Undo == nil || state.Undo.WriteID != back {
		t.Errorf("after the clock went back Ctrl+Z would undo %+v, %v", state.Undo, err)
	}
	undone := mustRevert(t, s, back)
	mustRevert(t, s, undone)
	at = testClock.AddDate(1, 0, 0)
	ahead := mustWrite(t, s, "再改名", "UPDATE unit SET name = '卫健委' WHERE id = 7")
	mustClose(t, s)

	at = testClock
	s = open(officeSchema, "CREATE TABLE nothing_yet (id INTEGER PRIMARY KEY) STRICT;")
	if state, err := s.UndoState(t.Context(), ""); err != nil || state.Undo != nil {
		t.Errorf("across an upgrade that changed no row Ctrl+Z would undo %+v, %v", state.Undo, err)
	}
	if _, err := s.Revert(t.Context(), "王科长", ahead); CodeOf(err) != CodeConflict {
		t.Errorf("undo across an upgrade that changed no row: %v", err)
	}
}

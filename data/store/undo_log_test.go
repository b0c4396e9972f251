package store

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// fillJournal makes n writes of one change each, one a minute, as quickly as can be.
func fillJournal(tb testing.TB, s *Store, n int) {
	tb.Helper()
	tx, err := s.writer.DB.BeginTx(tb.Context(), nil)
	if err != nil {
		tb.Fatal(err)
	}
	first := number(tb, s, "SELECT coalesce(max(id), 0) FROM journal_row") + 1
	for i := range n {
		if _, err := tx.ExecContext(tb.Context(), "INSERT INTO journal_write (at, actor, wording, first_row, last_row) VALUES (?, ?, ?, ?, ?)",
			Instant(testClock.Add(time.Duration(i)*time.Minute)), []string{"王芳", "李慧敏"}[i%2], fmt.Sprintf("修改委员 张%d 的 职务", i), first+int64(i), first+int64(i)); err != nil {
			tb.Fatal(err)
		}
		if _, err := tx.ExecContext(tb.Context(), `INSERT INTO journal_row (id, write_id, tbl, row_id, op, before_json, after_json)
			VALUES (?, (SELECT max(id) FROM journal_write), 'member', ?, 'update', '{"name":"甲"}', '{"name":"乙"}')`, first+int64(i), i%500); err != nil {
			tb.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		tb.Fatal(err)
	}
}

func TestWriteLog(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	fillJournal(t, s, 40)
	mustWrite(t, s, "登记张三", "INSERT INTO member (id, name) VALUES (1, '张三')")
	last := number(t, s, "SELECT max(id) FROM journal_write")
	mustRevert(t, s, last)
	for name, c := range map[string]struct {
		filter      LogFilter
		count       int
		first, last string
	}{
		"All":         {LogFilter{}, 43, "撤销：登记张三", creationWording},
		"Page":        {LogFilter{Limit: 5}, 5, "撤销：登记张三", "修改委员 张37 的 职务"},
		"NextPage":    {LogFilter{Limit: 5, Before: last - 2}, 5, "修改委员 张37 的 职务", "修改委员 张33 的 职务"},
		"Text":        {LogFilter{Text: " 登记 "}, 2, "撤销：登记张三", "登记张三"},
		"Initials":    {LogFilter{Text: "djzs"}, 2, "撤销：登记张三", "登记张三"},
		"TextAndPage": {LogFilter{Text: "xgwy", Limit: 3}, 3, "修改委员 张39 的 职务", "修改委员 张37 的 职务"},
		"Person":      {LogFilter{Actor: "李慧敏", Limit: 2}, 2, "修改委员 张39 的 职务", "修改委员 张37 的 职务"},
		"Day":         {LogFilter{From: testClock.Add(30 * time.Minute), Until: testClock.Add(40 * time.Minute)}, 10, "修改委员 张39 的 职务", "修改委员 张30 的 职务"},
		"Percent":     {LogFilter{Text: "%"}, 0, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := WriteLog(t.Context(), s.DB(), c.filter)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != c.count {
				t.Fatalf("%d entries, want %d: %v", len(got), c.count, got)
			}
			if c.count > 0 && (got[0].Wording != c.first || got[len(got)-1].Wording != c.last) {
				t.Errorf("from %q to %q, want %q to %q", got[0].Wording, got[len(got)-1].Wording, c.first, c.last)
			}
		})
	}
	entries, err := WriteLog(t.Context(), s.DB(), LogFilter{Limit: 2})
	if err != nil || entries[0].Undoes != last || entries[0].UndoneBy != 0 || entries[1].UndoneBy != last+1 || entries[1].Undoes != 0 {
		t.Errorf("marks %+v, %v", entries, err)
	}
	for i, want := range []int64{last + 1, last + 1} { // either does it anew
		if id, redo := entries[i].Revertible(); id != want || !redo {
			t.Errorf("entry %d: revert %d, redo %t", i, id, redo)
		}
	}
}

// BenchmarkWriteLog opens the list of writes over 1,000 to 100,000 of them beside the bare query of as many rows; the ratio of the two
// and its growth are what counts.
func BenchmarkWriteLog(b *testing.B) {
	const page = 500
	for _, n := range []int{1_000, 10_000, 100_000} {
		s := mustOpen(b, testOptions(b.TempDir()))
		fillJournal(b, s, n)
		run := func(name string, filter LogFilter, want int) {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				for b.Loop() {
					entries, err := WriteLog(b.Context(), s.DB(), filter)
					if err != nil || len(entries) != want {
						b.Fatalf("%d entries, %v", len(entries), err)
					}
				}
			})
		}
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			for b.Loop() {
				if err := bareLog(b.Context(), s, page); err != nil {
					b.Fatal(err)
				}
			}
		})
		run("open", LogFilter{Limit: page}, page)
		run("text", LogFilter{Limit: page, Text: "职务"}, page)
		run("nothing", LogFilter{Limit: page, Text: "没有这样的"}, 0)
		run("pinyin", LogFilter{Limit: page, Text: "xiugaiweiyuan"}, page)
		b.Run(fmt.Sprintf("undo/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := s.UndoState(b.Context(), ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// bareLog reads as many writes as a page shows and makes nothing of them.
func bareLog(ctx context.Context, s *Store, page int) (err error) {
	var id, last int64
	var at, actor, wording string
	rows, err := s.Reader.DB.QueryContext(ctx, "SELECT id, at, actor, wording, last_row FROM journal_write ORDER BY id DESC LIMIT ?", page)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := rows.Scan(&id, &at, &actor, &wording, &last); err != nil {
			return err
		}
	}
	return rows.Err()
}

package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
)

// What lists read beside the records and follows from them, the check makes again.
func TestCheckMendsLines(t *testing.T) {
	dir := sampleData(t)
	list := mustRun(t, exitDone, "figures", "--data", dir).out
	db, err := sql.Open("sqlite3", filepath.Join(dir, "cppccdesk.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "DELETE FROM line_proposal WHERE id IN (3, 5)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	end := mustRun(t, exitDone, "check", "--data", dir)
	if !strings.Contains(end.err, "提案有 2 条在列表和指标里的汇总与记录不一致（记录 3、5），已按记录重新汇总。") || !strings.HasPrefix(end.out, "ok\t") {
		t.Errorf("check told %q and printed %q", end.err, end.out)
	}
	if again := mustRun(t, exitDone, "check", "--data", dir); strings.Contains(again.err, "汇总") {
		t.Errorf("check told again %q", again.err)
	}
	if got := mustRun(t, exitDone, "figures", "--data", dir).out; got != list {
		t.Error("the figures are not what they were")
	}
}

// A locked result that was changed outside of the program is told by its seal.
func TestCheckTellsOfABrokenSeal(t *testing.T) {
	dir := sampleData(t)
	db, err := sql.Open("sqlite3", filepath.Join(dir, "cppccdesk.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"INSERT INTO journal_write (at, actor, wording, first_row) SELECT max(at), '某人', '改票', (SELECT max(id) + 1 FROM journal_row) FROM journal_write",
		"INSERT INTO journal_current SELECT max(id) FROM journal_write",
		"UPDATE ballot_target SET class = '经济管理' WHERE class = '社会事业'",
		"UPDATE journal_write SET last_row = (SELECT max(id) FROM journal_row) WHERE last_row IS NULL",
		"DELETE FROM journal_current",
	} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	end := mustRun(t, exitFailed, "check", "--data", dir)
	if !strings.Contains(end.out, "锁定的结果，封签是 ") || !strings.Contains(end.err, "有 1 次评议的封签与数据不符") {
		t.Errorf("check told %q and printed %q", end.err, end.out)
	}
}

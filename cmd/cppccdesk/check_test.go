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

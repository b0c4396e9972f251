package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A rule for some proposals that comes from a sheet moves theirs; the command lists them with how they are counted and takes over those it is told.
func TestMovedDeadlines(t *testing.T) {
	dir := sampleData(t)
	sheet := filepath.Join(t.TempDir(), "期限规则.tsv")
	if err := os.WriteFile(sheet, []byte("期限\t适用提案\t从哪天起算\t固定日期\n提案答复\t大会提案\t交办日\t9月30日\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := lines(mustRun(t, exitDone, "moved", "--data", dir).out); len(got) != 1 {
		t.Fatalf("nothing was changed: %q", got)
	}
	mustRun(t, exitDone, "import", "deadlines", sheet, "--data", dir)
	all := lines(mustRun(t, exitDone, "moved", "--data", dir).out)
	if len(all) < 3 || !strings.Contains(all[1], "\t2026-09-30\t交办 ") || !strings.Contains(all[1], "的限 9 月 30 日前（大会提案）") {
		t.Fatalf("got %q", all)
	}
	if end := mustRun(t, exitFailed, "moved", "--take", "900", "--data", dir); !strings.Contains(end.err, "没有序号为「900」的期限") {
		t.Errorf("one that is not there: %q", end.err)
	}
	taken := mustRun(t, exitDone, "moved", "--take", "2", "--why", "统一截止日", "--data", dir)
	if got := lines(taken.out); len(got) != 2 || got[1] != all[2] || !strings.Contains(taken.err, "已改用新期限 1 项（统一截止日）") {
		t.Errorf("took %q, %q", taken.out, taken.err)
	}
	if left := lines(mustRun(t, exitDone, "moved", "--data", dir).out); len(left) != len(all)-1 {
		t.Errorf("%d lines left of %d", len(left), len(all))
	}
	mustRun(t, exitDone, "moved", "--take", "全部", "--data", dir)
	if left := lines(mustRun(t, exitDone, "moved", "--data", dir).out); len(left) != 1 {
		t.Errorf("left after all were taken over: %q", left)
	}
}

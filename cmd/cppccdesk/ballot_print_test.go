package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Ballots are printed of the round named, as many as are issued or asked for; a locked round, another ending and a file somebody made are refused.
func TestBallotPrint(t *testing.T) {
	dir, work := sampleData(t), t.TempDir()
	for kind, rows := range map[string][]string{
		"1evaluations":    {"评议名称,评分方案", "试印评议,票决换算"},
		"2ballot-targets": {"评议名称,评议对象,类别", "试印评议,县教育局,甲类", "试印评议,县公安局,乙类"},
		"3ballot-rounds":  {"评议名称,测评日期,应到,实到,发出票", "试印评议,2026-10-20,45,42,42"},
	} {
		if err := os.WriteFile(filepath.Join(work, kind+".csv"), []byte(strings.Join(rows, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []string{"1evaluations", "2ballot-targets", "3ballot-rounds"} {
		mustRun(t, exitDone, "import", "--data", dir, kind[1:], filepath.Join(work, kind+".csv"))
	}
	out := filepath.Join(work, "评议票.pdf")
	end := mustRun(t, exitDone, "ballot-print", "--data", dir, "试印评议", "--out", out)
	if !strings.Contains(end.err, "第 1 轮评议票 42 张，批号 PY2026-") || !strings.Contains(end.out, out) {
		t.Errorf("said %q %q", end.out, end.err)
	}
	if written, err := os.ReadFile(out); err != nil || !bytes.HasPrefix(written, []byte("%PDF-")) {
		t.Errorf("no PDF: %v", err)
	}
	if end = mustRun(t, exitDone, "ballot-print", "--data", dir, "试印评议", "--out", out, "--count", "3"); !strings.Contains(end.err, "评议票 3 张") {
		t.Errorf("said %q", end.err)
	}
	if log := mustRun(t, exitDone, "log", "--data", dir, "--limit", "1"); !strings.Contains(log.out, "「试印评议」第 1 轮评议票") {
		t.Errorf("the journal has %q", log.out)
	}
	for said, args := range map[string][]string{
		"锁定计票":      {"2026年常委会现场测评", "--out", out},
		".pdf":      {"试印评议", "--out", filepath.Join(work, "票.xlsx")},
		"一次可以印 1 到": {"试印评议", "--out", out, "--count", "9999"},
	} {
		if end := run(t.Context(), append([]string{"ballot-print", "--data", dir}, args...)...); end.code == exitDone || !strings.Contains(end.err, said) {
			t.Errorf("%v: exit %d, %q", args, end.code, end.err)
		}
	}
}

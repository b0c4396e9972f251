package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// Score sheets are printed for every panel, or for one, as many as it has raters or asked for.
func TestScorePrint(t *testing.T) {
	dir, out := sampleData(t), filepath.Join(t.TempDir(), "评分表.pdf")
	end := mustRun(t, exitDone, "score-print", "--data", dir, "2026年度提案办理民主评议", "--out", out, "--panel", "9")
	if !strings.Contains(end.err, "评分表 7 张") || !strings.Contains(end.err, "第 9 组，批号 PF2026-") || !strings.Contains(end.out, out) {
		t.Errorf("said %q %q", end.out, end.err)
	}
	if log := mustRun(t, exitDone, "log", "--data", dir, "--limit", "1"); !strings.Contains(log.out, "空白评分表") {
		t.Errorf("the journal has %q", log.out)
	}
	for said, args := range map[string][]string{
		"没有评议「没有」": {"没有", "--out", out},
		"第 99 组":   {"2026年度提案办理民主评议", "--out", out, "--panel", "99"},
		"锁定":       {"2026年常委会现场测评", "--out", out},
	} {
		if end := run(t.Context(), append([]string{"score-print", "--data", dir}, args...)...); end.code == exitDone || !strings.Contains(end.err, said) {
			t.Errorf("%v: exit %d, %q", args, end.code, end.err)
		}
	}
}

package main

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
)

// Versions of a scheme are listed with the evaluations that use them; one without sheets goes over to another, one with sheets keeps its own and its results.
func TestVersionsOfASchemeByCommand(t *testing.T) {
	dir := sampleData(t)
	st, err := store.Open(t.Context(), store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	err = st.Write(t.Context(), "测试", "一版", func(ctx context.Context, tx *store.Tx) error {
		_, err := evaluation.CopyScheme(ctx, tx, 1)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	list := writeText(t, t.TempDir(), "评议.csv", "年度,评议名称,评分方案\n2026,再评,提案办理质量评分表(两级百分制)\n")
	mustRun(t, exitDone, "import", "evaluations", list, "--data", dir, "--year", "2026")
	const base, second = "提案办理质量评分表（两级百分制）", "提案办理质量评分表（两级百分制）（第 2 版）"
	results := mustRun(t, exitDone, "defend", "2026年度提案办理民主评议", "--data", dir, "--year", "2026").out
	want := base + "\t1\t" + base + "\t评分表\t2026\t2026年度提案办理民主评议\t74\t未锁定\n" +
		base + "\t1\t" + base + "\t评分表\t2026\t再评\t0\t未锁定\n" + base + "\t2\t" + second + "\t评分表\t\t\t\t\n"
	for _, name := range []string{base, second} {
		if got := mustRun(t, exitDone, "schemes", name, "--data", dir).out; !strings.HasSuffix(got, want) || len(lines(got)) != 4 {
			t.Errorf("%s: got\n%swant\n%s", name, got, want)
		}
	}
	if all := lines(mustRun(t, exitDone, "schemes", "--data", dir).out); len(all) < 14 {
		t.Errorf("%d lines of all schemes", len(all))
	}
	end := mustRun(t, exitDone, "schemes", second, "--take", "再评", "--data", dir, "--year", "2026")
	if !strings.Contains(end.err, "评议「再评」改用评分方案「"+second+"」") || !strings.Contains(end.out, second+"\t评分表\t2026\t再评\t0\t") {
		t.Errorf("printed %q and %q", end.out, end.err)
	}
	for _, tc := range [][]string{
		{"这次评议已有 74 份评分表，不能再改用评分方案「" + second + "」", second, "2026年度提案办理民主评议"},
		{"2026 年没有评议「没有的」", second, "没有的"},
		{"没有评分方案「没有的」", "没有的", "再评"},
	} {
		if end := mustRun(t, exitFailed, "schemes", tc[1], "--take", tc[2], "--data", dir, "--year", "2026"); !strings.Contains(end.err, tc[0]) {
			t.Errorf("%v: said %q", tc[1:], end.err)
		}
	}
	if after := mustRun(t, exitDone, "defend", "2026年度提案办理民主评议", "--data", dir, "--year", "2026").out; after != results {
		t.Error("the results of the first version changed")
	}
	mustRun(t, exitDone, "undo", "--data", dir)
	if got := mustRun(t, exitDone, "schemes", base, "--data", dir).out; !strings.HasSuffix(got, want) {
		t.Errorf("after undo\n%s", got)
	}
}

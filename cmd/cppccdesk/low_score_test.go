package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A reply scored under the line of its scheme is sent back by the same step from the command line; one above it is refused.
func TestStepSendsBackALowScore(t *testing.T) {
	dir := sampleData(t)
	schemes := filepath.Join(t.TempDir(), "方案.csv")
	if err := os.WriteFile(schemes, []byte("方案名称,重办线（分）\n提案办理质量评分表(两级百分制),70\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustRun(t, exitDone, "import", "--data", dir, "rubrics", schemes)
	told := []string{"评议重办", "--set", "低分评议=2026年度提案办理民主评议", "--set", "交办日期=2026-11-23"}
	step := func(number string) ended {
		return run(t.Context(), append([]string{"step", "--data", dir, "proposals", number}, told...)...)
	}
	if end := step("14"); end.code == exitDone || !strings.Contains(end.err, "不低于重办线 70 分") {
		t.Errorf("a good score: exit %d, %q", end.code, end.err)
	}
	if end := step("21"); end.code != exitDone || !strings.Contains(end.out, "21\t评议重办\t重新办理") {
		t.Errorf("a low score: exit %d, %q %q", end.code, end.out, end.err)
	}
	if end := step("21"); end.code == exitDone || !strings.Contains(end.err, "正在重新办理") {
		t.Errorf("twice: exit %d, %q", end.code, end.err)
	}
	mustRun(t, exitDone, "undo", "--data", dir)
	if end := mustRun(t, exitDone, "steps", "--data", dir, "proposals", "21"); !strings.Contains(end.out, "评议重办") {
		t.Errorf("after undo the steps are %q", end.out)
	}
	mustRun(t, exitDone, "check", "--data", dir)
}

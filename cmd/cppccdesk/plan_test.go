package main

import (
	"strings"
	"testing"
)

// A plan is made after last year's: looked at first, then written, then refused a second time and undone.
func TestPlanCopy(t *testing.T) {
	dir := sampleData(t)
	end := mustRun(t, exitDone, "plan-copy", "2027", "--dry-run", "--data", dir)
	if got := lines(end.out); len(got) != 6 || !strings.Contains(got[0], "2027-03\t2027-11\t98人、22组") || !strings.Contains(end.err, "没有写入") {
		t.Fatalf("would be %q, %q", end.out, end.err)
	}
	listed := func() int {
		return len(lines(mustRun(t, exitDone, "list", "plan", "--year", "2027", "--data", dir).out)) - 1
	}
	if n := listed(); n != 0 {
		t.Fatalf("%d items were written by looking", n)
	}
	mustRun(t, exitDone, "plan-copy", "2027", "--data", dir, "--as", "王芳")
	if n := listed(); n != 6 {
		t.Fatalf("%d items", n)
	}
	if end := mustRun(t, exitFailed, "plan-copy", "2027", "--data", dir); !strings.Contains(end.err, "2027 年的部署里已有同名的事项") {
		t.Errorf("a second time: %q", end.err)
	}
	mustRun(t, exitFailed, "plan-copy", "2027", "--template", "--data", dir)
	mustRun(t, exitDone, "undo", "--as", "王芳", "--data", dir)
	if n := listed(); n != 0 {
		t.Errorf("%d items left after undo", n)
	}
	mustRun(t, exitDone, "plan-copy", "2027", "--template", "--data", dir)
	if n := listed(); n != 6 {
		t.Errorf("%d items of the template", n)
	}
	mustRun(t, exitUsage, "plan-copy", "--data", dir)
	mustRun(t, exitUsage, "plan-copy", "2028", "--from", "2027", "--template", "--data", dir)
}

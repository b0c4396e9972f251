package main

import (
	"strings"
	"testing"
)

// What a proposal leaves to be put right is listed, and becomes a point of a letter once.
func TestCausesAndRaise(t *testing.T) {
	dir := sampleData(t)
	if end := mustRun(t, exitDone, "causes", "36", "--data", dir); !strings.Contains(end.out, "\n1\t县民政局\t第 36 号提案的提案人") {
		t.Fatalf("causes are\n%s", end.out)
	}
	mustRun(t, exitDone, "raise", "36", "1", "--data", dir)
	if _, wording := actorOf(t, dir); !strings.HasPrefix(wording, "转为整改事项：第 36 号提案的提案人") {
		t.Errorf("in the journal it is %q", wording)
	}
	if end := mustRun(t, exitDone, "causes", "36", "--data", dir); !strings.Contains(end.out, "\t关于第 36 号提案办理情况的监督意见\t\t未送达") {
		t.Errorf("then causes are\n%s", end.out)
	}
	if end := mustRun(t, exitDone, "list", "points", "--data", dir); !strings.Contains(end.out, "提案 2026-36") {
		t.Error("the point does not say where it comes from")
	}
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{exitFailed, []string{"raise", "36", "1"}, "一条只转一次"},
		{exitFailed, []string{"raise", "36", "2"}, "没有第 2 条"},
		{exitFailed, []string{"raise", "2", "1"}, "没有要整改的承诺或不满意的反馈"},
		{exitFailed, []string{"raise", "90", "1"}, "没有写明是对哪个单位的"},
		{exitUsage, []string{"raise", "36"}, "序号"},
	} {
		if end := mustRun(t, c.code, append(c.args, "--data", dir)...); !strings.Contains(end.err, c.want) {
			t.Errorf("%v says %q, want %q in it", c.args, end.err, c.want)
		}
	}
}

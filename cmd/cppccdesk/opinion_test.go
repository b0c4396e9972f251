package main

import (
	"strings"
	"testing"
)

// What was written on score sheets is listed, and becomes a point of a letter once.
func TestOpinionsAndRaiseOpinion(t *testing.T) {
	dir := sampleData(t)
	first := "\n1\t2026\t2026年度提案办理民主评议\t县商务局\t第10号提案\t综合\t认为现场改进不明显\t"
	if end := mustRun(t, exitDone, "opinions", "--data", dir); !strings.Contains(end.out, first+"\t\t") {
		t.Fatalf("opinions are\n%s", end.out)
	}
	mustRun(t, exitDone, "raise-opinion", "1", "--data", dir)
	if _, wording := actorOf(t, dir); wording != "评议意见转整改 1 条" {
		t.Errorf("in the journal it is %q", wording)
	}
	if end := mustRun(t, exitDone, "opinions", "--data", dir); !strings.Contains(end.out, first+"\t未送达\t\n") {
		t.Errorf("then opinions are\n%s", end.out)
	}
	if end := mustRun(t, exitDone, "list", "points", "--data", dir); !strings.Contains(end.out, "第10号提案的评议意见：认为现场改进不明显") || !strings.Contains(end.out, "民主评议 2026年度提案办理民主评议") {
		t.Error("the point does not say what was written and where")
	}
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{exitFailed, []string{"raise-opinion", "1"}, "一条只转一次"},
		{exitFailed, []string{"raise-opinion", "2"}, "2026 年有 1 条评议意见，没有第 2 条，见 cppccdesk opinions"},
		{exitUsage, []string{"raise-opinion"}, "序号"},
	} {
		if end := mustRun(t, c.code, append(c.args, "--data", dir)...); !strings.Contains(end.err, c.want) {
			t.Errorf("%v says %q, want %q in it", c.args, end.err, c.want)
		}
	}
	mustRun(t, exitDone, "undo", "--data", dir)
	if end := mustRun(t, exitDone, "opinions", "--data", dir); !strings.Contains(end.out, first+"\t\t") {
		t.Errorf("after undo opinions are\n%s", end.out)
	}
}

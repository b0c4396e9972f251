package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestPapers(t *testing.T) {
	dir, out := sampleData(t), t.TempDir()
	if end := mustRun(t, exitDone, "papers", "--data", dir); !strings.Contains(end.out, "\n交办单\t每个承办单位一份\t") {
		t.Errorf("papers are\n%s", end.out)
	}
	if end := mustRun(t, exitDone, "papers", "--fields", "交办单", "--data", dir); !strings.Contains(end.out, "\n{{每件提案}}\t") || !strings.Contains(end.out, "\n　{{案由}}\t提案的题目\n") {
		t.Errorf("fields are\n%s", end.out)
	}
	end := mustRun(t, exitDone, "paper", "交办单", "--year", "2026", "--unit", "县教育局", "--unit", "县公安局", "--first", "7", "--date", "2026-11-23", "--out", out, "--data", dir)
	want := []string{filepath.Join(out, "2026年交办单", "交办单 县教育局.docx"), filepath.Join(out, "2026年交办单", "交办单 县公安局.docx")}
	if got := lines(end.out); len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("written %q, want %q", got, want)
	}
	if _, wording := actorOf(t, dir); wording != "生成2026年交办单 2 份到「"+filepath.Join(out, "2026年交办单")+"」" {
		t.Errorf("in the journal it is %q", wording)
	}
	mustRun(t, exitDone, "paper", "答复函", "--number", "1", "--out", out, "--data", dir)
	end = mustRun(t, exitDone, "paper", "活动通知", "--activity", "民主监督员年度工作汇报会", "--year", "2026", "--date", "2026-11-23", "--out", out, "--data", dir)
	if notice := filepath.Join(out, "2026年活动通知", "活动通知 民主监督员年度工作汇报会.docx"); !slices.Equal(lines(end.out), []string{notice}) {
		t.Errorf("written %q, want %q", end.out, notice)
	}
	if err := os.WriteFile(want[0], []byte("改过"), 0o600); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(out, "模板.docx")
	mustRun(t, exitDone, "paper-template", "交办单", "--out", own, "--data", dir)
	mustRun(t, exitDone, "paper-template", "交办单", "--use", own, "--data", dir)
	if _, wording := actorOf(t, dir); wording != "换用交办单的模板「模板.docx」" {
		t.Errorf("in the journal it is %q", wording)
	}
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{exitFailed, []string{"paper-template", "催办单", "--use", own}, "模板「模板.docx」里的「{{件数}}」不认得"},
		{exitFailed, []string{"paper-template", "交办单", "--out", own}, "没有覆盖"},
		{exitDone, []string{"paper-template", "交办单", "--reset"}, ""},
		{exitFailed, []string{"paper-template", "交办单", "--reset"}, "自带的模板"},
		{exitUsage, []string{"paper-template", "交办单"}, "--use"},
		{exitFailed, []string{"paper", "交办单", "--year", "2026", "--out", out}, "没有覆盖"},
		{exitDone, []string{"paper", "交办单", "--year", "2026", "--out", out, "--force"}, ""},
		{exitFailed, []string{"paper", "奖状", "--out", out}, "没有名为「奖状」的文书，可用的有：交办通知、"},
		{exitUsage, []string{"paper", "交办单"}, "--out"},
		{exitFailed, []string{"paper", "活动通知", "--activity", "民主监督工作座谈会", "--year", "2026", "--date", "2026-11-23", "--out", out}, "选定的活动中没有要出活动通知的"},
		{exitFailed, []string{"paper", "活动通知", "--activity", "火星联谊会", "--year", "2026", "--out", out}, "火星联谊会"},
		{exitUsage, []string{"paper", "交办单", "--activity", "民主监督工作座谈会", "--out", out}, "不是按活动出的"},
		{exitUsage, []string{"paper", "活动通知", "--evaluation", "x", "--out", out}, "不是按评议出的"},
		{exitFailed, []string{"paper", "评议结果通报", "--evaluation", "火星评议", "--year", "2026", "--out", out}, "火星评议"},
		{exitUsage, []string{"paper", "办理情况通报", "--unit", "县教育局", "--out", out}, "不是按单位出的"},
		{exitUsage, []string{"paper", "交办单", "--first", "-1", "--out", out}, "--first"},
		{exitFailed, []string{"paper", "交办单", "--unit", "县火星局", "--out", out}, "县火星局"},
		{exitFailed, []string{"paper", "交办单", "--number", "9999", "--out", out}, "9999"},
		{exitFailed, []string{"paper", "交办单", "--out", dir}, "数据文件夹"},
		{exitFailed, []string{"paper", "催办单", "--year", "2030", "--out", out}, "2030年没有要出催办单的"},
	} {
		if end := mustRun(t, c.code, append(c.args, "--data", dir)...); !strings.Contains(end.err, c.want) {
			t.Errorf("%v says %q, want %q in it", c.args, end.err, c.want)
		}
	}
}

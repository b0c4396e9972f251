package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestForms(t *testing.T) {
	dir := sampleData(t)
	forms := func(code int, words ...string) ended {
		t.Helper()
		return mustRun(t, code, append([]string{"forms", "--data", dir}, words...)...)
	}
	if all := forms(exitDone).out; !strings.Contains(all, "04\t提案登记台账\t1\t提案登记台账\t标准\t栏目可以选择") || !strings.Contains(all, "09\t民主评议评分明细\t1\t民主评议评分明细\t标准\t不能调整：") {
		t.Errorf("reports\n%s", all)
	}
	if looked := forms(exitDone, "04", "案由", "--dry-run"); !strings.Contains(looked.err, "没有写入：调整「04提案登记台账」的栏目。") || !strings.HasPrefix(lines(forms(exitDone, "04").out)[1], "序号\t印") {
		t.Errorf("said %q", looked.err)
	}
	made := forms(exitDone, "04", "序号", "案号=提案号", "案由", "督办领导", "第一提案人", "--width", "案由=36")
	if got := lines(made.out); got[2] != "登记·案号\t印\t提案号\t" || got[3] != "登记·案由\t印\t\t36" || got[4] != "督办领导\t印\t\t" || !strings.Contains(made.out, "备注\t可以添加") {
		t.Errorf("made\n%s", made.out)
	}
	out := t.TempDir()
	mustRun(t, exitDone, "report", "--only", "04", "--year", "2026", "--out", out, "--data", dir)
	back := mustRun(t, exitDone, "import", "proposals", filepath.Join(out, "2026年民主监督上报包", "04提案登记台账.xlsx"), "--dry-run", "--data", dir)
	if !strings.Contains(back.out, "new 0 changed 0 same 150 rejected 0") {
		t.Errorf("taken back in: %s", back.out)
	}
	if stat := forms(exitDone, "15", "指标=项目", "--sheet", "1"); lines(stat.out)[2] != "指标\t印\t项目\t" || lines(stat.out)[1] != "序号\t印\t\t" {
		t.Errorf("a statistic\n%s", stat.out)
	}
	if end := forms(exitDone, "04", "--restore"); !strings.Contains(end.err, "已恢复「04提案登记台账」的标准表样。") || strings.Contains(end.out, "提案号") {
		t.Errorf("%q\n%s", end.err, end.out)
	}
}

func TestFormsRefused(t *testing.T) {
	dir := sampleData(t)
	for _, c := range []struct {
		code  int
		want  string
		words []string
	}{
		{exitFailed, "没有「鞋码」这一栏", []string{"04", "鞋码"}},
		{exitFailed, "不能调整", []string{"20"}},
		{exitFailed, "有 3 张工作表，没有第 4 张", []string{"15", "--sheet", "4"}},
		{exitUsage, "没有名为「77」的报表", []string{"77"}},
		{exitUsage, "请写明哪张报表", []string{"--restore"}},
		{exitUsage, "不要再写栏目", []string{"04", "案号", "--restore"}},
		{exitUsage, "宽度应为整数", []string{"04", "案由", "--width", "案由=宽"}},
		{exitUsage, "只能改栏名和宽度：写成 指标=栏名", []string{"15", "指标"}},
		{exitUsage, "不用写宽度", []string{"04", "案由", "--width", "备注=9"}},
	} {
		if end := mustRun(t, c.code, append([]string{"forms", "--data", dir}, c.words...)...); !strings.Contains(end.err, c.want) {
			t.Errorf("%v: %q", c.words, end.err)
		}
	}
}

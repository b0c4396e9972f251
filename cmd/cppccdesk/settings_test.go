package main

import (
	"strings"
	"testing"
)

func TestSettings(t *testing.T) {
	dir := sampleData(t)
	shown := func(name string) string {
		for _, l := range lines(mustRun(t, exitDone, "settings", "--data", dir).out) {
			if cells := strings.Split(l, "\t"); cells[0] == name {
				return cells[1]
			}
		}
		t.Fatalf("no setting %s is listed", name)
		return ""
	}
	end := mustRun(t, exitDone, "settings", "比率小数位数=1", "proposal.check_replies=是", "文书联系人=", "--data", dir)
	if got := shown("比率小数位数") + shown("答复要先送审"); got != "1是" || !strings.Contains(end.out, "比率小数位数\t1") {
		t.Errorf("%s after %q", got, end.out)
	}
	for name, c := range map[string]struct {
		words []string
		exit  int
		why   string
	}{
		"a word that is not offered": {[]string{"比率小数位数=9"}, exitFailed, "「比率小数位数」应为0、1、2之一。"},
		"no number":                  {[]string{"相似提案的提示线（%）=很像"}, exitFailed, "应为 1 到 100 的整数"},
		"a year that never was":      {[]string{"当前工作年度=26"}, exitFailed, "1949 至 2199"},
		"least over most":            {[]string{"监督小组人数下限=6"}, exitFailed, "「监督小组人数下限」（6）不能大于「监督小组人数上限」（5）。"},
		"lines the wrong way round":  {[]string{"年度考评优秀分数线=75", "年度考评称职分数线=70"}, exitDone, ""},
		"no such setting":            {[]string{"小数=1"}, exitFailed, "没有名为「小数」的设置"},
		"nothing said":               {[]string{"比率小数位数"}, exitUsage, "应写成 设置=内容"},
		"twice":                      {[]string{"比率小数位数=1", "rate.digits=2"}, exitUsage, "「比率小数位数」写了两次"},
		"one bad, none written":      {[]string{"比率小数位数=0", "当前工作年度=26"}, exitFailed, "1949"},
	} {
		if end := mustRun(t, c.exit, append([]string{"settings", "--data", dir}, c.words...)...); !strings.Contains(end.err, c.why) {
			t.Errorf("%s: %q", name, end.err)
		}
	}
	if got := shown("比率小数位数"); got != "1" {
		t.Errorf("a refused command left %s", got)
	}
	mustRun(t, exitDone, "settings", "监督小组人数下限=6", "监督小组人数上限=7", "--data", dir)
}

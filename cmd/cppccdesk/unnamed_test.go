package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// No command says whose a sheet of an anonymous scheme is.
func TestCommandsNameNoRaterOfAnonymousSheets(t *testing.T) {
	dir, work := sampleData(t), t.TempDir()
	at := []string{"--data", dir, "--year", "2026"}
	take := func(exit int, kind, text string) ended {
		t.Helper()
		list := filepath.Join(work, kind+".csv")
		if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return mustRun(t, exit, append([]string{"import", kind, list}, at...)...)
	}
	take(exitDone, "rubrics", "方案名称,记名\n无记名评分,无记名\n")
	take(exitDone, "rubric-indicators", "方案名称,指标,权重（%）,满分\n无记名评分,总评,100,100\n")
	take(exitDone, "panels", "年度,评议名称,评分方案,组号,小组名称,评委,评委类别,评议案号\n2026,无记名试评,无记名评分,1,甲组,赵一一,常委,12\n2026,无记名试评,,1,甲组,钱二二,常委,12\n2026,无记名试评,,1,甲组,孙三三,提案人,12\n")
	if end := take(exitRejected, "scores", "评议名称,组号,评委,总评\n无记名试评,1,赵一一,90\n"); !strings.Contains(end.out+end.err, "请写第几张") {
		t.Error(end.out, end.err)
	}
	take(exitDone, "scores", "评议名称,组号,评委,总评\n无记名试评,1,1,90\n无记名试评,1,第2张,80\n无记名试评,1,第 3 张,70\n")
	var shown string
	for _, command := range [][]string{{"list", "scores"}, {"list", "scores", "--format", "json"}, {"log", "--limit", "50"}} {
		shown += run(t.Context(), append(command, at...)...).out
	}
	if !strings.Contains(shown, "第 3 张") {
		t.Error(shown[:min(len(shown), 2000)])
	}
	for _, line := range strings.Split(shown, "\n") {
		for _, name := range []string{"赵一一", "钱二二", "孙三三"} {
			if strings.Contains(line, name) && (strings.Contains(line, "评分") || strings.Contains(line, "90")) {
				t.Errorf("%s is named in %s", name, line)
			}
		}
	}
	if end := mustRun(t, exitFailed, append([]string{"score-books", "无记名试评", "--each", "--out", work}, at...)...); !strings.Contains(end.err, "按小组生成") {
		t.Error(end.out, end.err)
	}
}

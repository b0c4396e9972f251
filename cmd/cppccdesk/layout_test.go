package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// scoreBlock is a sheet of one block: of the sample year's first panel, and a judge whose name is written wrongly.
const scoreBlock = "评分汇总,,,\n被评议单位：县水务局,,,\n指标,史永章,姜云强,仇学锋\n组织领导,90,91,92\n沟通面商,80,81,82\n办理成效,70,71,72\n规范答复,60,61,62\n合计,300,304,308\n"

func TestImportByLayout(t *testing.T) {
	dir := sampleData(t)
	path := filepath.Join(t.TempDir(), "评分.csv")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(scoreBlock)
	args := []string{"import", "scores", path, "--data", dir}
	mustRun(t, exitRejected, append(args, "--dry-run")...) // understood by the names known, but for one
	described := append(args, "--layout", "judges=row:3 indicators=column:A", "--layout", "target=cell:A2:被评议单位：* name=汇总表")
	args, described = slices.Clip(args), slices.Clip(described)
	for _, test := range []struct {
		name string
		end  int
		args []string
		out  string
		err  string
	}{
		{"a part that is none", exitUsage, append(args, "--layout", "raters=row:3"), "", "--layout 里没有「raters」这一项"},
		{"a place that is none", exitUsage, append(args, "--layout", "judges=row:三"), "", "应为 row:3 或 column:B 这样"},
		{"no target", exitFailed, append(args, "--layout", "judges=row:3 indicators=column:A"), "", "第 1 种评分块：还没有指明被评对象在哪里。"},
		{"a target elsewhere", exitFailed, append(args, "--layout", "judges=row:3 indicators=column:A target=cell:C1"), "", "第 1 种评分块：被评对象在 C1，这一格是空的。"},
		{"a pattern that does not fit", exitFailed, append(args, "--layout", "judges=row:3 indicators=column:A target=cell:A2:单位：*"), "", "被评对象在 A2，写的是「被评议单位：县水务局」，与「单位：*」不符。"},
		{"no such layout", exitFailed, append(args, "--layout", "汇总表"), "", "没有名为「汇总表」的评分版式，还没有记住过版式。"},
		{"another kind", exitFailed, []string{"import", "members", path, "--data", dir, "--layout", "judges=row:3 indicators=column:A target=cell:A2"}, "", "委员名册不能按评分版式导入，只有评分表可以。"},
		{"a judge unknown", exitRejected, append(described, "--dry-run"), "new 0 changed 2 same 0 rejected 1", "「仇学锋」是不认识的评委，有 1 处；可以是：史永章、姜云强、仇学峰、廖云、洪文云。请用 --word"},
		{"told who he is", exitDone, append(described, "--word", "仇学锋=仇学峰"), "new 0 changed 3 same 0 rejected 0", "按指明的版式读取，共 1 块：第一块 工作表「文本」A2:D8（县水务局，评委 3 人，指标 4 项）。"},
		{"by name", exitRejected, append(args, "--layout", "汇总表"), "new 0 changed 0 same 2 rejected 1", "（D3）不是第 1 评议小组的评委"},
		{"remembered", exitRejected, args, "new 0 changed 0 same 2 rejected 1", "按上次的版式「汇总表」读取，共 1 块"},
	} {
		t.Run(test.name, func(t *testing.T) {
			end := mustRun(t, test.end, test.args...)
			if !strings.HasSuffix(strings.TrimSpace(end.out), test.out) || !strings.Contains(end.err, test.err) {
				t.Errorf("printed %q\nand %q", end.out, end.err)
			}
		})
	}
	t.Run("a total that does not fit waits", func(t *testing.T) {
		write(strings.Replace(scoreBlock, "合计,300", "合计,301", 1))
		end := mustRun(t, exitRejected, append(args, "--word", "仇学锋=仇学峰")...)
		if !strings.HasSuffix(end.out, "same 2 rejected 1\n") || !strings.Contains(end.err, "工作表「文本」B4:B7退回：B8 印的是 301，各项之和却是 300，请核对分数；") {
			t.Errorf("printed %q\nand %q", end.out, end.err)
		}
		for _, test := range []struct {
			decide, out, err string
			end              int
		}{
			{"B4:B7=same", "", "B4:B7不像已有的哪一条，不能写 same", exitFailed},
			{"C4:C7=new", "", "C4:C7没有要确认的事", exitFailed},
			{"B4:B7=skip", "same 2 rejected 0\n", "跳过 1 行", exitDone},
			{"B4:B7=new", "same 3 rejected 0\n", "", exitDone},
		} {
			end := mustRun(t, test.end, append(args, "--word", "仇学锋=仇学峰", "--decide", test.decide)...)
			if !strings.HasSuffix(end.out, test.out) || !strings.Contains(end.err, test.err) {
				t.Errorf("%s: printed %q\nand %q", test.decide, end.out, end.err)
			}
		}
	})
}

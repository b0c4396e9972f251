package main

import (
	"strings"
	"testing"
)

func TestScoresAreDefended(t *testing.T) {
	dir := sampleData(t)
	got := mustRun(t, exitDone, "defend", "--data", dir, "--year", "2026").out
	for _, want := range []string{
		"比同组其他 6 人的均分", // the sample's outlier in panel 6
		"肯德尔 W", "评分表重抽样 1000 次：", "名次系于一人：不计评委",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if again := mustRun(t, exitDone, "defend", "--data", dir, "--year", "2026").out; again != got {
		t.Error("the second time it says something else")
	}
	if end := mustRun(t, exitFailed, "defend", "--data", dir, "--year", "2020"); !strings.Contains(end.err, "2020 年没有按评分表进行的评议") {
		t.Errorf("said %q", end.err)
	}
	if end := mustRun(t, exitFailed, "defend", "乡镇评议", "--data", dir, "--year", "2026"); !strings.Contains(end.err, "有的是：2026年度提案办理民主评议") {
		t.Errorf("said %q", end.err)
	}
}

func TestScoresInAnotherWay(t *testing.T) {
	dir := sampleData(t)
	before := mustRun(t, exitDone, "list", "scores", "--data", dir, "--year", "2026").out
	same := lines(mustRun(t, exitDone, "suppose", "--data", dir, "--year", "2026").out)
	if len(same) != 14 {
		t.Fatalf("%d lines of 13 targets", len(same))
	}
	if none := lines(mustRun(t, exitDone, "suppose", "--changed", "--data", dir, "--year", "2026").out); len(none) != 1 {
		t.Errorf("with nothing changed: %q", none)
	}
	trimmed := mustRun(t, exitDone, "suppose", "--changed", "--aggregation", "去一高一低", "--data", dir, "--year", "2026").out
	if len(lines(trimmed)) < 5 {
		t.Errorf("trimmed: %s", trimmed)
	}
	weighed := mustRun(t, exitDone, "suppose", "--weight", "组织领导=0", "--weight", "沟通面商=35", "--data", dir, "--year", "2026").out
	if weighed == strings.Join(same, "\n")+"\n" {
		t.Error("other weights change nothing")
	}
	for _, tc := range [][]string{
		{"没有评委「无此人」", "--without", "无此人"},
		{"指标权重合计应为 100%", "--weight", "组织领导=30"},
		{"没有指标「态度」，它的指标是：组织领导、沟通面商、办理成效、规范答复", "--weight", "态度=30"},
		{"汇总方法只有均值和去一高一低", "--aggregation", "中位数"},
	} {
		end := mustRun(t, exitFailed, append([]string{"suppose", "--data", dir, "--year", "2026"}, tc[1:]...)...)
		if !strings.Contains(end.err, tc[0]) {
			t.Errorf("%v: said %q", tc[1:], end.err)
		}
	}
	if wide := mustRun(t, exitDone, "suppose", "--weight", "组织领导=０％", "--weight", "沟通面商=３５", "--data", dir, "--year", "2026").out; wide != weighed {
		t.Errorf("weights in full width: %q", wide)
	}
	mustRun(t, exitUsage, "suppose", "--weight", "组织领导", "--data", dir)
	if end := mustRun(t, exitUsage, "suppose", "--weight", "组织领导=0", "--weight", "组织领导=35", "--data", dir); !strings.Contains(end.err, "「组织领导」写了两次") {
		t.Errorf("a weight given twice: %q", end.err)
	}
	if after := mustRun(t, exitDone, "list", "scores", "--data", dir, "--year", "2026").out; after != before {
		t.Error("the sheets are others")
	}
}

package main

import (
	"strings"
	"testing"
)

func TestCategories(t *testing.T) {
	dir := sampleData(t)
	if got := lines(mustRun(t, exitDone, "categories").out); len(got) != 1+5+12+13 {
		t.Errorf("%d lines of schemes", len(got))
	}
	looked := mustRun(t, exitDone, "categories", "十三类", "--from", "2026", "--dry-run", "--data", dir)
	if !strings.Contains(looked.out, "农林水利\t经济建设\t用至 2025 年") || !strings.Contains(looked.err, "已有 150 件提案用的是旧的分类") || !strings.Contains(looked.err, "没有写入") {
		t.Errorf("would be %q, %q", looked.out, looked.err)
	}
	mustRun(t, exitDone, "categories", "十三类", "--from", "2027", "--data", dir)
	if end := mustRun(t, exitFailed, "categories", "十三类", "--from", "2027", "--data", dir); !strings.Contains(end.err, "已经是「十三类」") {
		t.Errorf("a second time: %q", end.err)
	}
	if words := mustRun(t, exitDone, "list", "words", "--data", dir).out; !strings.Contains(words, "科教文卫体") {
		t.Errorf("words:\n%s", words)
	}
	mustRun(t, exitDone, "categories", "十二类", "--from", "2028", "--data", dir)
	mustRun(t, exitFailed, "categories", "十四类", "--from", "2028", "--data", dir)
	mustRun(t, exitUsage, "categories", "十二类", "--data", dir)
	mustRun(t, exitUsage, "categories", "--from", "2028", "十二类", "十三类", "--data", dir)
}

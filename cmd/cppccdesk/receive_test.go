package main

import (
	"strings"
	"testing"
)

// A proposer's paper is entered by a command, which asks for what cannot be read off it and says what is no paper.
func TestReceive(t *testing.T) {
	dir, files := sampleData(t), t.TempDir()
	run := stepsOn(t, dir)
	paper := writeText(t, files, "文稿.txt", "关于拓宽南门路的建议\n无名氏\n一、情况\n县城路窄。\n二、建议\n拓宽道路。\n")
	run(exitDone, "案由\t关于拓宽南门路的建议", "receive", paper, "--dry-run")
	run(exitDone, "正文各段\t情况 50 %、分析 0 %、建议 50 %", "receive", paper, "--dry-run")
	run(exitFailed, "案由下面的「无名氏」像是提案人，名册里没有，没有填入；请用 --set 第一提案人=… 写明。", "receive", paper)
	if end := mustRun(t, exitDone, "list", "proposals", "--data", dir); strings.Contains(end.out, "南门路") {
		t.Error("entered without proposers")
	}
	run(exitFailed, "登记提案没有「鞋码」这一项", "receive", paper, "--set", "鞋码=42")
	run(exitDone, "第一提案人\t县工商联", "receive", paper, "--set", "第一提案人=县工商联")
	run(exitDone, "关于拓宽南门路的建议\t县工商联", "list", "proposals")
	run(exitFailed, "是 PDF，请在 Word 或 WPS 里另存为 .docx 或 .txt。", "receive", writeText(t, files, "文稿.pdf", "%PDF-1.7"))
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMergeUnits(t *testing.T) {
	dir := sampleData(t)
	planned := mustRun(t, exitDone, "merge-units", "县科学技术局", "县教育局", "--dry-run", "--data", dir)
	done := mustRun(t, exitDone, "merge-units", "县科学技术局", "县教育局", "--data", dir)
	if planned.out != done.out || len(lines(done.out)) != 10 {
		t.Errorf("planned\n%s\ndid\n%s", planned.out, done.out)
	}
	if !strings.HasSuffix(done.err, "已将单位「县科学技术局」并入「县教育局」。\n") {
		t.Errorf("said %q", done.err)
	}
	again := mustRun(t, exitFailed, "merge-units", "县科学技术局", "县教育局", "--data", dir)
	if !strings.Contains(again.err, "并入「县教育局」，只能查看") {
		t.Errorf("said %q", again.err)
	}
	mustRun(t, exitDone, "check", "--data", dir)
	mustRun(t, exitDone, "undo", "--data", dir)
	mustRun(t, exitDone, "merge-units", "县科学技术局", "县教育局", "--dry-run", "--data", dir)
}

func TestNewTerm(t *testing.T) {
	dir := sampleData(t)
	list := filepath.Join(t.TempDir(), "留任.txt")
	if err := os.WriteFile(list, []byte("\ufeffYL10001\r\nYL10002\n\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	planned := mustRun(t, exitDone, "new-term", "--stay", list, "--on", "2026-11-20", "--dry-run", "--data", dir)
	done := mustRun(t, exitDone, "new-term", "--stay", list, "--on", "2026-11-20", "--data", dir)
	if planned.out != done.out || lines(done.out)[0] != "委员\t留任\t2" || lines(done.out)[1] != "委员\t不留任\t178" {
		t.Errorf("planned\n%s\ndid\n%s", planned.out, done.out)
	}
	if members := mustRun(t, exitDone, "list", "members", "--data", dir); len(lines(members.out)) != 3 {
		t.Errorf("the new term lists\n%s", members.out)
	}
	mustRun(t, exitDone, "check", "--data", dir)
	if terms := mustRun(t, exitDone, "list", "terms", "--data", dir); !strings.Contains(terms.out, "2026-11-20\t2026-11-20") {
		t.Errorf("the day typed is not what is stored:\n%s", terms.out)
	}
	mustRun(t, exitDone, "undo", "--data", dir)
	if members := mustRun(t, exitDone, "list", "members", "--data", dir); len(lines(members.out)) != 181 {
		t.Errorf("undone, the term lists %d lines", len(lines(members.out)))
	}
}

// The list of those who stay is read in the encodings that text files have; nobody stays only where that is said.
func TestNewTermLists(t *testing.T) {
	dir := sampleData(t)
	for _, test := range []struct {
		name, list string
		args       []string
		code       int
		want       string
	}{
		{"GB 18030", "\xd6\xdc\xbd\xa8\xb9\xfa\r\n", nil, exitFailed, "周建国"}, // a name nobody bears, read right
		{"UTF-16", "\xff\xfeY\x00L\x001\x000\x000\x000\x001\x00", nil, exitDone, "委员\t留任\t1\n"},
		{"empty", "\ufeff\r\n \n", nil, exitFailed, "是空的"},
		{"no text", "PK\x00\x00\x01", nil, exitFailed, "不是文字"},
		{"nobody", "", []string{"--nobody"}, exitDone, "委员\t留任\t0\n"},
		{"a list and nobody", "YL10001", []string{"--nobody"}, exitUsage, "不要再写 --stay"},
	} {
		t.Run(test.name, func(t *testing.T) {
			args := append([]string{"new-term", "--on", "2026-11-20", "--dry-run", "--data", dir}, test.args...)
			if test.list != "" {
				path := filepath.Join(t.TempDir(), "留任.txt")
				if err := os.WriteFile(path, []byte(test.list), 0o600); err != nil {
					t.Fatal(err)
				}
				args = append(args, "--stay", path)
			}
			end := mustRun(t, test.code, args...)
			if !strings.Contains(end.out+end.err, test.want) {
				t.Errorf("printed %q, said %q, want %q", end.out, end.err, test.want)
			}
		})
	}
}

func TestReformMisused(t *testing.T) {
	dir := sampleData(t)
	for _, test := range []struct {
		name, sentence string
		code           int
		args           []string
	}{
		{"one unit", "请写明原单位和承接单位", exitUsage, []string{"merge-units", "县教育局"}},
		{"unknown unit", "单位「县粮食局」不在承办单位名录中", exitFailed, []string{"merge-units", "县粮食局", "县教育局"}},
		{"into itself", "不能并入本单位自己", exitFailed, []string{"merge-units", "县教育局", "教育局"}},
		{"bad day", "日期「年底」不对", exitFailed, []string{"new-term", "--on", "年底"}},
		{"no list", "读不到名单文件", exitFailed, []string{"new-term", "--stay", "没有.txt"}},
		{"words too many", "new-term 不需要「十一届」", exitUsage, []string{"new-term", "十一届"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			end := mustRun(t, test.code, append(test.args, "--data", dir)...)
			if !strings.Contains(end.err, test.sentence) {
				t.Errorf("said %q", end.err)
			}
		})
	}
}

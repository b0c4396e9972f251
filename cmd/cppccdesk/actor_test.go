package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// actorOf gives who made the newest write of the journal, and its wording.
func actorOf(t *testing.T, dir string) (actor, wording string) {
	t.Helper()
	newest := strings.Split(lines(mustRun(t, exitDone, "log", "--limit", "1", "--data", dir).out)[1], "\t")
	return newest[2], newest[3]
}

// What a command writes is in the journal under a person: the working person of the settings, or whom --as names.
func TestWritesAreByAPerson(t *testing.T) {
	dir, roster := sampleData(t), sampleRoster(t)
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"of an undo", []string{"undo", "--as", "经办"}, "经办"},
		{"of a redo", []string{"redo", "--as", "经办"}, "经办"},
		{"the office's working person", []string{"merge-units", "县审计局", "县教育局"}, "王芳"},
		{"of a reform", []string{"merge-units", "县水务局", "县财政局", "--as", " 李慧敏 "}, "李慧敏"},
		{"of a turnover", []string{"new-term", "--on", "2026-11-20", "--as", "李慧敏"}, "李慧敏"},
		{"of a disclosure", []string{"list", "members", "--with-sensitive", "--purpose", "核对", "--as", "李慧敏"}, "李慧敏"},
		{"of another", []string{"contacts", "--out", filepath.Join(t.TempDir(), "通讯录.xlsx"), "--with-sensitive", "--purpose", "核对", "--as", "李慧敏"}, "李慧敏"},
	} {
		mustRun(t, exitDone, append(tt.args, "--data", dir)...)
		if got, wording := actorOf(t, dir); got != tt.want {
			t.Errorf("%s: %q is by %q, want %q", tt.name, wording, got, tt.want)
		}
	}
	for _, name := range []string{"", " ", "系统", strings.Repeat("长", 41)} {
		mustRun(t, exitUsage, "undo", "--as", name, "--data", dir)
	}
	fresh := t.TempDir()
	mustRun(t, exitDone, "import", "members", roster, "--data", fresh)
	if got, _ := actorOf(t, fresh); got != "经办" {
		t.Errorf("where the office names nobody a write is by %q", got)
	}
}

// undo without a number takes back the last write of the person who asks, not that of another.
func TestUndoIsOfTheSamePerson(t *testing.T) {
	dir := sampleData(t)
	mustRun(t, exitDone, "merge-units", "县审计局", "县教育局", "--as", "王芳", "--data", dir)
	mustRun(t, exitDone, "merge-units", "县商务局", "县财政局", "--as", "李慧敏", "--data", dir)
	for _, tt := range []struct {
		who, what, want string
		code            int
	}{
		{"王芳", "undo", "撤销：将单位「县审计局」并入「县教育局」", exitDone},
		{"李慧敏", "redo", "李慧敏没有可以重做的操作", exitFailed},
		{"李慧敏", "undo", "撤销：将单位「县商务局」并入「县财政局」", exitDone},
		{"赵国栋", "undo", "赵国栋没有可以撤销的操作", exitFailed},
		{"王芳", "redo", "重做：将单位「县审计局」并入「县教育局」", exitDone},
		{"李慧敏", "redo", "重做：将单位「县商务局」并入「县财政局」", exitDone},
	} {
		end := mustRun(t, tt.code, tt.what, "--as", tt.who, "--data", dir)
		if !strings.Contains(end.out+end.err, tt.want) {
			t.Errorf("%s by %s printed %q, want %q in it", tt.what, tt.who, end.out+end.err, tt.want)
		}
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oddNames are names of files that a shell, a URI or a program that guesses would take for something else.
var oddNames = []string{"备份 甲", "a b", "#1", "100%20", "a?b", "~", "~王", "-x", "it's", "a&b=c", "上报.."}

// oddPaths runs commands in a working folder that is not the data folder.
type oddPaths struct {
	t          *testing.T
	work, data string
	roster     string // a workbook that can be imported
}

func (o oddPaths) must(args ...string) {
	o.t.Helper()
	if end := run(o.t.Context(), append(args, "--data", o.data)...); end.code != exitDone {
		o.t.Errorf("%q: exit %d: %s", args, end.code, end.err)
	}
}

// writes has a command write the file name into dir, which is the folder odd of the working folder however it is spelt.
func (o oddPaths) writes(odd, dir, name string, args ...string) string {
	o.t.Helper()
	path := dir + string(filepath.Separator) + name
	o.must(append(args, path)...)
	if info, err := os.Stat(filepath.Join(o.work, odd, name)); err != nil || info.Size() == 0 {
		o.t.Errorf("%q wrote no %s: %v", args, path, err)
	}
	return path
}

// keeps puts content into a file of dir and returns its path.
func (o oddPaths) keeps(dir, name, content string) string {
	o.t.Helper()
	path := dir + string(filepath.Separator) + name
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
	return path
}

// each runs every command that reads or writes a path in dir.
func (o oddPaths) each(odd, dir string) {
	o.t.Helper()
	o.writes(odd, dir, "模板.xlsx", "template", "members")
	o.writes(odd, dir, "通讯录.xlsx", "contacts", "--out")
	o.writes(odd, dir, "生日.xlsx", "birthdays", "--year", "2026", "--out")
	o.must("report", "--year", "2026", "--only", "03", "--out", filepath.Join(dir, "上报"))
	if files, err := filepath.Glob("*/上报/*/*.xlsx"); err != nil || len(files) == 0 {
		o.t.Errorf("%s: no report: %v, %v", dir, files, err)
	}
	table := dir + string(filepath.Separator) + "名册.xlsx"
	copyTestFile(o.t, o.roster, table)
	o.must("import", "members", table, "--dry-run")
	bad := o.keeps(dir, "坏.csv", "姓名,性别\n,男\n")
	rejects := dir + string(filepath.Separator) + "退回.xlsx"
	if end := run(o.t.Context(), "import", "members", bad, "--dry-run", "--rejects", rejects, "--data", o.data); end.code != exitRejected {
		o.t.Errorf("import of %s: exit %d: %s%s", bad, end.code, end.out, end.err)
	}
	if _, err := os.Stat(rejects); err != nil {
		o.t.Errorf("no rejects: %v", err)
	}
	stay := o.keeps(dir, "留任.txt", "")
	end := run(o.t.Context(), "new-term", "--on", "2026-11-20", "--stay", stay, "--dry-run", "--data", o.data)
	if strings.Contains(end.err, "读不到名单文件") {
		o.t.Errorf("new-term: %s", end.err)
	}
}

// spellings are the ways to write the folder odd of the working folder: all of them for the first name, one for the others.
func (o oddPaths) spellings(n int, odd string) []string {
	spelt := []string{odd, "." + string(filepath.Separator) + odd, filepath.Join(o.work, odd), filepath.Join("..", filepath.Base(o.work), odd)}
	if strings.HasPrefix(odd, "-") {
		spelt = spelt[1:] // an option, unless it is written ./-x
	}
	if n > 0 {
		return spelt[:1]
	}
	return spelt
}

// Every command finds and writes the file that the path names from the working folder, and no other, however it is spelt.
func TestPathsOfCommands(t *testing.T) {
	home := t.TempDir()
	o := oddPaths{t: t, work: filepath.Join(home, "工作 文件夹"), data: filepath.Join("..", "数据#1")}
	if err := os.MkdirAll(o.work, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(o.work)
	o.roster = sampleRoster(t)
	if err := os.Rename(sampleData(t), o.data); err != nil {
		t.Fatal(err)
	}
	for n, odd := range oddNames {
		for i, dir := range o.spellings(n, odd) {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			backup := o.writes(odd, dir, "备份"+odd+".db", "backup", "--out")
			if i > 0 || n%3 == 0 { // a restore takes long
				o.must("restore", backup)
			}
			if i == 0 {
				o.each(odd, dir)
				if err := os.RemoveAll(filepath.Join(o.work, odd)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	entries, err := os.ReadDir(home)
	if err != nil || len(entries) != 2 {
		t.Errorf("beside the data and the working folder lies %v, %v", entries, err)
	}
	for _, path := range []string{"没有.db", "没有/备份.db", ".", "./", "备份.db/"} {
		if end := run(t.Context(), "restore", path, "--data", o.data); end.code != exitFailed || !strings.Contains(end.err, "。") {
			t.Errorf("restore %s: exit %d: %s", path, end.code, end.err)
		}
	}
	o.must("check")
}

func copyTestFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// oddNames are names of files that a shell, a URI or a program that guesses would take for something else.
var oddNames = []string{"备份 甲", "a b", "#1", "100%20", "a?b", "~", "~王", "-x", "it's", "a&b=c", "上报.."}

// Every command finds and writes the file that the path names from the working folder, and no other, however it is spelt.
func TestPathsOfCommands(t *testing.T) {
	home := t.TempDir()
	work := filepath.Join(home, "工作 文件夹")
	data := filepath.Join("..", "数据#1")
	if err := os.MkdirAll(work, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(work)
	roster := sampleRoster(t)
	base := sampleData(t)
	if err := os.Rename(base, data); err != nil {
		t.Fatal(err)
	}
	must := func(args ...string) ended {
		t.Helper()
		end := run(t.Context(), append(args, "--data", data)...)
		if end.code != exitDone {
			t.Errorf("%q: exit %d: %s", args, end.code, end.err)
		}
		return end
	}
	for n, odd := range oddNames {
		spelt := []string{odd, "." + string(filepath.Separator) + odd, filepath.Join(work, odd), filepath.Join("..", filepath.Base(work), odd)}
		if strings.HasPrefix(odd, "-") {
			spelt = spelt[1:] // an option, unless it is written ./-x
		}
		if n > 0 {
			spelt = spelt[:1] // all spellings are tried with the first name
		}
		for i, dir := range spelt {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			writes := func(name string, args ...string) string {
				t.Helper()
				path := dir + string(filepath.Separator) + name
				must(append(args, path)...)
				if info, err := os.Stat(filepath.Join(work, odd, name)); err != nil || info.Size() == 0 {
					t.Errorf("%q wrote no %s: %v", args, path, err)
				}
				return path
			}
			backup := writes("备份"+odd+".db", "backup", "--out")
			if i > 0 || n%3 == 0 { // a restore takes long
				must("restore", backup)
			}
			if i > 0 {
				continue
			}
			writes("模板.xlsx", "template", "members")
			writes("通讯录.xlsx", "contacts", "--out")
			writes("生日.xlsx", "birthdays", "--year", "2026", "--out")
			must("report", "--year", "2026", "--only", "03", "--out", filepath.Join(dir, "上报"))
			if files, err := filepath.Glob("*/上报/*/*.xlsx"); err != nil || len(files) == 0 {
				t.Errorf("%s: no report: %v, %v", dir, files, err)
			}
			table := dir + string(filepath.Separator) + "名册.xlsx"
			copyTestFile(t, roster, table)
			must("import", "members", table, "--dry-run")
			bad := dir + string(filepath.Separator) + "坏.csv"
			if err := os.WriteFile(bad, []byte("姓名,性别\n,男\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			rejects := dir + string(filepath.Separator) + "退回.xlsx"
			if end := run(t.Context(), "import", "members", bad, "--dry-run", "--rejects", rejects, "--data", data); end.code != exitRejected {
				t.Errorf("import of %s: exit %d: %s%s", bad, end.code, end.out, end.err)
			}
			if _, err := os.Stat(rejects); err != nil {
				t.Errorf("no rejects: %v", err)
			}
			stay := dir + string(filepath.Separator) + "留任.txt"
			if err := os.WriteFile(stay, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if end := run(t.Context(), "new-term", "--on", "2026-12-20", "--stay", stay, "--dry-run", "--data", data); strings.Contains(end.err, "读不到名单文件") {
				t.Errorf("new-term: %s", end.err)
			}
			if err := os.RemoveAll(filepath.Join(work, odd)); err != nil {
				t.Fatal(err)
			}
		}
	}
	entries, err := os.ReadDir(home)
	if err != nil || len(entries) != 2 {
		t.Errorf("beside the data and the working folder lies %v, %v", entries, err)
	}
	for _, path := range []string{"没有.db", "没有/备份.db", ".", "./", "备份.db/"} {
		if end := run(t.Context(), "restore", path, "--data", data); end.code != exitFailed || !strings.Contains(end.err, "。") {
			t.Errorf("restore %s: exit %d: %s", path, end.code, end.err)
		}
	}
	must("check")
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

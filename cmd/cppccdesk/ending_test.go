package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A table is what its file's ending says, or is not written.
func TestTablesAreWhatTheirEndingSays(t *testing.T) {
	dir, out := sampleData(t), t.TempDir()
	for _, args := range [][]string{
		{"contacts", "--of", "units", "--out"}, {"birthdays", "--year", "2026", "--out"}, {"template", "members"},
	} {
		for _, tt := range []struct{ ending, begins string }{{"xlsx", "PK"}, {"csv", "\uFEFF"}, {"TSV", "\uFEFF"}} {
			path := filepath.Join(out, args[0]+"."+tt.ending)
			mustRun(t, exitDone, append(append([]string{}, args...), path, "--data", dir)...)
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(content, []byte(tt.begins)) {
				t.Errorf("%s begins with %q", path, content[:min(8, len(content))])
			}
			if tt.ending == "csv" && !bytes.Contains(content, []byte(",")) || tt.ending == "TSV" && !bytes.Contains(content, []byte("\t")) {
				t.Errorf("%s holds\n%s", path, content)
			}
		}
		for _, ending := range []string{".xls", ".txt", ".docx", ""} {
			path := filepath.Join(out, "表"+ending)
			end := mustRun(t, exitFailed, append(append([]string{}, args...), path, "--data", dir)...)
			if want := "「表" + ending + "」的后缀不对，可以写成 .xlsx、.csv 或 .tsv 文件。请改文件名的后缀。"; !strings.Contains(end.err, want) {
				t.Errorf("%s to %s: %q", args[0], path, end.err)
			}
			if _, err := os.Stat(path); err == nil {
				t.Errorf("%s was written", path)
			}
		}
	}
}

// A list written as text comes back as the same.
func TestContactsOfUnitsAsText(t *testing.T) {
	dir, out := sampleData(t), filepath.Join(t.TempDir(), "单位.csv")
	mustRun(t, exitDone, "contacts", "--of", "units", "--columns", "姓名、工作单位", "--out", out, "--data", dir)
	content, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.SplitN(string(content), "\r\n", 2)[0]; got != "\uFEFF序号,姓名,工作单位" {
		t.Errorf("headings %q", got)
	}
}

// What cannot be written is refused before anything is taken in.
func TestRejectsAreRefusedBeforeRowsAreTakenIn(t *testing.T) {
	dir, folder := sampleData(t), t.TempDir()
	file := filepath.Join(folder, "单位.csv")
	text := "单位名称,联系人\n县测绘大队,李某\n,王某\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(folder, "没有", "退回.xlsx")
	for path, want := range map[string]string{
		file:                            "「" + file + "」正是要读的文件，写到那里会丢失它的内容。请换一个文件名。",
		missing:                         "文件夹「" + filepath.Dir(missing) + "」不存在。请先建立它，或换一个位置。",
		filepath.Join(folder, "退回.doc"): "「退回.doc」的后缀不对，",
	} {
		end := mustRun(t, exitFailed, "import", "units", file, "--rejects", path, "--force", "--data", dir)
		if !strings.Contains(end.err, want) {
			t.Errorf("rejects to %s: %q, want %q", path, end.err, want)
		}
	}
	if now, err := os.ReadFile(file); err != nil || string(now) != text {
		t.Errorf("the file holds %q, %v", now, err)
	}
	if list := mustRun(t, exitDone, "list", "units", "--data", dir).out; strings.Contains(list, "县测绘大队") {
		t.Error("rows were taken in")
	}
	for _, args := range [][]string{{"contacts", "--out", missing}, {"birthdays", "--out", missing}, {"template", "members", missing}, {"backup", "--out", missing}} {
		if end := mustRun(t, exitFailed, append(args, "--data", dir)...); !strings.Contains(end.err, "不存在。请先建立它，或换一个位置。") {
			t.Errorf("%v: %q", args, end.err)
		}
	}
}

func TestCountsAreSaidInChineseToo(t *testing.T) {
	dir, file := sampleData(t), filepath.Join(t.TempDir(), "单位.csv")
	if err := os.WriteFile(file, []byte("单位名称,联系人\n县测绘大队,李某\n,王某\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	end := mustRun(t, exitRejected, "import", "units", file, "--data", dir)
	if want := file + "：新增 1 行，变更 0 行，相同 0 行，退回 1 行。\n"; !strings.Contains(end.err, want) {
		t.Errorf("said %q, want %q in it", end.err, want)
	}
	if want := file + ": new 1 changed 0 same 0 rejected 1\n"; end.out != want {
		t.Errorf("printed %q, want %q", end.out, want)
	}
	for format, want := range map[string]string{"": "名称\t数值\t分子\t分母\t规则\t代号", "tsv": "name\tvalue\tnumerator\tdenominator\trule\tcode"} {
		args := []string{"figures", "--data", dir}
		if format != "" {
			args = append(args, "--format", format)
		}
		if got := lines(mustRun(t, exitDone, args...).out)[0]; got != want {
			t.Errorf("--format %q: headings %q, want %q", format, got, want)
		}
	}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
)

// What leaves the program leaves a line in the journal: what, how much, masked or whole, where to. It is nobody's step to undo.
func TestWhatLeavesTheProgramIsInTheJournal(t *testing.T) {
	dir, out := sampleData(t), t.TempDir()
	faulty := filepath.Join(out, "退回来的.csv")
	if err := os.WriteFile(faulty, []byte("姓名,界别,手机\n张三,没有的界别,13800000001\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(out, name) }
	mustRun(t, exitDone, "merge-units", "县审计局", "县教育局", "--data", dir)
	for _, tt := range []struct {
		code int
		args []string
		want []string
	}{
		{exitDone, []string{"contacts", "--of", "members", "--columns", "姓名、手机", "--out", in("甲.xlsx")}, []string{"导出通讯录 ", " 条到「" + in("甲.xlsx") + "」，手机已隐去"}},
		{
			exitDone,
			[]string{"contacts", "--columns", "姓名、手机", "--with-sensitive", "--purpose", "春节慰问", "--out", in("乙.xlsx")},
			[]string{"导出通讯录 ", "到「" + in("乙.xlsx") + "」，含手机（用途：春节慰问）"},
		},
		{exitDone, []string{"list", "members", "--with-sensitive", "--purpose", "核对"}, []string{"导出委员名册 ", " 条，含", "（用途：核对）"}},
		{exitDone, []string{"birthdays", "--year", "2026", "--out", in("生日.xlsx")}, []string{"生日名册 ", " 人到「" + in("生日.xlsx") + "」"}},
		{exitDone, []string{"template", "members", in("模板.xlsx")}, []string{"导出委员名册模板 1 个到「" + in("模板.xlsx") + "」"}},
		{exitRejected, []string{"import", "members", faulty, "--map", "姓名=", "--rejects", in("退回.xlsx")}, []string{"导出退回的行 1 行到「" + in("退回.xlsx") + "」，没有隐去"}},
		{exitDone, []string{"report", "--year", "2026", "--out", in("上报")}, []string{"生成2026年上报包 29 个文件到「" + in("上报")}},
		{exitDone, []string{"report", "--year", "2026", "--out", in("上报"), "--only", "03"}, []string{"生成2026年上报包的 03 1 个工作簿到「" + in("上报")}},
		{exitDone, []string{"backup", "--out", in("备份.db"), "--as", "李慧敏"}, []string{"备份全部数据 ", " 行到「" + in("备份.db") + "」，没有隐去"}},
	} {
		mustRun(t, tt.code, append(tt.args, "--data", dir)...)
		actor, wording := actorOf(t, dir)
		for _, part := range tt.want {
			if !strings.Contains(wording, part) {
				t.Errorf("%v is in the journal as %q, want %q in it", tt.args, wording, part)
			}
		}
		if actor != "王芳" && actor != "李慧敏" {
			t.Errorf("%v is by %q", tt.args, actor)
		}
	}
	newest := strings.Split(lines(mustRun(t, exitDone, "log", "--limit", "1", "--data", dir).out)[1], "\t")[0]
	if end := mustRun(t, exitFailed, "undo", newest, "--data", dir); !strings.Contains(end.err, "没有改动数据") {
		t.Errorf("a line is undone with %q", end.err)
	}
	if end := mustRun(t, exitDone, "undo", "--data", dir); !strings.Contains(end.out, "撤销：将单位「县审计局」") {
		t.Errorf("undo undid %q", end.out)
	}
	mustRun(t, exitDone, "check", "--data", dir)
	mustRun(t, exitDone, "restore", in("备份.db"), "--data", dir)
	if actor, wording := actorOf(t, dir); actor != "王芳" || !strings.HasPrefix(wording, "从备份「"+in("备份.db")+"」恢复：委员 ") {
		t.Errorf("the restore is in the journal as %q by %q", wording, actor)
	}
	if end := mustRun(t, exitDone, "log", "--find", "备份全部数据", "--data", dir); len(lines(end.out)) != 1 {
		t.Errorf("the copy speaks of its own making: %q", end.out)
	}
	mustRun(t, exitDone, "check", "--data", dir)
}

// A backup or report made by a command while the window has the data open leaves its line all the same.
func TestTheLineIsWrittenWhileAWindowIsOpen(t *testing.T) {
	dir := sampleData(t)
	st, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	mustRun(t, exitDone, "backup", "--out", filepath.Join(t.TempDir(), "b.db"), "--data", dir)
	if _, wording := actorOf(t, dir); !strings.HasPrefix(wording, "备份全部数据 ") {
		t.Errorf("in the journal is %q", wording)
	}
	if err := st.Write(t.Context(), "王芳", "改设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"office.county": "别的县"})
	}); err != nil {
		t.Error(err)
	}
	if report, err := st.Check(t.Context()); err != nil || len(report.Findings) > 0 {
		t.Errorf("check: %v, %v", report.Findings, err)
	}
}

// Nothing is written over that the program did not write, unless --force says so; what it wrote itself is written anew.
func TestOutputsDoNotReplaceTheFilesOfOthers(t *testing.T) {
	dir, out := sampleData(t), t.TempDir()
	pack := strings.TrimSpace(mustRun(t, exitDone, "report", "--year", "2026", "--only", "03", "--out", filepath.Join(out, "包"), "--data", dir).out)
	printed := strings.TrimSpace(mustRun(t, exitDone, "report", "--year", "2026", "--only", "03", "--pdf", "only", "--out", filepath.Join(out, "包"), "--data", dir).out)
	mustRun(t, exitDone, "report", "--year", "2026", "--only", "03", "--pdf", "also", "--out", filepath.Join(out, "包"), "--data", dir) // its own
	exchanged := strings.TrimSpace(lines(mustRun(t, exitDone, "report", "--year", "2026", "--only", "03", "--pdf", "only", "--ofd", "--out", filepath.Join(out, "包"), "--data", dir).out)[1])
	faulty := filepath.Join(out, "表.csv")
	if err := os.WriteFile(faulty, []byte("姓名,界别,手机\n张三,没有的界别,13800000001\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(sampleRoster(t)) // a workbook, but of somebody else
	if err != nil {
		t.Fatal(err)
	}
	book, db := filepath.Join(out, "表.xlsx"), filepath.Join(out, "库.db")
	for _, tt := range []struct {
		path string
		code int
		args []string
	}{
		{book, exitDone, []string{"contacts", "--out", book}},
		{book, exitDone, []string{"birthdays", "--year", "2026", "--out", book}},
		{book, exitDone, []string{"template", "members", book}},
		{book, exitRejected, []string{"import", "members", faulty, "--map", "姓名=", "--rejects", book}},
		{pack, exitDone, []string{"report", "--year", "2026", "--only", "03", "--out", filepath.Join(out, "包")}},
		{printed, exitDone, []string{"report", "--year", "2026", "--only", "03", "--pdf", "only", "--out", filepath.Join(out, "包")}},
		{exchanged, exitDone, []string{"report", "--year", "2026", "--only", "03", "--ofd", "--out", filepath.Join(out, "包")}},
		{db, exitDone, []string{"backup", "--out", db}},
	} {
		args := append(tt.args, "--data", dir)
		if err := os.WriteFile(tt.path, foreign, 0o600); err != nil {
			t.Fatal(err)
		}
		end := mustRun(t, exitFailed, args...)
		if got, err := os.ReadFile(tt.path); err != nil || !bytes.Equal(got, foreign) {
			t.Errorf("%v replaced the file of somebody else, %v", args, err)
		}
		if !strings.Contains(end.err, tt.path) || !strings.Contains(end.err, "--force") {
			t.Errorf("%v is refused with %q", args, end.err)
		}
		mustRun(t, tt.code, append(args, "--force")...)
		if got, err := os.ReadFile(tt.path); err != nil || bytes.Equal(got, foreign) {
			t.Errorf("%v --force left the file, %v", args, err)
		}
		mustRun(t, tt.code, args...) // our own now
	}
	mustRun(t, exitFailed, "backup", "--out", book, "--data", dir)
	mustRun(t, exitFailed, "contacts", "--out", db, "--data", dir)
	if _, err := os.Stat("/dev/full"); err == nil {
		for _, args := range [][]string{{"contacts", "--out", "/dev/full"}, {"backup", "--out", "/dev/full"}} {
			mustRun(t, exitFailed, append(args, "--force", "--data", dir)...)
		}
	}
}

// A pack whose records contradict each other is written, told of and ended with 3; 00 names the records.
func TestReportTellsOfContradictions(t *testing.T) {
	dir, out := sampleData(t), t.TempDir()
	plant(t, dir, "UPDATE promise SET settled_on = '2026-01-02' WHERE id = (SELECT min(id) FROM promise WHERE settled_on <> '')")
	end := mustRun(t, exitRejected, "report", "--year", "2026", "--only", "00", "--out", out, "--data", dir)
	if !strings.Contains(end.err, "有 1 处不符") || !strings.Contains(end.err, "承诺的单位和日期相符：第 ") {
		t.Errorf("told %q", end.err)
	}
	if files, err := filepath.Glob(filepath.Join(out, "*", "00*.xlsx")); err != nil || len(files) != 1 {
		t.Errorf("written %v, %v", files, err)
	}
	mustRun(t, exitDone, "report", "--year", "2026", "--only", "00", "--date", "2026-02-28", "--out", out, "--data", dir)
}

// plant changes a record around the rules, as a file that was mended by hand might have it.
func plant(t *testing.T, dir, statement string) {
	t.Helper()
	s, err := store.Open(t.Context(), store.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), "测试", "埋入矛盾", func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, statement)
		return err
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
}

// A pack is not written over a link, and one dated after today says what its figures are of.
func TestReportToALinkAndOfADayToCome(t *testing.T) {
	dir, out := sampleData(t), t.TempDir()
	elsewhere, pack := t.TempDir(), filepath.Join(out, export.PackName(2026))
	if err := os.Symlink(elsewhere, pack); err != nil {
		t.Skip("no links on this system: ", err)
	}
	if end := mustRun(t, exitFailed, "report", "--year", "2026", "--only", "03", "--out", out, "--data", dir); !strings.Contains(end.err, pack+"」是指向别处的链接") {
		t.Errorf("a link is refused with %q", end.err)
	}
	if to, err := os.Readlink(pack); err != nil || to != elsewhere {
		t.Errorf("the link leads to %q, %v", to, err)
	}
	note := "填报日期 2098年1月1日在今天之后"
	if end := mustRun(t, exitDone, "report", "--year", "2026", "--only", "03", "--date", "2098-01-01", "--out", elsewhere, "--data", dir); !strings.Contains(end.err, note) {
		t.Errorf("a day to come is not said: %q", end.err)
	}
	if end := mustRun(t, exitDone, "report", "--year", "2026", "--only", "03", "--date", "2026-09-30", "--out", elsewhere, "--data", dir); strings.Contains(end.err, "在今天之后") {
		t.Errorf("an earlier day is said to come: %q", end.err)
	}
}

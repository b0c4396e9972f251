package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/datatest/letter"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sheet"
)

// A sort of record that is declared and nothing more has all commands: it is imported, listed, written, stepped on, found in the journal, undone,
// binned, counted and reported.
func TestCommandsOfOneMoreKind(t *testing.T) {
	if !letter.Alone(t) {
		return
	}
	export.Register(export.Ledger{Code: "12", Name: "督查函台账", Unit: "份", Kind: letter.Letters, Columns: []sheet.Column{
		{Key: "number", Path: []string{"文号"}, Kind: sheet.Center},
		{Key: "title", Path: []string{"标题"}, Total: sheet.Count},
		{Key: "points_count", Path: []string{"意见"}, Kind: sheet.Int, Total: sheet.Sum},
	}}.Report())
	dir := sampleData(t)
	t.Chdir(t.TempDir())
	table := "文号,意见书标题,被监督单位,紧急\n1,关于窗口服务的监督意见,县教育局,是\n2,关于校车的监督意见,县教育局,\n3,关于水价的监督意见,县粮食局,\n"
	if err := os.WriteFile("意见书.csv", []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	step := stepsOn(t, dir)
	step(exitRejected, "单位「县粮食局」不在承办单位名录中", "import", "memos", "意见书.csv")
	step(exitRejected, "same 2", "import", "memos", "意见书.csv")
	step(exitDone, "关于校车的监督意见\t县教育局\t否", "list", "memos")
	step(exitFailed, "还没有意见，不能送达", "step", "memos", "1", "送达", "--set", "送达日期=2026-06-01")

	st := datatest.MustOpenDir(t, dir)
	id, err := store.LookUp(t.Context(), st.DB(), "SELECT id FROM letter WHERE number = 1")
	if err != nil {
		t.Fatal(err)
	}
	save := func(wording string, v record.Values) {
		t.Helper()
		if err := st.Write(t.Context(), "王芳", wording, func(ctx context.Context, tx *store.Tx) error {
			_, err := letter.Letters.Save(ctx, tx, record.Scope{Year: 2026}, id, v)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	save("修改意见书", record.Values{"points": `[{"text":"增设窗口"},{"text":"公开电话","done_on":"2026-06-10"}]`})
	stored, err := letter.Letters.Record(t.Context(), st.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	save("修改意见", record.Values{"points": strings.Replace(stored.Values["points"], "增设窗口", "增设两个窗口", 1)})
	course, err := letter.Letters.Course(t.Context(), st, id)
	if err != nil || len(course) != 3 || !strings.Contains(fmt.Sprint(course[0].Changes), "增设两个窗口") {
		t.Errorf("course %+v, %v", course, err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}

	takePoints(t, dir, step)
	step(exitDone, "1\t送达\t整改中", "step", "memos", "1", "送达", "--set", "送达日期=2026-06-01", "--as", "王芳")
	step(exitFailed, "还有意见没有整改，不能销号", "step", "memos", "1", "销号", "--set", "销号日期=2026-06-20")
	step(exitDone, "送达：督查函", "undo", "--as", "王芳")
	step(exitDone, "送达：督查函", "redo", "--as", "王芳")
	step(exitDone, "送达意见书\t1\t", "figures", "--year", "2026")
	step(exitDone, "关于窗口服务的监督意见", "list", "memos", "--figure", "memos.sent", "--year", "2026")
	step(exitDone, "督查函", "log", "--limit", "3")
	step(exitDone, "", "template", "memos", "模板.xlsx")
	if err := os.WriteFile("清单.tsv", []byte(mustRun(t, exitDone, "list", "memos", "--data", dir).out), 0o600); err != nil {
		t.Fatal(err)
	}
	step(exitDone, "same 2", "import", "memos", "清单.tsv")
	step(exitDone, "12督查函台账.xlsx", "report", "--year", "2026", "--only", "12", "--out", ".")
	if found, _ := filepath.Glob("*/12督查函台账.xlsx"); len(found) != 1 {
		t.Errorf("reports %q", found)
	}

	st = datatest.MustOpenDir(t, dir)
	if err := st.Write(t.Context(), "王芳", "删除意见书", func(ctx context.Context, tx *store.Tx) error { return letter.Letters.Bin(ctx, tx, id) }); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	number := strconv.FormatInt(id, 10)
	step(exitDone, "memos\t"+number+"\t督查函", "bin", "list")
	step(exitDone, "恢复督查函", "bin", "restore", "memos", number)
	step(exitDone, "", "check")
}

// takePoints takes in the points of letters, one a row, and its own list of them.
func takePoints(t *testing.T, dir string, step func(code int, want string, args ...string)) {
	t.Helper()
	points := "文号,意见内容,整改日期\n1,公开电话,2026年6月12日\n2,增加校车,\n2,增加跟车老师,\n9,不知是谁的,\n"
	if err := os.WriteFile("意见.csv", []byte(points), 0o600); err != nil {
		t.Fatal(err)
	}
	step(exitRejected, "new 2 changed 1 same 0 rejected 1", "import", "memo_points", "意见.csv")
	step(exitRejected, "没有「文号」为「9」的督查函，请先登记，或检查这一栏", "import", "memo_points", "意见.csv")
	step(exitDone, "2\t关于校车的监督意见\t增加跟车老师", "list", "memo_points")
	step(exitDone, "", "template", "memo_points", "意见模板.xlsx")
	if err := os.WriteFile("意见.tsv", []byte(mustRun(t, exitDone, "list", "memo_points", "--data", dir).out), 0o600); err != nil {
		t.Fatal(err)
	}
	step(exitDone, "same 4", "import", "memo_points", "意见.tsv")
	step(exitDone, "导入督查事项台账", "undo")
	step(exitDone, "导入督查事项台账", "redo")
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const panelsOfMeeting = "年度,评议名称,评分方案,组号,小组名称,评委,评委类别,评议案号\n" +
	"2026,回收试评,双向评议：提案质量（泾县）,1,甲组,赵一,常委,12\n2026,回收试评,,1,甲组,钱二,常委,12\n2026,回收试评,,2,乙组,孙三,常委,15\n"

// filled writes a handout as somebody filled it in.
func filled(t *testing.T, from, to string, change func(f *excelize.File, sheet string)) {
	t.Helper()
	f, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	change(f, f.GetSheetName(0))
	if err := f.SaveAs(to); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, f *excelize.File, sheet, cell string, value any) {
	t.Helper()
	if err := f.SetCellValue(sheet, cell, value); err != nil {
		t.Fatal(err)
	}
}

func TestRaterWorkbooksGoOutAndComeBack(t *testing.T) {
	dir, work := sampleData(t), t.TempDir()
	list, out, back := filepath.Join(work, "评议小组.csv"), filepath.Join(work, "发出"), filepath.Join(work, "收回")
	if err := os.WriteFile(list, []byte(panelsOfMeeting), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{out, back} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	mustRun(t, exitDone, "import", "panels", list, "--data", dir, "--year", "2026")
	if got := lines(mustRun(t, exitDone, "score-books", "回收试评", "--out", out, "--data", dir, "--year", "2026").out); len(got) != 2 {
		t.Fatalf("wrote %q", got)
	}
	mustRun(t, exitFailed, "score-books", "回收试评", "--out", out, "--data", dir, "--year", "2026")
	mustRun(t, exitDone, "score-books", "回收试评", "--each", "--out", out, "--data", dir, "--year", "2026")
	first, second := filepath.Join(out, "回收试评 第1组.xlsx"), filepath.Join(out, "回收试评 第2组.xlsx")

	checkGuard(t, first)
	filled(t, first, filepath.Join(back, "1.xlsx"), func(f *excelize.File, sheet string) {
		for _, cell := range []string{"D5", "E5", "F5", "G5"} {
			put(t, f, sheet, cell, 92.5)
		}
		put(t, f, sheet, "I5", "答复及时")
		put(t, f, sheet, "H6", "缺席")
	})
	filled(t, second, filepath.Join(back, "2.xlsx"), func(f *excelize.File, sheet string) {
		put(t, f, sheet, "D5", 101)
		put(t, f, sheet, "E5", 90)
	})
	filled(t, filepath.Join(out, "回收试评 第2组 孙三.xlsx"), filepath.Join(back, "3.xlsx"), func(f *excelize.File, sheet string) {
		put(t, f, sheet, "B5", "别的单位") // of whom the rater thought
	})
	filled(t, filepath.Join(out, "回收试评 第1组 赵一.xlsx"), filepath.Join(back, "5.xlsx"), func(f *excelize.File, sheet string) {
		put(t, f, sheet, "C5", "李四")
	})
	if err := os.WriteFile(filepath.Join(back, "4.xlsx"), []byte(panelsOfMeeting), 0o600); err != nil {
		t.Fatal(err)
	}
	end := mustRun(t, exitRejected, "score-returns", back, "--data", dir, "--year", "2026")
	for _, want := range []string{
		"1.xlsx\t第 1 组\t2\t0\t0\t", "D5「选题」填了 101，超过满分 100。", "漏填 格式、效益；", "3.xlsx\t第 2 组 孙三\t0\t0\t0\t第 5 行的评委或评议对象被改动过", "2.xlsx\t第 2 组\t0\t", "5.xlsx\t第 1 组 赵一\t0\t0\t0\t第 5 行的评委或评议对象被改动过", "4.xlsx\t\t0\t0\t0\t不是本程序发出的评分工作簿",
	} {
		if !strings.Contains(end.out, want) {
			t.Errorf("%q is not in\n%s", want, end.out)
		}
	}
	checkSecondTime(t, dir, first, second, back, work)
}

// checkSecondTime takes workbooks back of which the first panel's is stored.
func checkSecondTime(t *testing.T, dir, first, second, back, work string) {
	t.Helper()
	if got := mustRun(t, exitDone, "score-pending", "回收试评", "--data", dir, "--year", "2026").out; strings.Contains(got, "赵一") || strings.Contains(got, "钱二") || !strings.Contains(got, "2\t孙三") {
		t.Errorf("not returned: %s", got)
	}
	scores := mustRun(t, exitDone, "list", "scores", "--data", dir, "--year", "2026").out
	if !strings.Contains(scores, "赵一") || !strings.Contains(scores, "92.5") {
		t.Errorf("scores: %s", scores)
	}
	again := mustRun(t, exitDone, "score-returns", filepath.Join(back, "1.xlsx"), "--data", dir, "--year", "2026")
	if !strings.Contains(again.out, "1.xlsx\t第 1 组\t0\t2\t0\t") {
		t.Errorf("a second time: %s", again.out)
	}
	filled(t, first, filepath.Join(back, "5.xlsx"), func(f *excelize.File, sheet string) {
		for _, cell := range []string{"D5", "E5", "F5", "G5"} {
			put(t, f, sheet, cell, 80)
		}
	})
	if end := mustRun(t, exitRejected, "score-returns", filepath.Join(back, "5.xlsx"), "--data", dir, "--year", "2026"); !strings.Contains(end.out, "已有评分表，与这份不同") {
		t.Errorf("another sheet of one rater: %s", end.out)
	}
	checkOtherwise(t, dir, first, back)
	checkSheets(t, dir, first, back, work)
	mustRun(t, exitDone, "import", "panels", writeText(t, work, "加人.csv", "年度,评议名称,组号,评委,评议案号\n2026,回收试评,2,周四,15\n"), "--data", dir, "--year", "2026")
	if end := mustRun(t, exitRejected, "score-returns", second, "--data", dir, "--year", "2026"); !strings.Contains(end.out, "版本不对；请重新生成") {
		t.Errorf("an earlier version: %s", end.out)
	}
}

// checkSheets takes workbooks back that hold more than one table, and one workbook twice.
func checkSheets(t *testing.T, dir, first, back, work string) {
	t.Helper()
	more := filepath.Join(back, "8.xlsx")
	copied := func(f *excelize.File, sheet string) {
		to, err := f.NewSheet("评分表 (2)")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.CopySheet(0, to); err != nil {
			t.Fatal(err)
		}
		put(t, f, "评分表 (2)", "D5", 60)
	}
	filled(t, first, more, copied)
	if end := mustRun(t, exitRejected, "score-returns", more, "--data", dir, "--year", "2026"); !strings.Contains(end.out, "有 2 张评分表（工作表「评分表」") {
		t.Errorf("a second table: %s", end.out)
	}
	filled(t, filepath.Join(back, "1.xlsx"), more, func(f *excelize.File, _ string) {
		if _, err := f.NewSheet("打分说明"); err != nil {
			t.Fatal(err)
		}
		put(t, f, "打分说明", "A1", "钱二的分数改为 80")
	})
	if end := mustRun(t, exitDone, "score-returns", more, "--data", dir, "--year", "2026"); !strings.Contains(end.out, "工作表「打分说明」不是发出的评分表，里面的内容没有收") {
		t.Errorf("another sheet: %s", end.out)
	}
	mustRun(t, exitDone, "import", "panels", writeText(t, work, "三组.csv", "年度,评议名称,组号,评委,评议案号\n2026,回收试评,3,吴五,18\n"), "--data", dir, "--year", "2026")
	out, twice := filepath.Join(work, "第三组"), filepath.Join(work, "两份")
	for _, folder := range []string{out, twice} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	mustRun(t, exitDone, "score-books", "回收试评", "--out", out, "--data", dir, "--year", "2026")
	for _, name := range []string{"a.xlsx", "b.xlsx"} {
		filled(t, filepath.Join(out, "回收试评 第3组.xlsx"), filepath.Join(twice, name), func(f *excelize.File, sheet string) {
			for _, cell := range []string{"D5", "E5", "F5", "G5"} {
				put(t, f, sheet, cell, 90)
			}
		})
	}
	if end := mustRun(t, exitDone, "score-returns", twice, "--data", dir, "--year", "2026"); !strings.Contains(end.out, "a.xlsx\t第 3 组\t1\t0\t0\t") || !strings.Contains(end.out, "b.xlsx\t第 3 组\t0\t1\t0\t\t与「a.xlsx」里的相同，只收一次。") {
		t.Errorf("one workbook twice: %s", end.out)
	}
	if history := mustRun(t, exitDone, "log", "--data", dir).out; !strings.Contains(history, "收回评分工作簿 1 份") || strings.Contains(history, "收回评分工作簿 2 份") {
		t.Errorf("the journal: %s", history)
	}
}

// checkOtherwise takes workbooks back that say something else than is stored, or write points in another way.
func checkOtherwise(t *testing.T, dir, first, back string) {
	t.Helper()
	filled(t, filepath.Join(back, "1.xlsx"), filepath.Join(back, "6.xlsx"), func(f *excelize.File, sheet string) { put(t, f, sheet, "I5", "答复迟了") })
	if end := mustRun(t, exitRejected, "score-returns", filepath.Join(back, "6.xlsx"), "--data", dir, "--year", "2026"); !strings.Contains(end.out, "意见「答复迟了」，另一份「答复及时」") {
		t.Errorf("another opinion: %s", end.out)
	}
	for text, want := range map[string]string{"1e2": "不是数", "-0": "不要写正负号", "+5": "不要写正负号", "９２．５": "已有评分表"} {
		filled(t, first, filepath.Join(back, "7.xlsx"), func(f *excelize.File, sheet string) { put(t, f, sheet, "D5", text) })
		if end := mustRun(t, exitRejected, "score-returns", filepath.Join(back, "7.xlsx"), "--data", dir, "--year", "2026"); !strings.Contains(end.out, want) && text != "９２．５" || text == "９２．５" && strings.Contains(end.out, "不是数") {
			t.Errorf("%s: %s", text, end.out)
		}
	}
}

// checkGuard holds a workbook to being protected outside the cells to fill, with limits and choices in them.
func checkGuard(t *testing.T, path string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	sheet := f.GetSheetName(0)
	options, err := f.GetSheetProtection(sheet)
	if err != nil || !options.SelectUnlockedCells {
		t.Fatalf("protection %+v, %v", options, err)
	}
	for cell, locked := range map[string]bool{"B5": true, "C5": true, "D5": false, "G6": false, "D4": true} {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := style.Protection == nil || style.Protection.Locked; got != locked {
			t.Errorf("%s locked %v, want %v", cell, got, locked)
		}
	}
	limits, err := f.GetDataValidations(sheet)
	if err != nil || len(limits) != 5 { // four indicators, and the reasons
		t.Errorf("%d limits, %v", len(limits), err)
	}
	if visible, err := f.GetSheetVisible("程序用"); err != nil || visible {
		t.Errorf("the stamp is seen: %v, %v", visible, err)
	}
}

func writeText(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

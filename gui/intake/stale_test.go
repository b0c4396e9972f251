package intake

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
)

// What rows were compared with may be taken back, before the eyes of the user or while he is elsewhere.
func TestRowsAreCheckedAgainWhenDataChanged(t *testing.T) {
	p, d := wizard(t)
	file := csv(t, "单位.csv", "单位名称,单位简称,所属系统\n县教育局,,政府系统\n")
	p.Preview([]string{file})
	test.Tap(p.take)
	wantCount(t, d, roster.Units, 1)
	p.Preview([]string{file})
	wantShown(t, d, "相同 1", "新增 0", "没有要写入的行")
	changed := store.Change{Tables: map[string][]int64{"unit": {1}}}
	d.Undo()
	p.Changed(changed)
	wantStep(t, p, stepRows)
	wantShown(t, d, "相同 0", "新增 1", "写入 1 行")
	d.Go("stand-in")
	d.Redo()
	d.Open(pageKey, func() {})
	wantShown(t, d, "相同 1", "新增 0", "没有要写入的行")
	p.goTo(stepFiles)
	d.Undo()
	p.Changed(changed)
	wantShown(t, d, "已认出")
	p.goTo(stepRows)
	wantShown(t, d, "新增 1", "写入 1 行")
}

func TestFileOfWhichNothingCanBeWrittenSaysSo(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称,所属系统\n,无名,政府系统\n,也无名,政府系统\n")})
	wantShown(t, d, "退回 2")
	p.goTo(stepFiles)
	wantShown(t, d, "全部退回")
	if text := desktest.Text(d.Native().Canvas().Content()); strings.Contains(text, "可以写入") {
		t.Error("it is said that it can be written")
	}
}

// A paste that failed is not there any more when files are asked for.
func TestFailedPasteIsNotKept(t *testing.T) {
	p, d := wizard(t)
	p.PreviewCells(roster.Members, []string{"委员编号", "姓名"}, [][]string{{"县政协办公室通知", ""}, {"各位委员", ""}, {"开会", ""}})
	if s := p.current(); s == nil || s.state == stateRead || s.state == statePlanned && useful(s.im) > 0 {
		t.Fatalf("the paste is %+v", s)
	}
	p.Preview(nil)
	if len(p.sources) != 0 {
		t.Errorf("%s is still there", p.sources[0].name())
	}
	p.PreviewCells(roster.Members, []string{"委员编号", "姓名"}, [][]string{{"县政协办公室通知", ""}, {"各位委员", ""}, {"开会", ""}})
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称,所属系统\n县教育局,,政府系统\n")})
	if len(p.sources) != 1 {
		t.Errorf("%d files", len(p.sources))
	}
	wantShown(t, d, "新增 1")
}

// A rater workbook that came back belongs elsewhere.
func TestScoreBookIsSentWhereItBelongs(t *testing.T) {
	p, d := wizard(t)
	f := excelize.NewFile()
	if _, err := f.NewSheet(evaluation.StampSheet); err != nil {
		t.Fatal(err)
	}
	stamp := (&evaluation.Handout{Evaluation: "试评", Year: 2026, Number: 1, Entries: []evaluation.Entry{{}}}).Stamp()
	for cell, text := range map[string]string{"A1": "行号", "B1": "评议对象", "C1": "评委", "D1": "办理成效（0–100）", "A2": "T1R1", "B2": "县教育局", "C2": "赵一", "D2": "90"} {
		if err := f.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellStr(evaluation.StampSheet, "A1", stamp); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "第1组.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	where := "文件「第1组.xlsx」是本程序发出的评分工作簿，不在这里导入；请到「评议」的「评分录入」，按「评分表」→「收回一个文件夹…」收回。"
	p.Preview([]string{path})
	wantStep(t, p, stepFiles)
	if text := strings.ReplaceAll(desktest.Text(d.Native().Canvas().Content()), "\n", ""); !strings.Contains(text, where) {
		t.Errorf("%q is not shown in:\n%s", where, text)
	}
}

// Every row is under one of the chips, and no telephone number is on the screen however it is written.
func TestRowsAreCountedAndTheirNumbersKept(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "委员.csv", "姓名,性别,手机号码（常用）,备注\n甲一,男,138 0013 8001,电话 138-0013-8002\n甲二,女,+86 13800138003,办公0563-5022222\n甲三,,13800138004、13800138005,\n甲四,待查,13800138006,\n,男,13800138007,330106 19750308 1234\n")})
	wantStep(t, p, stepRows)
	sum := 0
	for _, o := range outcomes {
		sum += p.current().im.Count(o)
	}
	if sum != 5 || len(p.rows.rows) != 5 {
		t.Errorf("%d rows under the chips, %d rows", sum, len(p.rows.rows))
	}
	var text strings.Builder
	for _, row := range p.rows.rows {
		p.rows.grid.Select(row.id)
		p.rows.details()
		text.WriteString(desktest.Text(d.Native().Canvas().Content()))
	}
	digits := strings.NewReplacer(" ", "", "-", "").Replace(text.String())
	for _, number := range []string{"13800138001", "13800138002", "13800138003", "13800138004", "13800138005", "13800138006", "13800138007", "05635022222", "330106197503081234"} {
		if strings.Contains(digits, number) {
			t.Errorf("%s is shown", number)
		}
	}
}

// What only commands can do is not said in the window.
func TestWindowSaysNothingOfCommands(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "提案台账.csv", "案号,案由,提案单位,收到日期\n1,修路的建议,县工商联,2021-02-01\n")})
	p.goTo(stepRows)
	if reason := p.current().im.Rows[0].Reason; !strings.HasSuffix(reason, "先在「名册」的「会议」中登记；属于别年会议的请填「会议」一栏。") {
		t.Errorf("the reason: %s", reason)
	}
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称,所属系统\n县教育局,,政府系统\n")})
	if text := desktest.Text(d.Native().Canvas().Content()); strings.Contains(text, "--") {
		t.Errorf("a command is spoken of:\n%s", text)
	}
}

// A copy of a file under another name is not taken in a second time.
func TestCopyOfAFileIsLeftAside(t *testing.T) {
	p, d := wizard(t)
	const text = "单位名称,单位简称,所属系统\n县教育局,,政府系统\n"
	p.Preview([]string{csv(t, "单位.csv", text), csv(t, "单位副本.csv", text), csv(t, "别的.csv", "单位名称,单位简称,所属系统\n县民政局,,政府系统\n")})
	p.goTo(stepFiles)
	if len(p.sources) != 3 || p.sources[1].state != stateFailed && p.sources[2].state != stateFailed {
		t.Errorf("files %+v", p.sources)
	}
	p.at = slices.IndexFunc(p.sources, func(s source) bool { return s.state == stateFailed })
	p.show(stepFiles)
	wantShown(t, d, "文件「单位副本.csv」和「单位.csv」的内容完全一样，只读一份。")
}

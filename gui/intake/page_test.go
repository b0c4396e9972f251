package intake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

func wizard(t *testing.T) (*Page, *desk.Desk) {
	t.Helper()
	return wizardOn(t, desktest.Synchronous())
}

func wizardOn(t *testing.T, run desk.Executor) (*Page, *desk.Desk) {
	t.Helper()
	st := datatest.MustOpen(t)
	err := st.Write(t.Context(), "测试", "建立届次", func(ctx context.Context, tx *store.Tx) error {
		term, err := roster.EnsureTerm(ctx, tx, 10)
		if err != nil {
			return err
		}
		_, err = roster.EnsureSession(ctx, tx, term, 5, 2026)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d := desktest.NewOn(t, st, run)
	p := New(d)
	d.AddHidden(p)
	desktest.Show(d, standIn{})
	return p, d
}

// standIn is the page the wizard was called from.
type standIn struct{}

func (standIn) Key() string                                 { return "stand-in" }
func (standIn) Title() string                               { return "" }
func (standIn) Content() fyne.CanvasObject                  { return container.NewStack() }
func (standIn) TopBar() (middle, right []fyne.CanvasObject) { return nil, nil }
func (standIn) Shown()                                      {}

// csv writes a file of that text and gives its path.
func csv(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func wantShown(t *testing.T, d *desk.Desk, words ...string) {
	t.Helper()
	text := desktest.Text(d.Native().Canvas().Content())
	for _, word := range words {
		if !strings.Contains(text, word) {
			t.Errorf("%q is not shown in:\n%s", word, text)
		}
	}
}

func wantCount(t *testing.T, d *desk.Desk, kind *record.Kind, want int) {
	t.Helper()
	if n, err := kind.Count(t.Context(), d.Store().DB(), d.Scope()); err != nil || n != want {
		t.Errorf("%d of %s, want %d; error %v", n, kind.Name, want, err)
	}
}

func wantStep(t *testing.T, p *Page, want step) {
	t.Helper()
	if p.step != want {
		t.Fatalf("at step %s, want %s", stepTitles[p.step], stepTitles[want])
	}
}

const faulty = "../../assets/sample/with_errors/委员名册(含错误).xlsx"

func TestFaultyRosterGoesTheQuickWay(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{faulty})
	wantStep(t, p, stepRows)
	wantShown(t, d, "委员名册", "新增 3", "退回 5", "相同 1", "写入 3 行", "缺少「姓名」")
	wantCount(t, d, roster.Members, 0)
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 3)
	wantStep(t, p, stepWritten)
	wantShown(t, d, "5 行没有写入", "撤销", "已写入")
	if p.rejects.Disabled() {
		t.Error("refused rows cannot be saved after the others were taken in")
	}
	test.Tap(p.take)
	if d.Current().Key() == pageKey {
		t.Error("完成 does not leave the page")
	}
}

func TestCleanFileIsWrittenAndLeftAtOnce(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称,所属系统\n县教育局,,政府系统\n")})
	wantStep(t, p, stepRows)
	test.Tap(p.take)
	wantCount(t, d, roster.Units, 1)
	if d.Current().Key() == pageKey {
		t.Error("the page stays although nothing is left to do")
	}
}

func TestFilterByOutcome(t *testing.T) {
	p, _ := wizard(t)
	p.Preview([]string{faulty})
	for i, o := range outcomes {
		if o == take.RowRejected {
			p.rows.chips[i].Tapped(nil)
		}
	}
	if p.rows.grid.Shown() != 5 {
		t.Errorf("%d rows shown, want the 5 refused", p.rows.grid.Shown())
	}
}

func TestFilesThatCannotBeTakenIn(t *testing.T) {
	for _, c := range []struct {
		name, file, content, want string
		at                        step
	}{
		{"Unknown", "表.csv", "苹果,梨\n1,2\n", "没有认出是哪一类数据", stepTable},
		{"Empty", "空.xlsx", "", "不能读取", stepFiles},
		{"NoWorkbook", "图.xlsx", "\x89PNG\r\n\x1a\n", "不能读取", stepFiles},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, d := wizard(t)
			p.Preview([]string{csv(t, c.file, c.content)})
			wantStep(t, p, c.at)
			wantShown(t, d, c.want)
			if !p.rejects.Disabled() {
				t.Error("there is nothing refused to save, but the button is enabled")
			}
		})
	}
}

func TestAnotherKindIsChosen(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称,所属系统,颜色\n县教育局,教育局,政府系统,红\n")})
	if p.kinds.Value() != roster.Units.Name {
		t.Fatalf("guessed %s, want units", p.kinds.Value())
	}
	wantShown(t, d, "不会导入：颜色")
	p.chooseKind(roster.Members.Name)
	if s := p.current(); s.kind != roster.Members || p.step == stepRows {
		t.Errorf("as %s at step %s", s.kind.Name, stepTitles[p.step])
	}
	p.chooseKind(roster.Units.Name)
	wantStep(t, p, stepRows)
	wantShown(t, d, "写入 1 行")
}

func TestSeveralFilesInOrderOfDependence(t *testing.T) {
	p, d := wizard(t)
	members := csv(t, "委员.csv", "姓名,性别,界别,手机\n张三,男,教育界,13800000001\n")
	units := csv(t, "单位.csv", "单位名称,单位简称,所属系统\n县水务局,,政府系统\n")
	p.Preview([]string{members, units})
	wantShown(t, d, "第 1 个，共 2 个", "单位.csv", "写入 1 行")
	test.Tap(p.take)
	wantStep(t, p, stepRows)
	wantShown(t, d, "第 2 个，共 2 个", "委员.csv")
	test.Tap(p.take)
	wantStep(t, p, stepWritten)
	wantShown(t, d, "单位.csv", "委员.csv", "完成")
	wantCount(t, d, roster.Units, 1)
	wantCount(t, d, roster.Members, 1)
}

const strange = "某某表\n甲,乙,丙\n张三,教育界,13800000001\n李四,教育界,13800000002\n合计,2,\n王五,科技界,13800000003\n"

func TestStrangeTableIsLaidDownAndMappedAndRemembered(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "表.csv", strange)})
	wantStep(t, p, stepTable)
	p.chooseKind(roster.Members.Name)
	wantStep(t, p, stepTable)
	wantShown(t, d, "没有认出表格", "表头")
	p.table.grid.Select(2)
	test.Tap(p.table.uses[useHeader])
	wantStep(t, p, stepTable)
	wantShown(t, d, "数据", "跳过：合计")
	test.Tap(p.take)
	wantStep(t, p, stepColumns)
	wantShown(t, d, "缺少必填的列：姓名", "按内容推断", "没有对应的项目")
	p.columns.grid.Select(1)
	p.columns.assign("name")
	p.columns.grid.Select(2)
	p.columns.assign("sector")
	wantShown(t, d, "由您指定")
	test.Tap(p.take)
	wantStep(t, p, stepRows)
	wantShown(t, d, "写入 3 行")
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 3)

	p.Preview([]string{csv(t, "又一表.csv", strings.ReplaceAll(strange, "138", "139"))})
	wantStep(t, p, stepRows)
	p.goTo(stepColumns)
	wantShown(t, d, "上次的对应")
}

func TestLikelySamePeopleAreAskedAbout(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "委员.csv", "姓名,界别,工作单位,手机\n张三,教育界,县一中,13800000001\n李四,教育界,县二中,13800000002\n")})
	test.Tap(p.take)
	p.Preview([]string{csv(t, "委员2.csv", "姓名,界别,工作单位,手机\n张三,教育界,县一中,13911111111\n李四,教育界,县九中,13922222222\n王五,教育界,县一中,13933333333\n")})
	wantStep(t, p, stepRows)
	wantShown(t, d, "待确认 2", "写入 1 行", "同名，手机不同", "已有的人", "表里的人", "同一人（更新）")
	if p.rows.grid.Shown() != 2 {
		t.Errorf("%d rows shown, want the 2 asked about", p.rows.grid.Shown())
	}
	likely := p.current().im.Rows[0].Likely[0].ID
	p.rows.decide(take.Decision{Do: take.DecideSame, ID: likely})
	wantShown(t, d, "待确认 1", "写入 2 行")
	p.rows.decide(take.Decision{Do: take.DecideNew})
	wantShown(t, d, "待确认 0", "写入 3 行")
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 4)
	record, err := roster.Members.Record(t.Context(), d.Store().DB(), likely)
	if err != nil || record.Values["mobile"] != "13911111111" {
		t.Errorf("张三 has %q, error %v", record.Values["mobile"], err)
	}
}

// A proposal found by its number under another title is asked about in words of proposals; it can be no new one.
func TestAProposalWithAnotherTitleIsAskedAbout(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "提案.csv", "案号,案由,第一提案人\n12,关于治理城区内涝的建议,张三\n15,关于校门口交通的建议,李四\n")})
	test.Tap(p.take)
	p.Preview([]string{csv(t, "提案2.csv", "2026年提案登记台账\n案号,案由,第一提案人\n12,关于加强古树保护的建议,张三\n15,关于灌区改造的建议,李四\n18,关于村卫生室的建议,王五\n")})
	wantStep(t, p, stepRows)
	wantShown(t, d, "待确认 2", "写入 1 行", "案号 12 已是「关于治理城区内涝的建议」，案由不同", "已有的提案", "表里的提案", "同一件（更新）", "跳过", "2 行可能是已有的提案")
	if text := desktest.Text(d.Native().Canvas().Content()); strings.Contains(text, "新人") {
		t.Errorf("a proposal is offered as a new person:\n%s", text)
	}
	first := p.current().im.Rows[0].Likely[0].ID
	p.rows.decide(take.Decision{Do: take.DecideSame, ID: first})
	p.rows.decide(take.Decision{Do: take.DecideSkip})
	wantShown(t, d, "待确认 0", "写入 2 行", "跳过 1")
	test.Tap(p.take)
	wantCount(t, d, proposal.Proposals, 3)
	record, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), first)
	if err != nil || record.Values["title"] != "关于加强古树保护的建议" {
		t.Errorf("proposal 12 is %q, error %v", record.Values["title"], err)
	}
}

func TestWhatWaitsIsDecidedOnAfterTheWrite(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "委员.csv", "姓名,工作单位,手机\n张三,县一中,13800000001\n")})
	test.Tap(p.take)
	p.Preview([]string{csv(t, "委员2.csv", "姓名,工作单位,手机\n张三,县一中,13911111111\n王五,县一中,13933333333\n")})
	test.Tap(p.take)
	wantStep(t, p, stepWritten)
	wantShown(t, d, "其中 1 行待确认")
	test.Tap(p.back)
	wantStep(t, p, stepRows)
	wantShown(t, d, "相同 1", "待确认 1")
	p.rows.decide(take.Decision{Do: take.DecideNew})
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 3)
	if d.Current().Key() == pageKey {
		t.Error("the page stays although nothing is left to do")
	}
}

func TestRulesAreChosenAtTheRows(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "委员.csv", "姓名,工作单位,界别\n张三,县一中,教育界\n")})
	test.Tap(p.take)
	p.Preview([]string{csv(t, "委员2.csv", "姓名,工作单位,界别\n张三,县一中,\n")})
	wantShown(t, d, "相同 1")
	p.rows.chooseEmpty(emptyClears)
	wantShown(t, d, "变更 1", "界别：教育界 → 空")
	p.rows.chooseRule("id")
	wantShown(t, d, "待确认 1", "同名")
}

func TestOneOfSeveralTablesIsLeftOut(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称\n县教育局,教育局\n\n单位简称,单位名称\n水务局,县水务局\n")})
	wantShown(t, d, "写入 2 行")
	p.goTo(stepTable)
	test.Tap(p.table.without)
	if !p.table.without.Disabled() {
		t.Error("the only table can be left out")
	}
	test.Tap(p.take)
	test.Tap(p.take)
	wantShown(t, d, "写入 1 行", "县水务局")
}

func TestPastedCells(t *testing.T) {
	p, d := wizard(t)
	p.PreviewCells(roster.Members, []string{"委员编号", "姓名", "性别"}, [][]string{{"1", "张三", "男"}, {"2", "李四", "女"}})
	wantStep(t, p, stepRows)
	wantShown(t, d, "粘贴的单元格", "写入 2 行")
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 2)
}

func TestStepsAreReachedInOrder(t *testing.T) {
	p, _ := wizard(t)
	p.Preview([]string{faulty})
	for _, to := range []step{stepTable, stepColumns, stepFiles, stepRows} {
		p.goTo(to)
		wantStep(t, p, to)
	}
	p.goTo(stepWritten)
	wantStep(t, p, stepRows)
	for want := stepColumns; ; want-- {
		test.Tap(p.back)
		wantStep(t, p, want)
		if want == stepFiles {
			break
		}
	}
}

func TestRowOfSeveralSheetsIsNamedByItsSheet(t *testing.T) {
	f := excelize.NewFile()
	for _, sheet := range []string{"甲片", "乙片"} {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for i, line := range [][]any{{"单位名称", "单位类别"}, {"县" + sheet + "局", "政府部门"}} {
			if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &line); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "承办单位名录.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	p, d := wizard(t)
	p.Preview([]string{path})
	p.goTo(stepRows)
	p.rows.grid.Select(2)
	wantShown(t, d, "工作表「乙片」第 2 行", "县乙片局")
}

// To choose the sheet of another table goes to that table and leaves the others where they are.
func TestSheetChosenGoesToItsTable(t *testing.T) {
	book := excelize.NewFile()
	for name, who := range map[string]string{"教育界": "张小明", "农业界": "李静"} {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for at, row := range [][]string{{"姓名", "性别", "手机"}, {who, "男", "13800000001"}} {
			if err := book.SetSheetRow(name, "A"+strconv.Itoa(at+1), &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "委员.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	p, _ := wizard(t)
	p.Preview([]string{path})
	p.goTo(stepTable)
	of := func() (sheets []string) {
		for _, f := range p.current().frames() {
			sheets = append(sheets, f.Sheet)
		}
		return sheets
	}
	before := of()
	if len(before) != 2 {
		t.Fatalf("tables in %q", before)
	}
	p.table.chooseSheet(before[1])
	if p.table.which != 1 || !slices.Equal(of(), before) {
		t.Fatalf("at table %d of %q", p.table.which+1, of())
	}
	test.Tap(p.table.without)
	if got := of(); !slices.Equal(got, before[:1]) {
		t.Errorf("without %s: %q", before[1], got)
	}
}

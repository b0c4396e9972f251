package intake

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/cells"
)

// folderOf is a folder of files with these texts.
func folderOf(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "登记表")
	for name, text := range texts {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func cardText(name, mobile string) string {
	return "政协委员登记表,,,\n姓名," + name + ",性别,男\n民族,汉族,手机," + mobile + "\n界别,教育界,工作单位,县一中\n"
}

// A folder is chosen as a whole: the cards in it are one table, and what is no workbook is listed.
func TestFolderOfCards(t *testing.T) {
	p, d := wizard(t)
	dir := folderOf(t, map[string]string{
		"丁一.csv": cardText("丁一", "13900000001"), "马二.csv": cardText("马二", "13900000002"), "方三.csv": cardText("方三", "13900000003"),
		"田四.docx": "PK", "~$丁一.xlsx": "", ".DS_Store": "", "往年/石五.csv": cardText("石五", "13900000005"), "单位.csv": "单位名称,单位简称\n县教育局,\n",
	})
	p.Preview([]string{dir})
	if len(p.sources) != 3 {
		t.Fatalf("%d files: %+v", len(p.sources), p.sources)
	}
	ids := map[int64]bool{}
	for _, s := range p.sources {
		ids[s.id] = true
	}
	if len(ids) != 3 {
		t.Errorf("files with one number: %v", ids)
	}
	wantStep(t, p, stepRows) // of the unit, which comes first
	test.Tap(p.take)
	wantStep(t, p, stepRows)
	wantShown(t, d, "丁一", "马二", "方三", "3 张登记表读成一张表")
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 3)
	wantStep(t, p, stepWritten)
	wantShown(t, d, "文件夹「登记表」里另有 1 个文件不是工作簿（田四.docx），1 个下级文件夹（往年），没有读取")
}

// A folder that holds no workbook says what it holds, and one more folder joins what is there.
func TestFolderWithoutWorkbooks(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{folderOf(t, map[string]string{"丁一.docx": "PK"})})
	wantStep(t, p, stepFiles)
	wantShown(t, d, "文件夹「登记表」里没有工作簿，只有 1 个文件不是工作簿（丁一.docx）")
	p.Preview([]string{t.TempDir()})
	wantShown(t, d, "是空的，请选择放着工作簿的文件夹")
}

// The score workbooks of a folder are read by the layout pointed at in the first of them, and other tables by the columns given in it.
func TestFolderIsReadAsItsFirstFile(t *testing.T) {
	t.Run("blocks", func(t *testing.T) {
		p, d := scoreWizard(t)
		p.Preview([]string{folderOf(t, map[string]string{"第一份.csv": blocksText("县教育局"), "第二份.csv": blocksText("县水务局")})})
		p.chooseKind(evaluation.Scores.Name)
		wantStep(t, p, stepTable)
		for _, say := range []struct {
			role, title string
			at          cells.Area
		}{{"评委", "这一行", cells.Area{Top: 1, Bottom: 1}}, {"指标", "这一列", cells.Area{Top: 2, Bottom: 2}}, {"被评对象", "这一格", cells.Area{}}} {
			p.layout.goTo(say.at)
			p.layout.press(t, say.role, say.title)
		}
		p.layout.name.SetText("一个单位一份")
		test.Tap(p.take)
		test.Tap(p.take)
		for _, name := range []string{"评一", "评二", "评三"} {
			p.rows.words.answer(answerIs + name)
		}
		wantShown(t, d, "第一份.csv", "新增 3")
		test.Tap(p.take)
		wantCount(t, d, evaluation.Scores, 3)
		wantStep(t, p, stepRows)
		wantShown(t, d, "第二份.csv", "按上次的版式「一个单位一份」读取")
	})
	t.Run("columns", func(t *testing.T) {
		p, d := wizard(t)
		p.Preview([]string{folderOf(t, map[string]string{"一组.csv": "姓名,性别,界内排位\n丁一,男,教育界\n", "二组.csv": "姓名,性别,界内排位\n马二,女,科技界\n"})})
		wantStep(t, p, stepRows)
		s := *p.current()
		s.options.Assigned = intake.Assignments{"界内排位": "sector"}
		p.reread(s, p.plan)
		test.Tap(p.take)
		wantStep(t, p, stepRows)
		test.Tap(p.take)
		wantCount(t, d, roster.Members, 2)
		if got := sectorsOf(t, d); got != "教育界 科技界" {
			t.Errorf("sectors %s", got)
		}
	})
}

// blocksText is a score workbook of one block, whose judges are called by names the office does not have.
func blocksText(unit string) string {
	return "被评议单位：" + unit + ",,,\n指标,甲某,乙某,丙某\n组织领导,90,91,92\n沟通面商,80,81,82\n办理成效,70,71,72\n规范答复,60,61,62\n"
}

// sectorsOf are the sectors of all members, in order.
func sectorsOf(t *testing.T, d *desk.Desk) string {
	t.Helper()
	records, err := roster.Members.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	var sectors []string
	for _, r := range records {
		sectors = append(sectors, r.Values["sector"])
	}
	slices.Sort(sectors)
	return strings.Join(sectors, " ")
}

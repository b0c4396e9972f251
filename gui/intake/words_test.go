package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
)

func labels(options []form.Option) string {
	var texts []string
	for _, o := range options {
		texts = append(texts, o.Label)
	}
	return strings.Join(texts, " ")
}

// A word that no list has is asked about once, above the rows; the answer is for all of them and for the next file.
func TestWordsAreAskedAboutOnce(t *testing.T) {
	p, d := wizard(t)
	head := "姓名,性别,政治面貌,工作单位\n"
	p.Preview([]string{csv(t, "委员.csv", head+"甲一,男士生,群众,县一中\n甲二,男士生,民建会员一,县二中\n甲三,先生,群众,县三中\n")})
	wantStep(t, p, stepRows)
	wantShown(t, d, "2 个词用词表里没有", "用词 1/3：「男士生」在「性别」中有 2 处，用词表里没有", "退回 3")
	if got := labels(answerOptions(p.rows.words.words[0])); got != "当作「男」 当作「女」 留空 退回这些行" {
		t.Errorf("answers: %s", got)
	}
	p.rows.words.answer("is:男")
	wantStep(t, p, stepRows)
	wantShown(t, d, "用词 2/3：「先生」在「性别」中有 1 处", "等下一个答案")
	p.plan() // as when no other answer follows
	wantShown(t, d, "1 个词用词表里没有", "用词 2/3：「先生」在「性别」中有 1 处", "退回 1", "新增 2")
	p.rows.words.answer("blank")
	wantShown(t, d, "退回 0", "新增 3", "写入 3 行")
	test.Tap(p.rows.words.after)
	wantShown(t, d, "用词 3/3：「民建会员一」在「政治面貌」中有 1 处", "照原样录入")
	p.rows.words.answer("is:民建")
	test.Tap(p.rows.words.before)
	test.Tap(p.rows.words.before)
	wantShown(t, d, "用词 1/3：", "当作「男」")
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 3)
	words, err := record.Dictionary(t.Context(), d.Store().DB(), "political")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		if w.Name == "民建" && !strings.HasSuffix(w.Synonyms, "民建会员一") {
			t.Errorf("民建 is also written %s", w.Synonyms)
		}
	}
	p.Preview([]string{csv(t, "又.csv", head+"甲四,男士生,民建会员一,县四中\n")})
	wantShown(t, d, "新增 1")
	if p.rows.words.content.Visible() {
		t.Error("the next file is asked about the same words")
	}
}

// What can be answered is what the list takes: a closed one no new words, one in parts a part for each.
func TestAnswersThatAListTakes(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "提案.csv", "2026年提案\n案号,案由,第一提案人,收到日期,审查结论,承办单位,交办日期,答复日期,办理结果,分类\n1,关于停车的建议,张三,2026-01-10,立案,县教育局,2026-02-01,2026-04-01,已解决,城建环保\n")})
	wantShown(t, d, "用词 1/2：「已解决」在「办理结果」中有 1 处")
	for i, want := range []string{"当作「D」 新增为一个词 留空 退回这些行", "新增为一个词，归入经济建设 新增为一个词，归入政治建设"} {
		if got := labels(answerOptions(p.rows.words.words[i])); !strings.Contains(got, want) {
			t.Errorf("answers: %s", got)
		}
	}
}

// Rows that are set apart are left out by one click, and come back by another.
func TestMarkedRowsAreLeftOutByOneClick(t *testing.T) {
	p, d := wizard(t)
	path := filepath.Join("..", "..", "..", "shared", "data", "faults", "filtered.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the collection of faulty workbooks is not beside the checkout")
	}
	p.Preview([]string{path})
	wantShown(t, d, "隐藏或筛选掉的 2 行", "写入 4 行", "照样录入")
	p.rows.marks.turn(intake.MarkHidden)
	wantShown(t, d, "隐藏或筛选掉的 2 行，不导入", "写入 2 行", "跳过 2", "照样导入")
	p.rows.marks.turn(intake.MarkHidden)
	wantShown(t, d, "写入 4 行", "跳过 0")
}

// Cells that say 同上 take what is above by one click, and nothing by another.
func TestSameAsAboveByOneClick(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "委员.csv", "姓名,性别,界别\n甲一,男,教育界\n甲二,同上,同上\n")})
	wantShown(t, d, "「同上」 2 处，当作空白", "取上一行的内容")
	p.rows.marks.turnAbove()
	wantShown(t, d, "「同上」 2 处，取上一行的内容", "当作空白", "「界别」一栏的「同上」取了上一行的内容")
	if what := p.rows.rows[1].what; what != "男 · 教育界" {
		t.Errorf("the row is shown as %q", what)
	}
	p.rows.marks.turnAbove()
	wantShown(t, d, "「同上」 2 处，当作空白", "同上 · 同上")
	p.rows.marks.turnAbove()
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 2)
}

// Cards of one person a file are one table.
func TestFilesOfCardsAreOneTable(t *testing.T) {
	p, d := wizard(t)
	card := "政协委员登记表,,,\n姓名,%,性别,男\n民族,汉族,政治面貌,群众\n界别,教育界,工作单位,县一中\n"
	p.Preview([]string{csv(t, "丁一.csv", strings.ReplaceAll(card, "%", "丁一")), csv(t, "马二.csv", strings.ReplaceAll(card, "%", "马二"))})
	wantStep(t, p, stepRows)
	wantShown(t, d, "写入 2 行", "2 张登记表读成一张表", "丁一", "马二", "等 2 个文件")
	p.goTo(stepTable)
	wantShown(t, d, "登记表", "表头", "数据")
	p.goTo(stepColumns)
	wantShown(t, d, "姓名", "标题相同")
	p.goTo(stepRows)
	p.Preview([]string{csv(t, "方三.csv", strings.ReplaceAll(card, "%", "方三"))})
	wantShown(t, d, "写入 3 行", "等 3 个文件")
	test.Tap(p.take)
	wantCount(t, d, roster.Members, 3)
}

// Several answers in a row are one check: it begins after the last word that keeps rows out, or when no other answer follows.
func TestSeveralAnswersAreOneCheck(t *testing.T) {
	run := desktest.Synchronous()
	checks, counting := 0, false
	background := run.Background
	run.Background = func(work func()) {
		if counting {
			checks++
		}
		background(work)
	}
	var later func()
	run.After = func(_ time.Duration, apply func()) (stop func()) {
		later = apply
		return func() { later = nil }
	}
	p, d := wizardOn(t, run)
	p.Preview([]string{csv(t, "委员.csv", "姓名,性别\n甲一,男士生\n甲二,先生\n甲三,女士生\n")})
	wantShown(t, d, "用词 1/3：「男士生」", "退回 3")
	later, counting = nil, true
	p.rows.words.answer("is:男")
	p.rows.words.answer("is:男")
	if checks != 0 || later == nil {
		t.Errorf("%d checks while a word is open, one waiting: %v", checks, later != nil)
	}
	test.Tap(p.rows.words.before)
	later() // the user stops to think
	if checks != 1 {
		t.Errorf("%d checks after a pause", checks)
	}
	wantShown(t, d, "用词 2/3：「先生」", "新增 2", "退回 1")
	test.Tap(p.rows.words.after)
	later = nil
	p.rows.words.answer("is:女")
	if checks != 2 || later != nil {
		t.Errorf("%d checks after the last answer, one waiting: %v", checks, later != nil)
	}
	wantShown(t, d, "新增 3", "写入 3 行")
}

// A name that is like that of a body is asked about like a word.
func TestABodyIsAskedAbout(t *testing.T) {
	p, d := wizard(t)
	p.Preview([]string{csv(t, "委员.csv", "姓名,界别\n甲一,教育界\n")})
	test.Tap(p.take)
	p.Preview([]string{csv(t, "又.csv", "姓名,界别\n甲二,教育届\n甲三,教 育\n")})
	wantShown(t, d, "1 个词与已有的名称相近", "「教育届」在「界别」中有 1 处，与已有的「教育界」读音相同", "退回 1", "新增 1")
	if got := labels(answerOptions(p.rows.words.words[0])); got != "当作「教育界」 新增为一个界别 留空 退回这些行" {
		t.Errorf("answers: %s", got)
	}
	p.rows.words.answer("is:教育界")
	wantShown(t, d, "写入 2 行")
	test.Tap(p.take)
	wantCount(t, d, roster.Sectors, 1)
	p.Preview([]string{csv(t, "三.csv", "姓名,界别\n甲四,教育届\n")})
	wantShown(t, d, "写入 1 行")
	if p.rows.words.content.Visible() {
		t.Error("the next file is asked about the same name")
	}
}

package export_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/activity"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/data/take"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

// formOf is the form of a sheet with these columns in their order, each 栏目 or 栏目=栏名, before those that are not printed.
func formOf(t *testing.T, s *store.Store, report string, words ...string) (*export.SheetForm, []export.FormColumn) {
	t.Helper()
	y, err := export.Lay(t.Context(), s, year, sampleyear.AsOf(year))
	if err != nil {
		t.Fatal(err)
	}
	form, err := y.Form(report, 1)
	if err != nil {
		t.Fatal(err)
	}
	var columns []export.FormColumn
	for _, word := range words {
		name, heading, _ := strings.Cut(word, "=")
		c, err := form.Called(name)
		if err != nil {
			t.Fatal(err)
		}
		c.Heading, c.Printed = heading, true
		columns = append(columns, c)
	}
	return form, columns
}

func saveForm(t *testing.T, s *store.Store, form *export.SheetForm, columns []export.FormColumn) {
	t.Helper()
	err := s.Write(t.Context(), "王芳", form.Wording(columns, form.Order), func(ctx context.Context, tx *store.Tx) error { return form.Save(ctx, tx, columns, form.Order) })
	if err != nil {
		t.Fatal(err)
	}
}

func setForm(t *testing.T, s *store.Store, report string, words ...string) {
	t.Helper()
	form, columns := formOf(t, s, report, words...)
	saveForm(t, s, form, columns)
}

// grid is what the cells of a sheet show, and which of them are joined.
func grid(t *testing.T, content []byte, sheet string) (rows [][]string, joined []string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	if rows, err = book.GetRows(sheet); err != nil {
		t.Fatal(err)
	}
	cells, err := book.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cells {
		joined = append(joined, c[0])
	}
	return rows, joined
}

// line is a row of cells as one text.
func line(cells []string) string { return strings.Join(cells, "|") }

// The ledger has the columns of the office in its order under its headings; its total, the checks of 00 and the list of what is in the pack go along.
func TestOwnFormOfTheLedger(t *testing.T) {
	s := sampletest.MustOpen(t)
	form, columns := formOf(t, s, "04", "结论", "案号=提案号", "分类", "收到日期", "案由=提案名称·题目", "主办单位")
	columns[4].Width = 30
	saveForm(t, s, form, columns)
	pack := writePack(t, s)
	rows, joined := grid(t, pack["04提案登记台账.xlsx"], "提案登记台账")
	if line(rows[3]) != "审查|登记|||提案名称|办理" || line(rows[4]) != "结论|提案号|分类|收到日期|题目|主办单位" || !slices.Contains(joined, "B4:D4") {
		t.Errorf("headings %q %q, joined %q", rows[3], rows[4], joined)
	}
	if len(rows[5]) != 6 || rows[5][1] != "1" || rows[5][3][:4] != "2026" {
		t.Errorf("the first proposal is %q", rows[5])
	}
	total := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == "合计" })
	if total < 0 || rows[total][4] != "150" {
		t.Fatalf("total %q", rows[total])
	}
	checks, _ := grid(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表")
	mustSay(t, checks, fmt.Sprintf("04提案登记台账 题目（E%d）|150", total+1))
	if outcomes := column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果"); slices.ContainsFunc(outcomes, func(o string) bool { return o != "一致" }) {
		t.Errorf("the checks say %q", outcomes)
	}
	index, _ := grid(t, pack["00目录与勾稽核对表.xlsx"], "上报材料目录")
	mustSay(t, index, "按本单位表样印的：04提案登记台账；其余是标准表样")
}

// mustSay fails unless a row of cells holds the words.
func mustSay(t *testing.T, rows [][]string, words string) {
	t.Helper()
	if !slices.ContainsFunc(rows, func(r []string) bool { return strings.Contains(line(r), words) }) {
		t.Errorf("no row says %q", words)
	}
}

// The standard form restored is as it was to the byte; undone, the office's is back.
func TestStandardFormRestored(t *testing.T) {
	s := sampletest.MustOpen(t)
	before := writePack(t, s, "00", "04")
	form, columns := formOf(t, s, "04", "案由", "案号")
	saveForm(t, s, form, columns)
	saveForm(t, s, form, form.Standard())
	for name, content := range writePack(t, s, "00", "04") {
		if !bytes.Equal(content, before[name]) {
			t.Errorf("%s is not as it was after the standard form was restored", name)
		}
	}
	state, err := s.UndoState(t.Context(), "王芳")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Revert(t.Context(), "王芳", state.Undo.WriteID); err != nil {
		t.Fatal(err)
	}
	if rows, _ := grid(t, writePack(t, s, "04")["04提案登记台账.xlsx"], "提案登记台账"); line(rows[4]) != "案由|案号" {
		t.Errorf("undone, the headings are %q", rows[4])
	}
}

// A column that stands apart from the others of its common heading loses that, unless its own heading is another column's too.
func TestColumnsApartFromTheirCommonHeading(t *testing.T) {
	s := sampletest.MustOpen(t)
	setForm(t, s, "17", "案号", "再次反馈·办理工作", "案由", "提案人", "不满意反馈·办理工作", "不满意反馈·办理结果", "现状", "再次反馈·办理结果=又一次结果")
	rows, joined := grid(t, writePack(t, s, "17")["17不满意及重办清单.xlsx"], "不满意及重办清单")
	if line(rows[3]) != "案号|再次反馈|提案||不满意反馈||现状|再次反馈" && line(rows[3]) != "案号|再次反馈|提案||不满意反馈||现状|又一次结果" {
		t.Errorf("common headings %q", rows[3])
	}
	if rows[4][1] != "办理工作" || rows[4][2] != "案由" || !slices.Contains(joined, "A4:A5") || !slices.Contains(joined, "C4:D4") {
		t.Errorf("headings %q, joined %q", rows[4], joined)
	}
}

// The numbers that a form leaves out are compared all the same.
func TestChecksOfWhatIsNotPrinted(t *testing.T) {
	s := sampletest.MustOpen(t)
	setForm(t, s, "04", "案号", "主办单位")
	setForm(t, s, "10", "状态")
	pack := writePack(t, s)
	rows, _ := grid(t, pack["04提案登记台账.xlsx"], "提案登记台账")
	if slices.ContainsFunc(rows, func(r []string) bool { return len(r) > 0 && strings.HasPrefix(r[0], "合计") }) {
		t.Error("a ledger without its counted column has a total row")
	}
	checks, _ := grid(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表")
	for _, want := range []string{"04提案登记台账 案由（未印）|150", "10监督意见整改台账 意见内容（未印）|", "10有销号日期的行"} {
		if !slices.ContainsFunc(checks, func(r []string) bool {
			return strings.Contains(line(r), want) && strings.HasSuffix(line(r), "一致") && !strings.HasSuffix(line(r), "不一致")
		}) {
			t.Errorf("no check that agrees says %q", want)
		}
	}
}

// A total in the first column keeps the word that says what it is; a group that counts nothing has no 小计.
func TestTotalsOfOwnForms(t *testing.T) {
	s := sampletest.MustOpen(t)
	standard, _ := grid(t, writePack(t, s, "16")["16提案办理逾期清单.xlsx"], "提案办理逾期清单")
	of := func(rows [][]string, label string) (found []string) {
		for _, r := range rows {
			if len(r) > 0 && strings.HasPrefix(r[0], label) {
				found = append(found, strings.Trim(line(r), "|"))
			}
		}
		return found
	}
	setForm(t, s, "16", "案由", "承办单位", "自然日")
	own, _ := grid(t, writePack(t, s, "16")["16提案办理逾期清单.xlsx"], "提案办理逾期清单")
	was := of(standard, "合计")[0]
	if got := of(own, "合计"); len(got) != 1 || got[0] != "合计："+was[strings.LastIndex(was, "|")+1:] {
		t.Errorf("total %q, was %q", got, was)
	}
	if got := of(own, "小计："); len(got) != 3 {
		t.Errorf("subtotals %q", got)
	}
	setForm(t, s, "16", "案号", "承办单位")
	own, _ = grid(t, writePack(t, s, "16")["16提案办理逾期清单.xlsx"], "提案办理逾期清单")
	if got := append(of(own, "小计"), of(own, "合计")...); len(got) != 4 || got[3] != "合计："+was[strings.LastIndex(was, "|")+1:] {
		t.Errorf("without 案由 the rows are counted as %q, were %q", got, was)
	}
}

// The lines of one case stay joined without the column that told the cases apart, those of two cases never are.
func TestMergedColumnsOfOwnForms(t *testing.T) {
	s := sampletest.MustOpen(t)
	err := s.Write(t.Context(), "测试", "三件的督办领导一样", func(ctx context.Context, tx *store.Tx) error {
		return tx.Run(ctx, "UPDATE key_proposal SET chair_leader = '王副主席'")
	})
	if err != nil {
		t.Fatal(err)
	}
	setForm(t, s, "07", "督办领导", "节点", "案由", "完成日期")
	rows, joined := grid(t, writePack(t, s, "07")["07重点提案全程跟踪表.xlsx"], "重点提案全程跟踪表")
	if len(rows) < 20 || rows[5][0] != "王副主席" || rows[11][0] != "王副主席" {
		t.Fatalf("%q", rows)
	}
	for _, want := range []string{"A6:A11", "C6:C11", "A12:A17", "C12:C17"} {
		if !slices.Contains(joined, want) {
			t.Errorf("%s is not joined: %q", want, joined)
		}
	}
}

// Fields of the records are added as lists show them, sensitive ones masked; beside joined cells theirs are joined, also of records of another term.
func TestFieldsAddedToReports(t *testing.T) {
	s := sampletest.MustOpen(t)
	setForm(t, s, "01", "姓名", "手机", "派驻单位")
	rows, _ := grid(t, writePack(t, s, "01")["01民主监督员名册.xlsx"], "民主监督员名册")
	if line(rows[3]) != "姓名|手机|派驻单位" || !strings.Contains(rows[4][1], "****") {
		t.Errorf("%q, %q", rows[3], rows[4])
	}
	setForm(t, s, "07", "节点", "案由", "领办领导", "完成日期")
	if _, joined := grid(t, writePack(t, s, "07")["07重点提案全程跟踪表.xlsx"], "重点提案全程跟踪表"); !slices.Contains(joined, "C6:C11") {
		t.Errorf("the added field of a case is not joined: %q", joined)
	}
	setForm(t, s, "23", "姓名", "应到", "必到活动（半天）·到会", "请假", "未登", "出席率", "手机")
	if rows, _ := grid(t, writePack(t, s, "23")["23出席情况统计表.xlsx"], "出席情况统计表"); !strings.Contains(rows[5][len(rows[5])-1], "****") {
		t.Errorf("members of the term have no mobile: %q", rows[5])
	}
}

// A sensitive field added to a report is printed masked.
func TestSensitiveFieldsAddedAreMasked(t *testing.T) {
	s := sampletest.MustOpen(t)
	setForm(t, s, "01", "姓名", "身份证号", "性别")
	y, err := export.Lay(t.Context(), s, year, sampleyear.AsOf(year))
	if err != nil {
		t.Fatal(err)
	}
	of := y.Supervisors[0]
	if err := s.Write(t.Context(), "王芳", "登记", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Supervisors.Save(ctx, tx, record.Scope{Year: year}, of.ID, record.Values{"id_number": "110101197003074531", "birth_on": "1970-03-07", "gender": "男"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	rows, _ := grid(t, writePack(t, s, "01")["01民主监督员名册.xlsx"], "民主监督员名册")
	at := slices.IndexFunc(rows, func(r []string) bool { return len(r) > 1 && r[0] == of.Name && r[1] != "" })
	if at < 0 || rows[at][1] != "110***********4531" {
		t.Errorf("%s is printed as %q", of.Name, rows[max(at, 0)])
	}
}

// Fields of proposals say what was on the day of the report: what came later is not on it, and what hangs on it neither.
func TestFieldsAddedAsOfTheDay(t *testing.T) {
	s := sampletest.MustOpen(t)
	setForm(t, s, "04", "序号", "案由", "反馈日期", "办理态度=态度", "签发人", "督办领导", "状态")
	filled := func(day time.Time) (n [5]int) {
		rows, _ := grid(t, writePackOn(t, s, day, "04")["04提案登记台账.xlsx"], "提案登记台账")
		if line(rows[3]) != "序号|登记|反馈日期|态度|签发人|督办领导|状态" {
			t.Fatalf("headings %q", rows[3])
		}
		for _, r := range rows[5:155] {
			r = append(r, make([]string, 7-len(r))...)
			for i, text := range r[2:7] {
				n[i] += min(len(text), 1)
			}
			if r[2] > day.Format(time.DateOnly) {
				t.Errorf("on %s: %q", day.Format(time.DateOnly), r)
			}
		}
		return n
	}
	now, then := filled(sampleyear.AsOf(year)), filled(time.Date(year, time.June, 1, 0, 0, 0, 0, time.UTC))
	if slices.Contains(now[:], 0) || now[4] != 150 {
		t.Errorf("filled in now: %v", now)
	}
	if then[0] >= now[0] || then[1] != then[0] || then[2] >= now[2] || then[3] != now[3] {
		t.Errorf("filled in on 1 June: %v, now %v", then, now)
	}
}

// What a report cannot be printed with is refused in a sentence.
func TestOwnFormsRefused(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, c := range []struct {
		name, report, words, want string
		change                    func(c []export.FormColumn)
	}{
		{"nothing printed", "04", "案号", "至少要印序号以外的一栏", func(c []export.FormColumn) { c[0].Printed = false }},
		{"only the numbers of rows", "04", "序号", "至少要印序号以外的一栏", nil},
		{"unknown", "04", "案号", "没有「登记·案号」这一栏", func(c []export.FormColumn) { c[0].Code = "x" }},
		{"twice", "04", "案号 案由 案号", "「登记·案号」写了两次", nil},
		{"one heading twice", "04", "案号=登记·号 案由=登记·号", "的栏名都是「登记·号」", nil},
		{"too long", "04", "案号=一二三四五六七八九十一二三四五六七八九十一", "有 21 个字，最多 20 个", nil},
		{"a formula", "04", "案号=+案", "表格软件会当成公式", nil},
		{"three levels", "04", "案号=一·二·三", "最多两层", nil},
		{"an empty level", "04", "案号=·号", "空着的一层", nil},
		{"a line break", "04", "案号=号", "换行", func(c []export.FormColumn) { c[0].Heading = "号\n码" }},
		{"another field", "04", "答复日期=办理期限", "「办理期限」说的是另一个项目", nil},
		{"another field, with a blank", "04", "答复日期=甲", "说的是另一个项目（办理期限）", func(c []export.FormColumn) { c[0].Heading = "办理 期限" }},
		{"another field, with a mark", "04", "会办单位=甲", "说的是另一个项目（主办单位）", func(c []export.FormColumn) { c[0].Heading = "主办　单位：" }},
		{"another field, under a common heading", "04", "答复日期=甲", "说的是另一个项目（办理期限）", func(c []export.FormColumn) { c[0].Heading = "办理·期限" }},
		{"alike but for their width", "04", "案号=登记·Ａ号 案由=登记·A号", "的栏名都是", nil},
		{"another field's other name", "04", "案由=提案号", "说的是另一个项目（案号）", nil},
		{"too wide", "04", "案号", "宽度应为 4 到 60 个字符", func(c []export.FormColumn) { c[0].Width = 61 }},
		{"a rate without what it is of", "11", "名称 出席率", "印它就要同时印「出席（人）·到会」", nil},
		{"too wide together", "04", "案号 案由 答复日期 办理期限 会办单位 主办单位", "看不清，请少印几栏", func(c []export.FormColumn) {
			for i := range c {
				c[i].Width = 60
			}
		}},
		{"a sum first", "11", "应到 名称", "不能放在第一栏", nil},
		{"a column of a statistic left out", "15", "指标", "只能改栏名和宽度", nil},
	} {
		form, columns := formOf(t, s, c.report, strings.Fields(c.words)...)
		if c.change != nil {
			c.change(columns)
		}
		err := s.Write(t.Context(), "王芳", "调整", func(ctx context.Context, tx *store.Tx) error { return form.Save(ctx, tx, columns, form.Order) })
		if err == nil || !strings.Contains(store.Sentence(err), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	form, _ := formOf(t, s, "04")
	columns := slices.Concat(form.Standard(), form.More)[:40]
	for i := range columns {
		columns[i].Printed, columns[i].Heading = true, fmt.Sprint("栏", i)
	}
	if err := form.Check(columns); err == nil || !strings.Contains(store.Sentence(err), "看不清，请少印几栏") {
		t.Errorf("40 columns: %v", err)
	}
	y, err := export.Lay(t.Context(), s, year, sampleyear.AsOf(year))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		report, want string
		number       int
	}{{"09", "不能调整：每项评议一张表", 1}, {"05", "没有第 10 张", 10}, {"77", "没有名为「77」", 1}} {
		if _, err := y.Form(c.report, c.number); err == nil || !strings.Contains(store.Sentence(err), c.want) {
			t.Errorf("%s: %v", c.report, err)
		}
	}
}

// A rate keeps what it is divided by, when a setting has it divided by more than when the form was made.
func TestRateKeepsWhatItIsOf(t *testing.T) {
	s := sampletest.MustOpen(t)
	dividedBy := func(value string) {
		if err := s.Write(t.Context(), "测试", "改设置", func(ctx context.Context, tx *store.Tx) error {
			return record.SaveSettings(ctx, tx, map[string]string{"rate.attendance": value})
		}); err != nil {
			t.Fatal(err)
		}
	}
	dividedBy("应到")
	setForm(t, s, "11", "名称", "应到", "到会", "未登", "出席率")
	dividedBy("应到减请假")
	if rows, _ := grid(t, writePack(t, s, "11")["11会议调研活动台账.xlsx"], "会议调研活动台账"); line(rows[4]) != "|应到|到会|未登|请假|出席率" || rows[5][5] == "" {
		t.Errorf("%q, %q", rows[4], rows[5])
	}
}

// every is a form of any columns of a sheet in any order, with fields added and some headings of the office's.
func every(form *export.SheetForm, random *rand.Rand) []export.FormColumn {
	columns := form.Standard()
	if !form.Rows {
		for i := range columns {
			columns[i].Heading = fmt.Sprint("栏", i)
		}
		return columns
	}
	more := slices.Clone(form.More)
	random.Shuffle(len(more), func(i, j int) { more[i], more[j] = more[j], more[i] })
	columns = append(columns, more[:min(len(more), 3)]...)
	random.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	for i := range columns {
		columns[i].Printed = random.IntN(3) > 0
		if random.IntN(6) == 0 {
			columns[i].Heading = fmt.Sprint("本单位", i)
		}
	}
	return columns
}

// Whatever columns a sheet has, all numbers are compared as before, and the paper comes back as what it was or is refused by name.
func TestOwnFormsOfEveryReport(t *testing.T) {
	s := sampletest.MustOpen(t)
	y, err := export.Lay(t.Context(), s, year, sampleyear.AsOf(year))
	if err != nil {
		t.Fatal(err)
	}
	want, _ := y.Checked("00")
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 9))
		for _, form := range y.Forms() {
			if form.Fixed != "" {
				continue
			}
			columns := every(&form, random)
			for form.Check(columns) != nil {
				columns = every(&form, random)
			}
			saveForm(t, s, &form, columns)
		}
		laid, err := export.Lay(t.Context(), s, year, sampleyear.AsOf(year))
		if err != nil {
			t.Fatal(err)
		}
		if agreed, failed := laid.Checked("00"); agreed != want || len(failed) > 0 {
			t.Errorf("%d checks agree of %d, %v", agreed, want, failed)
		}
		for _, form := range laid.Forms() {
			if _, err := laid.Pages(form.Report.Code); err != nil {
				t.Errorf("%s: %v", form.Report.Code, err)
			}
		}
		for name, content := range writePack(t, s) {
			if kind := ownKinds[name[:2]]; kind != nil {
				mustComeBack(t, s, kind, name, content)
			}
		}
	}
}

// ownKinds are what reports are taken back in as.
var ownKinds = map[string]*record.Kind{
	"01": roster.Supervisors, "02": roster.Groups, "03": plan.Items, "04": proposal.Proposals, "07": proposal.Tracking, "10": supervision.Points, "11": activity.Activities, "16": proposal.Proposals, "26": supervision.Directs,
}

// mustComeBack fails when a report that is taken back in makes or changes records; it may be refused by name.
func mustComeBack(t *testing.T, s *store.Store, kind *record.Kind, name string, content []byte) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	im, err := take.PlanFile(t.Context(), s, kind, record.Scope{Year: year}, path)
	if err != nil {
		if !strings.Contains(store.Sentence(err), "「") {
			t.Errorf("%s: %v", name, err)
		}
		return
	}
	if im.Count(take.RowNew)+im.Count(take.RowChanged) > 0 {
		t.Errorf("%s: %s", name, im.Summary())
		reportFirst(t, im)
	}
}

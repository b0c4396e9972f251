package data_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/data/zh"
)

// realInput gives the path of a real input kept beside the repository; without it the test is skipped.
func realInput(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the real inputs are not here: %v", err)
	}
	return path
}

func planFile(t *testing.T, store *store.Store, kind *record.Kind, path string) *take.Import {
	t.Helper()
	im, err := take.PlanFile(t.Context(), store, kind, record.Scope{}, path)
	if err != nil {
		t.Fatal(err)
	}
	planned := im.Summary()
	if err := take.Apply(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	if im.Summary() != planned {
		t.Errorf("the preview said %q, applied was %q", planned, im.Summary())
	}
	return im
}

func counts(t *testing.T, store *store.Store, kind *record.Kind, scope record.Scope, key string) map[string]int {
	t.Helper()
	var err error
	if scope.TermID, err = roster.CurrentTerm(t.Context(), store.DB()); err != nil {
		t.Fatal(err)
	}
	records, err := kind.Records(t.Context(), store.DB(), scope)
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{"": len(records)}
	for _, r := range records {
		n[r.Values[key]]++
	}
	return n
}

func TestImportRealRoster(t *testing.T) {
	path := realInput(t, "samples/dev_roster_59.csv")
	store := datatest.MustOpen(t)
	if im := planFile(t, store, roster.Members, path); im.Count(take.RowNew) != 59 {
		t.Errorf("%s; want 59 new: %+v", im.Summary(), im.Rows)
	}
	if im := planFile(t, store, roster.Members, path); im.Count(take.RowSame) != 59 {
		t.Errorf("again: %s; want 59 same", im.Summary())
	}
	t.Log(counts(t, store, roster.Members, record.Scope{}, "sector"))
}

func TestImportRealProposals(t *testing.T) {
	path := realInput(t, "samples/dev_proposals_120.csv")
	store := datatest.MustOpen(t)
	if im := planFile(t, store, proposal.Proposals, path); im.Count(take.RowNew) != 120 {
		for _, row := range im.Rows {
			if row.Outcome != take.RowNew {
				t.Log(row.Line, row.Name, row.Outcome, row.Reason, row.Changes)
			}
		}
		t.Errorf("%s; want 120 new", im.Summary())
	}
	if im := planFile(t, store, proposal.Proposals, path); im.Count(take.RowSame) != 120 {
		t.Errorf("again: %s; want 120 same", im.Summary())
	}
	byCategory := counts(t, store, proposal.Proposals, record.Scope{Year: 2019}, "category")
	if byCategory[""] != 120 {
		t.Errorf("%d of 120 stored: %v", byCategory[""], byCategory)
	}
	t.Log(byCategory)
}

func TestImportRows(t *testing.T) {
	header := []string{"序号", "姓名", "性别", "出生年月", "界别", "工作单位及职务", "鞋码"}
	cases := []struct {
		name   string
		rows   [][]string
		want   []take.Outcome
		reason string
	}{
		{"all new", [][]string{{"1", "张 三", "男", "1965.03", "教育界", "县一中教师", "42"}, {"2", "李四", "女", "1970-01-02", "教育", "县二中教师", "38"}}, []take.Outcome{take.RowNew, take.RowNew}, ""},
		{"name missing", [][]string{{"1", "", "男", "1965.03", "教育界", "县一中教师", "42"}}, []take.Outcome{take.RowRejected}, "姓名"},
		{"a NUL in one cell", [][]string{{"1", "张三", "男", "1965-03", "教育界", "县一\x00中", ""}, {"2", "李四", "女", "1970-01", "教育界", "县二中", ""}}, []take.Outcome{take.RowRejected, take.RowNew}, "里含有空字符（U+0000），请删去它"},
		{"a mark that turns the name", [][]string{{"1", "张\u202e三", "男", "1965-03", "教育界", "县一中", ""}}, []take.Outcome{take.RowRejected}, "含有文字方向标记（U+202E），请删去它"},
		{"a zero-width space inside", [][]string{{"1", "张三", "男", "1965-03", "教育界", "县一\u200b中", ""}}, []take.Outcome{take.RowRejected}, "「工作单位"},
		{"zero-width marks at the ends", [][]string{{"1", "\ufeff张三\u200b", "男", "1965-03", "教育界", "\u200b县一中", ""}}, []take.Outcome{take.RowNew}, ""},
		{"a rare character of two", [][]string{{"1", "张\U000E0100三", "男", "1965-03", "教育界", "县一中", ""}}, []take.Outcome{take.RowNew}, ""},
		{"impossible date", [][]string{{"1", "张三", "男", "1965-02-30", "教育界", "县一中教师", "42"}}, []take.Outcome{take.RowRejected}, "1965-02-30"},
		{"same human being twice", [][]string{{"1", "张三", "男", "1965-03", "教育界", "县一中", ""}, {"2", "张三", "男", "1965-03", "教育界", "县一中", ""}}, []take.Outcome{take.RowNew, take.RowSame}, ""},
		{"two people of one name", [][]string{{"1", "张三", "男", "1965-03-01", "教育界", "县一中", ""}, {"2", "张三", "男", "1980-03-01", "教育界", "县二中", ""}}, []take.Outcome{take.RowNew, take.RowNew}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			store := datatest.MustOpen(t)
			workbook := intake.FromText("粘贴", append([][]string{{"某县政协委员名册"}, header}, c.rows...))
			im, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, workbook)
			if err != nil {
				t.Fatal(err)
			}
			var got []take.Outcome
			var reasons []string
			for _, row := range im.Rows {
				got = append(got, row.Outcome)
				reasons = append(reasons, row.Reason)
			}
			if !slices.Equal(got, c.want) || !strings.Contains(strings.Join(reasons, ""), c.reason) {
				t.Errorf("got %v %q, want %v with %q", got, reasons, c.want, c.reason)
			}
			if n := counts(t, store, roster.Members, record.Scope{}, "name")[""]; n != 0 {
				t.Errorf("the preview stored %d rows", n)
			}
		})
	}
}

func TestProposalCourse(t *testing.T) {
	st := datatest.MustOpen(t)
	scope := record.Scope{Year: 2026}
	err := st.Write(t.Context(), "测试", "登记提案", func(ctx context.Context, tx *store.Tx) error {
		if _, err := roster.Units.Save(ctx, tx, scope, 0, record.Values{"name": "县水务局"}); err != nil {
			return err
		}
		_, err := proposal.Proposals.Save(ctx, tx, scope, 0, record.Values{
			"title": "关于治理内涝的建议", "proposer": "张三", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22",
			"lead_units": "县水务局", "assigned_on": "2026-03-10", "consulted_by": "上门走访", "consulted_on": "2026-04-01",
			"replied_on": "2026-05-11", "result_class": "B", "feedback_on": "2026-05-20", "attitude": "满意", "satisfaction": "不满意", "again_on": "2026-06-01",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := proposal.Find(t.Context(), st.DB(), proposal.Filter{Year: 2026}, "2026-12-31")
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	r := rows[0]
	if r.Number != 1 || r.FirstDueOn != "2026-06-10" || r.Status != "重新办理" || r.OpenDueOn != "2026-07-01" || !r.Late() || !r.Face {
		t.Errorf("got %+v", r)
	}
	steps, err := proposal.CourseOf(t.Context(), st.DB(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	var course []string
	for _, s := range steps {
		course = append(course, s.On+" "+s.Text)
	}
	want := []string{
		"2026-01-20 收件", "2026-01-22 审查 立案，案号 1", "2026-03-10 交办 主办 县水务局", "2026-04-01 面商 上门走访", "2026-05-11 答复 县水务局 B 类",
		"2026-05-20 反馈 办理工作满意、办理结果不满意", "2026-06-01 重新办理（第 2 轮） 主办 县水务局", "2026-07-01 答复期限 县水务局",
	}
	if !slices.Equal(course, want) {
		t.Errorf("got %q", course)
	}
}

// What happened on one day is told in the order it must have happened in, then as it was entered.
func TestCourseOfOneDay(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于治理内涝的建议", "proposer": "民建县委", "received_on": "2026-03-10", "conclusion": "立案", "reviewed_on": "2026-03-10", "lead_units": "县水务局、县教育局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	o.walk(id, "登记答复", record.Values{"unit": "县教育局", "replied_on": "2026-03-10", "result_class": "B"})
	o.walk(id, "登记延期", record.Values{"unit": "县水务局", "extended_to": "2026-07-01", "extended_by": "李主席", "extended_why": "等上级批复", "extended_on": "2026-03-10"})
	o.walk(id, "登记面商", record.Values{"on_date": "2026-03-10", "mode": "上门走访", "people": "乙"})
	o.walk(id, "登记面商", record.Values{"on_date": "2026-03-10", "mode": "上门走访", "people": "甲"})
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-03-10", "result_class": "A"})
	o.walk(id, "登记反馈", record.Values{"returned_on": "2026-03-10", "attitude": "满意", "result": "不满意"})
	o.walk(id, "重新交办", record.Values{"assigned_on": "2026-03-10"})
	o.walk(id, "登记答复", record.Values{"unit": "县水务局", "replied_on": "2026-03-10", "result_class": "A"})
	want := `2026-03-10 收件
2026-03-10 审查 立案，案号 21
2026-03-10 交办 分办 县水务局、分办 县教育局
2026-03-10 延期 县水务局 至 2026-07-01，李主席批准：等上级批复
2026-03-10 面商 上门走访 乙
2026-03-10 面商 上门走访 甲
2026-03-10 答复 县教育局 B 类
2026-03-10 答复 县水务局 A 类
2026-03-10 反馈 办理工作满意、办理结果不满意
2026-03-10 重新办理（第 2 轮） 分办 县水务局、分办 县教育局
2026-03-10 答复 县水务局 A 类
2026-03-31 反馈期限 县水务局
2026-04-09 答复期限 县教育局`
	if diff := cmp.Diff(want, o.way(id)); diff != "" {
		t.Error(diff)
	}
}

func TestProposalRefused(t *testing.T) {
	base := record.Values{"title": "关于治理内涝的建议", "proposer": "张三", "received_on": "2026-01-20", "conclusion": "立案"}
	cases := []struct {
		name string
		with record.Values
		want string
	}{
		{"dates in the wrong order", record.Values{"lead_units": "县水务局", "assigned_on": "2026-01-10"}, "早于收到日期"},
		{"unknown unit", record.Values{"lead_units": "县某局"}, "不在承办单位名录中"},
		{"two leads", record.Values{"lead_units": "县水务局、县教育局"}, "主办单位只能有 1 家"},
		{"co-unit without lead", record.Values{"co_units": "县水务局"}, "没有主办单位"},
		{"reply without unit", record.Values{"replied_on": "2026-05-01", "result_class": "A"}, "没有承办单位"},
		{"merged into nothing", record.Values{"conclusion": "并案"}, "并入案号"},
		{"merged into a stranger", record.Values{"conclusion": "并案", "merged_number": "99"}, "并入案号 99"},
		{"refused yet assigned", record.Values{"conclusion": "不予立案", "lead_units": "县水务局"}, "不能交办"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			st := datatest.MustOpen(t)
			err := st.Write(t.Context(), "测试", "登记提案", func(ctx context.Context, tx *store.Tx) error {
				for _, name := range []string{"县水务局", "县教育局"} {
					if _, err := roster.Units.Save(ctx, tx, record.Scope{}, 0, record.Values{"name": name}); err != nil {
						return err
					}
				}
				v := record.Values{}
				for _, part := range []record.Values{base, c.with} {
					for key, value := range part {
						v[key] = value
					}
				}
				_, err := proposal.Proposals.Save(ctx, tx, record.Scope{Year: 2026}, 0, v)
				return err
			})
			if got := store.Sentence(err); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want it to say %q", got, c.want)
			}
		})
	}
}

func TestSplitNames(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" 张三 ", []string{"张三"}},
		{"张三、李四\uff0c王五,赵六\uff1b钱七;孙八\n周九", []string{"张三", "李四", "王五", "赵六", "钱七", "孙八", "周九"}},
		{"张三、、张三", []string{"张三"}},
	} {
		if got := zh.SplitNames(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

package data_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func TestPlanSaved(t *testing.T) {
	for _, test := range []struct {
		name string
		v    record.Values
		want record.Values
	}{
		{
			"as written in the deployment",
			record.Values{"code": "(一)", "title": "定向选派民主监督员进驻职能部门", "kind": "派驻监督", "targets": "98人 / 22组", "from_month": "3月", "to_month": "11月"},
			record.Values{"targets": "98人、22组", "from_month": "2026-03", "to_month": "2026-11"},
		},
		{
			"a range in the first month",
			record.Values{"title": "提案办理全程跟踪", "kind": "", "targets": "3件", "from_month": "4-8月", "to_month": ""},
			record.Values{"kind": "全程跟踪", "from_month": "2026-04", "to_month": "2026-08"},
		},
		{
			"a range in words",
			record.Values{"title": "民主评议", "targets": "13个组,13件", "from_month": "2026年9月至11月"},
			record.Values{"kind": "民主评议", "targets": "13组、13件", "from_month": "2026-09", "to_month": "2026-11"},
		},
		{
			"one month",
			record.Values{"title": "民主监督员年度工作汇报会", "targets": "一次", "from_month": "12月份", "to_month": ""},
			record.Values{"kind": "汇报会", "targets": "1次", "from_month": "2026-12", "to_month": "2026-12"},
		},
		{
			"across the year's end",
			record.Values{"title": "提案工作专题调研", "targets": "2次", "from_month": "2026-11", "to_month": "2027.2"},
			record.Values{"kind": "专题调研", "from_month": "2026-11", "to_month": "2027-02"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.save(plan.Items, test.v)
			o.expect(plan.Items, id, test.want)
			if again := o.save(plan.Items, test.v); again != id {
				t.Errorf("saved again as %d, want %d", again, id)
			}
			if _, sentence := o.saveAs(plan.Items, id, record.Values{"note": "已商定"}); sentence != "" {
				t.Fatal(sentence)
			}
			o.expect(plan.Items, id, test.want)
		})
	}
}

func TestPlanRefused(t *testing.T) {
	o := openOffice(t)
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"no title", record.Values{"title": "", "kind": "座谈会", "from_month": "3月"}, "缺少事项。"},
		{"unknown kind", record.Values{"title": "甲", "kind": "联欢", "from_month": "3月"}, "类别「联欢」不对，应为派驻监督、全程跟踪、民主评议、座谈会、专题调研、汇报会、约访、活动组会议、政情通报、监督活动、监督意见、直通车、视察、培训、全会、常委会、其他之一；按别的活动计数的，请先在「设置」的用词里增加活动类别。"},
		{"no month", record.Values{"title": "甲", "kind": "座谈会"}, "缺少开始月份，如 2026-03 或 3月。"},
		{"month 13", record.Values{"title": "甲", "kind": "座谈会", "from_month": "13月"}, "月份「13月」看不懂，应写成 2026-03、3月或 3-11月。"},
		{"months the wrong way round", record.Values{"title": "甲", "kind": "座谈会", "from_month": "11月", "to_month": "3月"}, "结束月份 2026-03 早于开始月份 2026-11。"},
		{"targets without a measure", record.Values{"title": "甲", "kind": "座谈会", "targets": "若干", "from_month": "3月"}, "目标「若干」看不懂，应写成「98人、22组」「3件」「1次」这样。"},
		{"target of nothing", record.Values{"title": "甲", "kind": "座谈会", "targets": "0次", "from_month": "3月"}, "目标「0次」的数量不能是 0。"},
		{"the same measure twice", record.Values{"title": "甲", "kind": "座谈会", "targets": "1次、2场", "from_month": "3月"}, "目标「1次、2场」里「次」写了两次。"},
		{"a measure that is not counted", record.Values{"title": "甲", "kind": "座谈会", "targets": "30人", "from_month": "3月"}, "「座谈会」按次计数，不能以「30人」为目标。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := o.try(plan.Items, test.v); got != test.sentence {
				t.Errorf("got  %s\nwant %s", got, test.sentence)
			}
		})
	}
}

func TestPlanProgress(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五", "张六", "张七", "张八")
	o.save(roster.Groups, record.Values{"number": "1", "units": "县教育局", "members": "张一、张二、张三、张四", "from_on": "2026-03-02"})
	o.save(roster.Groups, record.Values{"number": "2", "units": "", "members": "张五、张六、张七、张八"}) // not stationed: does not count
	for i, node := range []string{"交办", "方案", "面商", "答复", "落实", "回访"} {
		o.save(proposal.Tracking, record.Values{"number": "12", "kind": node, "done_on": fmt.Sprintf("2026-04-%02d", i+1)})
		if node != "回访" {
			o.save(proposal.Tracking, record.Values{"number": "15", "kind": node, "done_on": "2026-05-01"})
		}
	}
	for _, rater := range []string{"评一", "评二"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "proposals": "12"})
	}
	o.save(evaluation.Panels, record.Values{"number": "2", "name": "评三", "proposals": "12、15"})
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": "90", "submitted_on": "2026-10-10"})
	o.save(evaluation.Scores, record.Values{"number": "2", "proposal": "15", "name": "评三", "points:组织领导": "90", "submitted_on": "2026-10-11"})
	o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "民主监督工作座谈会", "finished_on": "2026-10-20"})
	o.save(activity.Activities, record.Values{"kind": "专题调研", "title": "调研一", "started_on": "2026-06-01"})
	o.save(activity.Activities, record.Values{"kind": "汇报会", "title": "年度汇报会", "finished_on": "2026-12-20"})
	for _, v := range []record.Values{
		{"title": "派驻", "kind": "派驻监督", "targets": "4人、1组", "from_month": "3月", "to_month": "11月"},
		{"title": "派驻更多", "kind": "派驻监督", "targets": "8人、2组", "from_month": "3月", "to_month": "11月"},
		{"title": "跟踪", "kind": "全程跟踪", "targets": "2件", "from_month": "4月", "to_month": "8月"},
		{"title": "评议", "kind": "民主评议", "targets": "1组、2件", "from_month": "9月", "to_month": "11月"},
		{"title": "座谈", "kind": "座谈会", "targets": "1次", "from_month": "10月", "to_month": "10月"},
		{"title": "调研", "kind": "专题调研", "targets": "2次", "from_month": "5月", "to_month": "11月"},
		{"title": "汇报", "kind": "汇报会", "targets": "1次", "from_month": "12月", "to_month": "12月"},
		{"title": "汇报两次", "kind": "汇报会", "targets": "2次", "from_month": "12月", "to_month": "12月"},
	} {
		o.save(plan.Items, v)
	}
	for _, test := range []struct {
		today string
		want  []string // title state late date counts
	}{
		{"2026-11-23", []string{
			"派驻 已完成 0 2026-03-02 4人/4 1组/1", "派驻更多 本月到期 0 2026-03-02 4人/8 1组/2", "跟踪 逾期 84 2026-04-06 1件/2",
			"评议 已完成 0 2026-10-11 1组/1 2件/2", "座谈 已完成 0 2026-10-20 1次/1", "调研 本月到期 0  0次/2",
			"汇报 未到期 0  0次/1", "汇报两次 未到期 0  0次/2",
		}},
		{"2026-05-31", []string{
			"派驻 已完成 0 2026-03-02 4人/4 1组/1", "派驻更多 进行中 0 2026-03-02 4人/8 1组/2", "跟踪 进行中 0 2026-04-06 1件/2",
			"评议 未到期 0  0组/1 0件/2", "座谈 未到期 0  0次/1", "调研 进行中 0  0次/2",
			"汇报 未到期 0  0次/1", "汇报两次 未到期 0  0次/2",
		}},
		{"2026-12-01", []string{
			"派驻 已完成 0 2026-03-02 4人/4 1组/1", "派驻更多 逾期 1 2026-03-02 4人/8 1组/2", "跟踪 逾期 92 2026-04-06 1件/2",
			"评议 已完成 0 2026-10-11 1组/1 2件/2", "座谈 已完成 0 2026-10-20 1次/1", "调研 逾期 1  0次/2",
			"汇报 本月到期 0  0次/1", "汇报两次 本月到期 0  0次/2",
		}},
	} {
		t.Run(test.today, func(t *testing.T) {
			progress, err := plan.ProgressOf(t.Context(), o.DB(), 2026, test.today)
			if err != nil {
				t.Fatal(err)
			}
			if len(progress) != len(test.want) {
				t.Fatalf("got %d items, want %d", len(progress), len(test.want))
			}
			for i, p := range progress {
				got := fmt.Sprintf("%s %s %d %s", p.Item.Title, p.State, p.Late, p.LastOn)
				for _, d := range p.Targets {
					got += fmt.Sprintf(" %d%s/%d", d.Done, d.Measure, d.Target)
				}
				if got != test.want[i] {
					t.Errorf("got  %s\nwant %s", got, test.want[i])
				}
			}
		})
	}
	planWithout(t, o)
	t.Run("a year without records", func(t *testing.T) {
		progress, err := plan.ProgressOf(t.Context(), o.DB(), 2030, "2026-11-23")
		if err != nil || len(progress) != 0 {
			t.Errorf("got %v, %v", progress, err)
		}
	})
}

// Of items of a kind that begin in other months an activity counts for the last that has begun; before the first it counts for that.
func TestPlanItemsOfAKindTakeTurns(t *testing.T) {
	o := openOffice(t)
	for _, v := range []record.Values{
		{"title": "上半年调研", "kind": "专题调研", "targets": "1次", "from_month": "2月", "to_month": "6月"},
		{"title": "下半年调研", "kind": "专题调研", "targets": "2次", "from_month": "7月", "to_month": "12月"},
	} {
		o.save(plan.Items, v)
	}
	for title, day := range map[string]string{"调研一": "2026-01-20", "调研二": "2026-06-30", "调研三": "2026-07-01"} {
		o.save(activity.Activities, record.Values{"kind": "专题调研", "title": title, "started_on": day, "finished_on": day})
	}
	o.save(activity.Activities, record.Values{"kind": "专题调研", "title": "调研四", "planned_on": "2026-12-10"})
	for day, want := range map[string]string{
		"2026-01-31": "1 1 2026-01-20 2026-06-30; 0 2  2026-07-01",
		"2026-06-30": "2 0 2026-06-30 ; 0 2  2026-07-01",
		"2026-11-23": "2 0 2026-06-30 ; 1 1 2026-07-01 2026-12-10",
	} {
		progress, err := plan.ProgressOf(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range progress {
			got = append(got, fmt.Sprintf("%d %d %s %s", p.Targets[0].Done, len(p.Targets[0].Planned.IDs), p.LastOn, p.NextOn))
		}
		if all := strings.Join(got, "; "); all != want {
			t.Errorf("on %s %q, want %q", day, all, want)
		}
	}
}

// planWithout takes away what counts for the plan.
func planWithout(t *testing.T, o office) {
	t.Helper()
	t.Run("an evaluation that is not of the deployment does not count", func(t *testing.T) {
		id := o.idOf(evaluation.Evaluations, "2026年重点提案办理民主评议")
		done := func() int64 {
			progress, err := plan.ProgressOf(t.Context(), o.DB(), 2026, "2026-11-23")
			if err != nil {
				t.Fatal(err)
			}
			return progress[3].Targets[0].Done
		}
		was := done()
		o.change(evaluation.Evaluations, id, record.Values{"planned": "否"})
		if now := done(); was == 0 || now != 0 {
			t.Errorf("%d panels, then %d", was, now)
		}
		o.change(evaluation.Evaluations, id, record.Values{"planned": "是"})
		if now := done(); now != was {
			t.Errorf("%d panels again, want %d", now, was)
		}
	})
	t.Run("a void sheet does not count", func(t *testing.T) {
		o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评一", "void": "是"})
		progress, err := plan.ProgressOf(t.Context(), o.DB(), 2026, "2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		if done := progress[3].Targets[0].Done; done != 0 {
			t.Errorf("got %d panels, want 0", done)
		}
	})
}

// A refusal for what is there already names the field.
func TestDuplicateNamesTheField(t *testing.T) {
	o := openOffice(t)
	v := record.Values{"kind": "座谈会", "title": "座谈一"}
	o.save(activity.Activities, v)
	o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "座谈二"})
	records, err := activity.Activities.Records(t.Context(), o.DB(), in2026)
	if err != nil {
		t.Fatal(err)
	}
	if _, got := o.saveAs(activity.Activities, records[1].ID, v); got != "已有相同的记录：编号或名称不能重复。请修改后再保存。重复的是「名称」。" {
		t.Errorf("got %q", got)
	}
}

// The plan of a year is made after that of another in one step that can be undone: months moved, targets and all else as they were.
func TestPlanOfAnotherYear(t *testing.T) {
	o := openOffice(t)
	for _, v := range []record.Values{
		{"code": "（一）", "title": "派驻", "kind": "派驻监督", "nature": "经常性监督", "targets": "4人、1组", "from_month": "3月", "to_month": "11月", "note": "联络委"},
		{"code": "（二）", "title": "调研", "kind": "专题调研", "targets": "2次", "from_month": "2026-11", "to_month": "2027-02"},
	} {
		o.save(plan.Items, v)
	}
	drafts, err := plan.Shifted(t.Context(), o.DB(), 2026, 2028)
	if err != nil || len(drafts) != 2 {
		t.Fatal(drafts, err)
	}
	add := func(year int, drafts []record.Values) string {
		err := o.Write(t.Context(), "李雷", plan.Wording(year, 2026, len(drafts)), func(ctx context.Context, tx *store.Tx) error { return plan.Add(ctx, tx, year, drafts) })
		if err == nil {
			return ""
		}
		return store.Sentence(err)
	}
	if why := add(2028, drafts); why != "" {
		t.Fatal(why)
	}
	in2028 := func() []record.Record {
		items, err := plan.Items.Records(t.Context(), o.DB(), record.Scope{Year: 2028})
		if err != nil {
			t.Fatal(err)
		}
		return items
	}
	for i, want := range []record.Values{
		{"year": "2028", "code": "（一）", "title": "派驻", "kind": "派驻监督", "nature": "经常性监督", "targets": "4人、1组", "from_month": "2028-03", "to_month": "2028-11", "note": "联络委"},
		{"year": "2028", "code": "（二）", "title": "调研", "kind": "专题调研", "targets": "2次", "from_month": "2028-11", "to_month": "2029-02"},
	} {
		o.expect(plan.Items, in2028()[i].ID, want)
	}
	if why := add(2028, drafts[:1]); why != "2028 年的部署里已有同名的事项：「派驻」。请先改名或删去，再一起新建。" {
		t.Errorf("the same items again: %q", why)
	}
	if _, err := plan.Fresh(t.Context(), o.DB(), 2028); store.Sentence(err) != "2028 年已有部署事项 2 项，模板只用于还没有部署的年度。" {
		t.Errorf("template for a year that has a plan: %v", err)
	}
	if !o.undo(0) {
		t.Fatal("there is nothing to undo")
	}
	if left := in2028(); len(left) != 0 {
		t.Errorf("%d items left after undo", len(left))
	}
	mustRefuseEmptyPlans(t, o, add)
}

func mustRefuseEmptyPlans(t *testing.T, o office, add func(year int, drafts []record.Values) string) {
	t.Helper()
	if _, err := plan.Shifted(t.Context(), o.DB(), 2028, 2029); store.Sentence(err) != "2028 年没有部署事项，可以照另一年，或用模板新建。" {
		t.Errorf("after a year without a plan: %v", err)
	}
	if _, err := plan.Shifted(t.Context(), o.DB(), 2026, 2026); err == nil {
		t.Error("a plan is made after itself")
	}
	fresh, err := plan.Fresh(t.Context(), o.DB(), 2028)
	if err != nil || len(fresh) != 6 {
		t.Fatal(fresh, err)
	}
	if why := add(2028, fresh); why != "" {
		t.Fatal(why)
	}
	if years, err := plan.Years(t.Context(), o.DB()); err != nil || !slices.Equal(years, []int{2028, 2026}) {
		t.Errorf("years with a plan %v, %v", years, err)
	}
	progress, err := plan.ProgressOf(t.Context(), o.DB(), 2028, "2028-06-01")
	if err != nil || len(progress) != 6 || progress[0].Targets[0].Target != 98 || progress[5].Item.FromMonth != "2028-12" {
		t.Errorf("the template is %+v, %v", progress, err)
	}
}

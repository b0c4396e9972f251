package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Periods of one kind over the same headings are no present and past: nobody of them is taken for the leader, nor the second for a deputy.
func TestLeadersOfTwoPeriods(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Units, record.Values{"name": "县教育局"})
	for _, name := range []string{"张三", "李四", "王五", "赵六"} {
		o.save(roster.Supervisors, record.Values{"name": name})
	}
	o.save(roster.Groups, record.Values{"number": "1", "units": "县教育局", "leader": "张三", "members": "张三、李四、王五、赵六"})
	outcomes, _ := o.taken(roster.Groups, "组号,派驻单位,上半年,,下半年,", ",,组长,成员,组长,成员", "1,县教育局,李四,张三、李四、王五、赵六,张三,张三、李四、王五、赵六")
	if !strings.HasPrefix(outcomes, "退回 「上半年」「下半年」下面都有「组长」，看不出录入哪一组；") {
		t.Errorf("taken as %s", outcomes)
	}
	outcomes, _ = o.taken(roster.Groups, "组号,派驻单位,上半年,,下半年,", ",,组长,成员,组长,成员", "1,县教育局,张三,李四、王五、赵六,张三,李四、王五、赵六")
	if !strings.HasPrefix(outcomes, "相同") {
		t.Errorf("what both say is taken as %s", outcomes)
	}
}

// Headings that offices use are known: of proposals, of promises and of who came.
func TestHeadingsOfOffices(t *testing.T) {
	for _, tt := range []struct {
		kind       *record.Kind
		rows, want string
	}{
		{proposal.Proposals, "委员姓名 提案案由 提案号 办理单位", "proposer title number lead_units"},
		{proposal.Promises, "案号 承办单位 承诺内容 兑现时限 兑现日期 兑现结果", "number unit text due_on settled_on outcome"},
		{proposal.Promises, "案号 承办单位 承诺事项 承诺完成时限 完成情况 完成时间", "number unit text due_on outcome settled_on"},
		{activity.Attendances, "活动名称 姓名 是否参加", "title name state"},
		{activity.Attendances, "活动名称 姓名 出席", "title name state"},
		{roster.Members, "姓名 工作电话", "name office_phone"},
	} {
		o := openOffice(t)
		headings := strings.Fields(tt.rows)
		_, im := o.taken(tt.kind, strings.Join(headings, ","), strings.Repeat("x,", len(headings)-1)+"x")
		var keys []string
		for _, c := range im.Tables[0].Columns {
			if c.Field == nil {
				keys = append(keys, "-")
				continue
			}
			keys = append(keys, c.Field.Key)
		}
		if got := strings.Join(keys, " "); got != tt.want {
			t.Errorf("%s: read as %s, want %s", tt.rows, got, tt.want)
		}
	}
}

// A number of people may say what it counts.
func TestNumberOfPeople(t *testing.T) {
	o := openOffice(t)
	outcomes, _ := o.taken(activity.Activities, "类别,名称,开始日期,参加人数", "座谈会,甲,2026-05-06,18人", "座谈会,乙,2026-05-07,18", "座谈会,丙,2026-05-08,十八个")
	all, err := activity.Activities.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(all) != 2 || all[0].Values["attendees"] != "18" || all[1].Values["attendees"] != "18" {
		t.Errorf("%v, %v; taken as %s", all, err, outcomes)
	}
}

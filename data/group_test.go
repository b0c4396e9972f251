package data_test

import (
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

func TestGroupSaved(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五")
	id := o.save(roster.Groups, record.Values{
		"number": "第3组", "name": "第三监督小组", "units": "教育局、县水利局", "leader": "张二", "liaison": "张四", "members": "张一、张二、张三、张四",
		"committee": "提案委", "focus": "办学条件", "from_on": "2026-03-01", "to_on": "2026-11-30",
	})
	o.expect(roster.Groups, id, record.Values{
		"year": "2026", "number": "3", "units": "县教育局、县水务局", "leader": "张二", "liaison": "张四", "members": "张二、张四、张一、张三", "size": "4", "committee": "提案委",
	})
	t.Run("a partial change leaves the rest", func(t *testing.T) {
		if _, sentence := o.saveAs(roster.Groups, id, record.Values{"leader": "张一", "focus": ""}); sentence != "" {
			t.Fatal(sentence)
		}
		o.expect(roster.Groups, id, record.Values{"leader": "张一", "liaison": "张四", "size": "4", "units": "县教育局、县水务局", "focus": ""})
	})
	t.Run("members are replaced, posts of those who stay are kept", func(t *testing.T) {
		again := o.save(roster.Groups, record.Values{"number": "3", "members": "张一、张三、张四、张五"})
		if again != id {
			t.Errorf("got group %d, want %d", again, id)
		}
		o.expect(roster.Groups, id, record.Values{"members": "张一、张四、张三、张五", "leader": "张一", "liaison": "张四"})
	})
	t.Run("the list saved as it is shown changes nothing", func(t *testing.T) {
		before := o.writes()
		shown, err := roster.Groups.Record(t.Context(), o.DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		delete(shown.Values, "size")
		if _, sentence := o.saveAs(roster.Groups, id, shown.Values); sentence != "" {
			t.Fatal(sentence)
		}
		if after := o.writes(); after != before {
			t.Errorf("journal grew from %d to %d writes", before, after)
		}
	})
	t.Run("supervisors show group and units", func(t *testing.T) {
		records, err := roster.Supervisors.Records(t.Context(), o.DB(), in2026)
		if err != nil {
			t.Fatal(err)
		}
		first := records[0].Values
		if first["name"] != "张一" || first["group_number"] != "3" || first["role"] != "组长" || first["units"] != "县教育局、县水务局" {
			t.Errorf("got %v", first)
		}
	})
}

// writes counts the journal's writes.
func (o office) writes() (n int) {
	o.tb.Helper()
	if err := o.DB().QueryRowContext(o.tb.Context(), "SELECT count(*) FROM journal_write").Scan(&n); err != nil {
		o.tb.Fatal(err)
	}
	return n
}

func TestGroupRefused(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五", "张六", "王一", "王二", "王三")
	o.save(roster.Supervisors, record.Values{"name": "李教", "workplace": "县教育局基教股"})
	o.save(roster.Supervisors, record.Values{"name": "李水", "workplace": "县水利局"})
	o.save(roster.Supervisors, record.Values{"name": "李短", "workplace": "水务局"})
	o.save(roster.Supervisors, record.Values{"name": "张伟", "workplace": "县一中", "birth_on": "1970-01-01"})
	o.save(roster.Supervisors, record.Values{"name": "张伟", "workplace": "县医院", "birth_on": "1980-01-01"})
	o.save(roster.Groups, record.Values{"number": "1", "units": "县公安局", "leader": "王一", "members": "王一、王二、王三、张六"})
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"no number", record.Values{"number": "", "units": "县教育局"}, "组号「」不对，应为 1、2、3 这样的数字。"},
		{"number in words", record.Values{"number": "甲", "units": "县教育局"}, "组号「甲」不对，应为 1、2、3 这样的数字。"},
		{"bad year", record.Values{"number": "2", "year": "26"}, "年度「26」不对，应为 2026 这样的四位年份。"},
		{"unknown unit", record.Values{"number": "2", "units": "县粮食局"}, "单位「县粮食局」不在承办单位名录中，请先登记该单位，或把它登记为某单位的曾用名。"},
		{"unknown supervisor", record.Values{"number": "2", "members": "张一、赵六"}, "「赵六」不在民主监督员名册中，请先登记，或检查姓名是否写错。"},
		{"two leaders", record.Values{"number": "2", "leader": "张一、张二", "members": "张一、张二、张三、张四"}, "一个小组只能有一位组长，现写了「张一、张二」。"},
		{"too small", record.Values{"number": "2", "members": "张一、张二、张三"}, "第 2 组有 3 人，应为 4 至 5 人（人数上下限可在设置中修改）。"},
		{"too large", record.Values{"number": "2", "members": "张一、张二、张三、张四、张五、李水"}, "第 2 组有 6 人，应为 4 至 5 人（人数上下限可在设置中修改）。"},
		{"own unit", record.Values{"number": "2", "units": "县教育局", "members": "张一、张二、张三、李教"}, "「李教」的工作单位是「县教育局基教股」，按回避规定不能随第 2 组派驻本单位「县教育局」。"},
		{"own unit under a former name", record.Values{"number": "2", "units": "县水务局", "members": "张一、张二、张三、李水"}, "「李水」的工作单位是「县水利局」，按回避规定不能随第 2 组派驻本单位「县水务局」。"},
		{"own unit under its short name", record.Values{"number": "2", "units": "县水务局", "members": "张一、张二、张三、李短"}, "「李短」的工作单位是「水务局」，按回避规定不能随第 2 组派驻本单位「县水务局」。"},
		{"in another group", record.Values{"number": "2", "members": "张一、张二、张三、王三"}, "「王三」已在第 1 组，不能同时在第 2 组（设置中可允许一人同时在多个小组）。"},
		{"two of the same name", record.Values{"number": "2", "members": "张一、张二、张三、张伟"}, "有 2 位同名的监督员「张伟」（县一中、县医院），请写明单位，如「张伟（县一中）」。"},
		{"same name, unknown workplace", record.Values{"number": "2", "members": "张一、张二、张三、张伟(县二中)"}, "民主监督员名册中没有工作单位为「县二中」的「张伟」。"},
		{"ends before it begins", record.Values{"number": "2", "from_on": "2026-11-30", "to_on": "2026-03-01"}, "派驻结束 2026-03-01 早于派驻开始 2026-11-30。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := o.try(roster.Groups, test.v); got != test.sentence {
				t.Errorf("got  %s\nwant %s", got, test.sentence)
			}
		})
	}
	t.Run("post of nobody among the members, typed", func(t *testing.T) { // a list that says so is read otherwise
		for _, post := range []struct{ key, title string }{{"leader", "组长"}, {"liaison", "联络员"}} {
			v := record.Values{"number": "2", "units": "县教育局", post.key: "张五", "members": "张一、张二、张三、张四"}
			if _, got := o.saveAs(roster.Groups, 0, v); got != post.title+"「张五」不在成员名单中，请把"+post.title+"也写进成员。" {
				t.Error(got)
			}
		}
	})
	t.Run("of the same name, told apart by workplace", func(t *testing.T) {
		id := o.save(roster.Groups, record.Values{"number": "2", "leader": "张伟（县医院）", "members": "张一、张二、张三、张伟（县医院）"})
		o.expect(roster.Groups, id, record.Values{"leader": "张伟", "size": "4"})
		o.save(roster.Groups, record.Values{"number": "2", "leader": "张伟", "members": "张伟、张一、张二、张三"})
	})
	t.Run("in two groups when the setting allows it", func(t *testing.T) {
		o.do("UPDATE setting SET value = '是' WHERE key = 'group.one_person_many'")
		o.save(roster.Groups, record.Values{"number": "4", "members": "张一、张二、张三、王三"})
	})
}

func TestSupervisorAndGroup(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五", "张六")
	if _, got := o.try(roster.Supervisors, record.Values{"name": "张五", "group_number": "9", "role": "成员"}); got != "2026 年没有第 9 监督小组，请改正组号，或先在「监督小组」中登记这个小组。" {
		t.Errorf("into a group there is not: %s", got)
	}
	o.save(roster.Groups, record.Values{"number": "1", "units": "县水务局", "leader": "张一", "members": "张一、张二、张三、张四"})
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"agrees with the group", record.Values{"name": "张一", "group_number": "第1组", "role": "组长"}, ""},
		{"contradicts the group", record.Values{"name": "张二", "group_number": "2"}, "「张二」已在第 1 组，与填写的第 2 组不一致；如需调整，请在监督小组中修改。"},
		{"contradicts the post", record.Values{"name": "张二", "group_number": "1", "role": "组长"}, "「张二」在第 1 组是成员，与填写的组长不一致；如需调整，请在监督小组中修改。"},
		{"contradicts the post alone", record.Values{"name": "张二", "role": "组长"}, "「张二」在第 1 组是成员，与填写的组长不一致；如需调整，请在监督小组中修改。"},
		{"unknown post", record.Values{"name": "张二", "role": "队长"}, "组内职务「队长」不对，应为组长、副组长、联络员、成员之一。"},
		{"a second leader", record.Values{"name": "张五", "group_number": "1", "role": "组长"}, "第 1 组已有组长「张一」，不能再设一位。"},
		{"own unit", record.Values{"name": "张五", "workplace": "县水务局", "group_number": "1"}, "「张五」的工作单位是「县水务局」，按回避规定不能随第 1 组派驻本单位「县水务局」。"},
		{"joins", record.Values{"name": "张五", "group_number": "1", "role": "联络员"}, ""},
		{"no room", record.Values{"name": "张六", "group_number": "1"}, "第 1 组有 6 人，应为 4 至 5 人（人数上下限可在设置中修改）。"},
		{"term ends before it begins", record.Values{"name": "张六", "from_on": "2026-03-01", "to_on": "2025-03-01"}, "任期截止 2025-03-01 早于聘任日期 2026-03-01。"},
		{"no name", record.Values{"name": "", "mobile": "13800000000"}, "缺少姓名，请补上后再导入或保存。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := o.try(roster.Supervisors, test.v); got != test.sentence {
				t.Errorf("got  %s\nwant %s", got, test.sentence)
			}
		})
	}
	joined := o.save(roster.Supervisors, record.Values{"name": "张五"})
	o.expect(roster.Supervisors, joined, record.Values{"group_number": "1", "role": "联络员", "units": "县水务局", "workplace": "张五工作室"})
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// A row is refused with the column, what it says and what is allowed, whoever finds it.
func TestARefusedRowIsToldWhatIsWrongWithIt(t *testing.T) {
	for _, test := range []struct {
		kind *record.Kind
		rows string
		want string
	}{
		{supervision.Findings, "活动日期|监督小组|监督单位|性质|内容\n2026-05-12|3|县教育局|意见|午间无人", "「性质」一栏为「意见」，应为问题、建议之一。"},
		{supervision.Findings, "活动日期|监督小组|内容|采纳情况|采纳日期\n2026-05-12|3|午间无人|看过|2026-05-20", "「采纳情况」一栏为「看过」，应为已采纳、未采纳之一。"},
		{supervision.Findings, "活动日期|监督小组|内容\n2026-05-13|3|午间无人", "没有「活动日期」为「2026-05-13」、「监督小组」为「3」的监督活动，请先登记"},
		{plan.Items, "事项|类别|目标|年度\n新事项|派驻监督|3次|2300", "「年度」一栏为「2300」，看不出是哪一年，应为 2026 这样的四位年份。"},
		{activity.Activities, "年度|类别|名称|到会要求\n2026|视察|旅游视察|随便", "「到会要求」一栏为「随便」，应为必到、自愿之一。"},
		{activity.Activities, "类别|名称|开始日期\n视察|旅游视察|5月10日", "「开始日期」一栏为「5月10日」，没有写年份，应写成 2026-03-10 这样的日期"},
		{proposal.Proposals, "案号|案由|提案人|收到日期\n51|关于甲的建议|民建县委|12月1日", "「收到日期」一栏为「12月1日」，没有写年份，应写成 2026-03-10 这样的日期"},
		{supervision.Letters, "文号|标题|监督小组\n云政协监〔2019〕3号|关于甲的意见|3", "文号写的是 2019 年，这一年还没有登记会议；请先在「名册」的「会议」中登记，或改正文号。"},
		{supervision.Letters, "文号|标题|监督小组\n三号半|关于甲的意见|3", "文号「三号半」不对"},
		{supervision.Letters, "文号|标题|监督小组\n0|关于甲的意见|3", "文号「0」不对"},
	} {
		o := atWork(t)
		o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "form": "派驻"})
		got, _ := o.takenSheets(test.kind, pipedSheet(strings.Split(test.rows, "\n")...))
		if !strings.Contains(got, test.want) || strings.Contains(got, "案号") || strings.Contains(got, "允许的范围内。") {
			t.Errorf("%s %s:\n%s\nwant %s", test.kind.Title, test.rows, got, test.want)
		}
	}
}

// An empty cell says no more than the form of a new record does.
func TestAnEmptyCellLeavesWhatANewRecordHas(t *testing.T) {
	o := openOffice(t)
	got, _ := o.takenSheets(activity.Activities, pipedSheet("年度|类别|名称|开始日期|半天数|到会要求", "2026|视察|旅游视察|2026-05-10|||", "2026|视察|旅游视察二|2026-05-11|—|无"))
	if kept := o.valuesOf(activity.Activities, "half_days", "duty"); got != "新增\n新增" || kept != "1 必到|1 必到" {
		t.Errorf("%s: %s", got, kept)
	}
}

package export

import (
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sheet"
)

var directsLedger = Ledger{
	Code: "26", Name: "监督直通车台账", Unit: "件", Kind: supervision.Directs,
	Columns: []sheet.Column{
		{Key: "number", Path: []string{"编号"}, Kind: sheet.Center},
		{Key: "on_date", Path: []string{"反映", "日期"}, Kind: sheet.Date},
		{Key: "raiser", Path: []string{"反映", "反映人"}, Kind: sheet.Center},
		{Key: "unit", Path: []string{"反映", "涉及单位"}, Width: 14},
		{Key: "content", Path: []string{"反映", "事项"}, Width: 30, Total: sheet.Count},
		{Key: "class", Path: []string{"办理", "类别"}, Kind: sheet.Center},
		{Key: "passed_on", Path: []string{"办理", "转办日期"}, Kind: sheet.Date},
		{Key: "handler", Path: []string{"办理", "转办单位"}, Width: 14},
		{Key: "due_on", Path: []string{"办理", "办理期限"}, Kind: sheet.Date},
		{Key: "returned_on", Path: []string{"办理", "退回日期"}, Kind: sheet.Date},
		{Key: "due_now", Path: []string{"办理", "现行期限"}, Kind: sheet.Date},
		{Key: "replied_on", Path: []string{"办理", "答复日期"}, Kind: sheet.Date},
		{Key: "reply", Path: []string{"办理", "答复内容"}, Width: 24},
		{Key: "told_on", Path: []string{"反馈", "日期"}, Kind: sheet.Date},
		{Key: "told", Path: []string{"反馈", "反映人意见"}, Width: 12},
		{Key: "status", Path: []string{"状态"}, Kind: sheet.Center},
	},
	Keep: func(y *Year, r record.Record) bool { return r.Values["on_date"] <= y.day() },
	Notes: func(y *Year) []string {
		inTime, told := y.figure("directs_in_time_rate"), y.figure("directs_told_rate")
		return []string{
			"填报日期以前反映的每件事项各一行；一般事项和重大事项的办理期限按「设置」的期限规则，从转办日起算；现行期限是现在要做的那一步的：分流转办的、答复的、退回重办的从退回日起算，没有要做的空着。",
			"按期答复率 " + inTime.Text() + "，" + inTime.Rule + "；反馈率 " + told.Text() + "，" + told.Rule + "。",
		}
	},
}

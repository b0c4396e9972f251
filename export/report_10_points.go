package export

import (
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sheet"
)

var pointsLedger = Ledger{
	Code: "10", Name: "监督意见整改台账", Unit: "条", Kind: supervision.Points,
	Columns: []sheet.Column{
		{Key: "serial", Path: []string{"意见书", "编号"}, Kind: sheet.Center},
		{Key: "title", Path: []string{"意见书", "标题"}, Width: 20},
		{Key: "group", Path: []string{"意见书", "监督小组"}, Kind: sheet.Center},
		{Key: "origin", Path: []string{"意见书", "来源"}, Kind: sheet.Center},
		{Key: "delivered_on", Path: []string{"意见书", "送达日期"}, Kind: sheet.Date},
		{Key: "text", Path: []string{"意见内容"}, Width: 30, Total: sheet.Count},
		{Key: "unit", Path: []string{"整改", "责任单位"}, Width: 14},
		{Key: "responsible", Path: []string{"整改", "责任人"}, Kind: sheet.Center},
		{Key: "measure", Path: []string{"整改", "措施"}, Width: 24},
		{Key: "due_now", Path: []string{"整改", "当前期限"}, Kind: sheet.Date},
		{Key: "replied_on", Path: []string{"整改", "答复日期"}, Kind: sheet.Date},
		{Key: "accepted_on", Path: []string{"验收", "验收日期"}, Kind: sheet.Date},
		{Key: "looked_on", Path: []string{"验收", "回头看日期"}, Kind: sheet.Date},
		{Key: "closed_on", Path: []string{"验收", "销号日期"}, Kind: sheet.Date},
		{Key: "status", Path: []string{"状态"}, Kind: sheet.Center},
	},
	Keep: func(_ *Year, r record.Record) bool { return r.Values["status"] != supervision.NotSent },
	Notes: func(y *Year) []string {
		rate := y.figure("points_closed_rate")
		return []string{
			"填报日期以前送达的意见书的每条意见各一行；当前期限在报送措施以前为措施期限，以后为整改期限，已答复的没有期限。",
			"销号率 " + rate.Text() + "，" + rate.Rule + "。",
		}
	},
}

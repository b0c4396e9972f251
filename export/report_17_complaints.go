package export

import (
	"cmp"

	"cppccdesk/data/proposal"
	"cppccdesk/export/sheet"
)

var complaintsReport = Report{Code: "17", Name: "不满意及重办清单", Build: func(y *Year) []sheet.Table {
	complaints := proposal.Complaints(y.Handled)
	column := func(kind sheet.Kind, key string, path ...string) sheet.Column {
		return sheet.Column{Key: key, Path: path, Kind: kind}
	}
	again := func(which func(assigned, due, replied, class string) string) func(proposal.Complaint) any {
		return func(c proposal.Complaint) any { return which(c.Again()) }
	}
	fields := []sheet.Field[proposal.Complaint]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: column(sheet.Center, "number", "提案", "案号"), Value: func(c proposal.Complaint) any { return orBlank(int64(c.Number)) }},
		{Column: sheet.Column{Key: "title", Path: []string{"提案", "案由"}, Width: 28, Total: sheet.Count}, Value: func(c proposal.Complaint) any { return c.Title }},
		{Column: sheet.Column{Key: "proposer", Path: []string{"提案", "提案人"}, Width: 14}, Value: func(c proposal.Complaint) any { return c.Who }},
		{Column: sheet.Column{Key: "unit", Path: []string{"提案", "承办单位"}, Width: 20}, Value: func(c proposal.Complaint) any { return cmp.Or(c.Said.Unit, c.Line.LeadUnits) }},
		{Column: column(sheet.Center, "why", "原因"), Value: func(c proposal.Complaint) any { return c.Why }},
		{Column: column(sheet.Date, "on", "不满意反馈", "反馈日期"), Value: func(c proposal.Complaint) any { return c.Said.ReturnedOn }},
		{Column: column(sheet.Center, "attitude", "不满意反馈", "办理工作"), Value: func(c proposal.Complaint) any { return c.Said.Attitude }},
		{Column: column(sheet.Center, "result", "不满意反馈", "办理结果"), Value: func(c proposal.Complaint) any { return c.Said.Result }},
		{Column: sheet.Column{Key: "evaluation", Path: []string{"评议低分", "评议"}, Width: 14}, Value: func(c proposal.Complaint) any { return c.Low.Evaluation }},
		{Column: sheet.Column{Key: "score", Path: []string{"评议低分", "得分"}, Width: 14}, Value: func(c proposal.Complaint) any { return c.Low.Score }},
		{Column: column(sheet.Date, "assigned", "重新办理", "交办日期"), Value: again(func(assigned, _, _, _ string) string { return assigned })},
		{Column: column(sheet.Date, "due", "重新办理", "期限"), Value: again(func(_, due, _, _ string) string { return due })},
		{Column: column(sheet.Date, "replied", "重新办理", "答复日期"), Value: again(func(_, _, replied, _ string) string { return replied })},
		{Column: column(sheet.Center, "class", "重新办理", "结果"), Value: again(func(_, _, _, class string) string { return class })},
		{Column: column(sheet.Center, "attitude2", "再次反馈", "办理工作"), Value: func(c proposal.Complaint) any { return c.After.Attitude }},
		{Column: column(sheet.Center, "result2", "再次反馈", "办理结果"), Value: func(c proposal.Complaint) any { return c.After.Result }},
		{Column: column(sheet.Center, "status", "现状"), Value: func(c proposal.Complaint) any { return c.Line.Status }},
	}
	t := y.table("不满意及重办清单", "条")
	t.Columns, t.Rows, t.FreezeColumns = sheet.Columns(fields), sheet.Rows(fields, complaints), 3
	t.Rebase = y.rebaseComplaints(complaints)
	sheet.Identify(&t, proposal.Proposals.Name, complaints, func(c proposal.Complaint) int64 { return c.ID })
	t.Notes = []string{
		"办理工作或办理结果有一项不满意的反馈各列一条，联名提案每人、分办提案每个单位分开列；因民主评议低分送去重新办理的每个单位列一条，一轮既有不满意又有评议低分的分开列，重新办理是同一轮；两样都没有而重新办理的，原因写其他。",
		"重新办理由几个单位承办的，全部答复后才填答复日期和结果。本表按反馈列条，统计表按件只计第一提案人最近一轮的评价。",
	}
	return []sheet.Table{t}
}}

package export

import (
	"cppccdesk/data"
	"cppccdesk/export/sheet"
)

var trackingReport = Report{Code: "07", Name: "重点提案全程跟踪表", Build: func(y *Year) []sheet.Table {
	proposals := map[string]data.Record{}
	for _, p := range y.Proposals {
		proposals[p.Values["number"]] = p
	}
	ofProposal := func(key string) func(data.Record) any {
		return func(r data.Record) any { return proposals[r.Values["number"]].Values[key] }
	}
	fields := []sheet.Field[data.Record]{
		{Column: sheet.Column{Key: "number", Path: []string{"提案", "案号"}, Kind: sheet.Center, Merge: true}, Value: valueOf("number")},
		{Column: sheet.Column{Key: "title", Path: []string{"提案", "案由"}, Merge: true, Width: 30}, Value: valueOf("title")},
		{Column: sheet.Column{Key: "units", Path: []string{"提案", "主办单位"}, Width: 16}, Value: ofProposal("lead_units")},
		{Column: sheet.Column{Key: "chair", Path: []string{"提案", "督办领导"}, Kind: sheet.Center}, Value: ofProposal("chair_leader")},
		{Column: sheet.Column{Key: "node", Path: []string{"跟踪", "节点"}, Kind: sheet.Center, Total: sheet.Count}, Value: valueOf("kind")},
		{Column: sheet.Column{Key: "due", Path: []string{"跟踪", "计划日期"}, Kind: sheet.Date}, Value: valueOf("due_on")},
		{Column: sheet.Column{Key: "on", Path: []string{"跟踪", "完成日期"}, Kind: sheet.Date}, Value: valueOf("done_on")},
		{Column: sheet.Column{Key: "done", Path: []string{"跟踪", "完成"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(r data.Record) any {
			if r.Values["done_on"] == "" {
				return 0
			}
			return 1
		}},
		{Column: sheet.Column{Key: "person", Path: []string{"跟踪", "责任人"}, Kind: sheet.Center}, Value: valueOf("person")},
		{Column: sheet.Column{Key: "note", Path: []string{"跟踪", "情况"}, Width: 40}, Value: valueOf("note")},
	}
	t := y.table("重点提案全程跟踪表", "节点")
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, y.Tracking)
	t.Notes = []string{"合计行为节点数和已完成节点数;各节点全部完成的提案才计入工作部署完成数。"}
	return []sheet.Table{t}
}}

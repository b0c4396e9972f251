package export

import (
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/export/sheet"
)

var keyReport = Report{Code: "21", Name: "重点提案督办一览表", Build: func(y *Year) []sheet.Table {
	var key []docket.Line
	for _, p := range y.Proposals {
		if p.FiledAsKey() {
			key = append(key, p)
		}
	}
	done := func(p docket.Line) (n int64) {
		for _, node := range p.Nodes {
			if node.DoneOn != "" {
				n++
			}
		}
		return n
	}
	fields := []sheet.Field[docket.Line]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "number", Path: []string{"提案", "案号"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return orBlank(int64(p.Number)) }},
		{Column: sheet.Column{Key: "title", Path: []string{"提案", "案由"}, Width: 26, Total: sheet.Count}, Value: func(p docket.Line) any { return p.Title }},
		{Column: sheet.Column{Key: "proposer", Path: []string{"提案", "提案人"}, Width: 10}, Value: func(p docket.Line) any { return p.ProposerText() }},
		{Column: sheet.Column{Key: "chair", Path: []string{"督办", "督办领导"}, Width: 9}, Value: func(p docket.Line) any { return p.ChairLeader }},
		{Column: sheet.Column{Key: "office", Path: []string{"督办", "领办领导"}, Width: 9}, Value: func(p docket.Line) any { return y.KeyFacts[p.ID].OfficeLeader }},
		{Column: sheet.Column{Key: "committee", Path: []string{"督办", "专委会"}, Width: 12}, Value: func(p docket.Line) any { return y.KeyFacts[p.ID].Committee }},
		{Column: sheet.Column{Key: "method", Path: []string{"督办", "方式"}, Width: 12}, Value: func(p docket.Line) any { return p.Method }},
		{Column: sheet.Column{Key: "lead", Path: []string{"办理", "主办单位"}, Width: 16}, Value: func(p docket.Line) any { return p.LeadUnits }},
		{Column: sheet.Column{Key: "replied", Path: []string{"办理", "答复日期"}, Kind: sheet.Date}, Value: func(p docket.Line) any { return p.LastReplyOn }},
		{Column: sheet.Column{Key: "class", Path: []string{"办理", "结果"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.ClassText() }},
		{Column: sheet.Column{Key: "opinion", Path: []string{"办理", "反馈评价"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.Satisfaction }},
		{Column: sheet.Column{Key: "nodes", Path: []string{"全程跟踪", "节点"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(p docket.Line) any { return len(p.Nodes) }},
		{Column: sheet.Column{Key: "done", Path: []string{"全程跟踪", "已完成"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(p docket.Line) any { return done(p) }},
		{Column: sheet.Column{Key: "status", Path: []string{"现状"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.Status }},
		{Column: sheet.Column{Key: "outcome", Path: []string{"督办成果"}, Width: 18}, Value: func(p docket.Line) any {
			if p.LastReplyOn == "" { // it has no day of its own
				return ""
			}
			return y.KeyFacts[p.ID].Outcome
		}},
	}
	t := y.table("重点提案督办一览表", "件")
	t.Columns, t.Rows, t.FreezeColumns = sheet.Columns(fields), sheet.Rows(fields, key), 3
	sheet.Identify(&t, proposal.Proposals.Name, key, func(p docket.Line) int64 { return p.ID })
	t.Notes = []string{"答复日期为第一轮办理的；反馈评价为第一提案人最近一轮的。全程跟踪各节点的情况见 07 号表。"}
	return []sheet.Table{t}
}}

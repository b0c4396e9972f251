package export

import (
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/export/sheet"
)

// trackedNode is a node of the proposal it belongs to.
type trackedNode struct {
	docket.Line
	node docket.Node
}

var trackingReport = Report{Code: "07", Name: "重点提案全程跟踪表", Build: func(y *Year) []sheet.Table {
	var nodes []trackedNode
	for _, p := range y.Proposals {
		if !p.FiledAsKey() {
			continue
		}
		for _, n := range p.Nodes {
			nodes = append(nodes, trackedNode{p, n})
		}
	}
	fields := []sheet.Field[trackedNode]{
		{Column: sheet.Column{Key: "number", Path: []string{"提案", "案号"}, Kind: sheet.Center, Merge: true}, Value: func(n trackedNode) any { return orBlank(int64(n.Number)) }},
		{Column: sheet.Column{Key: "title", Path: []string{"提案", "案由"}, Merge: true, Width: 30}, Value: func(n trackedNode) any { return n.Title }},
		{Column: sheet.Column{Key: "units", Path: []string{"提案", "主办单位"}, Merge: true, Width: 16}, Value: func(n trackedNode) any { return n.LeadUnits }},
		{Column: sheet.Column{Key: "chair", Path: []string{"提案", "督办领导"}, Kind: sheet.Center, Merge: true}, Value: func(n trackedNode) any { return n.ChairLeader }},
		{Column: sheet.Column{Key: "node", Path: []string{"跟踪", "节点"}, Kind: sheet.Center, Total: sheet.Count}, Value: func(n trackedNode) any { return n.node.Kind }},
		{Column: sheet.Column{Key: "due", Path: []string{"跟踪", "计划日期"}, Kind: sheet.Date}, Value: func(n trackedNode) any { return n.node.DueOn }},
		{Column: sheet.Column{Key: "on", Path: []string{"跟踪", "完成日期"}, Kind: sheet.Date}, Value: func(n trackedNode) any { return n.node.DoneOn }},
		{Column: sheet.Column{Key: "done", Path: []string{"跟踪", "完成"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(n trackedNode) any {
			if n.node.DoneOn == "" {
				return 0
			}
			return 1
		}},
		{Column: sheet.Column{Key: "person", Path: []string{"跟踪", "责任人"}, Kind: sheet.Center}, Value: func(n trackedNode) any { return n.node.Person }},
		{Column: sheet.Column{Key: "note", Path: []string{"跟踪", "情况"}, Width: 40}, Value: func(n trackedNode) any { return n.node.Note }},
	}
	t := y.table("重点提案全程跟踪表", "节点")
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, nodes)
	sheet.Identify(&t, proposal.Proposals.Name, nodes, func(n trackedNode) int64 { return n.ID })
	t.Notes = []string{"合计行为节点数和已完成节点数；各节点全部完成的提案才计入工作部署完成数。"}
	return []sheet.Table{t}
}}

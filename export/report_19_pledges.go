package export

import (
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/export/sheet"
)

var pledgesReport = Report{Code: "19", Name: "B类承诺兑现表", Build: func(y *Year) []sheet.Table {
	pledges, none := proposal.Pledges(y.Handled, y.day())
	fields := []sheet.Field[proposal.Pledge]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "number", Path: []string{"案号"}, Kind: sheet.Center}, Value: func(p proposal.Pledge) any { return orBlank(int64(p.Number)) }},
		{Column: sheet.Column{Key: "title", Path: []string{"案由"}, Width: 28}, Value: func(p proposal.Pledge) any { return p.Title }},
		{Column: sheet.Column{Key: "unit", Path: []string{"承诺单位"}, Width: 16}, Value: func(p proposal.Pledge) any {
			if p.Promise.ID == 0 {
				return p.Line.LeadUnits
			}
			return p.Promise.Unit
		}},
		{Column: sheet.Column{Key: "text", Path: []string{"承诺事项"}, Width: 32, Total: sheet.Count}, Value: func(p proposal.Pledge) any { return p.Promise.Text }},
		{Column: sheet.Column{Key: "made", Path: []string{"承诺日期"}, Kind: sheet.Date}, Value: func(p proposal.Pledge) any { return p.Promise.MadeOn }},
		{Column: sheet.Column{Key: "due", Path: []string{"承诺时限"}, Kind: sheet.Date}, Value: func(p proposal.Pledge) any { return p.Promise.DueOn }},
		{Column: sheet.Column{Key: "settled", Path: []string{"落实日期"}, Kind: sheet.Date}, Value: func(p proposal.Pledge) any { return p.Promise.SettledOn }},
		{Column: sheet.Column{Key: "state", Path: []string{"落实情况"}, Kind: sheet.Center}, Value: func(p proposal.Pledge) any { return p.State }},
		{Column: sheet.Column{Key: "kept", Path: []string{"已落实"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(p proposal.Pledge) any {
			switch p.State {
			case docket.Kept:
				return 1
			case "": // none is recorded
				return nil
			}
			return 0
		}},
		{Column: sheet.Column{Key: "days", Path: []string{"逾期天数"}, Kind: sheet.Int}, Value: func(p proposal.Pledge) any { return orBlank(int64(p.Days)) }},
		{Column: sheet.Column{Key: "class", Path: []string{"结果分类", "答复时"}, Kind: sheet.Center}, Value: func(p proposal.Pledge) any { return p.Line.ResultClass }},
		{Column: sheet.Column{Key: "now", Path: []string{"结果分类", "现在"}, Kind: sheet.Center}, Value: func(p proposal.Pledge) any { return p.Line.ClassNow() }},
	}
	t := y.table("B类承诺兑现表", "项")
	t.Columns, t.Of, t.FreezeColumns = sheet.Columns(fields), proposal.Proposals.Name, 3
	var bare []proposal.Pledge
	for _, p := range none {
		bare = append(bare, proposal.Pledge{Handled: p})
	}
	for _, group := range []struct {
		title string
		rows  []proposal.Pledge
	}{{"承诺事项", pledges}, {"答复为 B 类、没有登记承诺事项的提案", bare}} {
		t.Rows = append(t.Rows, groupRows(group.title, fields, group.rows, func(p proposal.Pledge) int64 { return p.ID })...)
	}
	t.Notes = []string{
		"合计为承诺事项的项数和其中已落实的项数；承诺全部落实的 B 类提案现在算 A 类，两个分类都保留。",
		"05 的落实率按这里的落实情况算：B 类提案登记了承诺的，全部已落实才计入；没有登记承诺的，看 07 的「落实」节点。",
		"逾期天数：没有落实的算到" + dayText(y.day()) + "，已有结果的算到落实日期。办理结果分类：" + y.classScheme() + "。",
	}
	return []sheet.Table{t}
}}

package export

import (
	"cmp"
	"slices"
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/export/sheet"
)

// settled are the filed proposals and those merged into others, in the order of the year's list.
func (y *Year) settled() []docket.Line {
	return slices.DeleteFunc(slices.Clone(y.Proposals), func(l docket.Line) bool { return !l.Filed() && l.Conclusion != "并案" })
}

// directoryReport has two lines of headings: 提案目录.
var directoryReport = Report{Code: "30", Name: "提案目录", Asked: true, Build: func(y *Year) []sheet.Table {
	n, answered := y.numbered(), y.answeredOn()
	fields := []sheet.Field[docket.Line]{
		{Column: sheet.Column{Key: "number", Path: []string{"提案"}, Kind: sheet.Center, Width: 9}, Value: func(l docket.Line) any { return n.of(&l) }},
		{Column: sheet.Column{Key: "proposer", Path: []string{"姓名"}, Width: 13}, Value: func(l docket.Line) any { return l.ProposerText() }},
		{Column: sheet.Column{Key: "title", Path: []string{"提案题目"}, Width: 44, Total: sheet.Count}, Value: func(l docket.Line) any { return l.Title }},
		{Column: sheet.Column{Key: "leads", Path: []string{"承办单位"}, Width: 20}, Value: func(l docket.Line) any { return l.LeadUnits }},
		{Column: sheet.Column{Key: "cos", Path: []string{"协办单位"}, Width: 26}, Value: func(l docket.Line) any { return l.CoUnits }},
		{Column: sheet.Column{Key: "receipt", Path: []string{"提案者回执"}, Kind: sheet.Center}, Value: func(l docket.Line) any { return l.Satisfaction }},
		{Column: sheet.Column{Key: "replied", Path: []string{"办复日期"}, Kind: sheet.Date}, Value: func(l docket.Line) any { return answered[l.ID] }},
		{Column: sheet.Column{Key: "class", Path: []string{"类型ABC"}, Kind: sheet.Center}, Value: func(l docket.Line) any { return l.ClassText() }},
		{Column: sheet.Column{Key: "key", Path: []string{"是否为重点提案", "是"}, Kind: sheet.Center, Width: 6}, Value: func(l docket.Line) any { return ticked(l.FiledAsKey()) }},
		{Column: sheet.Column{Key: "leader", Path: []string{"是否为重点提案", "领导督办"}, Kind: sheet.Center, Width: 10}, Value: func(l docket.Line) any {
			if !l.FiledAsKey() {
				return ""
			}
			return l.ChairLeader
		}},
		{Column: sheet.Column{Key: "signed", Path: []string{"报交办机关", "签字"}, Width: 8}, Value: func(docket.Line) any { return nil }},
		{Column: sheet.Column{Key: "signed_on", Path: []string{"报交办机关", "日期"}, Width: 8}, Value: func(docket.Line) any { return nil }},
	}
	lines := y.settled()
	t := y.table("提案目录", "件")
	t.Columns, t.Rows, t.FreezeColumns = sheet.Columns(fields), sheet.Rows(fields, lines), 3
	sheet.Identify(&t, proposal.Proposals.Name, lines, func(l docket.Line) int64 { return l.ID })
	t.Notes = []string{
		"立案的提案和并入别件的提案各一行；「302[主并]」是有提案并入的主案，「303[并]」是并入主案的提案，办理情况见主案。",
		"提案者回执是第一提案人最近一轮对办理结果的意见；领导督办写督办领导；报交办机关的两栏供签字。",
		answeredNote,
	}
	return []sheet.Table{t}
}}

// answeredOn are the days of the replies that the result classes are of, of the proposals that all units of the first round replied to.
func (y *Year) answeredOn() map[int64]string {
	days := map[int64]string{}
	for i := range y.Handled {
		if p := &y.Handled[i]; p.Line.AnsweredAll() {
			days[p.Line.ID] = p.StandingOn()
		}
	}
	return days
}

// answeredNote says so.
const answeredNote = "办复日期、类型ABC为最近一轮答复的（提案登记台账印第一轮的），几个单位分办的日期取最晚、类型取最差；B→A 是承诺事项全部落实的；首轮各主办（分办）单位都答复以后填写日期。"

func ticked(yes bool) string {
	if yes {
		return "√"
	}
	return ""
}

// categoryDirectoryReport is the directory by category: 分类目录. Addresses of members are sensitive and stay in the roster.
var categoryDirectoryReport = Report{Code: "31", Name: "分类目录", Asked: true, Build: func(y *Year) []sheet.Table {
	n, answered := y.numbered(), y.answeredOn()
	fields := []sheet.Field[docket.Line]{
		{Column: sheet.Column{Key: "category", Path: []string{"分类"}, Width: 11, Merge: true}, Value: func(l docket.Line) any { return cmp.Or(l.Category, "未分类") }},
		{Column: sheet.Column{Key: "number", Path: []string{"提案号"}, Kind: sheet.Center, Width: 9}, Value: func(l docket.Line) any { return n.of(&l) }},
		{Column: sheet.Column{Key: "proposer", Path: []string{"姓名"}, Width: 13}, Value: func(l docket.Line) any { return l.ProposerText() }},
		{Column: sheet.Column{Key: "workplace", Path: []string{"工作单位"}, Width: 26}, Value: func(l docket.Line) any { return y.Workplaces[l.Movers.First()] }},
		{Column: sheet.Column{Key: "title", Path: []string{"提案题目"}, Width: 46, Total: sheet.Count}, Value: func(l docket.Line) any { return l.Title }},
		{Column: sheet.Column{Key: "leads", Path: []string{"承办单位"}, Width: 20}, Value: func(l docket.Line) any { return l.LeadUnits }},
		{Column: sheet.Column{Key: "replied", Path: []string{"办复日期"}, Kind: sheet.Date}, Value: func(l docket.Line) any { return answered[l.ID] }},
		{Column: sheet.Column{Key: "class", Path: []string{"类型ABC"}, Kind: sheet.Center}, Value: func(l docket.Line) any { return l.ClassText() }},
	}
	place := map[string]int{}
	for _, f := range y.Figures {
		if word, ok := strings.CutPrefix(f.Code, "received.category."); ok {
			place[word] = len(place)
		}
	}
	lines := y.settled()
	slices.SortStableFunc(lines, func(a, b docket.Line) int { return cmp.Compare(place[a.Category], place[b.Category]) })
	t := y.table("分类目录", "件")
	t.Columns, t.Rows, t.FreezeColumns = sheet.Columns(fields), sheet.Rows(fields, lines), 3
	sheet.Identify(&t, proposal.Proposals.Name, lines, func(l docket.Line) int64 { return l.ID })
	t.Notes = []string{"立案的提案和并入别件的提案各一行，按分类、案号排列；「302[主并]」是有提案并入的主案，「303[并]」是并入主案的提案。通讯地址属于敏感信息，不印在报表里，这里印委员的工作单位；集体提案的空着。", answeredNote}
	return []sheet.Table{t}
}}

package export

import (
	"strconv"
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/export/sheet"
)

var ledgerReport = Report{Code: "04", Name: "提案登记台账", Build: func(y *Year) []sheet.Table {
	fields := []sheet.Field[docket.Line]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "number", Path: []string{"登记", "案号"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return orBlank(int64(p.Number)) }},
		{Column: sheet.Column{Key: "title", Path: []string{"登记", "案由"}, Total: sheet.Count, Width: 40}, Value: func(p docket.Line) any { return p.Title }},
		{Column: sheet.Column{Key: "proposer", Path: []string{"登记", "第一提案人"}, Kind: sheet.Center, Width: 11}, Value: func(p docket.Line) any { return p.Proposer }},
		{Column: sheet.Column{Key: "kind", Path: []string{"登记", "提案类型"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.Kind }},
		{Column: sheet.Column{Key: "timing", Path: []string{"登记", "时间属性"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.Timing }},
		{Column: sheet.Column{Key: "received", Path: []string{"登记", "收到日期"}, Kind: sheet.Date}, Value: func(p docket.Line) any { return p.ReceivedOn }},
		{Column: sheet.Column{Key: "category", Path: []string{"登记", "分类"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.Category }},
		{Column: sheet.Column{Key: "conclusion", Path: []string{"审查", "结论"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.Conclusion }},
		{Column: sheet.Column{Key: "merged", Path: []string{"审查", "并入案号"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return orBlank(int64(p.MergedNumber)) }},
		{Column: sheet.Column{Key: "lead", Path: []string{"办理", "主办单位"}, Width: 22}, Value: func(p docket.Line) any { return p.LeadUnits }},
		{Column: sheet.Column{Key: "co", Path: []string{"办理", "会办单位"}, Width: 30}, Value: func(p docket.Line) any { return p.CoUnits }},
		{Column: sheet.Column{Key: "due", Path: []string{"办理", "办理期限"}, Kind: sheet.Date}, Value: func(p docket.Line) any { return p.FirstDueOn }},
		{Column: sheet.Column{Key: "open_due", Path: []string{"办理", "现行期限"}, Kind: sheet.Date}, Value: func(p docket.Line) any { return p.OpenDueOn }},
		{Column: sheet.Column{Key: "replied", Path: []string{"办理", "答复日期"}, Kind: sheet.Date}, Value: func(p docket.Line) any { return p.LastReplyOn }},
		{Column: sheet.Column{Key: "class", Path: []string{"办理", "结果"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.FirstClass }},
		{Column: sheet.Column{Key: "opinion", Path: []string{"办理", "反馈评价"}, Kind: sheet.Center}, Value: func(p docket.Line) any { return p.FirstSatisfaction }},
	}
	t := y.table("提案登记台账", "件")
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, y.Proposals)
	sheet.Identify(&t, proposal.Proposals.Name, y.Proposals, func(p docket.Line) int64 { return p.ID })
	t.FreezeColumns = 3
	t.Notes = []string{
		"办理结果分类：" + y.classScheme() + "。",
		"办理期限、答复日期、结果和反馈评价为第一轮办理的情况，分办的各单位都答复了才有答复日期和结果；现行期限为还没有答复的期限，重新办理的是重新办理的期限，答复已齐的没有。",
	}
	if again := workedAgain(y.Proposals); len(again) > 0 {
		t.Notes = append(t.Notes, "重新办理以后结果或评价与第一轮不同的 "+strconv.Itoa(len(again))+" 件：第 "+strings.Join(again, "、")+" 号；统计指标和 05 号表按最近一轮的计。")
	}
	return []sheet.Table{t}
}}

// workedAgain are the numbers of the proposals of which the newest round came to something else than the first, which figures count.
func workedAgain(proposals []docket.Line) (numbers []string) {
	for i := range proposals {
		if p := &proposals[i]; p.Round > 1 && (p.FirstClass != p.ResultClass || p.FirstSatisfaction != p.Satisfaction) {
			numbers = append(numbers, strconv.Itoa(p.Number))
		}
	}
	return numbers
}

package export

import (
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/plan"
	"cppccdesk/export/sheet"
)

// planLine is one target of a plan item.
type planLine struct {
	plan.Progress
	target plan.TargetDone
}

var planReport = Report{Code: "03", Name: "年度工作部署完成情况表", Build: func(y *Year) []sheet.Table {
	var lines []planLine
	var measures []string
	for _, p := range y.Plan {
		for _, t := range p.Targets {
			if !slices.Contains(measures, t.Measure) {
				measures = append(measures, t.Measure)
			}
			lines = append(lines, planLine{p, t})
		}
	}
	fields := []sheet.Field[planLine]{
		{Column: sheet.Column{Key: "code", Path: []string{"代号"}, Kind: sheet.Center, Merge: true}, Value: func(l planLine) any { return l.Item.Code }},
		{Column: sheet.Column{Key: "title", Path: []string{"工作事项"}, Merge: true, Width: 40}, Value: func(l planLine) any { return l.Item.Title }},
		{Column: sheet.Column{Key: "nature", Path: []string{"性质"}, Kind: sheet.Center}, Value: func(l planLine) any { return l.Item.Nature }},
		{Column: sheet.Column{Key: "form", Path: []string{"监督形式"}, Kind: sheet.Center}, Value: func(l planLine) any { return l.Item.Form }},
		{Column: sheet.Column{Key: "window", Path: []string{"时间"}, Kind: sheet.Center}, Value: func(l planLine) any { return planWindow(l.Item) }},
		{Column: sheet.Column{Key: "measure", Path: []string{"完成情况", "单位"}, Kind: sheet.Center}, Value: func(l planLine) any { return l.target.Measure }},
		{Column: sheet.Column{Key: "target", Path: []string{"完成情况", "计划"}, Kind: sheet.Int}, Value: func(l planLine) any { return l.target.Target }},
		{Column: sheet.Column{Key: "done", Path: []string{"完成情况", "完成"}, Kind: sheet.Int}, Value: func(l planLine) any {
			if l.target.IsRate() {
				return l.target.Done // what it opens is a part of the points, not so many of them
			}
			return sheet.Counted{Value: l.target.Done, Set: l.target.Counted}
		}},
		{Column: sheet.Column{Key: "rate", Path: []string{"完成情况", "完成率"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{"done"}, []string{"target"})}},
		{Column: sheet.Column{Key: "state", Path: []string{"状态"}, Kind: sheet.Center}, Value: func(l planLine) any { return string(l.State) }},
		{Column: sheet.Column{Key: "last", Path: []string{"最近完成日期"}, Kind: sheet.Date}, Value: func(l planLine) any { return l.LastOn }},
		{Column: sheet.Column{Key: "owner", Path: []string{"责任部门"}, Kind: sheet.Center, Width: 16}, Value: func(l planLine) any { return l.Item.Owner }},
		{Column: sheet.Column{Key: "approval", Path: []string{"批准文号"}, Kind: sheet.Center, Width: 18}, Value: func(l planLine) any { return l.Item.Approval }},
	}
	t := y.table("年度工作部署完成情况表", strings.Join(measures, "、"))
	t.Title = strconv.Itoa(y.Year) + "年度工作部署完成情况表"
	t.CenterNumbers = true
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, lines)
	sheet.Identify(&t, plan.Items.Name, lines, func(l planLine) int64 { return l.Item.ID })
	t.Notes = []string{
		"完成数按记录统计，不另行填报：监督小组有派驻单位、小组成员去重，全程跟踪各节点全部完成，评议小组对它评的每件提案或每家单位都收到有效评分表，会议调研有完成日期，监督活动有活动日期，监督意见书已送达；单位是 % 的是销号率，已销号 ÷ 已送达的意见，舍去小数。",
		"完成率 = 完成 ÷ 计划；时间为闭区间，末月过后未完成的为逾期；日期在填报日期之后的不计。",
	}
	return []sheet.Table{t}
}}

// planWindow is the time of an item: 3—11月, 10月.
func planWindow(item plan.Item) string {
	from, to := monthOf(item.FromMonth), monthOf(item.ToMonth)
	if from == to {
		return from + "月"
	}
	return from + "—" + to + "月"
}

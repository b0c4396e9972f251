package export

import (
	"fmt"
	"slices"

	"cppccdesk/data/proposal"
	"cppccdesk/export/sheet"
)

var overdueReport = Report{Code: "16", Name: "提案办理逾期清单", Build: func(y *Year) []sheet.Table {
	fields := []sheet.Field[proposal.Overdue]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "number", Path: []string{"案号"}, Kind: sheet.Center}, Value: y.numberOf},
		{Column: sheet.Column{Key: "title", Path: []string{"案由"}, Width: 34, Total: sheet.Count}, Value: func(o proposal.Overdue) any { return o.Title }},
		{Column: sheet.Column{Key: "unit", Path: []string{"承办单位"}, Width: 18}, Value: func(o proposal.Overdue) any { return o.Work.Unit }},
		{Column: sheet.Column{Key: "role", Path: []string{"办理类型"}, Kind: sheet.Center}, Value: func(o proposal.Overdue) any { return roleOf(o.Work.Role, o.Work.Round) }},
		{Column: sheet.Column{Key: "assigned", Path: []string{"交办日期"}, Kind: sheet.Date}, Value: func(o proposal.Overdue) any { return o.Work.AssignedOn }},
		{Column: sheet.Column{Key: "due", Path: []string{"办理期限"}, Kind: sheet.Date}, Value: func(o proposal.Overdue) any { return o.Work.DueOn }},
		{Column: sheet.Column{Key: "extended", Path: []string{"延期前期限"}, Kind: sheet.Date}, Value: func(o proposal.Overdue) any { return o.Work.ExtendedFrom }},
		{Column: sheet.Column{Key: "replied", Path: []string{"答复日期"}, Kind: sheet.Date}, Value: func(o proposal.Overdue) any { return o.Work.RepliedOn }},
		{Column: sheet.Column{Key: "reminded", Path: []string{"催办次数"}, Kind: sheet.Int}, Value: func(o proposal.Overdue) any { return orBlank(int64(o.Reminded)) }},
		{Column: sheet.Column{Key: "days", Path: []string{"逾期", "自然日"}, Kind: sheet.Int}, Value: func(o proposal.Overdue) any { return o.Days }},
		{Column: sheet.Column{Key: "workdays", Path: []string{"逾期", "工作日"}, Kind: sheet.Int}, Value: func(o proposal.Overdue) any { return o.Workdays }},
	}
	t := y.table("提案办理逾期清单", "件次")
	t.Columns, t.Of, t.FreezeColumns, t.Subtotals = sheet.Columns(fields), proposal.Proposals.Name, 3, true
	t.Rebase = y.rebaseOverdue()
	very, rest := y.overdueParts()
	for _, group := range []struct {
		title string
		rows  []proposal.Overdue
	}{{"到期没有答复（严重逾期）", very}, {"到期没有答复", rest}, {"以前年度的提案，到期没有答复", y.OverdueBefore}, {"晚于期限答复", y.RepliedLate}} {
		t.Rows = append(t.Rows, groupRows(group.title, fields, group.rows, func(o proposal.Overdue) int64 { return o.ID })...)
		for _, o := range group.rows {
			t.Notes = appendOnce(t.Notes, sentence(o.Warning))
		}
	}
	if len(y.OverdueBefore) > 0 {
		t.Notes = append([]string{"以前年度的提案注明年度，指标为「以前年度逾期未答复」，不在「逾期未答复」之内。"}, t.Notes...)
	}
	t.Notes = append([]string{
		"一件提案由几个单位分办、重新办理的按单位和轮次各计一次；会办意见送主办单位，不列入。期限当天答复的不算逾期。",
		"到期没有答复的逾期天数算到" + dayText(y.day()) + "，晚于期限答复的算到答复日期；工作日按放假调休安排计算。",
		fmt.Sprintf("没有答复、过了期限 %[1]d 天（自然日）以上的为严重逾期，正好 %[1]d 天的不算。", proposal.LateLimitOf(y.Settings)),
	}, t.Notes...)
	return []sheet.Table{t}
}}

// numberOf is the number of an overdue proposal, with its year where that is another.
func (y *Year) numberOf(o proposal.Overdue) any {
	if o.Line.Year != y.Year && o.Line.Year != 0 {
		return fmt.Sprintf("%d 年 %d", o.Line.Year, o.Number)
	}
	return orBlank(int64(o.Number))
}

// overdueParts are the overdue replies that are 严重逾期 by the report's day, and the others.
func (y *Year) overdueParts() (very, rest []proposal.Overdue) {
	limit := proposal.LateLimitOf(y.Settings)
	for _, o := range y.Overdue {
		if limit.Exceeded(o.Days) {
			very = append(very, o)
		} else {
			rest = append(rest, o)
		}
	}
	return very, rest
}

// roleOf is what a unit does in a round.
func roleOf(role string, round int) string {
	if round > 1 {
		return fmt.Sprintf("%s（第 %d 轮）", role, round)
	}
	return role
}

// appendOnce adds a sentence that is not empty and not there yet.
func appendOnce(notes []string, sentence string) []string {
	if sentence == "" || slices.Contains(notes, sentence) {
		return notes
	}
	return append(notes, sentence)
}

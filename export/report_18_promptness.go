package export

import (
	"slices"

	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

// promptnessReport divides the assignments of each unit by whether the deadline is over and what became of the reply.
var promptnessReport = Report{Code: "18", Name: "按期办复统计表", Build: func(y *Year) []sheet.Table {
	late := func(u proposal.UnitFigures) int64 { return u.Due - u.InTime - u.Late }
	fields := []sheet.Field[proposal.UnitFigures]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "unit", Path: []string{"承办单位"}}, Value: func(u proposal.UnitFigures) any { return u.Unit }},
		unitColumn("lead", []string{"主办件次"}, func(u proposal.UnitFigures) int64 { return u.Lead }),
		unitColumn("intime", []string{"期限已过", "按期答复"}, func(u proposal.UnitFigures) int64 { return u.InTime }),
		unitColumn("late", []string{"期限已过", "逾期答复"}, late),
		unitColumn("overdue", []string{"期限已过", "逾期未答复"}, func(u proposal.UnitFigures) int64 { return u.Late }),
		{Column: sheet.Column{Key: "due", Path: []string{"期限已过", "小计"}, Kind: sheet.Int, Calc: sheet.SumOf("intime", "late", "overdue"), Total: sheet.Sum}},
		unitRate("ontime", []string{"期限已过", "按期率"}, []string{"intime"}, []string{"due"}),
		unitColumn("early", []string{"期限未到", "已答复"}, func(u proposal.UnitFigures) int64 { return u.LeadReplied - u.InTime - late(u) }),
		unitColumn("open", []string{"期限未到", "未答复"}, func(u proposal.UnitFigures) int64 { return u.Lead - u.LeadReplied - u.Late }),
		{Column: sheet.Column{Key: "replied", Path: []string{"办复", "已答复"}, Kind: sheet.Int, Calc: sheet.SumOf("intime", "late", "early"), Total: sheet.Sum}},
		unitRate("rate", []string{"办复", "办复率"}, []string{"replied"}, []string{"lead"}),
		unitColumn("face", []string{"面商", "件次"}, func(u proposal.UnitFigures) int64 { return u.Face }),
		unitRate("facerate", []string{"面商", "面商率"}, []string{"face"}, []string{"lead"}),
	}
	t := y.table("按期办复统计表", "件次、%")
	t.Columns, t.Subtotals, t.FreezeColumns, t.Of = sheet.Columns(fields), true, 2, roster.Units.Name
	t.Rows = unitRows(fields, slices.DeleteFunc(slices.Clone(y.Units), func(u proposal.UnitFigures) bool { return u.Lead == 0 }))
	t.Rebase = y.rebaseUnits(promptnessRebased)
	t.Notes = []string{
		"主办件次含分办，只会办的单位不列；一件由几个单位分办的各计一次。没有写明期限的算期限未到。",
		"按期率 = 按期答复 ÷ 期限已过；办复率 = 已答复 ÷ 主办件次；面商率 = 有面对面协商的 ÷ 主办件次。只看第一轮办理，重新办理的见 16、17 号表。",
		wholeNote,
	}
	return []sheet.Table{t}
}}

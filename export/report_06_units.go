package export

import (
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

// The header follows the handling statistics of 慈溪 (domain 12.2), with lead and co-unit counts kept apart.
var unitsReport = Report{Code: "06", Name: "承办单位办理情况统计表", Build: func(y *Year) []sheet.Table {
	base, basis := proposal.UnitSatisfaction(y.Settings, []string{"replied"}, []string{"r1", "r2", "r3"})
	fields := []sheet.Field[proposal.UnitFigures]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "unit", Path: []string{"承办单位"}}, Value: func(u proposal.UnitFigures) any { return u.Unit }},
		unitColumn("lead", []string{"办理", "主办"}, func(u proposal.UnitFigures) int64 { return u.Lead }),
		unitColumn("co", []string{"办理", "会办"}, func(u proposal.UnitFigures) int64 { return u.Co }),
		{Column: sheet.Column{Key: "all", Path: []string{"办理", "总数"}, Kind: sheet.Int, Calc: sheet.SumOf("lead", "co"), Total: sheet.Sum}},
		unitColumn("replied", []string{"办复", "主办"}, func(u proposal.UnitFigures) int64 { return u.LeadReplied }),
		unitRate("rate", []string{"办复", "办复率"}, []string{"replied"}, []string{"lead"}),
		unitColumn("due", []string{"办复", "已到期"}, func(u proposal.UnitFigures) int64 { return u.Due }),
		unitColumn("intime", []string{"办复", "按期"}, func(u proposal.UnitFigures) int64 { return u.InTime }),
		unitRate("ontime", []string{"办复", "按期率"}, []string{"intime"}, []string{"due"}),
		unitColumn("a1", []string{"办理工作", "满意"}, func(u proposal.UnitFigures) int64 { return u.Attitude.Satisfied }),
		unitColumn("a2", []string{"办理工作", "基本满意"}, func(u proposal.UnitFigures) int64 { return u.Attitude.Mostly }),
		unitColumn("a3", []string{"办理工作", "不满意"}, func(u proposal.UnitFigures) int64 { return u.Attitude.Dissatisfied }),
		unitColumn("a4", []string{"办理工作", "未表态"}, func(u proposal.UnitFigures) int64 { return u.Attitude.None }),
		unitColumn("r1", []string{"办理结果", "满意"}, func(u proposal.UnitFigures) int64 { return u.Result.Satisfied }),
		unitColumn("r2", []string{"办理结果", "基本满意"}, func(u proposal.UnitFigures) int64 { return u.Result.Mostly }),
		unitColumn("r3", []string{"办理结果", "不满意"}, func(u proposal.UnitFigures) int64 { return u.Result.Dissatisfied }),
		unitColumn("r4", []string{"办理结果", "未表态"}, func(u proposal.UnitFigures) int64 { return u.Result.None }),
		unitRate("satisfied", []string{"办理结果", "满意率"}, []string{"r1", "r2"}, base),
	}
	t := y.table("承办单位办理情况统计表", "件次、%")
	t.Columns, t.Subtotals, t.FreezeColumns, t.Of = sheet.Columns(fields), true, 2, roster.Units.Name
	t.Rows, t.Rebase = unitRows(fields, y.Units), y.rebaseUnits(unitsRebased)
	t.Notes = []string{
		"一件提案由几个单位分办的在各单位都计一次，所以合计为件次；主办含分办，主办数与会办数不混算。",
		"办复率 = 主办已答复 ÷ 主办；按期率 = 期内答复 ÷ 已到期；满意率 = （满意 + 基本满意） ÷ " + basis + "；合计率由合计数重算。",
		wholeNote + "几个单位的评价不同的，按件取最差的。",
	}
	return []sheet.Table{t}
}}

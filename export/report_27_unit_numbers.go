package export

import (
	"slices"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/zh"
	"cppccdesk/export/sheet"
)

// The reports 27 to 33 have the headings of a district's own system (domain 15a); they are made only where they are asked for.

// What a unit has by its role in the first round.
func soleOf(u proposal.UnitFigures) int64  { return u.Lead - u.Split }
func splitOf(u proposal.UnitFigures) int64 { return u.Split }
func coOf(u proposal.UnitFigures) int64    { return u.Co }

// unitNumbers is a column of the numbers of what a unit has.
func (y *Year) unitNumbers(n *numbered, key string, path []string, width float64, count func(proposal.UnitFigures) int64) sheet.Field[proposal.UnitFigures] {
	return sheet.Field[proposal.UnitFigures]{Column: sheet.Column{Key: key, Path: path, Width: width}, Value: func(u proposal.UnitFigures) any { return n.all(y, u.Behind(count)) }}
}

// opinionsOf are the proposals not filed that went on as something else, by the name of whom they were passed to; by "" where that is not written.
func (y *Year) opinionsOf() map[string]measure.Set {
	names := map[string]string{} // of units, by what else they are called
	for _, u := range y.Units {
		names[u.Unit] = u.Unit
	}
	sets := map[string]measure.Set{}
	add := func(name string, id int64) {
		set := sets[name]
		set.Kind, set.IDs = proposal.Proposals.Name, append(set.IDs, id)
		sets[name] = set
	}
	for _, id := range y.figure("transferred").Counted.IDs {
		to := zh.SplitNames(y.Passed[id])
		if len(to) == 1 && names[to[0]] != "" {
			add(names[to[0]], id)
		} else {
			add(y.Passed[id], id)
		}
	}
	return sets
}

// unitTotalsReport has what each unit was given: 承办单位汇总. An opinion counts with the one it was passed to; the replies a unit owes are of 主办 and 分办.
var unitTotalsReport = Report{Code: "27", Name: "承办单位汇总表", Asked: true, Build: func(y *Year) []sheet.Table {
	n, opinions := y.numbered(), y.opinionsOf()
	opinion := func(u proposal.UnitFigures) measure.Set { return opinions[u.Unit] }
	fields := []sheet.Field[proposal.UnitFigures]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "unit", Path: []string{"承办单位名称"}, Width: 18}, Value: func(u proposal.UnitFigures) any { return u.Unit }},
		unitColumn("lead", []string{"主办件数"}, soleOf),
		y.unitNumbers(n, "leads", []string{"主办提案号"}, 24, soleOf),
		unitColumn("co", []string{"协办件数"}, coOf),
		y.unitNumbers(n, "cos", []string{"协办提案号"}, 24, coOf),
		unitColumn("split", []string{"分办件数"}, splitOf),
		y.unitNumbers(n, "splits", []string{"分办提案号"}, 14, splitOf),
		{Column: sheet.Column{Key: "opinions", Path: []string{"意见数"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(u proposal.UnitFigures) any {
			return sheet.Counted{Value: opinion(u).Len(), Set: opinion(u)}
		}},
		{Column: sheet.Column{Key: "serials", Path: []string{"意见号"}, Width: 14}, Value: func(u proposal.UnitFigures) any { return n.all(y, opinion(u)) }},
		{Column: sheet.Column{Key: "owed", Path: []string{"应答复件数"}, Kind: sheet.Int, Calc: sheet.SumOf("lead", "split"), Total: sheet.Sum}},
	}
	t := y.table("承办单位汇总表", "件次")
	t.CenterNumbers = true
	t.Columns, t.FreezeColumns, t.Of = sheet.Columns(fields), 2, roster.Units.Name
	known := map[string]bool{}
	for _, u := range y.Units {
		known[u.Unit] = true
	}
	t.Rows = unitRows(fields, y.Units)
	var others []proposal.UnitFigures
	for name := range opinions {
		if !known[name] {
			others = append(others, proposal.UnitFigures{Unit: name})
		}
	}
	slices.SortFunc(others, func(a, b proposal.UnitFigures) int { return compareNames(a.Unit, b.Unit) })
	for i, row := range groupRows("没有转给承办单位的意见", fields, others, func(proposal.UnitFigures) int64 { return 0 }) {
		if i > 0 && others[i-1].Unit == "" {
			row.Cells[1] = "未写明转送单位"
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = []string{
		"主办不含分办；协办即会办。应答复件数 = 主办件数 + 分办件数，协办意见送主办单位、意见供参考，都不计入。只列第一轮办理，同意申退的单位不列。",
		"「302[主并]」是有提案并入的主案，「303[并]」是并入主案的提案；意见是不立案而转意见和建议、转社情民意信息、作委员来信的，没有案号的写流水号。",
	}
	return []sheet.Table{t}
}}

// handoutReport is what each unit was given, to be signed for: 单位交办清单.
var handoutReport = Report{Code: "33", Name: "单位交办清单", Asked: true, Build: func(y *Year) []sheet.Table {
	n := y.numbered()
	fields := []sheet.Field[proposal.UnitFigures]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "unit", Path: []string{"单位"}, Width: 18}, Value: func(u proposal.UnitFigures) any { return u.Unit }},
		unitColumn("lead", []string{"主办", "件数"}, soleOf),
		y.unitNumbers(n, "leads", []string{"主办", "提案号"}, 26, soleOf),
		unitColumn("split", []string{"分办", "件数"}, splitOf),
		y.unitNumbers(n, "splits", []string{"分办", "提案号"}, 14, splitOf),
		unitColumn("co", []string{"协办", "件数"}, coOf),
		y.unitNumbers(n, "cos", []string{"协办", "提案号"}, 26, coOf),
		{Column: sheet.Column{Key: "all", Path: []string{"合计件数"}, Kind: sheet.Int, Calc: sheet.SumOf("lead", "split", "co"), Total: sheet.Sum}},
		{Column: sheet.Column{Key: "signed", Path: []string{"签收"}, Width: 10}, Value: func(proposal.UnitFigures) any { return nil }},
	}
	t := y.table("单位交办清单", "件次")
	t.CenterNumbers = true
	t.Columns, t.FreezeColumns, t.Of, t.Subtotals = sheet.Columns(fields), 2, roster.Units.Name, true
	t.Rows = unitRows(fields, y.Units)
	t.Notes = []string{"主办不含分办；协办即会办。「302[主并]」是有提案并入的主案，答复要分别送各位提案人。只列第一轮办理，同意申退的单位不列；签收栏供交办时签字。"}
	return []sheet.Table{t}
}}

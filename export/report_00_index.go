package export

import (
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/export/sheet"
)

const indexCode = "00"

// buildIndex is the first workbook: what the pack holds, and every total that must agree with another.
func buildIndex(y *Year) []sheet.Table {
	index := y.table("上报材料目录", "行")
	index.Columns = []sheet.Column{
		{Key: "code", Path: []string{"编号"}, Kind: sheet.Code},
		{Key: "name", Path: []string{"报表名称"}, Width: 30},
		{Key: "sheet", Path: []string{"工作表"}, Width: 30},
		{Key: "rows", Path: []string{"数据行数"}, Kind: sheet.Int},
	}
	for _, laid := range y.laid {
		if laid.report.Asked {
			continue
		}
		for _, written := range laid.result.Sheets {
			index.Rows = append(index.Rows, sheet.Row{Cells: []any{laid.report.Code, laid.report.Name, written.Name, written.Rows}})
		}
	}
	index.Portrait, index.Signature = true, false
	if own := y.ownForms(); own != "" {
		index.Notes = []string{"按本单位表样印的：" + own + "；其余是标准表样。"}
	}

	checks := y.table("勾稽核对表", "")
	checks.Columns = []sheet.Column{
		{Path: []string{"序号"}, Kind: sheet.Serial},
		{Key: "name", Path: []string{"核对事项"}, Width: 26},
		{Key: "from", Path: []string{"甲", "出处"}, Width: 28},
		{Key: "a", Path: []string{"甲", "数值"}, Kind: sheet.Int},
		{Key: "to", Path: []string{"乙", "出处"}, Width: 28},
		{Key: "b", Path: []string{"乙", "数值"}, Kind: sheet.Int},
		{Key: "difference", Path: []string{"差额"}, Kind: sheet.Int, Calc: sheet.SumOf("a", "-b")},
		{Key: "outcome", Path: []string{"结果"}, Kind: sheet.Center, Calc: sheet.Agree("a", "b")},
	}
	checks.Portrait, checks.CenterNumbers = true, true
	for _, c := range y.pairs {
		if unpacked(c.a.report()) || unpacked(c.b.report()) {
			continue
		}
		checks.Rows = append(checks.Rows, sheet.Row{Cells: []any{nil, c.name, c.a.place, c.a.value, c.b.place, c.b.value}})
	}
	checks.Notes = []string{"甲、乙两处应当相等；结果为「不一致」的先查明原因再上报。"}
	return []sheet.Table{index, checks, y.audit()}
}

// mostBreaches is how many of the records that break a rule are named on paper.
const mostBreaches = 20

// audit is the table of what must hold among the records, with those that do not.
func (y *Year) audit() sheet.Table {
	t := y.table("数据核查表", "条")
	t.Columns = []sheet.Column{
		{Path: []string{"序号"}, Kind: sheet.Serial},
		{Key: "kind", Path: []string{"记录"}, Kind: sheet.Center, Width: 14},
		{Key: "rule", Path: []string{"核查事项"}, Width: 34},
		{Key: "looked", Path: []string{"核查"}, Kind: sheet.Int},
		{Key: "broken", Path: []string{"不符"}, Kind: sheet.Int},
		{Key: "open", Path: []string{"待完成"}, Kind: sheet.Int},
		{Key: "outcome", Path: []string{"结果"}, Kind: sheet.Center, Width: 10},
		{Key: "words", Path: []string{"哪些记录"}, Width: 44},
	}
	for _, r := range y.Rulings {
		t.Rows = append(t.Rows, sheet.Row{Cells: []any{
			nil, r.Kind.Title, r.Rule, r.Looked, breachCell(r.Kind, r.Broken), breachCell(r.Kind, r.Open), r.Outcome(), wordsOf(append(slices.Clone(r.Broken), r.Open...)),
		}})
	}
	t.Signature, t.CenterNumbers = false, true
	t.Notes = []string{"按记录逐条核查，不只看合计；不符的先改正再上报，待完成的是还没有办完、没有收齐，或者要与原件再核对，不算不符。"}
	return t
}

func breachCell(kind *record.Kind, breaches []record.Breach) sheet.Counted {
	set, met := measure.Set{Kind: kind.Name}, map[int64]bool{}
	for _, b := range breaches {
		if !met[b.ID] {
			met[b.ID] = true
			set.IDs = append(set.IDs, b.ID)
		}
	}
	return sheet.Counted{Value: len(breaches), Set: set}
}

// wordsOf names the records that break a rule, of many the first.
func wordsOf(breaches []record.Breach) string {
	var words []string
	for i, b := range breaches {
		if i == mostBreaches {
			words = append(words, "……共 "+strconv.Itoa(len(breaches))+" 条")
			break
		}
		words = append(words, b.Words)
	}
	return strings.Join(words, "；\n")
}

// unpacked reports whether a code is of a report that is not in the pack.
func unpacked(code string) bool {
	return slices.ContainsFunc(registered, func(r Report) bool { return r.Code == code && r.Asked })
}

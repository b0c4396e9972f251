package export

import (
	"slices"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/export/sheet"
)

// figureGroup is a group of figures under a title; of a code that ends in a point it has all that begin with it.
type figureGroup struct {
	title string
	codes []string
}

// classScheme is what the classes of replies mean in the year.
func (y *Year) classScheme() string {
	return record.EditionOf(y.Settings["result_class.scheme"], y.Year)
}

// indicators is the sheet of all single figures of proposals, in the groups of report 05.
func (y *Year) indicators() sheet.Table {
	t := y.figureTable("提案工作情况统计表", "件、%", indicatorGroups)
	t.Notes = []string{"比率四舍五入，分母为 0 的显示「—」；只有数量没有分母的指标不算比率。", "办理结果分类：" + y.classScheme() + "。", "本表按件计；06、16、18 号表按承办单位计件次，17 号表按反馈列条，各表末「按件计」一行化为本表的件数。"}
	return t
}

// figureTable is a sheet of single figures, each with its two counts and its rule.
func (y *Year) figureTable(title, unit string, groups []figureGroup) sheet.Table {
	t := y.table(title, unit)
	t.Portrait = true
	t.Columns = []sheet.Column{
		{Path: []string{"序号"}, Kind: sheet.Serial},
		{Key: "name", Path: []string{"指标"}, Width: 22},
		{Key: "num", Path: []string{"数据", "数量"}, Width: 9, Kind: sheet.Int},
		{Key: "den", Path: []string{"数据", "分母"}, Kind: sheet.Int},
		{Key: "rate", Path: []string{"数据", "比率"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{"num"}, []string{"den"})},
		{Key: "unit", Path: []string{"单位"}, Kind: sheet.Center},
		{Key: "rule", Path: []string{"口径"}, Width: 44},
	}
	for _, group := range groups {
		var rows []sheet.Row
		for _, f := range y.Figures {
			if inCodes(group.codes, f.Code) {
				rows = append(rows, indicatorRow(f))
			}
		}
		if len(rows) > 0 {
			t.Rows = append(append(t.Rows, sheet.Row{Group: group.title}), rows...)
		}
	}
	return t
}

func indicatorRow(f measure.Figure) sheet.Row {
	den := any(nil)
	switch {
	case f.IsRate:
		den = sheet.Counted{Value: f.Den, Set: f.Base}
	case f.Den > 0: // a target
		den = f.Den
	}
	return sheet.Row{Cells: []any{nil, f.Name, counted(f), den, nil, f.Unit, f.Rule}}
}

// inCodes reports whether a figure is one of the codes; one that ends in a point is all that begin with it.
func inCodes(codes []string, figure string) bool {
	return slices.ContainsFunc(codes, func(code string) bool {
		return code == figure || strings.HasSuffix(code, ".") && strings.HasPrefix(figure, code)
	})
}

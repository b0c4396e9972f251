package export

import (
	"strings"

	"cppccdesk/export/sheet"
)

// categoriesReport is what became of the proposals of each category: 分类综合统计.
var categoriesReport = Report{Code: "28", Name: "分类综合统计表", Asked: true, Build: func(y *Year) []sheet.Table {
	count := func(key, title string) sheet.Column {
		return sheet.Column{Key: key, Path: []string{title}, Kind: sheet.Int, Total: sheet.Sum}
	}
	t := y.table("分类综合统计表", "件")
	t.CenterNumbers = true
	t.Portrait = true
	t.Columns = []sheet.Column{
		{Path: []string{"序号"}, Kind: sheet.Serial},
		{Key: "category", Path: []string{"分类"}, Width: 24},
		count("filed", "立案"), count("opinion", "不立案转意见"), count("back", "不立案退回"),
		{Key: "all", Path: []string{"合计"}, Kind: sheet.Int, Calc: sheet.SumOf("filed", "opinion", "back"), Total: sheet.Sum},
	}
	of := map[int64]int{} // row of each proposal
	for _, f := range y.Figures {
		word, ok := strings.CutPrefix(f.Code, "received.category.")
		if !ok {
			continue
		}
		_, name, _ := strings.Cut(f.Name, "·")
		for _, id := range f.Counted.IDs {
			of[id] = len(t.Rows)
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: []any{nil, name, counted(y.figure("filed.category." + word)), sheet.Counted{Value: int64(0)}, sheet.Counted{Value: int64(0)}}})
	}
	for i, code := range []string{"transferred", "refused"} {
		for _, id := range y.figure(code).Counted.IDs {
			cell := &t.Rows[of[id]].Cells[3+i]
			c := (*cell).(sheet.Counted)
			c.Set.Kind, c.Set.IDs = y.figure(code).Counted.Kind, append(c.Set.IDs, id)
			c.Value = c.Set.Len()
			*cell = c
		}
	}
	t.Notes = []string{
		"不立案转意见含转意见和建议、转社情民意信息、作委员来信；不立案退回是退回提案人和没有写去向的。合计 = 立案 + 不立案转意见 + 不立案退回。",
		"不在表内的：并案 " + wholeNumber(y.figure("merged").Num) + " 件，待审查及退回撤案 " + wholeNumber(y.figure("unsettled").Num) + " 件；加上本表合计，等于收到 " + wholeNumber(y.figure("received").Num) + " 件。",
	}
	return []sheet.Table{t}
}}

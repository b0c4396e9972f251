package export

import "cppccdesk/export/sheet"

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
		for _, written := range laid.result.Sheets {
			index.Rows = append(index.Rows, sheet.Row{Cells: []any{laid.report.Code, laid.report.Name, written.Name, written.Rows}})
		}
	}
	index.Portrait, index.Signature = true, false

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
	for _, c := range y.checks() {
		checks.Rows = append(checks.Rows, sheet.Row{Cells: []any{nil, c.name, c.a.place, c.a.value, c.b.place, c.b.value}})
	}
	checks.Notes = []string{"甲、乙两处应当相等；结果为「不一致」的先查明原因再上报。"}
	return []sheet.Table{index, checks}
}

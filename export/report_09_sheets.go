package export

import (
	"fmt"
	"strconv"

	"cppccdesk/data/proposal"
	"cppccdesk/export/sheet"
)

var sheetsReport = Report{Code: "09", Name: "民主评议评分明细", Build: func(y *Year) []sheet.Table {
	var tables []sheet.Table
	for _, e := range y.evaluations() {
		t := y.table("民主评议评分明细", "分")
		t.Name, t.Subtitle, t.Subtotals = y.evaluationName(e, t.Name), "（"+e.Name+"）", true
		t.Portrait, t.Of = true, proposal.Proposals.Name
		t.Columns = []sheet.Column{
			{Path: []string{"序号"}, Kind: sheet.Serial},
			{Key: "rater", Path: []string{"评委", "姓名"}, Kind: sheet.Center},
			{Key: "category", Path: []string{"评委", "类别"}, Kind: sheet.Center},
			{Key: "date", Path: []string{"评分日期"}, Kind: sheet.Date},
		}
		for i, indicator := range e.Rubric.Indicators {
			t.Columns = append(t.Columns, sheet.Column{Key: "i" + strconv.Itoa(i), Path: []string{"指标得分", indicator.Name}, Kind: sheet.Decimal2})
		}
		mean := sheet.Mean
		if e.Rubric.Weighted {
			mean = sheet.NoTotal
		}
		t.Columns = append(t.Columns,
			sheet.Column{Key: "counted", Path: []string{"计入"}, Kind: sheet.Int, Total: sheet.Sum},
			sheet.Column{Key: "total", Path: []string{"总分"}, Kind: sheet.Decimal2, Total: mean},
			sheet.Column{Key: "note", Path: []string{"说明"}, Width: 20})
		for _, target := range e.Targets {
			t.Rows = append(t.Rows, sheet.Row{Group: fmt.Sprintf("第%d组 %s（%s）", target.PanelNumber, target.ProposalTitle, target.Unit)})
			for _, s := range target.Sheets {
				row := sheetRow(s)
				row.ID = target.ProposalID
				t.Rows = append(t.Rows, row)
			}
		}
		t.Notes = []string{rubricNote(e.Rubric), "小计、合计为计入评分表的份数和总分平均；评委类别有权重的方案不作平均，得分见得分及等次表；作废、缺项、回避等不计入的评分表不算总分，原因见说明。"}
		tables = append(tables, t)
	}
	return tables
}}

package export

import (
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/scoring"
	"cppccdesk/export/sheet"
)

var sheetsReport = Report{Code: "09", Name: "民主评议评分明细", Fixed: "每项评议一张表，栏目是它的评分指标", Build: func(y *Year) []sheet.Table {
	var tables []sheet.Table
	for _, e := range y.defended() {
		t := y.table("民主评议评分明细", "分")
		t.Name, t.Subtitle, t.Subtotals = y.evaluationName(e, t.Name), "（"+e.Name+"）", true
		t.Portrait, t.Of = true, proposal.Proposals.Name
		t.Columns = []sheet.Column{
			{Path: []string{"序号"}, Kind: sheet.Serial},
		}
		if !e.Rubric.Anonymous {
			t.Columns = append(t.Columns,
				sheet.Column{Key: "rater", Path: []string{"评委", "姓名"}, Kind: sheet.Center},
				sheet.Column{Key: "category", Path: []string{"评委", "类别"}, Kind: sheet.Center},
				sheet.Column{Key: "date", Path: []string{"评分日期"}, Kind: sheet.Date})
		}
		for i, indicator := range e.Rubric.Indicators {
			t.Columns = append(t.Columns, sheet.Column{Key: "i" + strconv.Itoa(i), Path: []string{"指标得分", indicator.Label}, Kind: sheet.Decimal2})
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
			t.Rows = append(t.Rows, sheet.Row{Group: targetTitle(&target)})
			for _, s := range target.Sheets {
				row := sheetRow(s, e.Rubric.Anonymous)
				row.ID = target.ProposalID
				t.Rows = append(t.Rows, row)
			}
		}
		t.Notes = []string{rubricNote(e.Rubric), "小计、合计为计入评分表的份数和总分平均；评委类别有权重的方案不作平均，得分见得分及等次表；作废、缺项、回避等不计入的评分表不算总分，原因见说明。" + lockNote(e)}
		if e.Rubric.Anonymous {
			t.Notes = append(t.Notes, evaluation.AnonymousNote)
		}
		tables = append(tables, t)
	}
	for i := range y.Evaluations {
		tables = append(tables, y.defenceTable(&y.Evaluations[i]))
	}
	for i := range y.Evaluations {
		if e := &y.Evaluations[i]; e.Rubric.Anonymous {
			tables = append(tables, y.opinionTable(e))
		}
	}
	return append(tables, y.indicatorCharts()...)
}}

// defenceTable is what speaks for and against each score: one row a target.
func (y *Year) defenceTable(e *evaluation.Result) sheet.Table {
	fields := []sheet.Field[evaluation.TargetResult]{
		{Column: sheet.Column{Key: "panel", Path: []string{"组号"}, Kind: sheet.Int}, Value: func(t evaluation.TargetResult) any { return t.PanelNumber }},
		{Column: sheet.Column{Key: "unit", Path: []string{"评议对象"}, Width: 18}, Value: func(t evaluation.TargetResult) any { return t.Unit }},
		{Column: sheet.Column{Key: "score", Path: []string{"得分"}, Kind: sheet.Decimal2}, Value: func(t evaluation.TargetResult) any { return scoreOf(t) }},
		{Column: sheet.Column{Key: "grade", Path: []string{"等次"}, Kind: sheet.Center}, Value: func(t evaluation.TargetResult) any { return t.Result.Grade }},
		{Column: sheet.Column{Key: "rank", Path: []string{"名次"}, Kind: sheet.Int}, Value: func(t evaluation.TargetResult) any { return orBlank(int64(t.Rank)) }},
		{Column: sheet.Column{Key: "z", Path: []string{"标准分"}, Kind: sheet.Center}, Value: func(t evaluation.TargetResult) any { return t.Z }},
		{Column: sheet.Column{Key: "w", Path: []string{"肯德尔 W"}, Kind: sheet.Center}, Value: func(t evaluation.TargetResult) any { return t.Defence.W }},
		{Column: sheet.Column{Key: "note", Path: []string{"复核"}, Width: 60}, Value: func(t evaluation.TargetResult) any {
			return strings.Join(append(deviating(t), t.Defence.Sentences()...), "")
		}},
	}
	t := y.table("民主评议得分复核", "分")
	t.Name, t.Subtitle, t.CenterNumbers = "复核", "（"+e.Name+"）", true
	if len(y.Evaluations) > 1 {
		t.Name += " " + e.Name
	}
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, e.Targets)
	t.Notes = []string{rubricNote(e.Rubric), e.ApartNote() + fmt.Sprintf("复核只供说明，不改变得分、等次和名次。偏离：与同组其他评委的均分相差达满分的 5%%，并达他们的 3 个标准差。肯德尔 W 从 0 到 1，0.7 以上看法一致，0.4 以上大体一致；只评一个对象的小组比各项指标的高低。重抽样：各组从收回的评分表中有放回地抽出同样多张，重算 %d 次（种子固定）。", scoring.Draws) + lockNote(*e)}
	return t
}

// opinionTable is what was written on the sheets of an anonymous scheme, apart from the scores.
func (y *Year) opinionTable(e *evaluation.Result) sheet.Table {
	t := y.table("民主评议意见", "条")
	t.Name, t.Subtitle, t.Portrait = "意见", "（"+e.Name+"）", true
	if len(y.Evaluations) > 1 {
		t.Name += " " + e.Name
	}
	t.Columns = []sheet.Column{
		{Path: []string{"序号"}, Kind: sheet.Serial},
		{Key: "panel", Path: []string{"组号"}, Kind: sheet.Int},
		{Key: "unit", Path: []string{"评议对象"}, Width: 18},
		{Key: "number", Path: []string{"案号"}, Kind: sheet.Int},
		{Key: "opinion", Path: []string{"意见"}, Width: 50, Total: sheet.Count},
	}
	for i := range e.Targets {
		target := &e.Targets[i]
		for _, text := range target.Opinions() {
			t.Rows = append(t.Rows, sheet.Row{Cells: []any{nil, target.PanelNumber, target.Unit, orBlank(target.ProposalNumber), text}})
		}
	}
	t.Notes = []string{evaluation.AnonymousNote}
	return t
}

// deviating are the notices of raters far from the others of their panel.
func deviating(t evaluation.TargetResult) (texts []string) {
	for _, n := range t.Result.Notices {
		if n.Kind == scoring.RaterDeviates {
			texts = append(texts, n.Text+"。")
		}
	}
	return texts
}

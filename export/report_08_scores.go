package export

import (
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/scoring"
	"cppccdesk/export/sheet"
)

var scoresReport = Report{Code: "08", Name: "民主评议得分及等次表", Fixed: "每项评议一张表，栏目随它的评分方案", Build: func(y *Year) []sheet.Table {
	fields := []sheet.Field[evaluation.TargetResult]{
		{Column: sheet.Column{Key: "panel", Path: []string{"评议小组", "组号"}, Kind: sheet.Int}, Value: func(t evaluation.TargetResult) any { return t.PanelNumber }},
		{Column: sheet.Column{Key: "leader", Path: []string{"评议小组", "组长"}, Kind: sheet.Center}, Value: func(t evaluation.TargetResult) any { return t.Leader }},
		{Column: sheet.Column{Key: "number", Path: []string{"评议对象", "案号"}, Kind: sheet.Int}, Value: func(t evaluation.TargetResult) any { return orBlank(t.ProposalNumber) }},
		{Column: sheet.Column{Key: "title", Path: []string{"评议对象", "案由"}, Total: sheet.Count, Width: 36}, Value: func(t evaluation.TargetResult) any { return t.ProposalTitle }},
		{Column: sheet.Column{Key: "unit", Path: []string{"评议对象", "承办单位"}, Width: 18}, Value: func(t evaluation.TargetResult) any { return t.Unit }},
		{Column: sheet.Column{Key: "expected", Path: []string{"评分表", "应收"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(t evaluation.TargetResult) any { return t.Expected }},
		{Column: sheet.Column{Key: "collected", Path: []string{"评分表", "实收"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(t evaluation.TargetResult) any { return t.Collected }},
		{Column: sheet.Column{Key: "counted", Path: []string{"评分表", "计入"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(t evaluation.TargetResult) any { return countedSheets(t) }},
		{Column: sheet.Column{Key: "score", Path: []string{"结果", "得分"}, Kind: sheet.Decimal2, Total: sheet.Mean}, Value: func(t evaluation.TargetResult) any { return scoreOf(t) }},
		{Column: sheet.Column{Key: "grade", Path: []string{"结果", "等次"}, Kind: sheet.Center}, Value: func(t evaluation.TargetResult) any { return t.Result.Grade }},
		{Column: sheet.Column{Key: "rank", Path: []string{"结果", "名次"}, Kind: sheet.Int}, Value: func(t evaluation.TargetResult) any { return orBlank(int64(t.Rank)) }},
		{Column: sheet.Column{Key: "z", Path: []string{"结果", "标准分"}, Kind: sheet.Center}, Value: func(t evaluation.TargetResult) any { return t.Z }},
		{Column: sheet.Column{Key: "note", Path: []string{"说明"}}, Value: func(t evaluation.TargetResult) any { return scoreRemark(t) }},
	}
	var tables []sheet.Table
	plain := fields
	for _, e := range y.defended() {
		fields, each := plain, "各件"
		if ofUnits(&e) {
			fields, each = unitFields(plain), "各单位"
		}
		if slices.ContainsFunc(e.Targets, func(t evaluation.TargetResult) bool { return t.Class != "" }) {
			after := 1 + slices.IndexFunc(fields, func(f sheet.Field[evaluation.TargetResult]) bool { return f.Key == "unit" })
			fields = slices.Insert(slices.Clone(fields), after, sheet.Field[evaluation.TargetResult]{
				Column: sheet.Column{Key: "class", Path: []string{"评议对象", "类别"}, Kind: sheet.Center}, Value: func(t evaluation.TargetResult) any { return t.Class },
			})
		}
		t := y.table("民主评议得分及等次表", "分")
		t.Name, t.Subtitle = y.evaluationName(e, t.Name), "（"+e.Name+"）"
		t.CenterNumbers = true
		t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, e.Targets)
		sheet.Identify(&t, proposal.Proposals.Name, e.Targets, func(t evaluation.TargetResult) int64 { return t.ProposalID })
		t.Notes = []string{
			rubricNote(e.Rubric), "等次按未舍入的得分判定，得分保留两位小数、四舍五入；得分的合计栏为" + each + "得分的平均。" + e.ApartNote() + "标准分 =（得分 − 各组平均）÷ 标准差，供跨组比较。得分、等次的复核见 09 号表。" + lockNote(e),
			"应收：不回避、要评这一对象的评委人数；作废的评分表仍在应收内，不在实收内，张数写在说明里。",
		}
		if e.Rubric.Anonymous {
			t.Notes = append(t.Notes, evaluation.AnonymousNote)
		}
		tables = append(tables, t)
	}
	for i := range y.Votes {
		tables = append(tables, y.voteTable(&y.Votes[i]))
	}
	return append(tables, y.resultCharts()...)
}}

// ofUnits reports whether an evaluation is of units as a whole.
func ofUnits(e *evaluation.Result) bool {
	return len(e.Targets) > 0 && !slices.ContainsFunc(e.Targets, func(t evaluation.TargetResult) bool { return t.ProposalID != 0 })
}

// unitFields are the fields for units as a whole, which are counted themselves.
func unitFields(fields []sheet.Field[evaluation.TargetResult]) (of []sheet.Field[evaluation.TargetResult]) {
	for _, f := range fields {
		switch f.Key {
		case "number", "title":
			continue
		case "unit":
			f.Path, f.Total, f.Width = []string{"评议对象", "单位"}, sheet.Count, 36
		}
		of = append(of, f)
	}
	return of
}

// targetTitle names a target of a panel over its sheets.
func targetTitle(t *evaluation.TargetResult) string {
	if t.ProposalID == 0 {
		return fmt.Sprintf("第%d组 %s", t.PanelNumber, t.Unit)
	}
	return fmt.Sprintf("第%d组 %s（%s）", t.PanelNumber, t.ProposalTitle, t.Unit)
}

// scoreRemark is what a reader of the score must know, a grade that hangs on one rater among it.
func scoreRemark(t evaluation.TargetResult) string {
	texts := slices.Clone(t.Notices)
	for _, f := range t.Defence.Findings {
		if f.Kind == scoring.DecidesGrade {
			texts = append(texts, f.Text)
		}
	}
	return strings.Join(texts, "；")
}

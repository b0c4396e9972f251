package export

import (
	"slices"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/export/sheet"
)

var proposalsReport = Report{Code: "05", Name: "提案工作情况统计表", Build: func(y *Year) []sheet.Table {
	return []sheet.Table{
		y.indicators(),
		y.division("提案分类情况统计表", "分类", "category"),
		y.division("提案领域情况统计表", "五大建设", "field"),
		y.division("提案来源情况统计表", "提案类型", "kind"),
		y.division("提案时间属性统计表", "时间属性", "timing"),
	}
}}

// indicatorGroups are the figures of the first sheet. A rate stands with both its counts, so the counts it is made of are
// not repeated.
var indicatorGroups = []struct {
	title string
	codes []string
}{
	{"一、收到与审查", []string{"received", "filing_rate", "merging_rate", "transfer_rate", "refusal_rate", "not_filed_rate", "unsettled"}},
	{"二、提案者", []string{"filed_share.class.委员提案", "filed_share.class.集体提案", "participation_rate"}},
	{"三、交办与答复", []string{"due", "assignments", "units", "reply_rate", "on_time_rate", "overdue", "late", "face_rate"}},
	{"四、办理结果", []string{"answered_share.class.", "solved_rate", "carried_out_rate", "b_to_a_rate", "adopted_rate"}},
	{"五、征询反馈", []string{
		"returned_rate", "result_satisfaction_rate", "result_pure_rate", "attitude_satisfaction_rate", "attitude_pure_rate",
		"returned.result.不满意", "returned.attitude.不满意", "reworked",
	}},
	{"六、重点提案", []string{"key", "tracked"}},
}

func (y *Year) indicators() sheet.Table {
	t := y.table("提案工作情况统计表", "件、%")
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
	for _, group := range indicatorGroups {
		t.Rows = append(t.Rows, sheet.Row{Group: group.title})
		for _, f := range y.Figures {
			if slices.ContainsFunc(group.codes, func(code string) bool {
				return code == f.Code || strings.HasSuffix(code, ".") && strings.HasPrefix(f.Code, code)
			}) {
				t.Rows = append(t.Rows, indicatorRow(f))
			}
		}
	}
	t.Notes = []string{"比率四舍五入,分母为 0 的显示「—」;只有数量没有分母的指标不算比率。", "办理结果分类:" + y.Settings["result_class.scheme"] + "。"}
	return t
}

func indicatorRow(f measure.Figure) sheet.Row {
	den := any(nil)
	if f.IsRate {
		den = f.Den
	}
	return sheet.Row{Cells: []any{nil, f.Name, f.Num, den, nil, f.Unit, onPaper(f.Rule)}}
}

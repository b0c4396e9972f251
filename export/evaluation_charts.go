package export

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/scoring"
	"cppccdesk/export/sheet"
)

// charted is what a target came to, by sheets or by ballots, as charts show it.
type charted struct {
	rank               int
	class, name, grade string
	score              *big.Rat
}

// fewestCharted is how many results there are at least to be compared in a chart.
const fewestCharted = 2

// resultCharts are the tables of report 08 with charts: ranks and how results are distributed, of each evaluation that has results to compare.
func (y *Year) resultCharts() []sheet.Table {
	var tables []sheet.Table
	for i := range y.Evaluations {
		e := &y.Evaluations[i]
		var results []charted
		for j := range e.Targets {
			if t := &e.Targets[j]; t.Rank > 0 {
				results = append(results, charted{t.Rank, t.Class, chartedName(e.Targets, t), t.Result.Grade, t.Result.Score})
			}
		}
		tables = append(tables, y.chartsOf(e.Name, e.ApartNote(), lockNote(*e), e.Rubric, results)...)
	}
	for i := range y.Votes {
		v := &y.Votes[i]
		var results []charted
		for _, t := range v.Targets {
			if t.Result.Score != nil {
				results = append(results, charted{t.Rank, t.Class, t.Label, t.Result.Grade, t.Result.Score})
			}
		}
		tables = append(tables, y.chartsOf(v.Name, "", voteLock(v), v.Rubric, results)...)
	}
	return tables
}

// chartedName is the unit, with the proposal where it is evaluated for several.
func chartedName(targets []evaluation.TargetResult, t *evaluation.TargetResult) string {
	if t.ProposalNumber != 0 && slices.ContainsFunc(targets, func(o evaluation.TargetResult) bool { return o.ID != t.ID && o.UnitID == t.UnitID }) {
		return fmt.Sprintf("%s（第 %d 号）", t.Unit, t.ProposalNumber)
	}
	return t.Unit
}

func (y *Year) chartsOf(name, remark, note string, rubric evaluation.Rubric, results []charted) []sheet.Table {
	if len(results) < fewestCharted {
		return nil
	}
	classes := map[string]int{} // in the order in which they are met
	for _, r := range results {
		if _, met := classes[r.class]; !met {
			classes[r.class] = len(classes)
		}
	}
	slices.SortStableFunc(results, func(a, b charted) int {
		return cmp.Or(cmp.Compare(classes[a.class], classes[b.class]), cmp.Compare(a.rank, b.rank))
	})
	return []sheet.Table{y.rankChart(name, remark, note, rubric, results), y.spreadChart(name, note, rubric, results)}
}

// chartTable is an upright table for a chart, without signatures.
func (y *Year) chartTable(title, unit, of string) sheet.Table {
	t := y.table(title, unit)
	t.Name, t.Subtitle, t.Portrait, t.CenterNumbers, t.Signature = strings.TrimPrefix(title, "民主评议"), "（"+of+"）", true, true, false
	if len(y.Evaluations)+len(y.Votes) > 1 {
		t.Name += " " + of
	}
	return t
}

// rankChart has the results by rank, within their classes where there are some.
func (y *Year) rankChart(name, remark, note string, rubric evaluation.Rubric, results []charted) sheet.Table {
	fields := []sheet.Field[charted]{
		{Column: sheet.Column{Key: "rank", Path: []string{"名次"}, Kind: sheet.Int, Width: 8}, Value: func(r charted) any { return r.rank }},
		{Column: sheet.Column{Key: "name", Path: []string{"评议对象"}, Width: 34}, Value: func(r charted) any { return r.name }},
		{Column: sheet.Column{Key: "score", Path: []string{"得分"}, Kind: sheet.Decimal2, Width: 12}, Value: func(r charted) any {
			score, _ := r.score.Float64() // exactness ends at the cell
			return score
		}},
	}
	if slices.ContainsFunc(results, func(r charted) bool { return r.class != "" }) {
		fields = slices.Insert(fields, 1, sheet.Field[charted]{Column: sheet.Column{Key: "class", Path: []string{"类别"}, Kind: sheet.Center, Width: 12}, Value: func(r charted) any { return r.class }})
	}
	if len(rubric.Grades) > 0 {
		fields = append(fields, sheet.Field[charted]{Column: sheet.Column{Key: "grade", Path: []string{"等次"}, Kind: sheet.Center, Width: 12}, Value: func(r charted) any { return r.grade }})
	}
	t := y.chartTable("民主评议名次图", "分", name)
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, results)
	t.Notes = []string{"按名次排列，只列有得分的；得分四舍五入到两位小数，长短从 0 分起；评分方案见得分及等次表、票决结果表。" + remark + note}
	t.Charts = []sheet.Chart{{Title: "得分与名次", Label: "name", Value: "score", Lying: true}}
	return t
}

// spread is how many results are of a grade, or between two scores.
type spread struct {
	label, between string
	names          []string
}

// spreadChart has how many results are of each grade; of a scheme without grades, in each ten points.
func (y *Year) spreadChart(name, note string, rubric evaluation.Rubric, results []charted) sheet.Table {
	title, label := "民主评议等次分布图", "等次"
	parts := gradeSpread(rubric.Grades, results)
	if len(rubric.Grades) == 0 {
		title, label, parts = "民主评议得分分布图", "得分段", tenthsSpread(rubric.Full(), results)
	}
	fields := []sheet.Field[spread]{
		{Column: sheet.Column{Key: "label", Path: []string{label}, Kind: sheet.Center, Width: 14}, Value: func(s spread) any { return s.label }},
		{Column: sheet.Column{Key: "between", Path: []string{"得分"}, Kind: sheet.Center, Width: 18}, Value: func(s spread) any { return s.between }},
		{Column: sheet.Column{Key: "count", Path: []string{"个数"}, Kind: sheet.Int, Width: 8}, Value: func(s spread) any { return len(s.names) }},
		{Column: sheet.Column{Key: "names", Path: []string{"评议对象"}, Width: 40}, Value: func(s spread) any { return strings.Join(s.names, "、") }},
	}
	if len(rubric.Grades) == 0 {
		fields = slices.Delete(fields, 1, 2)
	}
	t := y.chartTable(title, "个", name)
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, parts)
	bands := ""
	if len(rubric.Grades) == 0 {
		bands = "每段为满分的十分之一，最高一段含满分。"
	}
	t.Notes = []string{"按未舍入的得分判定，只数有得分的；评分方案见得分及等次表、票决结果表。" + bands + note}
	t.Charts = []sheet.Chart{{Title: label + "分布", Label: "label", Value: "count"}}
	return t
}

func gradeSpread(grades []evaluation.Grade, results []charted) []spread {
	var parts []spread
	for i, g := range grades {
		s := spread{label: g.Name, between: "≥ " + scoring.Points(g.Lower).Decimal().String()}
		if i > 0 {
			s.between = scoring.Points(g.Lower).Decimal().String() + " ≤ 得分 < " + scoring.Points(grades[i-1].Lower).Decimal().String()
		}
		parts = append(parts, s)
	}
	none := spread{label: "不定等次"}
	for _, r := range results {
		if i := slices.IndexFunc(parts, func(s spread) bool { return s.label == r.grade }); i >= 0 {
			parts[i].names = append(parts[i].names, r.name)
		} else {
			none.names = append(none.names, r.name)
		}
	}
	if len(none.names) > 0 {
		parts = append(parts, none)
	}
	return parts
}

// tenthsSpread counts results by tenths of full marks, from the highest that has one to the lowest. Full marks are in the highest.
func tenthsSpread(full *big.Rat, results []charted) []spread {
	step := new(big.Rat).Quo(full, big.NewRat(tenths, 1))
	tenth := func(r charted) int {
		steps := new(big.Rat).Quo(r.score, step)
		return min(int(new(big.Int).Quo(steps.Num(), steps.Denom()).Int64()), tenths-1)
	}
	bound := func(at int) string {
		return decimal.NewFromBigRat(new(big.Rat).Mul(step, big.NewRat(int64(at), 1)), boundDigits).String()
	}
	highest, lowest := tenth(results[0]), tenth(results[0])
	for _, r := range results {
		highest, lowest = max(highest, tenth(r)), min(lowest, tenth(r))
	}
	var parts []spread
	for at := highest; at >= lowest; at-- {
		s := spread{label: fmt.Sprintf("%s 到不满 %s", bound(at), bound(at+1))}
		if at == tenths-1 {
			s.label = fmt.Sprintf("%s 到 %s", bound(at), bound(at+1))
		}
		for _, r := range results {
			if tenth(r) == at {
				s.names = append(s.names, r.name)
			}
		}
		parts = append(parts, s)
	}
	return parts
}

const (
	tenths      = 10
	boundDigits = 3 // full marks have two
)

// indicatorCharts are the tables of report 09 with charts: each indicator of each target against the mean of all.
func (y *Year) indicatorCharts() []sheet.Table {
	var tables []sheet.Table
	for i := range y.Evaluations {
		e := &y.Evaluations[i]
		scored := slices.DeleteFunc(slices.Clone(e.Targets), func(t evaluation.TargetResult) bool { return !t.Scored })
		if len(scored) >= fewestCharted {
			tables = append(tables, y.indicatorChart(e, scored))
		}
	}
	return tables
}

func (y *Year) indicatorChart(e *evaluation.Result, scored []evaluation.TargetResult) sheet.Table {
	t := y.chartTable("民主评议指标对照图", "分", e.Name)
	t.Columns = []sheet.Column{
		{Key: "panel", Path: []string{"组号"}, Kind: sheet.Center, Width: 7},
		{Key: "name", Path: []string{"评议对象"}, Width: 22},
	}
	sums := map[int64]*big.Rat{}
	for _, target := range scored {
		row := sheet.Row{Cells: []any{strconv.Itoa(target.PanelNumber), chartedName(e.Targets, &target)}}
		for _, i := range e.Rubric.All {
			mean := meanOf(target.Result, i.ID)
			if sums[i.ID] == nil {
				sums[i.ID] = new(big.Rat)
			}
			sums[i.ID].Add(sums[i.ID], mean)
			value, _ := mean.Float64() // exactness ends at the cell
			row.Cells = append(row.Cells, value)
		}
		t.Rows = append(t.Rows, row)
	}
	all := sheet.Row{Cells: []any{"平均", "全部评议对象平均"}}
	for n, i := range e.Rubric.All {
		key, most, heading := "i"+strconv.Itoa(n), 0.0, i.Label
		if i.Deducts {
			heading += "（件）"
		} else {
			most, _ = i.Max.Decimal().Float64()
		}
		mean, _ := new(big.Rat).Mul(sums[i.ID], big.NewRat(1, int64(len(scored)))).Float64() // exactness ends at the cell
		all.Cells = append(all.Cells, mean)
		t.Columns = append(t.Columns, sheet.Column{Key: key, Path: []string{heading}, Kind: sheet.Decimal2})
		t.Charts = append(t.Charts, sheet.Chart{Title: heading, Label: "panel", Value: key, Most: most})
	}
	t.Rows = append(t.Rows, all)
	t.Notes = []string{"各指标为计入的评分表的平均，四舍五入到两位小数；图中长短从 0 分到满分，横轴为组号，末一条为全部评议对象的平均；评分方案见评分明细。" + e.ApartNote() + lockNote(*e)}
	return t
}

// meanOf is the mean of an indicator, 0 where it has none.
func meanOf(r scoring.Result, id int64) *big.Rat {
	for _, i := range r.Indicators {
		if i.Indicator.ID == id && i.Mean != nil {
			return i.Mean
		}
	}
	return new(big.Rat)
}

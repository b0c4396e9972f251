package export

import (
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/scoring"
	"cppccdesk/export/sheet"
)

// evaluations are the year's evaluations by score sheets; one without targets stands in where there is none, so that the workbooks of a
// year without an evaluation still show their empty tables.
func (y *Year) evaluations() []evaluation.Result {
	if len(y.Evaluations) == 0 {
		when, name := strconv.Itoa(y.Year)+"年度", "未开展民主评议"
		if y.day() < fmt.Sprintf("%04d-12-31", y.Year) { // there may still be one
			when = "截至" + dayText(y.day())
		}
		if len(y.Votes) > 0 {
			name = "未按评分表开展民主评议"
		}
		return []evaluation.Result{{Year: y.Year, Name: when + name}}
	}
	return y.Evaluations
}

// defended are the evaluations with what speaks for and against each score, which is worked out when a report first asks for it.
func (y *Year) defended() []evaluation.Result {
	y.defend()
	return y.evaluations()
}

// evaluationName tells the sheets of several evaluations apart.
func (y *Year) evaluationName(e evaluation.Result, title string) string {
	if len(y.Evaluations) > 1 {
		return e.Name
	}
	return title
}

func scoreOf(t evaluation.TargetResult) any {
	if !t.Scored {
		return t.ScoreText
	}
	score, _ := t.Result.Score.Float64() // exactness ends at the cell
	return score
}

func countedSheets(t evaluation.TargetResult) int {
	n := 0
	for _, s := range t.Sheets {
		if s.Standing == scoring.Counted {
			n++
		}
	}
	return n
}

func sheetRow(s evaluation.ScoreSheet, anonymous bool) sheet.Row {
	cells, note := []any{nil, s.Rater, s.Category, s.SubmittedOn}, sheetNote(s)
	if anonymous {
		cells, note = cells[:1], strings.TrimPrefix(string(s.Standing), string(scoring.Counted))
	}
	for _, p := range s.Points {
		cells = append(cells, points(p))
	}
	counted, total := 0, any(nil)
	if s.Standing == scoring.Counted && s.Total != nil {
		value, _ := s.Total.Float64() // exactness ends at the cell
		counted, total = 1, value
	}
	return sheet.Row{Cells: append(cells, counted, total, note)}
}

// sheetNote says why a sheet does not count, and what was noted on it.
func sheetNote(s evaluation.ScoreSheet) string {
	if s.Standing == scoring.Counted {
		return s.Note
	}
	return strings.TrimSuffix(string(s.Standing)+":"+s.Note, ":")
}

func points(text string) any {
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return n
	}
	return text
}

// lockNote says by whom the results were locked, with the seal; nothing where there is no evaluation.
func lockNote(e evaluation.Result) string {
	if e.ID == 0 {
		return ""
	}
	return evaluation.LockNote(e.Locks)
}

// rubricNote states how scores come about: indicators with weights, aggregation, grades.
func rubricNote(r evaluation.Rubric) string {
	if r.ID == 0 {
		return "没有评议，也就没有评分方案。"
	}
	var indicators, grades []string
	for _, i := range r.All {
		var text string
		switch {
		case i.Deducts:
			text = fmt.Sprintf("%s每件扣 %s", i.Label, i.Step.Decimal())
		case r.AddUp:
			text = fmt.Sprintf("%s %s", i.Label, i.Max.Decimal())
		default:
			text = fmt.Sprintf("%s %s（满分 %s）", i.Label, scoring.PerMille(i.Weight), i.Max.Decimal())
		}
		if i.Source != "" {
			text += "（取自记录：" + i.Source + stepNote(i) + "）"
		}
		indicators = append(indicators, text)
	}
	sums := "；指标权重："
	if r.AddUp {
		sums = "；指标分值相加："
	}
	for _, g := range r.Grades {
		grades = append(grades, fmt.Sprintf("%s ≥ %s 分", g.Name, scoring.Points(g.Lower).Decimal()))
	}
	weights := ""
	if r.Weighted {
		var of []string
		for _, w := range r.Weights {
			of = append(of, w.Category+" "+scoring.PerMille(w.Weight).String())
		}
		weights = "；评委权重：" + strings.Join(of, "、")
	}
	return "评分方案：" + r.Name + "，各评委总分取" + r.Aggregation + sums + strings.Join(indicators, "、") + weights +
		gradeNote(r, grades) + "；" + tieNote(r) + "。"
}

// gradeNote are the grades and how many sheets they take.
func gradeNote(r evaluation.Rubric, grades []string) string {
	if len(grades) == 0 {
		return "；不定等次"
	}
	text := "；等次：" + strings.Join(grades, "、")
	if r.Least > 0 {
		text += fmt.Sprintf("，计入不足 %d 张的不定等次、不排名次", r.Least)
	}
	return text
}

// stepNote is what a percentage point below 100 % costs.
func stepNote(i evaluation.Indicator) string {
	if i.Deducts || i.Step == 0 {
		return ""
	}
	return fmt.Sprintf("，每低 1 个百分点扣 %s，不足 1 个的不扣", i.Step.Decimal())
}

// tieNote is how ranks go on after a tie.
func tieNote(r evaluation.Rubric) string {
	if scoring.TieRule(r.TieRule) == scoring.Dense {
		return "同分名次并列，其后不跳号（" + r.TieRule + "）"
	}
	return "同分名次并列，其后跳号（" + r.TieRule + "）"
}

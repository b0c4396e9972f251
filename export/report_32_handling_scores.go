package export

import (
	"math/big"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

// unitScores are the scores of the handling of proposals by a unit, of a hundred, and the proposals in each band.
type unitScores struct {
	proposal.UnitFigures

	sum   big.Rat
	n     int64
	bands [3]measure.Set
}

// The least scores of the bands 满意 and 基本满意 of a hundred.
var leastSatisfied, leastMostly = big.NewRat(85, 1), big.NewRat(60, 1)

func (u *unitScores) add(proposalID int64, score *big.Rat) {
	u.sum.Add(&u.sum, score)
	u.n++
	band := 2
	switch {
	case score.Cmp(leastSatisfied) >= 0:
		band = 0
	case score.Cmp(leastMostly) >= 0:
		band = 1
	}
	u.bands[band].Kind, u.bands[band].IDs = proposal.Proposals.Name, append(u.bands[band].IDs, proposalID)
}

// mean is the mean of all scores, whatever their order.
func (u *unitScores) mean() any {
	if u.n == 0 {
		return measure.Undefined
	}
	mean, _ := new(big.Rat).Quo(&u.sum, big.NewRat(u.n, 1)).Float64() // exactness ends at the cell
	return mean
}

// ofHundred is a score as a part of a hundred.
func ofHundred(r evaluation.Rubric, score *big.Rat) *big.Rat {
	var full int64
	for _, i := range r.All {
		if r.AddUp && !i.Deducts {
			full += int64(i.Max)
		}
	}
	if full == 0 {
		return score
	}
	return new(big.Rat).Mul(score, big.NewRat(100*100, full))
}

// scored are the units with 主办 or 分办 and what their handling was scored, of all evaluations of the year.
func (y *Year) scored() (units []*unitScores, names []string) {
	of := map[int64]*unitScores{}
	for _, u := range y.Units {
		if u.Lead > 0 {
			scores := &unitScores{UnitFigures: u}
			units, of[u.UnitID] = append(units, scores), scores
		}
	}
	for _, e := range y.Evaluations {
		some := false
		for _, t := range e.Targets {
			if u := of[t.UnitID]; t.Scored && t.ProposalID != 0 && u != nil {
				u.add(t.ProposalID, ofHundred(e.Rubric, t.Result.Score))
				some = true
			}
		}
		if some {
			names = append(names, e.Name)
		}
	}
	return units, names
}

// handlingScoresReport is what the evaluations of the year gave the units: 办理评价汇总.
var handlingScoresReport = Report{Code: "32", Name: "办理评价汇总表", Asked: true, Build: func(y *Year) []sheet.Table {
	band := func(key, title string, i int) sheet.Field[*unitScores] {
		return sheet.Field[*unitScores]{
			Column: sheet.Column{Key: key, Path: []string{title}, Kind: sheet.Int, Total: sheet.Sum},
			Value:  func(u *unitScores) any { return sheet.Counted{Value: int64(len(u.bands[i].IDs)), Set: u.bands[i]} },
		}
	}
	led := func(u proposal.UnitFigures) int64 { return u.Lead }
	fields := []sheet.Field[*unitScores]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "unit", Path: []string{"单位"}, Width: 24}, Value: func(u *unitScores) any { return u.Unit }},
		{Column: sheet.Column{Key: "lead", Path: []string{"主分办件数"}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(u *unitScores) any { return sheet.Counted{Value: u.Lead, Set: u.Behind(led)} }},
		{Column: sheet.Column{Key: "mean", Path: []string{"平均分"}, Kind: sheet.Decimal2}, Value: func(u *unitScores) any { return u.mean() }},
		band("satisfied", "满意（85 分以上）", 0), band("mostly", "基本满意（60–84 分）", 1), band("dissatisfied", "不满意（60 分以下）", 2),
	}
	units, names := y.scored()
	t := y.table("办理评价汇总表", "件次、分")
	t.CenterNumbers = true
	t.Portrait, t.FreezeColumns = true, 2
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, units)
	sheet.Identify(&t, roster.Units.Name, units, func(u *unitScores) int64 { return u.UnitID })
	var all unitScores
	for _, u := range units {
		all.sum.Add(&all.sum, &u.sum)
		all.n += u.n
	}
	from := "今年还没有得出分数的评议"
	if len(names) > 0 {
		from = "得分取自" + strings.Join(names, "、") + "，共评 " + wholeNumber(all.n) + " 件次，平均 " + measure.Round(new(big.Rat).Quo(&all.sum, big.NewRat(all.n, 1)), 2) + " 分"
	}
	t.Notes = []string{
		from + "；满分不是 100 分的折成百分。平均分是各件得分相加除以件次，与先后无关；没有评过的单位显示「—」。",
		"按未舍入的得分分档：85 分以上（含）满意，60 分以上（含）不到 85 分基本满意，不到 60 分不满意。一件在几项评议里评过的各计一次。",
	}
	return []sheet.Table{t}
}}

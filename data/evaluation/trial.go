package evaluation

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"cppccdesk/data/measure"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// TrialField is what a trial calculation asks for of a scheme.
type TrialField struct {
	Key  string
	Hint string // how to write it
}

// TrialCategories is the key of the categories of the raters, in the order of their points.
const TrialCategories = "评委类别"

// TrialFields are what a trial calculation with the scheme asks for: for each indicator what some raters give it, or for each option its votes.
func (r Rubric) TrialFields() (fields []TrialField) {
	if r.Method == ByBallots {
		for _, o := range r.Options {
			hint := fmt.Sprintf("几票，每票 %s 分", o.Points.Decimal())
			if !o.Counted {
				hint = "几票，不计"
			}
			fields = append(fields, TrialField{o.Name, hint})
		}
		return append(fields, TrialField{Abstained, "几票，不计"})
	}
	for _, i := range r.All {
		hint := fmt.Sprintf("各评委的分，空格隔开，满分 %s", i.Max.Decimal())
		switch s, _ := sourceOf(i.Source); {
		case i.Source != "":
			hint = i.Source + "，如 " + s.example()
		case i.Deducts:
			hint = fmt.Sprintf("各评委的件数，空格隔开，每件扣 %s", i.Step.Decimal())
		case i.Choices != "":
			hint = "各评委选的档，空格隔开：" + i.Choices
		}
		fields = append(fields, TrialField{i.Label, hint})
	}
	if r.Weighted {
		fields = append(fields, TrialField{TrialCategories, "各评委的类别，空格隔开"})
	}
	return fields
}

// Trial is what sample scores come to by a scheme, step by step.
type Trial struct {
	Steps []string // in the order of the calculation
	Score string   // two decimals
	Grade string   // empty where the scheme does not grade
}

// Try works out sample scores by key of TrialFields. Nothing is stored. It refuses in a sentence what cannot be computed with.
func (r Rubric) Try(given map[string]string) (Trial, error) {
	if err := r.check(); err != nil {
		return Trial{}, store.Refuse(store.CodeInvalid, "%s。", err)
	}
	if r.Method == ByBallots {
		return r.tryVotes(given)
	}
	c, err := r.trialCase(given)
	if err != nil {
		return Trial{}, err
	}
	scheme := r.scheme()
	o := scheme.Rate([]scoring.Case{c}, scoring.TieRule(r.TieRule))[0]
	if o.Err != nil {
		return Trial{}, store.Refuse(store.CodeInvalid, "%s。", o.Err)
	}
	return r.trialOf(scheme, c, o), nil
}

func (r Rubric) trialCase(given map[string]string) (scoring.Case, error) {
	c := scoring.Case{Facts: map[int64]scoring.Fact{}}
	for _, i := range r.All {
		if i.Source != "" {
			fact, err := parseFact(i, given[i.Label])
			if err != nil {
				return c, err
			}
			c.Facts[i.ID] = fact
			continue
		}
		parts := strings.Fields(width.Narrow.String(given[i.Label]))
		if len(c.Sheets) == 0 {
			for n := range parts {
				id := int64(n + 1)
				c.Raters = append(c.Raters, scoring.Rater{ID: id, Name: strconv.Itoa(n + 1)})
				c.Sheets = append(c.Sheets, scoring.Sheet{RaterID: id, Points: map[int64]scoring.Points{}})
			}
		}
		if len(parts) != len(c.Sheets) || len(parts) == 0 {
			return c, store.Refuse(store.CodeInvalid, "「%s」填了 %d 个分，别的指标填了 %d 个；每位评委各填一个，用空格隔开。", i.Label, len(parts), len(c.Sheets))
		}
		for n, text := range parts {
			points, err := parsePoints(i, text)
			if err != nil {
				return c, err
			}
			c.Sheets[n].Points[i.ID] = scoring.Points(points)
		}
	}
	if len(c.Raters) == 0 { // everything is taken from records
		c.Raters, c.Sheets = []scoring.Rater{{ID: 1, Name: "1"}}, []scoring.Sheet{{RaterID: 1}}
	}
	if r.Weighted {
		words := strings.Fields(given[TrialCategories])
		if len(words) != len(c.Raters) {
			return c, store.Refuse(store.CodeInvalid, "有 %d 位评委，「%s」写了 %d 个，请按同样的次序写全。", len(c.Raters), TrialCategories, len(words))
		}
		for n := range c.Raters {
			c.Raters[n].Category = words[n]
		}
	}
	return c, nil
}

// parseFact reads 12/13, 96.5% or a number of cases.
func parseFact(i Indicator, text string) (scoring.Fact, error) {
	s, _ := sourceOf(i.Source)
	text = strings.ReplaceAll(strings.TrimSpace(width.Narrow.String(text)), " ", "")
	value, ok := new(big.Rat).SetString(strings.TrimSuffix(text, "%"))
	if ok && strings.HasSuffix(text, "%") {
		value.Mul(value, big.NewRat(1, 100))
	}
	switch {
	case !ok || strings.ContainsAny(text, "eE") || value.Sign() < 0 || len(text) > 20:
		return scoring.Fact{}, store.Refuse(store.CodeInvalid, "「%s」取自记录，请填一个数，如 %s。", i.Label, s.example())
	case s.rate && value.Cmp(big.NewRat(1, 1)) > 0:
		return scoring.Fact{}, store.Refuse(store.CodeInvalid, "「%s」是比率，不超过 100%%。", i.Label)
	case !s.rate && !value.IsInt():
		return scoring.Fact{}, store.Refuse(store.CodeInvalid, "「%s」是件数，应是整数。", i.Label)
	}
	return scoring.Fact{Rate: s.rate, Value: value, Text: text}, nil
}

// trialOf tells the steps: totals, what is dropped, the formula, the grade, and what it would be without dropping.
func (r Rubric) trialOf(scheme scoring.Rubric, c scoring.Case, o scoring.Outcome) Trial {
	var totals, dropped []string
	for _, line := range o.Raters {
		if line.Total == nil {
			continue
		}
		totals = append(totals, measure.Round(line.Total, 2))
		if line.Standing == scoring.DroppedTop || line.Standing == scoring.DroppedLow {
			dropped = append(dropped, measure.Round(line.Total, 2))
		}
	}
	t := Trial{Score: o.Text(2), Grade: o.Grade}
	t.Steps = append(t.Steps, fmt.Sprintf("评委 %d 人，各得 %s", len(totals), strings.Join(totals, "、")))
	if len(dropped) > 0 {
		rest := "其余平均"
		if r.Weighted {
			rest = "其余按评委类别加权"
		}
		t.Steps = append(t.Steps, "去掉 "+strings.Join(dropped, "、")+"，"+rest)
	}
	t.Steps = append(t.Steps, o.Formula)
	for _, n := range o.Notices {
		t.Steps = append(t.Steps, n.Text)
	}
	if o.Grade != "" {
		t.Steps = append(t.Steps, "先定等再舍入："+r.band(o.Score))
	}
	if len(dropped) > 0 {
		no := false
		if other, err := scheme.Suppose([]scoring.Case{c}, scoring.TieRule(r.TieRule), scoring.WhatIf{Trim: &no}); err == nil && other[0].Err == nil {
			t.Steps = append(t.Steps, fmt.Sprintf("若不去极值：%s %s", other[0].Text(2), other[0].Grade))
		}
	}
	return t
}

// band is the grade of a score with its bounds: 良好 [75, 90).
func (r Rubric) band(score *big.Rat) string {
	upper := ""
	for _, g := range r.Grades {
		lower := scoring.Points(g.Lower).Decimal()
		if score.Cmp(lower.Rat()) >= 0 {
			if upper == "" {
				return fmt.Sprintf("%s ≥ %s", g.Name, lower)
			}
			return fmt.Sprintf("%s [%s, %s)", g.Name, lower, upper)
		}
		upper = lower.String()
	}
	return ""
}

// mostVotes is how many votes a trial takes for one option.
const mostVotes = 1_000_000

func (r Rubric) tryVotes(given map[string]string) (Trial, error) {
	scheme := r.Ballots()
	tally := scheme.NewTally()
	count := func(key string) (int, error) {
		text := strings.TrimSpace(width.Narrow.String(given[key]))
		if text == "" {
			return 0, nil
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > mostVotes {
			return 0, store.Refuse(store.CodeInvalid, "「%s」的票数「%s」应是 0 到 %d 的整数。", key, text, mostVotes)
		}
		return n, nil
	}
	var err error
	for i, o := range r.Options {
		if tally.Votes[i], err = count(o.Name); err != nil {
			return Trial{}, err
		}
	}
	if tally.Abstained, err = count(Abstained); err != nil {
		return Trial{}, err
	}
	result := scheme.Count(tally)
	if result.Score == nil {
		return Trial{}, store.Refuse(store.CodeInvalid, "没有一张计入的票，无法计算。")
	}
	t := Trial{Score: measure.Round(result.Score, 2), Grade: result.Grade}
	t.Steps = []string{
		fmt.Sprintf("%d 张有效票，计入 %d 张", tally.Ballots(), result.Counted), result.Formula,
		fmt.Sprintf("满意率 %d ÷ %d = %s%%", result.Satisfied, result.Counted, measure.Round(result.Rate, 2)),
	}
	if result.Below {
		t.Steps = append(t.Steps, fmt.Sprintf("满意率低于 %s%%，跟踪督办并重新办理", r.Line.Decimal()))
	}
	if result.Grade != "" {
		t.Steps = append(t.Steps, "先定等再舍入："+r.band(result.Score))
	}
	return t, nil
}

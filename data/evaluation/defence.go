package evaluation

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"cppccdesk/data/fold"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Defend fills in what can be said for and against the score of each target. No score is changed by it.
func (e *Result) Defend() {
	ctx := context.Background() // what does not end, fails in nothing
	_ = e.Examine(ctx)
	stable, _ := e.Resample(ctx)
	e.Settle(stable)
}

// Examine is Defend but for how stable the ranks are, which takes Resample and Settle. Its error is that of a context that ends.
func (e *Result) Examine(ctx context.Context) error {
	found, err := e.scheme().Examine(ctx, e.cases, e.outcomes, scoring.TieRule(e.Rubric.TieRule))
	for i := range found {
		e.Targets[i].Defence = found[i]
	}
	return err
}

// Stabilities are how stable the ranks of an evaluation are, with a fingerprint of what they were found of.
type Stabilities struct {
	drawn [sha256.Size]byte
	found []scoring.Stability
}

// Resample works out how stable the ranks are. It changes nothing; Settle does. Its error is that of a context that ends.
func (e *Result) Resample(ctx context.Context) (Stabilities, error) {
	found, err := e.scheme().Resample(ctx, e.cases, e.outcomes, scoring.TieRule(e.Rubric.TieRule))
	return Stabilities{e.drawn(), found}, err
}

func (e *Result) drawn() [sha256.Size]byte {
	return e.scheme().Drawn(e.cases, e.outcomes, scoring.TieRule(e.Rubric.TieRule))
}

// Recall is Settle with what was found before, if it was of the same sheets by the same scheme: Resample would find the same.
func (e *Result) Recall(was Stabilities) {
	if was.found != nil && was.drawn == e.drawn() {
		e.Settle(was)
	}
}

// Settled reports whether Settle told of the targets that have a score.
func (e *Result) Settled() bool {
	return !slices.ContainsFunc(e.Targets, func(t TargetResult) bool { return t.Scored && t.Defence.Stable == "" })
}

// Settle tells of each target how stable its rank is.
func (e *Result) Settle(s Stabilities) {
	for i, text := range scoring.StableTexts(e.cases, e.outcomes, s.found) {
		e.Targets[i].Defence.Stability, e.Targets[i].Defence.Stable = s.found[i], text
	}
}

// WhatIf is another way of scoring an evaluation in the words of its records. What is empty stays as it is.
type WhatIf struct {
	Without     []string          // raters by name; 1/张三 where several panels have one of the name
	Aggregation string            // 均值, 去一高一低
	Weights     map[string]string // of indicators, per cent
	Categories  map[string]string // of raters, per cent
	Alike       bool              // all categories of raters count alike
}

// Supposed is a target as it would be.
type Supposed struct {
	Target *TargetResult
	Scored bool
	Score  string // two decimals, — without a score
	Grade  string
	Rank   int // 0 without a score
	Why    string
	Gap    string // +1.20, −0.33, 0.00; empty where either has no score
}

// Changed reports whether anything is not as in the result.
func (s *Supposed) Changed() bool {
	return s.Score != s.Target.ScoreText || s.Grade != s.Target.Result.Grade || s.Rank != s.Target.Rank
}

// Suppose scores the evaluation in another way, beside the result and never in its place. It refuses in a sentence what cannot be computed with, and names
// that nobody or several bear.
func (e *Result) Suppose(w WhatIf) ([]Supposed, error) {
	how, err := e.whatIf(w)
	if err != nil {
		return nil, err
	}
	outcomes, err := e.scheme().Suppose(e.cases, scoring.TieRule(e.Rubric.TieRule), how)
	if err != nil {
		return nil, store.Refuse(store.CodeInvalid, "%s。", err)
	}
	found := make([]Supposed, len(outcomes))
	for i, o := range outcomes {
		s := Supposed{Target: &e.Targets[i], Score: noScore}
		if o.Err != nil {
			s.Why = o.Err.Error()
		} else {
			s.Scored, s.Score, s.Grade, s.Rank = true, o.Text(2), o.Grade, o.Rank
			if s.Target.Scored {
				s.Gap = gap(s.Target.ScoreText, s.Score)
			}
		}
		found[i] = s
	}
	return found, nil
}

// gap is the difference of two scores as they are shown, so that everybody who subtracts finds the same.
func gap(from, to string) string {
	was, errWas := decimal.NewFromString(from)
	is, errIs := decimal.NewFromString(to)
	if errWas != nil || errIs != nil {
		return ""
	}
	text := is.Sub(was).StringFixed(2)
	if is.GreaterThan(was) {
		text = "+" + text
	}
	return text
}

func (e *Result) whatIf(w WhatIf) (how scoring.WhatIf, err error) {
	if len(w.Without) > 0 && e.Rubric.Anonymous {
		return how, store.Refuse(store.CodeInvalid, "「%s」是无记名评议，不能看去掉某一名评委会怎样。", e.Name)
	}
	for _, name := range w.Without {
		id, err := e.raterCalled(name)
		if err != nil {
			return how, err
		}
		how.Without = append(how.Without, id)
	}
	switch w.Aggregation {
	case "":
	case PlainMean, Trimmed:
		trim := w.Aggregation == Trimmed
		how.Trim = &trim
	default:
		return how, store.Refuse(store.CodeInvalid, "汇总方法只有%s和%s，没有「%s」。", PlainMean, Trimmed, w.Aggregation)
	}
	how.Weights = map[int64]int{}
	for name, share := range w.Weights {
		i := slices.IndexFunc(e.Rubric.All, func(i Indicator) bool { return !i.Deducts && fold.Called(i.Label) == fold.Called(name) })
		if i < 0 {
			return how, store.Refuse(store.CodeNotFound, "评分方案「%s」没有指标「%s」，它的指标是：%s。", e.Rubric.Name, name, zh.JoinNames(e.Rubric.indicatorNames()))
		}
		weight, err := perMille(name, share)
		if err != nil {
			return how, err
		}
		how.Weights[e.Rubric.All[i].ID] = weight
	}
	how.Categories, err = e.categories(w)
	return how, err
}

// categories are the weights of raters as they would be, nil for those of the rubric.
func (e *Result) categories(w WhatIf) ([]scoring.CategoryWeight, error) {
	if err := e.refuseOfFew(w); err != nil {
		return nil, err
	}
	if w.Alike {
		return []scoring.CategoryWeight{}, nil
	}
	if len(w.Categories) == 0 {
		return nil, nil
	}
	weights := slices.Clone(e.Rubric.scheme().Categories)
	for name, share := range w.Categories {
		weight, err := perMille(name, share)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(weights, func(c scoring.CategoryWeight) bool { return c.Category == name })
		if i < 0 {
			weights = append(weights, scoring.CategoryWeight{Category: name})
			i = len(weights) - 1
		}
		weights[i].Weight = weight
	}
	slices.SortFunc(weights, func(a, b scoring.CategoryWeight) int { return b.Weight - a.Weight })
	return weights, nil
}

func perMille(name, share string) (int, error) {
	canonical, err := canonicalShare(share)
	if err != nil || canonical == "" {
		return 0, store.Refuse(store.CodeInvalid, "「%s」的权重「%s」应是 0 到 100 的数，至多一位小数。", name, share)
	}
	return int(hundredths(canonical) / 10), nil
}

func (r Rubric) indicatorNames() []string {
	var names []string
	for _, i := range r.All {
		if !i.Deducts {
			names = append(names, i.Label)
		}
	}
	return names
}

// raterCalled is the rater with the name, or with the panel's number before it.
func (e *Result) raterCalled(name string) (int64, error) {
	number, alone, numbered := strings.Cut(name, "/")
	if !numbered {
		number, alone = "", name
	}
	ids := map[int64]string{} // rater to panel
	for i, c := range e.cases {
		panel := fmt.Sprint(e.Targets[i].PanelNumber)
		for _, r := range c.Raters {
			if fold.Unify(r.Name) == fold.Unify(alone) && (number == "" || number == panel) {
				ids[r.ID] = panel
			}
		}
	}
	switch len(ids) {
	case 0:
		return 0, store.Refuse(store.CodeNotFound, "「%s」里没有评委「%s」。", e.Name, name)
	case 1:
		for id := range ids {
			return id, nil
		}
	}
	var panels []string
	for _, panel := range ids {
		panels = append(panels, panel+"/"+alone)
	}
	slices.Sort(panels)
	return 0, store.Refuse(store.CodeInvalid, "有 %d 个小组都有评委「%s」，请写明是哪一个：%s。", len(ids), alone, zh.JoinNames(panels))
}

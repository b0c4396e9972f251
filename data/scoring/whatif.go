package scoring

import (
	"fmt"
	"slices"
)

// WhatIf is another way of scoring the same sheets, to be set beside the result. What is nil stays as the rubric has it.
type WhatIf struct {
	Without    []int64          // raters as if they were not on their panels
	Trim       *bool            // 去一高一低
	Weights    map[int64]int    // of indicators that are scored, per mille
	Categories []CategoryWeight // of raters; empty and not nil: all alike
}

// Rubric is the rubric changed. The error is a Chinese sentence: the changed rubric cannot be computed with.
func (w WhatIf) Rubric(r Rubric) (Rubric, error) {
	if w.Trim != nil {
		r.Trim = *w.Trim
	}
	if w.Categories != nil {
		r.Categories = w.Categories
	}
	r.Indicators = slices.Clone(r.Indicators)
	sums := map[int64]int{}
	for i := range r.Indicators {
		if weight, other := w.Weights[r.Indicators[i].ID]; other {
			r.Indicators[i].Weight = weight
		}
		sums[r.Indicators[i].ParentID] += r.Indicators[i].Weight
	}
	for i := range r.Indicators {
		if sum, heading := sums[r.Indicators[i].ID]; heading {
			r.Indicators[i].Weight = sum
		}
	}
	return r, r.Check()
}

// Cases are the cases without the raters left out.
func (w WhatIf) Cases(cases []Case) []Case {
	if len(w.Without) == 0 {
		return cases
	}
	left := slices.Clone(cases)
	for i := range left {
		left[i].Raters = slices.DeleteFunc(slices.Clone(left[i].Raters), func(r Rater) bool { return slices.Contains(w.Without, r.ID) })
		left[i].Sheets = slices.DeleteFunc(slices.Clone(left[i].Sheets), func(s Sheet) bool { return slices.Contains(w.Without, s.RaterID) })
	}
	return left
}

// Suppose is Rate with another way of scoring. It refuses one that cannot be computed with, in a Chinese sentence.
func (r Rubric) Suppose(cases []Case, ties TieRule, w WhatIf) ([]Outcome, error) {
	other, err := w.Rubric(r)
	if err != nil {
		return nil, fmt.Errorf("这样不能计算：%w", err)
	}
	return other.Rate(w.Cases(cases), ties), nil
}

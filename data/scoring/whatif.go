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

// rubric is the rubric changed. The error is a Chinese sentence: the changed rubric cannot be computed with.
func (w WhatIf) rubric(r Rubric) (Rubric, error) {
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

// cases are the cases without the raters left out.
func (w WhatIf) cases(cases []Case) []Case {
	if len(w.Without) == 0 {
		return cases
	}
	left := slices.Clone(cases)
	for i := range left {
		left[i] = w.one(left[i])
	}
	return left
}

// one is the case without the raters left out.
func (w WhatIf) one(c Case) Case {
	c.Raters = slices.DeleteFunc(slices.Clone(c.Raters), func(r Rater) bool { return slices.Contains(w.Without, r.ID) })
	c.Sheets = slices.DeleteFunc(slices.Clone(c.Sheets), func(s Sheet) bool { return slices.Contains(w.Without, s.RaterID) })
	return c
}

// Suppose is Rate with another way of scoring. It refuses one that cannot be computed with, in a Chinese sentence.
func (r Rubric) Suppose(cases []Case, ties TieRule, w WhatIf) ([]Outcome, error) {
	other, err := w.rubric(r)
	if err != nil {
		return nil, fmt.Errorf("这样不能计算：%w", err)
	}
	return other.Rate(w.cases(cases), ties), nil
}

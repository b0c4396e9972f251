package scoring

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestWhatIf(t *testing.T) {
	rubric := twoLevels()
	raters, sheets := panel([]Points{9000, 9000, 4500, 8000}, []Points{8000, 8000, 4000, 8000}, []Points{8500, 8500, 4200, 9000}, []Points{7000, 7000, 3000, 8000}, []Points{10000, 10000, 5000, 10000})
	for i := range raters {
		raters[i].Category = []string{"常委", "提案人"}[i%2]
	}
	cases := []Case{{Raters: raters, Sheets: sheets}}
	was := rubric.Rate(cases, Skip)[0].Text(4)
	yes := true
	for name, tc := range map[string]struct {
		how  WhatIf
		want string
	}{
		"nothing":                 {WhatIf{}, was},
		"without the mildest":     {WhatIf{Without: []int64{5}}, "79.9625"},
		"trimmed":                 {WhatIf{Trim: &yes}, "84.6167"},
		"weights 0, 0, 0.5, 0.5":  {WhatIf{Weights: map[int64]int{1: 0, 2: 0, 3: 500, 4: 500}}, "84.4000"},
		"常委 0.5, 提案人 0.5":         {WhatIf{Categories: []CategoryWeight{{"常委", 500}, {"提案人", 500}}}, "82.1417"},
		"all alike, as they were": {WhatIf{Categories: []CategoryWeight{}}, was},
	} {
		got, err := rubric.Suppose(cases, Skip, tc.how)
		if err != nil || got[0].Text(4) != tc.want {
			t.Errorf("%s: %s, %v; want %s", name, got[0].Text(4), err, tc.want)
		}
	}
	if now := rubric.Rate(cases, Skip)[0].Text(4); now != was || len(cases[0].Sheets) != 5 || rubric.Trim {
		t.Error("the result itself is another")
	}
	if _, err := rubric.Suppose(cases, Skip, WhatIf{Weights: map[int64]int{1: 999}}); err == nil {
		t.Error("weights of more than 100% are taken")
	}
}

// Renormalised weights sum to one whichever categories are missing: the shares of sheets add up to it.
func TestRenormalisedWeightsSumToOne(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	for range 200 {
		rubric := one()
		rubric.Categories = []CategoryWeight{{"甲", 300}, {"乙", 300}, {"丙", 250}, {"丁", 150}}
		raters, sheets := totalled(make([]Points, 1+random.IntN(5))...)
		for i := range raters {
			raters[i].Category = []string{"甲", "乙", "丙", "丁"}[random.IntN(4)]
		}
		result := evaluate(t, rubric, raters, sheets)
		shares := rat("0")
		for _, c := range result.Categories {
			shares.Add(shares, c.Share)
		}
		if shares.Cmp(rat("1")) != 0 {
			t.Fatalf("%v: %s", raters, shares)
		}
		absent := slices.ContainsFunc(result.Categories, func(c CategoryResult) bool { return c.Sheets == 0 })
		if absent != hasNotice(result, CategoryAbsent) {
			t.Fatalf("%v: %v", raters, result.Notices)
		}
	}
}

package scoring

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// slowly is Examine and Resample the plain way: everything is scored again with fractions, without each rater and by each draw's sheets.
func slowly(t *testing.T, r Rubric, cases []Case, ties TieRule) ([]Outcome, []Defence) {
	t.Helper()
	outcomes := r.Rate(cases, ties)
	found := make([]Defence, len(cases))
	for _, places := range panels(cases) {
		r.straight(outcomes, places, found)
		r.agreement(outcomes, places, found)
		changed := map[int][]without{}
		for _, rater := range cases[places[0]].Raters {
			left, moved := r.onlyWithout(cases, outcomes, places, rater.ID)
			again := r.Rate(left, ties)
			for _, i := range places {
				if moved[i] {
					changed[i] = append(changed[i], without{rater, again[i].Score, again[i].Grade, again[i].Rank})
				}
			}
		}
		for _, i := range places {
			if outcomes[i].Rank > 0 {
				found[i].Findings = append(found[i].Findings, decided(outcomes[i], changed[i])...)
			}
		}
	}
	settle(cases, outcomes, r.resampleSlowly(cases, outcomes, ties), found)
	return outcomes, found
}

// onlyWithout are the cases where those of a panel that a rater judged are without him, but for those that would have no result then: they stay.
func (r Rubric) onlyWithout(cases []Case, outcomes []Outcome, places []int, rater int64) (left []Case, moved map[int]bool) {
	left, moved = slices.Clone(cases), map[int]bool{}
	w := WhatIf{Without: []int64{rater}}
	for _, i := range places {
		if outcomes[i].Rank == 0 || !judgedBy(outcomes[i], rater) {
			continue
		}
		if _, err := r.evaluate(w.one(cases[i])); err == nil {
			left[i], moved[i] = w.one(cases[i]), true
		}
	}
	return left, moved
}

func judgedBy(outcome Outcome, rater int64) bool {
	return slices.ContainsFunc(outcome.Raters, func(line RaterResult) bool { return line.Rater.ID == rater && line.eligible() })
}

// resampleSlowly ranks by Ranks and grades by gradeOf what is drawn.
func (r Rubric) resampleSlowly(cases []Case, outcomes []Outcome, ties TieRule) []Stability {
	random := rand.New(rand.NewPCG(drawSeed, drawSeed)) //nolint:gosec // as Resample draws
	found, classes := make([]Stability, len(cases)), make([]string, len(cases))
	ranks := make([][]int, len(cases))
	for i := range cases {
		classes[i] = cases[i].Class
	}
	for range Draws {
		scores := make([]*big.Rat, len(cases))
		for i := range cases {
			if outcomes[i].Rank == 0 {
				continue
			}
			var drawn int64
			if drawn, found[i].Sheets = r.drawSlowly(random, outcomes[i]); found[i].Sheets == 0 {
				continue
			}
			scores[i] = big.NewRat(drawn, nano)
			if r.gradeOf(scores[i]) == outcomes[i].Grade {
				found[i].Grade++
			}
		}
		for i, rank := range RanksWithin(classes, scores, ties) {
			ranks[i] = append(ranks[i], rank)
		}
	}
	for i := range found {
		if found[i].Sheets == 0 {
			continue
		}
		for _, rank := range ranks[i] {
			if rank == outcomes[i].Rank {
				found[i].Same++
			}
			if rank <= 3 {
				found[i].Top++
			}
		}
		slices.Sort(ranks[i])
		found[i].Low, found[i].High = ranks[i][Draws/20], ranks[i][Draws-Draws/20-1]
	}
	return found
}

// drawSlowly draws the sheets of a case once, by category where the rubric weighs them.
func (r Rubric) drawSlowly(random *rand.Rand, outcome Outcome) (score int64, sheets int) {
	categories := r.Categories
	if len(categories) == 0 {
		categories = []CategoryWeight{{Weight: 1000}}
	}
	var drawn [][]int64
	var shares []int64
	for _, category := range categories {
		var totals []int64
		for i := range outcome.Raters {
			if line := &outcome.Raters[i]; line.eligible() && (len(r.Categories) == 0 || line.Rater.Category == category.Category) {
				totals = append(totals, inNano(line.Total))
			}
		}
		if len(totals) == 0 || category.Weight == 0 {
			continue
		}
		slices.Sort(totals)
		var again []int64
		for range totals {
			again = append(again, totals[random.IntN(len(totals))])
		}
		drawn, shares, sheets = append(drawn, again), append(shares, int64(category.Weight)), sheets+len(totals)
	}
	return meanOf(drawn, shares, r.Trim && sheets >= minTrim && len(drawn) == 1), sheets
}

// meanOf is the mean of the means by their shares.
func meanOf(drawn [][]int64, shares []int64, trim bool) int64 {
	sum, all := int64(0), int64(0)
	for k, totals := range drawn {
		if trim {
			slices.Sort(totals)
			totals = totals[1 : len(totals)-1]
		}
		mean := int64(0)
		for _, total := range totals {
			mean += total
		}
		sum += mean / int64(len(totals)) * shares[k]
		all += shares[k]
	}
	return sum / max(all, 1)
}

func resampled(t *testing.T, r Rubric, cases []Case) []Stability {
	t.Helper()
	found, err := r.Resample(t.Context(), cases, r.Rate(cases, Skip), Skip)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Whatever the scheme, the panels and the sheets, what is found is to the digit what scoring everything again finds.
func TestDefenceFindsWhatScoringAgainFinds(t *testing.T) {
	random := rand.New(rand.NewPCG(29, 11))
	for n := range 50 {
		rubric, cases, ties := anything(random)
		_, got := defend(t, rubric, cases, ties)
		_, want := slowly(t, rubric, cases, ties)
		for i := range want {
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Fatalf("%d, case %d of %d by %+v:\ngot  %+v\nwant %+v", n, i, len(cases), rubric, got[i], want[i])
			}
		}
	}
}

// anything is a scheme with panels and sheets: trimmed or not, weighted or not, with few sheets, void and incomplete ones and people excused.
func anything(random *rand.Rand) (Rubric, []Case, TieRule) {
	rubric := twoLevels()
	rubric.Grades = []Grade{{"优秀", 9000}, {"良好", 8500}, {"一般", 0}}
	if random.IntN(2) == 0 {
		rubric = graded()
	}
	rubric.Trim, rubric.Least, rubric.Fewest = random.IntN(2) == 0, []int{0, 0, 4}[random.IntN(3)], []int{0, 0, 3}[random.IntN(3)]
	if random.IntN(3) == 0 {
		rubric.Categories = []CategoryWeight{{"常委", 500}, {"提案人", 300}, {"服务对象", 200}}
	}
	var cases []Case
	for p := range 1 + random.IntN(4) {
		var raters []Rater
		for j := range 1 + random.IntN(8) {
			raters = append(raters, Rater{ID: int64(100*p + j + 1), Name: fmt.Sprintf("评%d", j+1), Category: []string{"常委", "提案人", "其他"}[random.IntN(3)], Excused: random.IntN(9) == 0})
		}
		for range 1 + random.IntN(4) {
			cases = append(cases, Case{Panel: int64(p + 1), Class: []string{"甲", "乙"}[random.IntN(2)], Raters: raters, Sheets: anySheets(random, rubric, raters)})
		}
	}
	return rubric, cases, []TieRule{Skip, Dense}[random.IntN(2)]
}

func anySheets(random *rand.Rand, rubric Rubric, raters []Rater) (sheets []Sheet) {
	for _, rater := range raters {
		if random.IntN(8) == 0 {
			continue
		}
		sheet := Sheet{RaterID: rater.ID, Points: map[int64]Points{}, Void: random.IntN(12) == 0}
		for _, leaf := range rubric.asked() {
			if random.IntN(40) > 0 {
				sheet.Points[leaf.ID] = leaf.Max * Points(80+5*random.IntN(5)) / 100
			}
		}
		sheets = append(sheets, sheet)
	}
	return sheets
}

func TestDefenceEndsWithItsContext(t *testing.T) {
	cases := judged([]Points{9500, 9500, 9000}, []Points{8500, 9200, 8800})
	outcomes := graded().Rate(cases, Skip)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := graded().Examine(ctx, cases, outcomes, Skip); !errors.Is(err, context.Canceled) {
		t.Errorf("examined: %v", err)
	}
	if _, err := graded().Resample(ctx, cases, outcomes, Skip); !errors.Is(err, context.Canceled) {
		t.Errorf("resampled: %v", err)
	}
}

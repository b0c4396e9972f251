package scoring

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// judged are cases of one target each, whose raters gave a single indicator these totals.
func judged(totals ...[]Points) []Case {
	cases := make([]Case, len(totals))
	for i, given := range totals {
		cases[i].Panel = int64(i + 1)
		cases[i].Raters, cases[i].Sheets = totalled(given...)
		for j := range given {
			id := int64(100*i + j + 1)
			cases[i].Raters[j].ID, cases[i].Sheets[j].RaterID = id, id
			cases[i].Raters[j].Name = fmt.Sprintf("%d组评%d", i+1, j+1)
		}
	}
	return cases
}

func graded() Rubric {
	r := one()
	r.Grades = []Grade{{"优秀", 9000}, {"良好", 7500}, {"一般", 0}}
	return r
}

func defend(t *testing.T, r Rubric, cases []Case, ties TieRule) ([]Outcome, []Defence) {
	t.Helper()
	outcomes := r.Rate(cases, ties)
	found, err := r.Examine(t.Context(), cases, outcomes, ties)
	if err != nil {
		t.Fatal(err)
	}
	stable, err := r.Resample(t.Context(), cases, outcomes, ties)
	if err != nil {
		t.Fatal(err)
	}
	settle(cases, outcomes, stable, found)
	return outcomes, found
}

func settle(cases []Case, outcomes []Outcome, stable []Stability, found []Defence) {
	for i, text := range StableTexts(cases, outcomes, stable) {
		found[i].Stability, found[i].Stable = stable[i], text
	}
}

func texts(d Defence, kind FindingKind) (out []string) {
	for _, f := range d.Findings {
		if f.Kind == kind {
			out = append(out, f.Text)
		}
	}
	return out
}

func TestOneRaterDecides(t *testing.T) {
	cases := judged(
		[]Points{9200, 9200, 9200, 8000}, // 89.00: 92.00 without the last
		[]Points{9000, 9000, 9000, 9000},
		[]Points{8000, 8000, 8000, 8000},
	)
	outcomes, found := defend(t, graded(), cases, Skip)
	if want := []string{"等次系于一人：不计评委「1组评4」得 92.00，由良好变为优秀"}; !slices.Equal(texts(found[0], DecidesGrade), want) {
		t.Errorf("got %q", texts(found[0], DecidesGrade))
	}
	if want := []string{"名次系于一人：不计评委「1组评4」得 92.00，由第 2 名变为第 1 名"}; !slices.Equal(texts(found[0], DecidesRank), want) {
		t.Errorf("got %q", texts(found[0], DecidesRank))
	}
	if want := []string{"不计任何一名评委，等次和名次都不变"}; !slices.Equal(texts(found[2], NobodyDecides), want) {
		t.Errorf("got %v", found[2].Findings)
	}
	if again := graded().Rate(cases, Skip); again[0].Score.Cmp(outcomes[0].Score) != 0 {
		t.Error("a score was changed")
	}
}

// Whatever is left out, the rank found is that of ranking everything again.
func TestRankWithoutARaterIsThatOfRankingAgain(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for range 60 {
		rubric, ties := graded(), []TieRule{Skip, Dense}[random.IntN(2)]
		totals := make([][]Points, 2+random.IntN(5))
		for i := range totals {
			for range 2 + random.IntN(4) {
				totals[i] = append(totals[i], Points(8000+500*random.IntN(4)))
			}
		}
		cases := judged(totals...)
		for i := range cases {
			cases[i].Class = []string{"甲", "乙"}[random.IntN(2)]
			if i > 0 && random.IntN(2) == 0 && len(totals[i]) == len(totals[i-1]) { // two targets of one panel
				cases[i].Panel, cases[i].Raters = cases[i-1].Panel, cases[i-1].Raters
				for j := range cases[i].Sheets {
					cases[i].Sheets[j].RaterID = cases[i-1].Sheets[j].RaterID
				}
			}
		}
		checkMoved(t, rubric, cases, ties)
	}
}

// checkMoved compares what is found about ranks with ranking everything again without each rater.
func checkMoved(t *testing.T, rubric Rubric, cases []Case, ties TieRule) {
	t.Helper()
	outcomes, found := defend(t, rubric, cases, ties)
	for i, c := range cases {
		moved := map[string]int{}
		for _, r := range c.Raters {
			again, err := rubric.Suppose(cases, ties, WhatIf{Without: []int64{r.ID}})
			if err != nil {
				t.Fatal(err)
			}
			if again[i].Rank != outcomes[i].Rank {
				moved[r.Name] = again[i].Rank
			}
		}
		text := strings.Join(texts(found[i], DecidesRank), "")
		if (text != "") != (len(moved) > 0) {
			t.Fatalf("case %d: %q, want %v", i, text, moved)
		}
		for name, rank := range moved {
			if !strings.Contains(text, name) || len(moved) == 1 && !strings.HasSuffix(text, fmt.Sprintf("变为第 %d 名", rank)) {
				t.Fatalf("case %d: %q, want %v", i, text, moved)
			}
		}
	}
}

func TestStraightLining(t *testing.T) {
	rubric := twoLevels() // full marks 100, 100, 50, 100
	raters, sheets := panel([]Points{9500, 9500, 4750, 9500}, []Points{9500, 9400, 4750, 9500})
	_, found := defend(t, rubric, []Case{{Raters: raters, Sheets: sheets}}, Skip)
	if want := []string{"评委「评委1」对 4 项指标都打了满分的 95%，没有区别"}; !slices.Equal(texts(found[0], StraightLine), want) {
		t.Errorf("got %v", found[0].Findings)
	}
	same := []Case{}
	for i := range 3 {
		raters, sheets := panel([]Points{9000, 8000, 4000, 7000}, []Points{9000, Points(8000 + 100*i), 4000, 7000})
		same = append(same, Case{Panel: 1, Raters: raters, Sheets: sheets})
	}
	_, found = defend(t, rubric, same, Skip)
	for i := range found {
		if want := []string{"评委「评委1」给本组 3 个对象打了完全相同的分"}; !slices.Equal(texts(found[i], SameSheets), want) {
			t.Errorf("case %d: got %v", i, found[i].Findings)
		}
	}
}

func TestAgreementOfAPanel(t *testing.T) {
	rubric := twoLevels()
	raters, sheets := panel([]Points{9500, 9000, 3000, 8000}, []Points{9400, 8900, 2900, 7900}, []Points{9600, 9100, 3100, 8100})
	cases := []Case{{Raters: raters, Sheets: sheets}}
	_, found := defend(t, rubric, cases, Skip)
	if !strings.HasPrefix(found[0].Agreement, "3 名评委对 4 项指标的高低看法一致（肯德尔 W 1.00，ICC 0.99") {
		t.Errorf("got %q", found[0].Agreement)
	}
	var several []Case
	for i := range 3 {
		raters, sheets := totalled(Points(7000+1000*i), Points(9000-1000*i), Points(7000+900*i))
		several = append(several, Case{Panel: 7, Raters: raters, Sheets: sheets})
	}
	_, found = defend(t, one(), several, Skip)
	if !strings.HasPrefix(found[1].Agreement, "3 名评委对 3 个对象的高低看法不一（肯德尔 W 0.11") {
		t.Errorf("got %q", found[1].Agreement)
	}
}

func TestRankStability(t *testing.T) {
	cases := judged(
		[]Points{9500, 9500, 9500}, []Points{8500, 9200, 8800}, []Points{8600, 9100, 8700}, []Points{6000, 6000, 6000}, []Points{5000},
	)
	_, found := defend(t, graded(), cases, Skip)
	first, second, last := found[0].Stability, found[1].Stability, found[3].Stability
	if first.Same != Draws || first.Top != Draws || first.Grade != Draws || first.Low != 1 || first.High != 1 {
		t.Errorf("the best: %+v", first)
	}
	if second.Same == Draws || second.Top != Draws || second.Low != 2 || second.High != 3 {
		t.Errorf("one of two alike: %+v", second)
	}
	if last.Same != Draws || last.Top != 0 {
		t.Errorf("the last but one: %+v", last)
	}
	if found[0].Stable != "评分表重抽样 1000 次：100% 仍在前 3 名，100% 仍为第 1 名，100% 仍为优秀" || !strings.HasPrefix(found[4].Stable, "只有 1 张") {
		t.Errorf("got %q and %q", found[0].Stable, found[4].Stable)
	}
}

func TestRankStabilityDependsOnNoOrder(t *testing.T) {
	cases := judged([]Points{9500, 9500, 9500}, []Points{8500, 9200, 8800}, []Points{8600, 9100, 8700}, []Points{6000, 6000, 6000}, []Points{5000})
	_, found := defend(t, graded(), cases, Skip)
	t.Run("the order of sheets does not matter", func(t *testing.T) {
		for i := range cases {
			slices.Reverse(cases[i].Raters)
			slices.Reverse(cases[i].Sheets)
		}
		again := resampled(t, graded(), cases)
		for i := range again {
			if again[i] != found[i].Stability {
				t.Errorf("case %d: %+v, was %+v", i, again[i], found[i].Stability)
			}
		}
	})
	t.Run("with weighted categories", func(t *testing.T) {
		rubric := graded()
		rubric.Categories = []CategoryWeight{{"常委", 600}, {"提案人", 400}}
		for i := range cases {
			for j := range cases[i].Raters {
				cases[i].Raters[j].Category = []string{"常委", "提案人"}[j%2]
			}
		}
		if again := resampled(t, rubric, cases); again[0].Same != Draws || again[1].Sheets != 3 {
			t.Errorf("got %+v", again)
		}
	})
}

func TestDeviationInASmallPanel(t *testing.T) {
	raters, sheets := totalled(9000, 9100, 8900, 7600)
	result := evaluate(t, one(), raters, sheets)
	if len(result.Notices) != 1 || result.Notices[0].Text != "评委「评委4」总分 76.00，比同组其他 3 人的均分 90.00 低 14.00 分（17.1 个标准差）" {
		t.Errorf("got %v", result.Notices)
	}
	for name, totals := range map[string][]Points{"too few to tell": {9000, 9000, 4000}, "a little apart": {9000, 9000, 9000, 8501}, "all apart": {9500, 8000, 6500, 5500}} {
		raters, sheets := totalled(totals...)
		if result := evaluate(t, one(), raters, sheets); hasNotice(result, RaterDeviates) {
			t.Errorf("%s: %v", name, result.Notices)
		}
	}
}

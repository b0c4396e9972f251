package scoring

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(text)
	}
	return r
}

// panel makes one rater and one sheet per row of points, in indicator order.
func panel(rows ...[]Points) ([]Rater, []Sheet) {
	var raters []Rater
	var sheets []Sheet
	for i, row := range rows {
		id := int64(i + 1)
		raters = append(raters, Rater{ID: id, Name: fmt.Sprintf("评委%d", id)})
		sheet := Sheet{RaterID: id, Points: map[int64]Points{}}
		for j, points := range row {
			sheet.Points[int64(j+1)] = points
		}
		sheets = append(sheets, sheet)
	}
	return raters, sheets
}

func evaluate(t *testing.T, r Rubric, raters []Rater, sheets []Sheet) Result {
	t.Helper()
	result, err := r.Evaluate(raters, sheets)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestWorkedExamples(t *testing.T) {
	for _, tc := range []struct {
		name    string
		rubric  Rubric
		row     []Points
		text    string
		grade   string
		formula string
	}{
		{"方案1", publicService(), []Points{8800, 8400, 9000, 7900, 8600}, "85.40", "满意", "(88.00 + 84.00 + 90.00 + 79.00 + 86.00) ÷ 5 = 85.40"},
		{"方案1 84.99不进位", publicService(), []Points{8499, 8499, 8499, 8499, 8499}, "84.99", "比较满意", ""},
		{"方案2 89.5落良好", mutual("答复及时规范", "办理充分协商", "注重实效"), []Points{8950, 8950, 8950}, "89.50", "良好", ""},
		{"方案2 整90", mutual("答复及时规范", "办理充分协商", "注重实效"), []Points{9000, 8500, 9500}, "90.00", "优秀", ""},
		{"方案2 低于60", mutual("选题", "内容", "格式", "效益"), []Points{5999, 5999, 5999, 6002}, "60.00", "较差", ""},
		{"方案3", singleCase(), []Points{2000, 4550, 2800}, "93.50", "", "20.00 + 45.50 + 28.00 = 93.50"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			raters, sheets := panel(tc.row)
			result := evaluate(t, tc.rubric, raters, sheets)
			if result.Text(2) != tc.text || result.Grade != tc.grade {
				t.Errorf("got %s %s, want %s %s", result.Text(2), result.Grade, tc.text, tc.grade)
			}
			if tc.formula != "" && result.Formula != tc.formula {
				t.Errorf("got %s", result.Formula)
			}
		})
	}
}

func twoLevels() Rubric {
	return Rubric{
		Name: "两级",
		Indicators: []Indicator{
			{ID: 10, Name: "办理过程", Weight: 350, Max: 10000},
			{ID: 1, ParentID: 10, Name: "面商", Weight: 150, Max: 10000},
			{ID: 2, ParentID: 10, Name: "答复", Weight: 200, Max: 10000},
			{ID: 3, Name: "结果", Weight: 525, Max: 5000},
			{ID: 4, Name: "规范", Weight: 125, Max: 10000},
		},
		Grades: []Grade{{"优秀", 9000}, {"合格", 0}},
	}
}

func TestTwoLevels(t *testing.T) {
	raters, sheets := panel([]Points{9200, 9350, 4500, 8800}, []Points{9200, 9350, 4700, 8800})
	result := evaluate(t, twoLevels(), raters, sheets)
	if want := "0.15×92.00 + 0.20×93.50 + 0.525×46.00÷50×100 + 0.125×88.00 = 91.80"; result.Formula != want {
		t.Errorf("got  %s\nwant %s", result.Formula, want)
	}
	if heading := result.Indicators[0]; heading.Mean != nil || heading.Contribution.Cmp(rat("32.5")) != 0 {
		t.Errorf("heading adds %s", heading.Contribution.FloatString(4))
	}
	if got := result.Indicators[3]; got.Mean.Cmp(rat("46")) != 0 || got.Contribution.Cmp(rat("48.3")) != 0 {
		t.Errorf("mean %s adds %s", got.Mean.FloatString(4), got.Contribution.FloatString(4))
	}
}

func one() Rubric {
	return Rubric{Name: "一项", Indicators: []Indicator{{ID: 1, Name: "总评", Weight: 1000, Max: 10000}}}
}

func standings(result Result) string {
	var words []string
	for _, line := range result.Raters {
		words = append(words, string(line.Standing))
	}
	return strings.Join(words, " ")
}

func TestTrim(t *testing.T) {
	trimmed := one()
	trimmed.Trim = true
	for _, tc := range []struct {
		name, want, standings string
		points                []Points
		notice                bool
	}{
		{"five", "80.00", "去最低 计入 计入 计入 去最高", []Points{1000, 7000, 8000, 9000, 10000}, false},
		{"one only on ties", "80.00", "去最高 计入 计入 去最低 计入", []Points{9000, 9000, 8000, 7000, 7000}, false},
		{"all alike", "80.00", "去最高 去最低 计入 计入 计入", []Points{8000, 8000, 8000, 8000, 8000}, false},
		{"four are too few", "66.25", "计入 计入 计入 计入", []Points{1000, 7000, 8500, 10000}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var rows [][]Points
			for _, p := range tc.points {
				rows = append(rows, []Points{p})
			}
			raters, sheets := panel(rows...)
			result := evaluate(t, trimmed, raters, sheets)
			if got := result.Text(2); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
			if got := standings(result); got != tc.standings {
				t.Errorf("got %s, want %s", got, tc.standings)
			}
			if hasNotice(result, NotTrimmed) != tc.notice {
				t.Errorf("notices %v", result.Notices)
			}
		})
	}
}

func hasNotice(result Result, kind NoticeKind) bool {
	return slices.ContainsFunc(result.Notices, func(n Notice) bool { return n.Kind == kind })
}

// weightedPanel is a scheme that weighs four categories and a panel of five: two of 常委, then one each.
func weightedPanel() (Rubric, []Rater, []Sheet) {
	weighted := one()
	weighted.Categories = []CategoryWeight{{"常委", 300}, {"提案人", 300}, {"评议小组", 250}, {"服务对象", 150}}
	raters, sheets := panel([]Points{9000}, []Points{8000}, []Points{7000}, []Points{6000}, []Points{10000})
	for i, category := range []string{"常委", "常委", "提案人", "评议小组", "服务对象"} {
		raters[i].Category = category
	}
	return weighted, raters, sheets
}

func TestCategories(t *testing.T) {
	weighted, raters, sheets := weightedPanel()
	t.Run("all present", func(t *testing.T) {
		result := evaluate(t, weighted, raters, sheets)
		if want := rat("76.5"); result.Score.Cmp(want) != 0 { // .3×85 + .3×70 + .25×60 + .15×100
			t.Errorf("got %s", result.Text(4))
		}
		if hasNotice(result, CategoryAbsent) {
			t.Errorf("notices %v", result.Notices)
		}
	})
	t.Run("one absent", func(t *testing.T) {
		result := evaluate(t, weighted, raters, sheets[:4])
		if want := big.NewRat(6150, 85); result.Score.Cmp(want) != 0 { // 61.5 ÷ 0.85
			t.Errorf("got %s", result.Text(4))
		}
		if !hasNotice(result, CategoryAbsent) || !hasNotice(result, SheetMissing) {
			t.Errorf("notices %v", result.Notices)
		}
		if last := result.Categories[3]; last.Mean != nil || last.Sheets != 0 || last.Share.Sign() != 0 {
			t.Errorf("absent category %+v", last)
		}
	})
	t.Run("unknown category", func(t *testing.T) {
		strangers := slices.Clone(raters)
		strangers[4].Category = "专家"
		result := evaluate(t, weighted, strangers, sheets)
		if !hasNotice(result, CategoryUnweighted) || result.Sheets != 4 {
			t.Errorf("%d sheets, notices %v", result.Sheets, result.Notices)
		}
	})
}

func TestCategoryWithoutASheetThatCounts(t *testing.T) {
	weighted, raters, sheets := weightedPanel()
	weighted.Trim = true
	for _, tc := range []struct {
		name string
		has  []int // sheets handed in
		void int   // one of them that does not count, -1 for none
		want string
	}{
		{"the highest", []int{0, 1, 2, 3, 4}, -1, "「评议小组」「服务对象」的评分表作为最高分或最低分去掉了，其余类别的权重按比例放大到 100%"},
		{"none and void", []int{0, 1, 2, 3}, 3, "没有「服务对象」的评分表，「评议小组」的评分表都没有计入，其余类别的权重按比例放大到 100%"},
	} {
		var some []Sheet
		for _, i := range tc.has {
			some = append(some, sheets[i])
			some[len(some)-1].Void = i == tc.void
		}
		result := evaluate(t, weighted, raters, some)
		at := slices.IndexFunc(result.Notices, func(n Notice) bool { return n.Kind == CategoryAbsent })
		if at < 0 || result.Notices[at].Text != tc.want {
			t.Errorf("%s: %v", tc.name, result.Notices)
		}
	}
}

func TestSheetsThatDoNotCount(t *testing.T) {
	raters, sheets := panel([]Points{9000, 9000}, []Points{1000, 1000}, []Points{1000}, []Points{1000, 1000}, []Points{2000, 2000})
	rubric := Rubric{Name: "两项", Indicators: alike("甲", "乙")}
	sheets[1].Void, sheets[1].Why = true, "涂改"
	raters[3].Excused = true
	result := evaluate(t, rubric, raters, sheets[:4])
	if result.Text(2) != "90.00" || standings(result) != "计入 作废 漏项 回避 缺表" {
		t.Errorf("got %s, %s", result.Text(2), standings(result))
	}
	var texts []string
	for _, notice := range result.Notices {
		texts = append(texts, notice.Text)
	}
	want := []string{"缺 1 张评分表：评委5", "1 张评分表作废，未计入：评委2（涂改）", "1 张评分表有漏项，未计入：评委3", "1 名回避的评委交了评分表，未计入：评委4"}
	if !slices.Equal(texts, want) {
		t.Errorf("got %q", texts)
	}
	if _, err := rubric.Evaluate(raters, sheets[1:4]); !errors.Is(err, ErrNoSheets) {
		t.Errorf("error %v", err)
	}
}

func TestDeviationIsPointedOut(t *testing.T) {
	raters, sheets := panel([]Points{9000}, []Points{9000}, []Points{9000}, []Points{9000}, []Points{4000})
	result := evaluate(t, one(), raters, sheets)
	if len(result.Notices) != 1 || result.Notices[0].Text != "评委「评委5」总分 40.00，比同组其他 4 人的均分 90.00 低 50.00 分" {
		t.Errorf("notices %v", result.Notices)
	}
	if result.Sheets != 5 {
		t.Error("a deviating sheet was left out")
	}
}

func TestEvaluateRefuses(t *testing.T) {
	good := publicService()
	for _, tc := range []struct {
		name   string
		change func(r *Rubric, raters []Rater, sheets []Sheet) []Sheet
	}{
		{"above full marks", func(_ *Rubric, _ []Rater, s []Sheet) []Sheet { s[0].Points[1] = 10001; return s }},
		{"negative", func(_ *Rubric, _ []Rater, s []Sheet) []Sheet { s[0].Points[1] = -1; return s }},
		{"two sheets", func(_ *Rubric, _ []Rater, s []Sheet) []Sheet { return append(s, s[0]) }},
		{"stranger", func(_ *Rubric, _ []Rater, s []Sheet) []Sheet { s[0].RaterID = 99; return s }},
		{"rater twice", func(_ *Rubric, r []Rater, s []Sheet) []Sheet { r[1].ID = 1; return s }},
		{"weights off", func(r *Rubric, _ []Rater, s []Sheet) []Sheet { r.Indicators[0].Weight = 201; return s }},
		{"no indicators", func(r *Rubric, _ []Rater, s []Sheet) []Sheet { r.Indicators = nil; return s }},
		{"no weight", func(r *Rubric, _ []Rater, s []Sheet) []Sheet {
			for i := range r.Indicators {
				r.Indicators[i].Weight = 0
			}
			return s
		}},
		{"no full marks", func(r *Rubric, _ []Rater, s []Sheet) []Sheet { r.Indicators[0].Max = 0; return s }},
		{"own parent", func(r *Rubric, _ []Rater, s []Sheet) []Sheet { r.Indicators[0].ParentID = 1; return s }},
		{"grades out of order", func(r *Rubric, _ []Rater, s []Sheet) []Sheet { r.Grades[1].Lower = 8500; return s }},
		{"no lowest grade", func(r *Rubric, _ []Rater, s []Sheet) []Sheet { r.Grades = r.Grades[:3]; return s }},
		{"category weights off", func(r *Rubric, _ []Rater, s []Sheet) []Sheet {
			r.Categories = []CategoryWeight{{"常委", 999}}
			return s
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rubric := good
			rubric.Indicators, rubric.Grades = slices.Clone(good.Indicators), slices.Clone(good.Grades)
			raters, sheets := panel([]Points{8800, 8400, 9000, 7900, 8600}, []Points{8800, 8400, 9000, 7900, 8600})
			sheets = tc.change(&rubric, raters, sheets)
			if result, err := rubric.Evaluate(raters, sheets); err == nil {
				t.Errorf("got %s", result.Text(2))
			}
		})
	}
}

func TestEvaluateProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		rubric := twoLevels()
		rubric.Trim = random.IntN(2) == 0
		if random.IntN(2) == 0 {
			rubric.Categories = []CategoryWeight{{"常委", 600}, {"提案人", 400}}
		}
		var rows [][]Points
		for range 1 + random.IntN(12) {
			rows = append(rows, []Points{Points(random.IntN(10001)), Points(random.IntN(10001)), Points(random.IntN(5001)), Points(random.IntN(10001))})
		}
		raters, sheets := panel(rows...)
		for i := range raters {
			raters[i].Category = []string{"常委", "提案人"}[random.IntN(2)]
		}
		result := evaluate(t, rubric, raters, sheets)
		low, high, shares, sum := result.Raters[0].Total, result.Raters[0].Total, new(big.Rat), new(big.Rat)
		for _, line := range result.Raters {
			if line.Total.Cmp(low) < 0 {
				low = line.Total
			}
			if line.Total.Cmp(high) > 0 {
				high = line.Total
			}
			shares.Add(shares, line.Share)
			sum.Add(sum, new(big.Rat).Mul(line.Share, line.Total))
		}
		if result.Score.Cmp(low) < 0 || result.Score.Cmp(high) > 0 {
			t.Fatalf("score %s outside %s to %s", result.Text(4), low.FloatString(4), high.FloatString(4))
		}
		if shares.Cmp(rat("1")) != 0 || sum.Cmp(result.Score) != 0 {
			t.Fatalf("shares add to %s, totals to %s, score %s", shares, sum, result.Score)
		}
		random.Shuffle(len(raters), func(i, j int) { raters[i], raters[j] = raters[j], raters[i] })
		random.Shuffle(len(sheets), func(i, j int) { sheets[i], sheets[j] = sheets[j], sheets[i] })
		again := evaluate(t, rubric, raters, sheets)
		if again.Score.Cmp(result.Score) != 0 || again.Formula != result.Formula || standings(again) != standings(result) {
			t.Fatal("the result depends on the order of the sheets")
		}
	}
}

// totalled makes one rater and one sheet for each of the totals of a single indicator.
func totalled(totals ...Points) ([]Rater, []Sheet) {
	rows := make([][]Points, len(totals))
	for i, p := range totals {
		rows[i] = []Points{p}
	}
	return panel(rows...)
}

func TestMeansOfThree(t *testing.T) {
	for _, tc := range []struct {
		totals []Points
		exact  string
		text   string
	}{
		{[]Points{6000, 8000, 10000}, "80", "80.00"},
		{[]Points{6000, 10000, 8000}, "80", "80.00"},
		{[]Points{8000, 6000, 10000}, "80", "80.00"},
		{[]Points{8000, 10000, 6000}, "80", "80.00"},
		{[]Points{10000, 6000, 8000}, "80", "80.00"},
		{[]Points{10000, 8000, 6000}, "80", "80.00"},
		{[]Points{8000, 8001, 8001}, "24002/300", "80.01"},
		{[]Points{8000, 8000, 8001}, "24001/300", "80.00"},
		{[]Points{8499, 8500}, "84.995", "85.00"}, // half up, and still below a line of 85
	} {
		raters, sheets := totalled(tc.totals...)
		result := evaluate(t, one(), raters, sheets)
		if result.Score.Cmp(rat(tc.exact)) != 0 || result.Text(2) != tc.text {
			t.Errorf("%v: %s, %s; want %s, %s", tc.totals, result.Score, result.Text(2), tc.exact, tc.text)
		}
	}
}

// Whatever ties, the trimmed mean is that of the sorted totals without their ends, and one sheet is dropped at each.
func TestTrimIsThatOfTheSortedTotals(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	rubric := one()
	rubric.Trim = true
	for range 500 {
		totals := make([]Points, 1+random.IntN(9))
		for i := range totals {
			totals[i] = Points(7000 + 500*random.IntN(4))
		}
		raters, sheets := totalled(totals...)
		result := evaluate(t, rubric, raters, sheets)
		kept := slices.Sorted(slices.Values(totals))
		dropped := 0
		if len(kept) >= minTrim {
			kept, dropped = kept[1:len(kept)-1], 1
		}
		sum := Points(0)
		for _, p := range kept {
			sum += p
		}
		if result.Score.Cmp(big.NewRat(int64(sum), 100*int64(len(kept)))) != 0 || result.Sheets != len(kept) {
			t.Fatalf("%v: %s of %d sheets, want the mean of %v", totals, result.Text(4), result.Sheets, kept)
		}
		for _, end := range []Standing{DroppedTop, DroppedLow} {
			if n := strings.Count(standings(result), string(end)); n != dropped {
				t.Fatalf("%v: %s", totals, standings(result))
			}
		}
	}
}

func TestRaisingAScoreNeverLowersTheResult(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 500 {
		rubric := twoLevels()
		if random.IntN(2) == 0 {
			rubric.Trim = true
		} else {
			rubric.Categories = []CategoryWeight{{"常委", 600}, {"提案人", 400}}
		}
		rows := make([][]Points, 1+random.IntN(9))
		for i := range rows {
			for _, full := range []int{100, 100, 50, 100} {
				rows[i] = append(rows[i], Points(full*10*random.IntN(11)))
			}
		}
		raters, sheets := panel(rows...)
		for i := range raters {
			raters[i].Category = []string{"常委", "提案人"}[random.IntN(2)]
		}
		before := evaluate(t, rubric, raters, sheets)
		sheet, indicator := sheets[random.IntN(len(sheets))], int64(1+random.IntN(4))
		full := Points(10000)
		if indicator == 3 {
			full = 5000
		}
		was := sheet.Points[indicator]
		sheet.Points[indicator] += Points(random.Int64N(int64(full-was) + 1))
		if after := evaluate(t, rubric, raters, sheets); after.Score.Cmp(before.Score) < 0 {
			t.Fatalf("%v of indicator %d raised to %v: %s became %s", was, indicator, sheet.Points[indicator], before.Text(4), after.Text(4))
		}
	}
}

func TestNumbersAsTheyAreWritten(t *testing.T) {
	for p, want := range map[Points][2]string{9000: {"90", "90.00"}, 8750: {"87.5", "87.50"}, 8725: {"87.25", "87.25"}, 5: {"0.05", "0.05"}, 0: {"0", "0.00"}} {
		if got := [2]string{p.Decimal().String(), p.String()}; got != want {
			t.Errorf("%d is %q, want %q", int64(p), got, want)
		}
	}
	for weight, want := range map[PerMille]string{150: "15%", 125: "12.5%", 1000: "100%", 5: "0.5%"} {
		if got := weight.String(); got != want {
			t.Errorf("%d per mille is %q, want %q", int64(weight), got, want)
		}
	}
}

func TestRanks(t *testing.T) {
	scores := []*big.Rat{rat("90"), rat("95"), nil, rat("90"), rat("80"), rat("89.9999")}
	if got, want := Ranks(scores, Skip), []int{2, 1, 0, 2, 5, 4}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := Ranks(scores, Dense), []int{2, 1, 0, 2, 4, 3}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestRanksFollowScores(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		var scores []*big.Rat
		for range 1 + random.IntN(15) {
			scores = append(scores, big.NewRat(int64(random.IntN(8)), 3))
		}
		skip, dense := Ranks(scores, Skip), Ranks(scores, Dense)
		for i := range scores {
			for j := range scores {
				c := scores[i].Cmp(scores[j])
				if c > 0 && (skip[i] >= skip[j] || dense[i] >= dense[j]) || c == 0 && (skip[i] != skip[j] || dense[i] != dense[j]) {
					t.Fatalf("%v ranked %v and %v", scores, skip, dense)
				}
			}
		}
		if slices.Min(skip) != 1 || slices.Max(dense) > slices.Max(skip) {
			t.Fatalf("%v ranked %v and %v", scores, skip, dense)
		}
	}
}

func TestStandardScores(t *testing.T) {
	z, ok := StandardScores([]*big.Rat{rat("70"), rat("80"), rat("90")})
	if !ok {
		t.Fatal("no standard scores")
	}
	for i, want := range []string{"-1.2247", "0.0000", "1.2247"} {
		if got := z[i].FloatString(4); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if _, ok := StandardScores([]*big.Rat{rat("80"), rat("80")}); ok {
		t.Error("equal scores have no spread")
	}
	if _, ok := StandardScores(nil); ok {
		t.Error("nothing has no spread")
	}
}

package scoring

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// deductions is the scheme of 宝鸡: three reasons a rater counts cases of, and the dissatisfied ones that the records count.
func deductions() Rubric {
	return Rubric{
		Name: "扣分制",
		Indicators: []Indicator{
			{ID: 1, Name: "有条件解决未及时解决", Deducts: true, Step: 300},
			{ID: 2, Name: "暂不能解决又无计划", Deducts: true, Step: 200},
			{ID: 3, Name: "答复空洞无针对性", Deducts: true, Step: 100},
			{ID: 4, Name: "反馈不满意", Deducts: true, Step: 20, Recorded: true},
		},
		Grades: []Grade{{"优秀", 9000}, {"良好", 7500}, {"一般", 6000}, {"较差", 0}},
	}
}

func dissatisfied(n int64) map[int64]Fact { return map[int64]Fact{4: {Value: big.NewRat(n, 1)}} }

func TestDeductionsPerCase(t *testing.T) {
	for _, tc := range []struct {
		name         string
		rows         [][]Points
		dissatisfied int64
		text, grade  string
		formula      string
		floored      bool
	}{
		{"nothing wrong", [][]Points{{0, 0, 0}}, 0, "100.00", "优秀", "100 − 3×0.00 − 2×0.00 − 1×0.00 − 0.2×0.00 = 100.00", false},
		{"one of each", [][]Points{{100, 100, 100}}, 1, "93.80", "优秀", "100 − 3×1.00 − 2×1.00 − 1×1.00 − 0.2×1.00 = 93.80", false},
		{"two raters", [][]Points{{200, 0, 100}, {300, 100, 0}}, 4, "90.20", "优秀", "100 − 3×2.50 − 2×0.50 − 1×0.50 − 0.2×4.00 = 90.20", false},
		{"nothing left", [][]Points{{4000, 0, 0}, {0, 0, 0}}, 0, "50.00", "较差", "100 − 3×20.00 − 2×0.00 − 1×0.00 − 0.2×0.00 = 50.00", true},
	} {
		raters, sheets := panel(tc.rows...)
		got := deductions().Rate([]Case{{Raters: raters, Sheets: sheets, Facts: dissatisfied(tc.dissatisfied)}}, Skip)[0]
		if got.Err != nil || got.Text(2) != tc.text || got.Grade != tc.grade || got.Formula != tc.formula || hasNotice(got.Result, Floored) != tc.floored {
			t.Errorf("%s: %v, %s %s, %s, %v", tc.name, got.Err, got.Text(2), got.Grade, got.Formula, got.Notices)
		}
	}
	raters, sheets := panel([]Points{50, 0, 0})
	if got := deductions().Rate([]Case{{Raters: raters, Sheets: sheets, Facts: dissatisfied(0)}}, Skip)[0]; got.Err == nil {
		t.Error("half a case is taken")
	}
	raters, sheets = panel([]Points{0, 0, 0})
	if got := deductions().Rate([]Case{{Raters: raters, Sheets: sheets}}, Skip)[0]; got.Err == nil || got.Err.Error() != "指标「反馈不满意」取自记录，现在还没有可以计算的数，无法计算得分" {
		t.Errorf("without the fact: %v", got.Err)
	}
}

// hundredAndTwenty is the part of the 120-point scheme that is known, with what is not in one line.
func hundredAndTwenty() Rubric {
	return Rubric{
		Name: "120 分制", AddUp: true,
		Indicators: []Indicator{
			{ID: 1, Name: "组织领导", Max: 1000},
			{ID: 10, Name: "工作程序", Max: 2500},
			{ID: 2, ParentID: 10, Name: "面商率", Max: 500, Recorded: true, Step: 100},
			{ID: 3, ParentID: 10, Name: "其他程序", Max: 2000},
			{ID: 4, Name: "其余", Max: 8500},
			{ID: 5, Name: "机构制度缺一项", Deducts: true, Step: 25},
			{ID: 6, Name: "自评材料缺一项", Deducts: true, Step: 150},
		},
		Grades: []Grade{{"优秀", 10800}, {"合格", 0}},
	}
}

func TestPointsAddedUp(t *testing.T) {
	rubric := hundredAndTwenty()
	if rubric.Full().Cmp(rat("120")) != 0 || rubric.Check() != nil {
		t.Fatalf("full marks %s, %v", rubric.Full(), rubric.Check())
	}
	sheet := Sheet{RaterID: 1, Points: map[int64]Points{1: 1000, 3: 2000, 4: 8500, 5: 0, 6: 0}}
	for _, tc := range []struct{ rate, text, grade string }{
		{"1", "120.00", "优秀"},
		{"99/100", "119.00", "优秀"},
		{"991/1000", "120.00", "优秀"}, // not a whole point below
		{"965/1000", "117.00", "优秀"},
		{"95/100", "115.00", "优秀"},
		{"1/2", "115.00", "优秀"}, // the points of the indicator and no more
	} {
		got := rubric.Rate([]Case{{Raters: []Rater{{ID: 1}}, Sheets: []Sheet{sheet}, Facts: map[int64]Fact{2: {Rate: true, Value: rat(tc.rate)}}}}, Skip)[0]
		if got.Err != nil || got.Text(2) != tc.text || got.Grade != tc.grade {
			t.Errorf("%s face to face: %v, %s %s", tc.rate, got.Err, got.Text(2), got.Grade)
		}
	}
	sheet.Points[5], sheet.Points[6] = 200, 100
	got := rubric.Rate([]Case{{Raters: []Rater{{ID: 1}}, Sheets: []Sheet{sheet}, Facts: map[int64]Fact{2: {Rate: true, Value: rat("1")}}}}, Skip)[0]
	if want := "10.00 + 5.00 + 20.00 + 85.00 − 0.25×2.00 − 1.5×1.00 = 118.00"; got.Formula != want {
		t.Errorf("got %s, want %s", got.Formula, want)
	}
	if heading := got.Indicators[1]; heading.Mean != nil || heading.Contribution.Cmp(rat("25")) != 0 {
		t.Errorf("heading adds %s", heading.Contribution)
	}
}

func TestOneCaseInTimeOrNot(t *testing.T) {
	rubric := singleCase()
	rubric.Indicators[0].Recorded = true
	sheet := Sheet{RaterID: 1, Points: map[int64]Points{2: 4550, 3: 2800}}
	for rate, want := range map[string]string{"1": "93.50", "0": "73.50"} {
		got := rubric.Rate([]Case{{Raters: []Rater{{ID: 1}}, Sheets: []Sheet{sheet}, Facts: map[int64]Fact{1: {Rate: true, Value: rat(rate)}}}}, Skip)[0]
		if got.Err != nil || got.Text(2) != want {
			t.Errorf("in time %s: %v, %s, want %s", rate, got.Err, got.Text(2), want)
		}
	}
}

func TestTooFewSheetsForAGrade(t *testing.T) {
	rubric := graded()
	rubric.Least = 3
	raters, sheets := totalled(9500, 9500, 9500)
	if got := evaluate(t, rubric, raters, sheets); got.Grade != "优秀" || hasNotice(got, TooFewForGrade) {
		t.Errorf("three sheets: %s, %v", got.Grade, got.Notices)
	}
	got := evaluate(t, rubric, raters, sheets[:2])
	if got.Grade != "" || got.Text(2) != "95.00" || !slices.Contains(got.Notices, Notice{TooFewForGrade, "计入的评分表只有 2 张，不足 3 张，不定等次、不排名次"}) {
		t.Errorf("two sheets: %s %s, %v", got.Text(2), got.Grade, got.Notices)
	}
}

// A target with too few sheets for a grade has no rank either, and takes none from those that have.
func TestTooFewSheetsForARank(t *testing.T) {
	rubric := graded()
	rubric.Least = 3
	raters, sheets := totalled(9500, 9500, 9500)
	_, lower := totalled(9000, 9000, 9000)
	cases := []Case{{Panel: 1, Raters: raters, Sheets: sheets[:2]}, {Panel: 2, Raters: raters, Sheets: lower}}
	got := rubric.Rate(cases, Skip)
	if got[0].Rank != 0 || got[1].Rank != 1 || got[0].Text(2) != "95.00" {
		t.Errorf("ranks %d, %d", got[0].Rank, got[1].Rank)
	}
	stable, err := rubric.Resample(t.Context(), cases, got, Skip)
	if err != nil || StableTexts(cases, got, stable)[0] != "" {
		t.Errorf("%v, %q", err, StableTexts(cases, got, stable))
	}
	found, err := rubric.Examine(t.Context(), cases, got, Skip)
	if err != nil || len(found[0].Findings) > 0 && found[0].Findings[0].Kind == NobodyDecides {
		t.Errorf("%v, %v", err, found[0])
	}
	said := ""
	for _, f := range found[1].Findings {
		said += f.Text
	}
	if !strings.Contains(said, "由第 1 名变为不排名次") {
		t.Errorf("without one of three: %s", said)
	}
}

// Another case never makes a better result, nor does the order of sheets matter, whatever is deducted.
func TestDeductionsProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 18))
	for range 200 {
		rubric := deductions()
		rubric.Trim = random.IntN(2) == 0
		rows := make([][]Points, 1+random.IntN(7))
		for i := range rows {
			rows[i] = []Points{Points(100 * random.IntN(20)), Points(100 * random.IntN(20)), Points(100 * random.IntN(40))}
		}
		raters, sheets := panel(rows...)
		c := Case{Raters: raters, Sheets: sheets, Facts: dissatisfied(int64(random.IntN(5)))}
		before := rubric.Rate([]Case{c}, Skip)[0]
		slices.Reverse(sheets)
		if again := rubric.Rate([]Case{c}, Skip)[0]; again.Score.Cmp(before.Score) != 0 || again.Formula != before.Formula {
			t.Fatal("the order of sheets matters")
		}
		sheets[random.IntN(len(sheets))].Points[int64(1+random.IntN(3))] += 100
		if after := rubric.Rate([]Case{c}, Skip)[0]; after.Score.Cmp(before.Score) > 0 || after.Score.Sign() < 0 {
			t.Fatalf("one more case: %s became %s", before.Text(2), after.Text(2))
		}
	}
}

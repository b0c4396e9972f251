package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
)

// sheet saves a score sheet with the points in the order of the first rubric's indicators.
func (o office) sheet(number, proposal, rater string, points ...string) {
	o.tb.Helper()
	v := record.Values{"number": number, "proposal": proposal, "name": rater, "submitted_on": "2026-10-15"}
	for i, name := range []string{"组织领导", "沟通面商", "办理成效", "规范答复"}[:len(points)] {
		v["points:"+name] = points[i]
	}
	o.save(evaluation.Scores, v)
}

func openEvaluated(tb testing.TB) office {
	tb.Helper()
	o := openOffice(tb)
	o.do("INSERT INTO assignment (proposal_id, unit_id, role) VALUES (3, 4, '分办'), (3, 3, '分办')")
	for _, v := range []record.Values{
		{"number": "1", "panel": "经济组", "name": "评一", "category": "常委", "proposals": "12"},
		{"number": "1", "name": "评二", "category": "提案人"},
		{"number": "1", "name": "评回避", "excused": "是"},
		{"number": "1", "name": "评缺"},
		{"number": "2", "name": "评三", "proposals": "15"},
		{"number": "3", "name": "评四", "proposals": "20", "units": "县公安局"},
		{"number": "4", "name": "评五", "proposals": "20", "units": "县卫生健康局"},
		{"number": "4", "name": "评六"},
	} {
		o.save(evaluation.Panels, v)
	}
	o.sheet("1", "12", "评一", "90", "95", "88", "92") // 13.5 + 19 + 35.2 + 23 = 90.7
	o.sheet("1", "12", "评二", "80", "85", "90", "80") // 12 + 17 + 36 + 20 = 85
	o.sheet("2", "15", "评三", "95", "95", "95", "95")
	o.sheet("3", "20", "评四", "59.99", "59.99", "59.99", "59.99")
	o.sheet("4", "20", "评五", "90", "90")
	o.save(evaluation.Scores, record.Values{"number": "4", "proposal": "20", "name": "评六", "void": "是", "note": "涂改"})
	return o
}

func (o office) results() []evaluation.Result {
	o.tb.Helper()
	results, err := evaluation.Results(o.tb.Context(), o.DB(), 2026, "2026-12-31")
	if err != nil {
		o.tb.Fatal(err)
	}
	return results
}

func TestEvaluationResults(t *testing.T) {
	o := openEvaluated(t)
	results := o.results()
	if len(results) != 1 || results[0].Name != "2026年重点提案办理民主评议" || len(results[0].Rubric.Indicators) != 4 {
		t.Fatalf("got %+v", results)
	}
	var got []string
	for _, r := range results[0].Targets {
		var means []string
		for _, i := range r.Result.Indicators {
			means = append(means, i.Mean.FloatString(2))
		}
		got = append(got, fmt.Sprintf("%d组 %d %s 得分%s %s 第%d名 Z%s 应收%d 收%d 均%s",
			r.PanelNumber, r.ProposalNumber, r.Unit, r.ScoreText, r.Result.Grade, r.Rank, r.Z, r.Expected, r.Collected, strings.Join(means, " ")))
		got = append(got, r.Notices...)
		for _, s := range r.Sheets {
			got = append(got, fmt.Sprintf("%s %s %s %s %s", s.Rater, s.Category, s.Standing, s.TotalText, strings.Join(s.Points, ",")))
		}
	}
	want := []string{
		"1组 12 县水务局 得分87.85 良好 第2名 Z0.46 应收3 收2 均85.00 90.00 89.00 86.00", // (90.7 + 85) ÷ 2
		"缺 1 张评分表：评缺",
		"评一 常委 计入 90.70 90,95,88,92",
		"评二 提案人 计入 85.00 80,85,90,80",
		"2组 15 县教育局 得分95.00 优秀 第1名 Z0.93 应收1 收1 均95.00 95.00 95.00 95.00",
		"评三  计入 95.00 95,95,95,95",
		"3组 20 县公安局 得分59.99 较差 第3名 Z-1.39 应收1 收1 均59.99 59.99 59.99 59.99",
		"评四  计入 59.99 59.99,59.99,59.99,59.99",
		"4组 20 县卫生健康局 得分—  第0名 Z 应收1 收1 均",
		"没有一张可以计入的评分表，无法计算得分",
		"评五  漏项  90,90,,",
		"评六  不评  ,,,",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, want := results[0].Targets[0].Result.Formula, "0.15×85.00 + 0.20×90.00 + 0.40×89.00 + 0.25×86.00 = 87.85"; got != want {
		t.Errorf("formula: got %s, want %s", got, want)
	}
}

func TestEvaluationRules(t *testing.T) {
	t.Run("a grade is decided before rounding", func(t *testing.T) {
		o := openOffice(t)
		o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "proposals": "12"})
		o.sheet("1", "12", "评一", "90", "89.98", "90", "90") // 89.996
		r := o.results()[0].Targets[0]
		if r.ScoreText != "90.00" || r.Result.Grade != "良好" {
			t.Errorf("got %s %s, want 90.00 良好", r.ScoreText, r.Result.Grade)
		}
	})
	t.Run("highest and lowest are dropped", func(t *testing.T) {
		o := openOffice(t)
		o.do("UPDATE rubric SET aggregation = '去一高一低' WHERE id = 1")
		for i, points := range []string{"100", "90", "80", "70", "10"} {
			rater := fmt.Sprintf("评%d", i)
			o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "proposals": "12"})
			o.sheet("1", "12", rater, points, points, points, points)
		}
		if r := o.results()[0].Targets[0]; r.ScoreText != "80.00" || r.Result.Sheets != 3 {
			t.Errorf("got %s from %d sheets", r.ScoreText, r.Result.Sheets)
		}
	})
	t.Run("categories carry weights", func(t *testing.T) {
		o := openOffice(t)
		o.do("UPDATE rubric SET weighted = 1 WHERE id = 1", "INSERT INTO rater_weight (rubric_id, category, weight) VALUES (1, '常委', 600), (1, '提案人', 300), (1, '服务对象', 100)")
		o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "category": "常委", "proposals": "12"})
		o.save(evaluation.Panels, record.Values{"number": "1", "name": "评二", "category": "提案人"})
		o.sheet("1", "12", "评一", "90", "90", "90", "90")
		o.sheet("1", "12", "评二", "60", "60", "60", "60")
		r := o.results()[0].Targets[0]
		if r.ScoreText != "80.00" { // (0.6×90 + 0.3×60) ÷ 0.9
			t.Errorf("got %s, want 80.00", r.ScoreText)
		}
		if !slices.ContainsFunc(r.Notices, func(n string) bool { return strings.Contains(n, "服务对象") }) {
			t.Errorf("no notice about the absent category: %v", r.Notices)
		}
	})
	t.Run("a score a little below the mean has no standard score of -0.00", func(t *testing.T) {
		o := openOffice(t)
		for i, points := range []string{"70", "90", "79.99"} {
			number := fmt.Sprint(i + 1)
			o.save(evaluation.Panels, record.Values{"number": number, "name": "评一", "proposals": "12"})
			o.sheet(number, "12", "评一", points, points, points, points)
		}
		if r := o.results()[0].Targets[2]; r.Z != "0.00" {
			t.Errorf("got %s", r.Z)
		}
	})
	t.Run("equal scores share a rank", func(t *testing.T) {
		o := openOffice(t)
		for i, points := range []string{"90", "80", "80", "70"} {
			number := fmt.Sprint(i + 1)
			o.save(evaluation.Panels, record.Values{"number": number, "name": "评一", "proposals": "12"})
			o.sheet(number, "12", "评一", points, points, points, points)
		}
		var ranks []int
		for _, r := range o.results()[0].Targets {
			ranks = append(ranks, r.Rank)
		}
		if want := []int{1, 2, 2, 4}; !slices.Equal(ranks, want) {
			t.Errorf("got %v, want %v", ranks, want)
		}
	})
	t.Run("a year without an evaluation", func(t *testing.T) {
		if results := openOffice(t).results(); len(results) != 0 {
			t.Errorf("got %v", results)
		}
	})
}

// A rater is added to a panel once, and where the year has several evaluations he is of the one that is named.
func TestRaterOfOneOfSeveralEvaluations(t *testing.T) {
	o := openEvaluated(t)
	if _, why := o.saveAs(evaluation.Panels, 0, record.Values{"number": "1", "name": "评一"}); !strings.Contains(why, "评委「评一」已在第 1 组") {
		t.Errorf("twice: %q", why)
	}
	o.save(evaluation.Panels, record.Values{"evaluation": "食堂评议", "number": "1", "name": "评一"})
	if _, why := o.try(evaluation.Panels, record.Values{"number": "1", "name": "评九"}); !strings.Contains(why, "2026 年有 2 次评议，请写明「评议名称」是哪一次：2026年重点提案办理民主评议、食堂评议。") {
		t.Errorf("unnamed: %q", why)
	}
}

// A unit is evaluated on a proposal only where it handles it, typed in or taken from a file.
func TestTargetsAreOfTheUnitThatHandlesTheProposal(t *testing.T) {
	o := openOffice(t)
	row := record.Values{"number": "1", "name": "评一", "proposals": "12", "units": "县公安局"}
	const want = "案号 12 的提案不由「县公安局」承办，承办单位是县水务局"
	if _, why := o.try(evaluation.Panels, row); !strings.Contains(why, want) {
		t.Errorf("typed: %q", why)
	}
	if why, _ := o.takenAnswering(evaluation.Panels, nil, "组号|评委|评议案号|承办单位", "1|评一|12|县公安局"); !strings.Contains(why, want) {
		t.Errorf("from a file: %q", why)
	}
}

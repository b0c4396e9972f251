package data_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

func items(pairs ...string) string {
	var table []rows.Row
	for i := 0; i < len(pairs); i += 3 {
		table = append(table, rows.Row{"indicator": pairs[i], "weight": pairs[i+1], "max_score": pairs[i+2]})
	}
	return rows.Text(table)
}

func (o office) setUp() (scheme, meeting int64) {
	o.tb.Helper()
	scheme = o.save(evaluation.Schemes, record.Values{
		"name": "部门三项", "aggregation": "去一高一低", "tie_rule": "1-2-2-3", "indicators": items("态度", "30", "10", "效率", "30", "10", "效果", "40", "20"),
		"grades":  rows.Text([]rows.Row{{"grade": "满意", "lower": "85"}, {"grade": "不满意", "lower": "0"}}),
		"weights": rows.Text([]rows.Row{{"category": "常委", "weight": "62.5"}, {"category": "服务对象", "weight": "37.5"}}),
	})
	meeting = o.save(evaluation.Evaluations, record.Values{"name": "2026年部门工作评议", "rubric": "部门三项"})
	return scheme, meeting
}

func TestSchemeAndEvaluationFromNothing(t *testing.T) {
	o := openOffice(t)
	scheme, meeting := o.setUp()
	o.expect(evaluation.Schemes, scheme, record.Values{"items": "态度 30%、效率 30%、效果 40%", "levels": "满意 ≥ 85、不满意 ≥ 0", "used": "1", "tie_rule": "1-2-2-3"})
	o.expect(evaluation.Evaluations, meeting, record.Values{"rubric": "部门三项", "panels_count": ""})
	results := o.results()
	if len(results) != 1 || len(results[0].Targets) != 0 || !results[0].Rubric.Weighted || results[0].Rubric.Aggregation != "去一高一低" {
		t.Fatalf("results %+v", results)
	}
}

func TestSchemeRefuses(t *testing.T) {
	o := openOffice(t)
	o.setUp()
	tests := []struct {
		name string
		kind *record.Kind
		v    record.Values
		want string
	}{
		{"weights short of a hundred", evaluation.Schemes, record.Values{"name": "甲", "indicators": items("一", "30", "10", "二", "60", "10")}, "指标权重合计应为 100%，现为 90%"},
		{"equal weights of a hundred and twenty", evaluation.Schemes, record.Values{"name": "甲", "indicators": items("一", "40", "10", "二", "40", "10", "三", "40", "10")}, "指标权重合计应为 100%，现为 120%"},
		{"no indicators", evaluation.Schemes, record.Values{"name": "甲"}, "没有指标"},
		{"no grade for the lowest", evaluation.Schemes, record.Values{"name": "甲", "indicators": items("一", "100", "10"), "grades": rows.Text([]rows.Row{{"grade": "优秀", "lower": "90"}})}, "下限应为 0"},
		{"a taken name", evaluation.Schemes, record.Values{"name": "部门三项", "indicators": items("一", "100", "10")}, "已有评分方案「部门三项」"},
		{"another evaluation of the name", evaluation.Evaluations, record.Values{"name": "2026年部门工作评议", "rubric": "部门三项"}, "2026 年已有评议"},
		{"an unknown scheme", evaluation.Evaluations, record.Values{"name": "乙", "rubric": "没有的"}, "没有评分方案「没有的」"},
		{"no scheme", evaluation.Evaluations, record.Values{"name": "乙"}, "缺少民主评议「评分方案」"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, sentence := o.saveAs(tt.kind, 0, tt.v); !strings.Contains(sentence, tt.want) {
				t.Errorf("%q, want %q", sentence, tt.want)
			}
		})
	}
}

// scored is the target of a panel of the new evaluation with five raters.
func (o office) scored() (scheme, target int64) {
	o.tb.Helper()
	scheme, _ = o.setUp()
	for i, name := range []string{"评一", "评二", "评三", "评四", "评五"} {
		o.save(evaluation.Panels, record.Values{"evaluation": "2026年部门工作评议", "number": "1", "name": name, "category": []string{"常委", "服务对象"}[i%2], "proposals": "12"})
	}
	places, err := evaluation.Places(o.tb.Context(), o.DB(), 2026)
	if err != nil || len(places) != 1 || places[0].Raters != 5 {
		o.tb.Fatalf("places %+v, %v", places, err)
	}
	return scheme, places[0].TargetID
}

func (o office) typeIn(target int64, change func(*evaluation.Entry)) string {
	o.tb.Helper()
	was, err := evaluation.ReadEntry(o.tb.Context(), o.DB(), target, evaluation.FirstPass)
	if err != nil {
		o.tb.Fatal(err)
	}
	now, err := evaluation.ReadEntry(o.tb.Context(), o.DB(), target, evaluation.FirstPass)
	if err != nil {
		o.tb.Fatal(err)
	}
	change(&now)
	err = o.Write(o.tb.Context(), "王科长", "录入评分", func(ctx context.Context, tx *store.Tx) error {
		return evaluation.SaveEntry(ctx, tx, target, evaluation.Typing{Pass: evaluation.FirstPass}, now.Changed(was))
	})
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestSheetsTypedIn(t *testing.T) {
	o := openOffice(t)
	_, target := o.scored()
	points := [][]string{{"9", "9", "18"}, {"8", "8", "16"}, {"10", "10", "20"}, {"9.5", "9", "18"}, {"5", "5", "10"}}
	if sentence := o.typeIn(target, func(e *evaluation.Entry) {
		for i := range e.Rows {
			e.Rows[i].Points = points[i]
		}
	}); sentence != "" {
		t.Fatal(sentence)
	}
	// 100 and 50 go; 常委 90, 服务对象 80 and 91.5: 0.625×90 + 0.375×85.75 = 88.41
	if got := o.results()[0].Targets[0]; got.ScoreText != "88.41" || got.Result.Grade != "满意" || got.Collected != 5 {
		t.Errorf("score %s %s of %d", got.ScoreText, got.Result.Grade, got.Collected)
	}
	for name, tt := range map[string]struct {
		change func(*evaluation.Entry)
		want   string
	}{
		"too many points":       {func(e *evaluation.Entry) { e.Rows[0].Points[2] = "20.5" }, "超过满分 20"},
		"void without a reason": {func(e *evaluation.Entry) { e.Rows[0].Void = true }, "要写明原因"},
	} {
		if sentence := o.typeIn(target, tt.change); !strings.Contains(sentence, tt.want) {
			t.Errorf("%s: %q", name, sentence)
		}
	}
	if sentence := o.typeIn(target, func(e *evaluation.Entry) { e.Rows[4].Void, e.Rows[4].Note = true, "涂改" }); sentence != "" {
		t.Fatal(sentence)
	}
	// four sheets: nothing is trimmed; 常委 90 and 100, 服务对象 80 and 91.5
	if got := o.results()[0].Targets[0]; got.ScoreText != "91.53" || got.Collected != 4 {
		t.Errorf("score %s of %d after one is void", got.ScoreText, got.Collected)
	}
	if !o.undo(0) {
		t.Fatal("nothing to undo")
	}
	if got := o.results()[0].Targets[0]; got.ScoreText != "88.41" {
		t.Errorf("score %s after undo", got.ScoreText)
	}
}

func TestSchemeWithSheetsStays(t *testing.T) {
	o := openOffice(t)
	scheme, target := o.scored()
	if sentence := o.typeIn(target, func(e *evaluation.Entry) { e.Rows[0].Points = []string{"9", "9", "18"} }); sentence != "" {
		t.Fatal(sentence)
	}
	stored, err := evaluation.Schemes.Record(t.Context(), o.DB(), scheme)
	if err != nil {
		t.Fatal(err)
	}
	o.expectVersions(scheme, stored.Values)
	if _, sentence := o.saveAs(evaluation.Schemes, scheme, record.Values{"note": "常委会通过"}); sentence != "" {
		t.Errorf("note: %q", sentence)
	}
	var made int64
	if err := o.Write(t.Context(), "王科长", "复制", func(ctx context.Context, tx *store.Tx) (err error) {
		made, err = evaluation.CopyScheme(ctx, tx, scheme)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	o.expect(evaluation.Schemes, made, record.Values{"name": "部门三项（第 7 版）", "items": "态度 30%、效率 30%、效果 40%", "aggregation": "去一高一低"})
	if again, sentence := o.saveAs(evaluation.Schemes, made, record.Values{"indicators": items("态度", "100", "10")}); sentence != "" || again != made {
		t.Errorf("the copy: %q", sentence)
	}
}

// expectVersions saves changes of a scheme that was scored with: each is a version of its own, and what was scored stays.
func (o office) expectVersions(scheme int64, stored record.Values) {
	o.tb.Helper()
	t := o.tb
	was := o.results()[0].Targets[0]
	version := 1
	for _, v := range []record.Values{
		{"aggregation": "均值"}, {"indicators": strings.Replace(stored["indicators"], `"20"`, `"40"`, 1)}, {"indicators": items("态度", "100", "10")}, {"grades": ""}, {"weights": ""},
	} {
		made, sentence := o.saveAs(evaluation.Schemes, scheme, v)
		if version++; sentence != "" || made == scheme {
			t.Fatalf("%v: %q", v, sentence)
		}
		o.expect(evaluation.Schemes, made, record.Values{"name": fmt.Sprintf("部门三项（第 %d 版）", version), "used": ""})
		for key, value := range v {
			if got, err := evaluation.Schemes.Record(t.Context(), o.DB(), made); err != nil || key == "aggregation" && got.Values[key] != value || key != "aggregation" && got.Values[key] == stored[key] {
				t.Errorf("%s of the version is %q, %v", key, got.Values[key], err)
			}
		}
	}
	o.expect(evaluation.Schemes, scheme, record.Values{"name": "部门三项", "items": stored["items"], "levels": stored["levels"], "aggregation": "去一高一低"})
	if now := o.results()[0]; now.Targets[0].ScoreText != was.ScoreText || now.Targets[0].Result.Formula != was.Result.Formula || now.Rubric.Name != "部门三项" {
		t.Errorf("what was scored is %s by %s, was %s", now.Targets[0].ScoreText, now.Rubric.Name, was.ScoreText)
	}
	if made, sentence := o.saveAs(evaluation.Schemes, scheme, record.Values{"name": "部门一项", "indicators": items("态度", "100", "10")}); sentence != "" || made == scheme {
		t.Errorf("a version under a name of its own: %q", sentence)
	}
}

func TestShippedSchemes(t *testing.T) {
	o := openOffice(t)
	all, err := evaluation.Rubrics(t.Context(), o.DB())
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		scheme, points, total string
	}{
		{"五项均值四等次（万众评公务）", "88 84 90 79 86", "85.40"},
		{"双向评议三等次（延边州）", "90 89 89.75", "89.60"},
		{"双向评议：提案质量（泾县）", "92 88 90 89", "89.75"},
		{"单件百分制（海南省 2002）", "20 45 24", "89.00"},
		{"绩效公众评价（20/20/20/40）", "18 17 19 34", "88.00"},
	}
	for _, tt := range tests {
		t.Run(tt.scheme, func(t *testing.T) {
			for _, r := range all {
				if r.Name == tt.scheme {
					e := evaluation.Entry{Rubric: r}
					if got := e.Total(strings.Fields(tt.points)); got != tt.total {
						t.Errorf("%s, want %s", got, tt.total)
					}
					return
				}
			}
			t.Error("is not shipped")
		})
	}
}

// Equal weights are shares of a hundred rounded to a tenth; others are told of, wherever they come from.
func TestEqualWeightsAreShares(t *testing.T) {
	o := openOffice(t)
	o.save(evaluation.Schemes, record.Values{"name": "三等分", "indicators": items("一", "33.3", "10", "二", "33.3", "10", "三", "33.3", "10")})
	_, im := o.taken(evaluation.SchemeIndicators, "方案名称,指标,权重,满分", "三等分,一,40,10", "三等分,二,40,10", "三等分,三,40,10")
	if doubts := strings.Join(im.Strange, ""); !strings.Contains(doubts, "评分表方案「三等分」：指标权重合计应为 100%，现为 120%") {
		t.Errorf("said at import: %q", doubts)
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
)

// Indicators of one name are told apart by their order, in the scheme and in the columns of a table of scores.
func TestIndicatorsOfOneName(t *testing.T) {
	o := openOffice(t)
	o.taken(evaluation.Schemes, "方案名称,计分方式", "双向评议,评分表")
	head := "方案名称,指标,权重（%）,满分"
	rows := []string{"双向评议,满意度,30,100", "双向评议,时效,40,100", "双向评议,满 意 度,30,100"}
	got, im := o.taken(evaluation.SchemeIndicators, append([]string{head}, rows...)...)
	if got != "新增\n新增\n新增" || !strings.Contains(strings.Join(im.Strange, "\n"), "同名的评分指标按先后编了号：第 4 行「满 意 度（2）」") {
		t.Errorf("%s\n%q", got, im.Strange)
	}
	if got, _ := o.taken(evaluation.SchemeIndicators, append([]string{head}, rows...)...); got != "相同\n相同\n相同" {
		t.Errorf("again %s", got)
	}
	o.save(evaluation.Schemes, record.Values{"name": "表单方案", "indicators": `[{"indicator":"满意度","weight":"50","max_score":"100"},{"indicator":"满意度","weight":"50","max_score":"100"}]`})
	stored := o.valuesOf(evaluation.SchemeIndicators, "name", "indicator")
	for _, want := range []string{"|双向评议 时效|双向评议 满 意 度（2）|双向评议 满意度|", "|表单方案 满意度|表单方案 满意度（2）"} {
		if !strings.Contains(stored, want) {
			t.Errorf("got  %s\nlacks %s", stored, want)
		}
	}

	o.save(evaluation.Panels, record.Values{"evaluation": "双评", "rubric": "表单方案", "number": "1", "name": "评一", "category": "常委", "proposals": "12"})
	got, im = o.taken(evaluation.Scores, "组号,评议案号,评委,满意度,满意度", "1,12,评一,90,80")
	if got != "新增" {
		t.Fatalf("%s %+v", got, im.Rows)
	}
	scores, err := evaluation.Scores.WithExtra(t.Context(), o.DB(), in2026)
	if err != nil {
		t.Fatal(err)
	}
	if got := o.valuesOf(scores, "name", "points:满意度", "points:满意度（2）"); got != "评一 90 80" {
		t.Error(got)
	}
}

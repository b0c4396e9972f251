package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/take"
)

const chosenScheme = "分档评分"

// chosen is an office with an evaluation of one panel whose scheme has an indicator with choices beside one of points.
func chosen(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	o.save(evaluation.Schemes, record.Values{"name": chosenScheme, "summing": "分值相加", "indicators": rows.Text([]rows.Row{
		{"indicator": "答复质量", "weight": "0", "max_score": "25", "choices": "优25，良20 中:15；差（10分）"},
		{"indicator": "沟通面商", "weight": "0", "max_score": "75"},
	})})
	for _, name := range []string{"评一", "评二", "评三"} {
		o.save(evaluation.Panels, record.Values{"evaluation": "分档评议", "rubric": chosenScheme, "number": "1", "name": name, "proposals": "12"})
	}
	return o
}

func (o office) choices(scheme string) string {
	o.tb.Helper()
	return o.rubric(scheme).Indicators[0].Choices
}

// An indicator may have choices in the place of points: they are kept in one way of writing, and what contradicts itself is refused in words.
func TestAnIndicatorHasChoices(t *testing.T) {
	o := chosen(t)
	if got, want := o.choices(chosenScheme), "优 25、良 20、中 15、差 10"; got != want {
		t.Errorf("kept as %q, want %q", got, want)
	}
	for _, tc := range []struct {
		row  rows.Row
		want string
	}{
		{rows.Row{"max_score": "100", "choices": "优25 良20"}, "满分应是最高一档的 25 分"},
		{rows.Row{"max_score": "25", "choices": "优25"}, "至少写两档"},
		{rows.Row{"max_score": "25", "choices": "优25 优20"}, "「优」写了两次"},
		{rows.Row{"max_score": "25", "choices": "优25 良25"}, "优和良都是 25 分"},
		{rows.Row{"max_score": "25", "choices": "优25 良"}, "写成「优 25、良 20」"},
		{rows.Row{"max_score": "0", "choices": "优25 良20", "manner": "扣分", "step": "1"}, "扣分的没有分档"},
		{rows.Row{"max_score": "25", "choices": "优25 良20", "source": "单位面商率"}, "按数据的没有分档"},
	} {
		row := rows.Row{"indicator": "甲", "weight": "0"}
		for key, text := range tc.row {
			row[key] = text
		}
		_, said := o.saveAs(evaluation.Schemes, 0, record.Values{"name": "乙", "summing": "分值相加", "indicators": rows.Text([]rows.Row{row})})
		if !strings.Contains(said, tc.want) {
			t.Errorf("%v: %q, want %q", tc.row, said, tc.want)
		}
	}
	trial, err := o.rubric(chosenScheme).Try(map[string]string{"答复质量": "优 20", "沟通面商": "70 60"})
	if err != nil || trial.Score != "87.50" {
		t.Errorf("%+v, %v", trial, err)
	}
}

// A choice is given by its name or its points, in the window, in a list and in blocks; anything else is refused with what there is.
func TestChoicesAreGivenByNameOrPoints(t *testing.T) {
	o := chosen(t)
	give := func(name, choice string) (id int64, said string) {
		return o.saveAs(evaluation.Scores, 0, record.Values{"number": "1", "name": name, "points:答复质量": choice, "points:沟通面商": "60"})
	}
	for choice, want := range map[string]string{"22": "只能是 优 25、良 20、中 15、差 10 之一", "很好": "只能是 优 25、良 20、中 15、差 10 之一"} {
		if _, said := give("评一", choice); !strings.Contains(said, want) {
			t.Errorf("%s: %q", choice, said)
		}
	}
	for name, choice := range map[string]string{"评一": "优", "评二": "15"} {
		if _, said := give(name, choice); said != "" {
			t.Errorf("%s: %s", choice, said)
		}
	}
	got, _ := o.takenSheets(evaluation.Scores, pipedSheet("组号|评委|答复质量|沟通面商", "1|评一|优|60", "1|评二|差（10分）|60", "1|评三|良|60"))
	if got != "相同\n变更\n新增" {
		t.Error(got)
	}
	got, _ = o.takenSheets(evaluation.Scores, pipedSheet("组号|评委|答复质量|沟通面商", "1|评一|甚好|60"))
	if !strings.Contains(got, "「答复质量」一栏为「甚好」") || !strings.Contains(got, "只能是 优 25、良 20、中 15、差 10 之一") {
		t.Error(got)
	}
	if r := o.results()[0].Targets[0]; r.ScoreText != "78.33" { // 60 + (25 + 10 + 20) ÷ 3
		t.Errorf("%s from %v", r.ScoreText, r.Sheets)
	}
}

func TestChoicesInBlocks(t *testing.T) {
	o := chosen(t)
	got, im := o.takenWith(evaluation.Scores, in2026, take.Options{}, pipedSheet("被评单位：县水务局|评一|评二|评三", "答复质量|优|良|差", "沟通面商|60|61|62", "合计|85|81|72"))
	if got != "新增\n新增\n新增" || im.Blocks == nil {
		t.Error(got)
	}
	if r := o.results()[0].Targets[0]; r.ScoreText != "79.33" { // 61 + (25 + 20 + 10) ÷ 3
		t.Errorf("%s from %v", r.ScoreText, r.Sheets)
	}
}

// A workbook a rater fills in shows the choices; a scheme in use with other ones is a new version.
func TestChoicesInAScoreWorkbook(t *testing.T) {
	o := chosen(t)
	if _, said := o.saveAs(evaluation.Scores, 0, record.Values{"number": "1", "name": "评一", "points:答复质量": "优", "points:沟通面商": "60"}); said != "" {
		t.Fatal(said)
	}
	books, err := evaluation.Handouts(t.Context(), o.DB(), 2026, "分档评议", false)
	if err != nil {
		t.Fatal(err)
	}
	if heads := books[0].Heads(); heads[3] != "答复质量（优 25、良 20、中 15、差 10）" || heads[4] != "沟通面商（0–75）" {
		t.Errorf("heads %q", heads)
	}
	if row := books[0].Rows()[0]; row[3] != "优" {
		t.Errorf("filled in with %q", row[3])
	}
	id := o.rubric(chosenScheme).ID
	r, err := evaluation.Schemes.Record(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	made, said := o.saveAs(evaluation.Schemes, id, record.Values{"indicators": strings.Replace(r.Values["indicators"], "中 15", "中 14", 1)})
	if said != "" || made == id || o.choices(chosenScheme+"（第 2 版）") != "优 25、良 20、中 14、差 10" || o.choices(chosenScheme) != "优 25、良 20、中 15、差 10" {
		t.Errorf("changed in use: %d of %d, %s", made, id, said)
	}
}

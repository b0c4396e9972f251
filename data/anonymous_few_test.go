package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// weighted is an office whose anonymous scheme weighs raters by category, with a panel of three of one and one of another.
func weighted(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	if _, said := o.saveAs(evaluation.Schemes, 1, record.Values{"signing": "无记名", "weights": rows.Text([]rows.Row{{"category": "常委", "weight": "70"}, {"category": "提案人", "weight": "30"}})}); said != "" {
		t.Fatal(said)
	}
	for i, rater := range []string{"赵甲", "钱乙", "孙丙", "李丁"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "category": []string{"常委", "提案人"}[i/3], "proposals": "12", "units": "县水务局"})
	}
	for i := range 4 {
		o.sheet("1", "12", fmt.Sprintf("第 %d 张", i+1), "90", "80", "70", fmt.Sprint(60+i))
	}
	return o
}

// The category of an anonymous sheet says whose it is where the panel has few raters of it: it is neither listed nor told, nor is what it alone weighs.
func TestCategoryOfFewIsNotTold(t *testing.T) {
	o := weighted(t)
	all, err := evaluation.Scores.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d sheets, %v", len(all), err)
	}
	told := map[string]int{}
	for _, r := range all {
		told[r.Values["category"]]++
	}
	if told["提案人"] > 0 || told["常委"] != 3 {
		t.Errorf("listed by category: %v", told)
	}
	for slot := 1; slot <= 4; slot++ {
		if _, said := o.saveAs(evaluation.Scores, 0, record.Values{"number": "1", "proposal": "12", "name": fmt.Sprint(slot), "category": "服务对象", "points:组织领导": "90"}); strings.Contains(said, "提案人") {
			t.Errorf("refused with %q", said)
		}
	}
	e := o.results()[0]
	for _, how := range []evaluation.WhatIf{{Alike: true}, {Categories: map[string]string{"提案人": "100", "常委": "0"}}} {
		if found, err := e.Suppose(how); err == nil || !strings.Contains(store.Sentence(err), "「提案人」不足 3 人") {
			t.Errorf("%+v: %v, %v", how, found, err)
		}
	}
	if _, err := e.Suppose(evaluation.WhatIf{Aggregation: evaluation.Trimmed}); err != nil {
		t.Errorf("trimmed: %v", err)
	}
}

// Sheets that lost their names do not get them back: the step that took them is not undone, and the sheets stay.
func TestNamesDoNotComeBackByUndo(t *testing.T) {
	o := openOffice(t)
	for i, rater := range []string{"赵甲", "钱乙", "孙丙"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "proposals": "12", "units": "县水务局"})
		points := fmt.Sprint(90 - i)
		o.sheet("1", "12", rater, points, points, points, points)
	}
	if _, said := o.saveAs(evaluation.Schemes, 1, record.Values{"signing": "无记名"}); said != "" {
		t.Fatal(said)
	}
	state, err := o.UndoState(t.Context(), "")
	if err != nil || state.Undo == nil {
		t.Fatal(err)
	}
	_, err = o.Revert(t.Context(), "王芳", state.Undo.WriteID)
	if err == nil || !strings.Contains(store.Sentence(err), "不能撤销成记名") {
		t.Errorf("undone: %v", err)
	}
	if got := o.linked(); len(got) > 0 {
		t.Errorf("stored with %q", got)
	}
	if n := o.texts("SELECT count(*) || '' FROM score_sheet"); n[0] != "3" {
		t.Errorf("%s sheets", n[0])
	}
}

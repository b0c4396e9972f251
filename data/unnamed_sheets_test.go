package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
)

// linked are the sheets stored with somebody who is on the list of raters.
func (o office) linked() []string {
	o.tb.Helper()
	return o.texts("SELECT r.name FROM score_sheet s JOIN rater r ON r.id = s.rater_id WHERE r.slot = 0 ORDER BY r.id")
}

// Nothing that is stored or listed of an anonymous scheme says whose a sheet is: sheets are numbered, as many as raters who are not excused.
func TestSheetsOfAnAnonymousSchemeAreOfNobody(t *testing.T) {
	o := openOffice(t)
	if _, said := o.saveAs(evaluation.Schemes, 1, record.Values{"signing": "无记名"}); said != "" {
		t.Fatal(said)
	}
	raters := o.anonymousSheets()
	if got := o.linked(); len(got) > 0 {
		t.Errorf("stored with %q", got)
	}
	all, err := evaluation.Scores.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(all) != 7 {
		t.Fatalf("%d sheets, %v", len(all), err)
	}
	shown := fmt.Sprint(all, o.texts("SELECT COALESCE(before_json, '') || COALESCE(after_json, '') FROM journal_row WHERE tbl IN ('score_sheet', 'score')"))
	for _, rater := range raters {
		if strings.Contains(shown, rater) {
			t.Errorf("%s is named in %s", rater, shown)
		}
	}
	if _, said := o.saveAs(evaluation.Scores, 0, record.Values{"number": "1", "proposal": "12", "name": "吴己", "points:组织领导": "80"}); !strings.Contains(said, "第 1 评议小组无记名打分，评分表不写评委「吴己」；请写第几张（第 1 张 至 第 6 张）") {
		t.Error(said)
	}
	o.expectNumbered(t)
}

// expectNumbered holds the sheets to their numbers, whatever comes in and whoever is excused or joins.
func (o office) expectNumbered(t *testing.T) {
	t.Helper()
	got, _ := o.takenSheets(evaluation.Scores, pipedSheet("组号|评议案号|评委|评委类别|组织领导|沟通面商|办理成效|规范答复", "1|12|6|提案人|80|80|80|80"))
	if got != "新增" || slices.Contains(o.texts("SELECT category FROM rater WHERE slot > 0"), "提案人") {
		t.Errorf("%s, categories %q", got, o.texts("SELECT category FROM rater WHERE slot > 0"))
	}
	if entry, err := evaluation.Places(t.Context(), o.DB(), 2026); err != nil || entry[0].Raters != 6 || entry[0].Collected != 6 {
		t.Errorf("%+v, %v", entry, err)
	}
	if _, err := evaluation.Handouts(t.Context(), o.DB(), 2026, "2026年重点提案办理民主评议", true); err == nil || !strings.Contains(err.Error(), "无记名打分") {
		t.Errorf("a workbook for each rater: %v", err)
	}
	panels, err := evaluation.Panels.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(panels) != 8 {
		t.Errorf("%d on the list of raters, %v", len(panels), err)
	}
	id := panels[slices.IndexFunc(panels, func(r record.Record) bool { return r.Values["name"] == "周戊" })].ID
	o.mustSave(evaluation.Panels, id, record.Values{"excused": "是"})
	o.save(evaluation.Panels, record.Values{"number": "2", "name": "郑庚"})
	if got := o.texts("SELECT count(*) || '' FROM rater WHERE slot > 0 GROUP BY panel_id ORDER BY panel_id"); fmt.Sprint(got) != "[6 3]" { // six came in
		t.Errorf("%s sheets", got)
	}
}

// Sheets that were signed lose their names with the scheme's: the result stays, and what is stored says no more whose they were.
func TestSignedSheetsBecomeAnonymous(t *testing.T) {
	o := openOffice(t)
	for i, rater := range []string{"赵甲", "钱乙", "孙丙", "李丁"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "category": "常委", "proposals": "12、15", "units": "县水务局、县教育局"})
		points := fmt.Sprint(90 - 3*i)
		o.sheet("1", "12", rater, points, points, points, points)
	}
	before := o.results()[0].Targets[0]
	if _, said := o.saveAs(evaluation.Schemes, 1, record.Values{"signing": "无记名"}); said != "" {
		t.Fatal(said)
	}
	after := o.results()[0].Targets[0]
	if before.ScoreText != after.ScoreText || after.Collected != 4 || after.Expected != 4 {
		t.Errorf("%s of %d, then %s of %d in %d", before.ScoreText, before.Collected, after.ScoreText, after.Collected, after.Expected)
	}
	if got := o.linked(); len(got) > 0 {
		t.Errorf("stored with %q", got)
	}
	if moved := o.texts("SELECT before_json || after_json FROM journal_row WHERE tbl = 'score_sheet' AND op = 'update'"); len(moved) > 0 {
		t.Errorf("the journal says which sheet became which: %q", moved)
	}
}

package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// rated is what the rating says of group 3 and of 张二 on a day: points, reckoned grade, grade.
func (o office) rated(day string) string {
	o.tb.Helper()
	groups, err := supervision.GroupReviews(o.tb.Context(), o.DB(), 2026, day)
	if err != nil || len(groups) == 0 {
		o.tb.Fatal(groups, err)
	}
	people, err := supervision.SupervisorYears(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	g, text := groups[0], ""
	for _, p := range people {
		if p.Name == "张二" {
			text = fmt.Sprintf("%d %s %s", p.Points, p.Reckoned, p.Grade)
		}
	}
	return fmt.Sprintf("%d %s %s|%s", g.Points, g.Reckoned, g.Grade, text)
}

// The rating is reckoned from the records by the office's criteria as of any day; the office's own grade stands before it from its day on.
func TestYearlyRatingIsReckonedFromRecords(t *testing.T) {
	o := atWork(t)
	finding := func(text, settled string) rows.Row {
		row := rows.Row{"kind": "建议", "text": text, "raiser": "张二"}
		if settled != "" {
			row["outcome"], row["settled_on"] = "已采纳", settled
		}
		return row
	}
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "findings": rowsText(finding("甲", "2026-06-01"), finding("乙", ""))})
	o.save(supervision.Visits, record.Values{"on_date": "2026-08-12", "group": "3", "findings": rowsText(finding("丙", "2026-09-01"), finding("丁", "2026-09-01"))})
	const id = 1 // group 3
	change := func(v record.Values) string {
		_, sentence := o.saveAs(roster.Groups, id, v)
		return sentence
	}
	if sentence := change(record.Values{"report_on": "2026-11-10", "unit_opinion": "满意"}); sentence != "" {
		t.Fatal(sentence)
	}
	for want, v := range map[string]record.Values{
		"要同时写明":              {"grade": "优秀"},
		"考评日期 2026-12-01 晚于": {"grade": "优秀", "grade_why": "评定", "graded_on": "2026-12-01"},
		"请同时写明年度报告日期":        {"report_on": "", "unit_opinion": "满意"},
	} {
		if sentence := change(v); !strings.Contains(sentence, want) {
			t.Errorf("got %q, want %q", sentence, want)
		}
	}
	if sentence := change(record.Values{"grade": "优秀", "grade_why": "主席会议评定", "graded_on": "2026-11-20"}); sentence != "" {
		t.Fatal(sentence)
	}
	o.save(supervision.SupervisorReviews, record.Values{"name": "张二", "grade": "优秀", "grade_why": "评定", "graded_on": "2026-11-20"})
	// 2 visits 10, 2 quarters 10, 4 findings 16, 3 adopted 12, report 10, satisfied 15; of 张二 2 visits 30, 4 findings 40.
	for day, want := range map[string]string{
		"2026-05-12": "18 不称职 不称职|35 不称职 不称职", "2026-09-01": "48 不称职 不称职|70 称职 称职", "2026-11-10": "73 称职 称职|70 称职 称职", "2026-11-20": "73 称职 优秀|70 称职 优秀",
	} {
		if got := o.rated(day); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
	r, err := roster.Groups.RecordOn(t.Context(), o.DB(), id, "2026-11-19")
	if err != nil || r.Values["grade"] != "" || r.Values["points"] != "73" || r.Values["unit_opinion"] != "满意" {
		t.Errorf("the group the day before its grade: %v, %v", r.Values, err)
	}
	rule := o.texts("SELECT CAST(id AS TEXT) FROM review_rule WHERE subject = '小组' AND code = 'visits'")[0]
	o.change(supervision.ReviewRules, int64(record.CountOf(rule)), record.Values{"each": "0"})
	if got := o.rated("2026-09-01"); !strings.HasPrefix(got, "38 ") {
		t.Errorf("visits count nothing: %s", got)
	}
	o.refuses(supervision.ReviewRules, int64(record.CountOf(rule)), record.Values{"each": "101"}, "应在 0 到 100 之间")
	o.refuses(supervision.ReviewRules, 0, record.Values{"name": "出勤", "each": "1"}, "只能修改分值，不能增加")
}

// The list of ratings holds every supervisor of the year's groups, reckoned as of the day, and his first grade is stored by the row he has there.
func TestEverySupervisorIsInTheListOfRatings(t *testing.T) {
	o := atWork(t)
	finding := rowsText(rows.Row{"kind": "建议", "text": "甲", "raiser": "张二"})
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "findings": finding})
	listed := func(day string) map[string]record.Record {
		t.Helper()
		all, err := supervision.SupervisorReviews.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: day})
		if err != nil {
			t.Fatal(err)
		}
		of := map[string]record.Record{}
		for _, r := range all {
			of[r.Values["name"]] = r
		}
		if len(of) != len(all) {
			t.Errorf("%d rows of %d supervisors", len(all), len(of))
		}
		return of
	}
	years, err := supervision.SupervisorYears(t.Context(), o.DB(), 2026, "2026-11-20")
	if err != nil || len(years) < 2 {
		t.Fatal(years, err)
	}
	all := listed("2026-11-20")
	for _, s := range years {
		if v := all[s.Name].Values; v["points"] != fmt.Sprint(s.Points) || v["reckoned"] != s.Reckoned || v["group"] != s.Group || v["grade"] != "" {
			t.Errorf("%s is listed as %v, reckoned %+v", s.Name, v, s)
		}
	}
	if got := listed("2026-05-11")["张二"].Values["points"]; got != "0" {
		t.Errorf("before the visit he has %q points", got)
	}
	o.gradeOne(t, all, listed)
}

// gradeOne grades 张二, who is not, by the row he has in the list.
func (o office) gradeOne(t *testing.T, all map[string]record.Record, listed func(day string) map[string]record.Record) {
	t.Helper()
	row := all["张二"]
	if row.ID >= 0 {
		t.Fatalf("he is graded: %v", row)
	}
	o.refuses(supervision.SupervisorReviews, row.ID, record.Values{"grade": "优秀"}, "缺少「考评理由」")
	o.change(supervision.SupervisorReviews, row.ID, record.Values{"grade": "优秀", "grade_why": "主席会议评定", "graded_on": "2026-11-20"})
	if now := listed("2026-11-20")["张二"]; now.ID <= 0 || now.Values["grade"] != "优秀" || now.Values["points"] != row.Values["points"] {
		t.Errorf("graded he is %v", now)
	}
	if before := listed("2026-11-19")["张二"]; before.Values["grade"] != "" || before.Values["grade_why"] != "" {
		t.Errorf("the day before he is %v", before)
	}
	if got := len(listed("2026-11-20")); got != len(all) {
		t.Errorf("%d of %d supervisors", got, len(all))
	}
	if sentence := o.remove(supervision.SupervisorReviews, listed("2026-11-20")["张一"].ID); !strings.Contains(sentence, "没有另行评定等次") {
		t.Errorf("one without a grade is deleted with %q", sentence)
	}
}

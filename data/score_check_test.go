package data_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// typeSheets types the sheets of the first target of 2026 in as one of the two persons, a line of points for each rater; a line of × is void.
func (o office) typeSheets(typing evaluation.Typing, lines ...string) string {
	o.tb.Helper()
	places, err := evaluation.Places(o.tb.Context(), o.DB(), 2026)
	if err != nil || len(places) == 0 {
		o.tb.Fatalf("%d targets, %v", len(places), err)
	}
	was, err := evaluation.ReadEntry(o.tb.Context(), o.DB(), places[0].TargetID, typing.Pass)
	if err != nil {
		o.tb.Fatal(err)
	}
	now := was.Clone()
	for i, line := range lines {
		if r := &now.Rows[i]; line == "×" {
			r.Void, r.Note = true, "涂改"
		} else if line != "" {
			r.Points = strings.Fields(line)
		}
	}
	return o.said(o.Write(o.tb.Context(), typing.By, "录入", func(ctx context.Context, tx *store.Tx) error {
		return evaluation.SaveEntry(ctx, tx, places[0].TargetID, typing, now.Changed(was))
	}))
}

func (o office) said(err error) string {
	if err == nil {
		return ""
	}
	return store.Sentence(err)
}

func (o office) sheetDifferences() []evaluation.SheetDifference {
	o.tb.Helper()
	found, err := evaluation.ReadDifferences(o.tb.Context(), o.DB(), 2026, "2026年重点提案办理民主评议")
	if err != nil {
		o.tb.Fatal(err)
	}
	return found
}

func (o office) settleSheet(d evaluation.SheetDifference, pass int) string {
	return o.said(o.Write(o.tb.Context(), "李主任", "核对", func(ctx context.Context, tx *store.Tx) error { return evaluation.SettleSheet(ctx, tx, d, pass) }))
}

// paneled is an office with a panel of four for one target.
func paneled(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	for _, rater := range []string{"赵甲", "钱乙", "孙丙", "李丁"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "category": "常委", "proposals": "12", "units": "县水务局"})
	}
	return o
}

// The two persons who type.
var (
	firstTypist  = evaluation.Typing{Pass: evaluation.FirstPass, By: "王芳"}
	secondTypist = evaluation.Typing{Pass: evaluation.SecondPass, By: "陈静"}
)

// typedTwice is an office with three differences between the entries of the sheets.
func typedTwice(t *testing.T) office {
	t.Helper()
	o := paneled(t)
	if said := o.typeSheets(firstTypist, "90 90 90 90", "80 80 80 80", "×", "70 70 70 70"); said != "" {
		t.Fatal(said)
	}
	before := o.results()[0].Targets[0].ScoreText
	if said := o.typeSheets(secondTypist, "90 90 95 90", "80 80 80 81", "60 60 60 60", "70 70 70 70"); said != "" {
		t.Fatal(said)
	}
	if got := o.results()[0].Targets[0]; got.ScoreText != before || got.Collected != 3 {
		t.Errorf("the second entry counts: %s of %d, was %s", got.ScoreText, got.Collected, before)
	}
	return o
}

// Sheets are typed in by two persons; where they differ the paper decides, and what it bears out counts.
func TestSheetsTypedTwice(t *testing.T) {
	o := typedTwice(t)
	open := o.sheetDifferences()
	if got := fmt.Sprint(open); len(open) != 3 || !strings.Contains(got, "赵甲的办理成效一录「90」、二录「95」") || !strings.Contains(got, "钱乙的规范答复一录「80」、二录「81」") || !strings.Contains(got, "孙丙的整张一录「作废」、二录「有效」") {
		t.Fatalf("found %s", got)
	}
	o.expectNoLock(t, "钱乙的规范答复一录「80」、二录「81」，没有核对")
	for i, pass := range []int{evaluation.SecondPass, evaluation.FirstPass, evaluation.SecondPass} {
		if said := o.settleSheet(open[i], pass); said != "" {
			t.Fatal(said)
		}
	}
	if left := o.sheetDifferences(); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	got := o.texts("SELECT r.name || ' ' || s.void || ' ' || (SELECT group_concat(x.points / 100, ' ') FROM score x WHERE x.sheet_id = s.id) FROM score_sheet s JOIN rater r ON r.id = s.rater_id ORDER BY r.id")
	if want := []string{"赵甲 0 90 90 95 90", "钱乙 0 80 80 80 80", "孙丙 0 60 60 60 60", "李丁 0 70 70 70 70"}; !slices.Equal(got, want) {
		t.Errorf("counts %q", got)
	}
	if who := o.texts("SELECT group_concat(DISTINCT settled_by) FROM score_settlement"); who[0] != "李主任" {
		t.Errorf("settled by %q", who)
	}
}

// The same person does not type both entries, what is settled is not settled twice, and what is typed again is looked at again.
func TestSheetsSettledOnce(t *testing.T) {
	o := typedTwice(t)
	if said := o.typeSheets(evaluation.Typing{Pass: evaluation.SecondPass, By: "王芳"}, "90 90 90 90"); !strings.Contains(said, "一录也是「王芳」录的") {
		t.Errorf("the same person twice: %q", said)
	}
	open := o.sheetDifferences()
	for _, want := range []string{"", "已经核对"} {
		if said := o.settleSheet(open[1], evaluation.FirstPass); want == "" && said != "" || !strings.Contains(said, want) {
			t.Errorf("settled: %q", said)
		}
	}
	if left := o.sheetDifferences(); len(left) != 2 {
		t.Errorf("left %v", left)
	}
	if said := o.typeSheets(firstTypist, "", "80 80 80 82"); said != "" { // other than what was settled
		t.Fatal(said)
	}
	if left := o.sheetDifferences(); len(left) != 3 || left[1].First != "82" {
		t.Errorf("typed again: %v", left)
	}
}

func (o office) expectNoLock(t *testing.T, why string) {
	t.Helper()
	id := o.results()[0].ID
	_, said := o.saveAs(evaluation.Evaluations, id, record.Values{"locked_on": "2026-11-23", "locked_by": "王芳", "locked_second": "李主任"})
	if !strings.Contains(said, why) {
		t.Errorf("locked: %q", said)
	}
}

// Lists of both entries are taken in as the window takes them, and what comes out can be taken in again.
func TestSecondEntriesAreTakenIn(t *testing.T) {
	o := paneled(t)
	for kind, sheet := range map[*record.Kind]intake.Sheet{
		evaluation.Scores: pipedSheet("组号|评议案号|评委|录入人|组织领导|沟通面商|办理成效|规范答复", "1|12|赵甲|王芳|90|90|90|90", "1|12|钱乙|王芳|80|80|80|80"),
		evaluation.Checks: pipedSheet("组号|评议案号|评委|录入|录入人|组织领导|沟通面商|办理成效|规范答复", "1|12|赵甲|二录|陈静|90|90|90|90", "1|12|钱乙|二录|陈静|80|80|80|18"),
	} {
		if got, im := o.takenSheets(kind, sheet); got != "新增\n新增" {
			t.Errorf("%s: %s %v", kind.Title, got, im.Notes)
		}
	}
	if open := o.sheetDifferences(); len(open) != 1 || open[0].Rater != "钱乙" || open[0].Second != "18" {
		t.Errorf("found %v", open)
	}
	if _, said := o.saveAs(evaluation.Scores, 0, record.Values{"number": "1", "proposal": "12", "name": "赵甲", "entered_by": "陈静", "points:组织领导": "91"}); !strings.Contains(said, "二录也是「陈静」录的") {
		t.Errorf("both by one: %q", said)
	}
	kind, err := evaluation.Checks.WithExtra(t.Context(), o.DB(), in2026)
	if err != nil {
		t.Fatal(err)
	}
	all, err := kind.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(all) != 2 || all[1].Values["points:规范答复"] != "18" || all[1].Values["entered_by"] != "陈静" {
		t.Errorf("listed %v, %v", all, err)
	}
}

// After every fifty sheets the sums are compared with the paper's; they follow the order of the panels and not that of typing.
func TestSubtotalOfFiftySheets(t *testing.T) {
	o := openOffice(t)
	for i := range 53 {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": fmt.Sprintf("评委%03d", i), "proposals": "12", "units": "县水务局"})
	}
	lines := slices.Repeat([]string{"90 80 70 60"}, 53)
	lines[3], lines[51] = "×", "1 1 1 1"
	if said := o.typeSheets(evaluation.Typing{Pass: evaluation.FirstPass, By: "王芳"}, lines...); said != "" {
		t.Fatal(said)
	}
	places, err := evaluation.Places(t.Context(), o.DB(), 2026)
	if err != nil {
		t.Fatal(err)
	}
	for pass, want := range map[int]string{evaluation.FirstPass: "{1 50 1 [4410 3920 3430 2940] 14700}", evaluation.SecondPass: "{0 0 0 [] }"} {
		e, err := evaluation.ReadEntry(t.Context(), o.DB(), places[0].TargetID, pass)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := evaluation.ReadSubtotal(t.Context(), o.DB(), e); err != nil || fmt.Sprint(got) != want {
			t.Errorf("pass %d: %v, %v", pass, got, err)
		}
	}
}

package data_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
)

// Units are evaluated as a whole as well as for a proposal: the panel names them without a number.
func TestUnitsEvaluatedAsAWhole(t *testing.T) {
	o := openOffice(t)
	got, im := o.takenSheets(evaluation.Panels, pipedSheet("评议名称|组号|评委|评委类别|被评单位|对象类别",
		"部门履职评议|1|评一|常委|县水务局、县公安局|甲类", "部门履职评议|1|评二|常委||", "部门履职评议|2|评三|常委|县教育局|"))
	if got != "新增\n新增\n新增" || len(im.Strange) > 0 {
		t.Fatalf("panels: %q, %q", got, im.Strange)
	}
	got, im = o.takenSheets(evaluation.Scores, pipedSheet("组号|被评单位|评委|组织领导|沟通面商|办理成效|规范答复",
		"1|县水务局|评一|90|90|90|90", "1|县水务局|评二|80|80|80|80", "1|县公安局|评一|70|70|70|70", "2|县教育局|评三|60|60|60|60", "2|县水务局|评三|60|60|60|60"))
	if got != "新增\n新增\n新增\n新增\n退回 第 2 评议小组不评评议对象（县水务局），请检查组号、案号和承办单位。" {
		t.Fatalf("scores: %q, %q", got, im.Strange)
	}
	var told []string
	for _, r := range o.results()[0].Targets {
		told = append(told, fmt.Sprintf("%d组 %d %s %s 第%d名 %d/%d %s%s", r.PanelNumber, r.ProposalID, r.Unit, r.ScoreText, r.Rank, r.Collected, r.Expected, r.Class, r.Rework.Score))
	}
	want := []string{"1组 0 县水务局 85.00 第1名 2/2 甲类", "1组 0 县公安局 70.00 第2名 1/2 甲类", "2组 0 县教育局 60.00 第1名 1/1 "}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	id := o.idOf(evaluation.Panels, "评二")
	for _, test := range []struct{ about, sentence string }{
		{"12", "「评议案号」不能填写：「部门履职评议」评的是单位；请去掉案号，或另建一次评议。"},
	} {
		if _, sentence := o.saveAs(evaluation.Panels, id, record.Values{"proposals": test.about}); sentence != test.sentence {
			t.Errorf("%s: %q, want %q", test.about, sentence, test.sentence)
		}
	}
	if _, sentence := o.saveAs(evaluation.Panels, id, record.Values{"units": "县公安局"}); sentence != "县水务局已有 2 份评分表，不能从这个小组去掉；一组评几家单位时请在「承办单位」里用、写全。" {
		t.Errorf("without a unit that was scored: %q", sentence)
	}
	if broken := o.brokenOf(evaluation.Panels); len(broken) > 0 {
		t.Errorf("said to be broken: %q", broken)
	}
}

// A panel that evaluates units is one of the deployment's 组 once each of them has a sheet, and adds no 件.
func TestUnitsEvaluatedCountInTheDeployment(t *testing.T) {
	o := openOffice(t)
	o.save(plan.Items, record.Values{"title": "评议", "kind": "民主评议", "targets": "1组、2件", "from_month": "9月", "to_month": "11月"})
	o.save(evaluation.Panels, record.Values{"evaluation": "部门评议", "number": "1", "name": "评一", "units": "县水务局、县公安局"})
	for _, step := range []struct{ unit, want string }{{"县水务局", "组 0 件 0"}, {"县公安局", "组 1 件 0"}} {
		o.save(evaluation.Scores, record.Values{"number": "1", "unit": step.unit, "name": "评一", "points:组织领导": "90", "submitted_on": "2026-10-10"})
		all, err := plan.ProgressOf(t.Context(), o.DB(), 2026, "2026-11-01")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, target := range all[0].Targets {
			got = append(got, fmt.Sprintf("%s %d", target.Measure, target.Done))
		}
		if got := strings.Join(got, " "); got != step.want {
			t.Errorf("after %s: %s, want %s", step.unit, got, step.want)
		}
	}
}

// An evaluation is of proposals or of units: a row of the other sort is asked about, and so is a scheme that needs the proposal.
func TestAnEvaluationIsOfOneSort(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(evaluation.Panels, pipedSheet("评议名称|组号|评委|评议案号|承办单位", "民主评议|1|评一|12|", "民主评议|2|评二||县教育局"))
	if said := strings.Join(im.Strange, ""); !strings.Contains(said, "承办单位「县教育局」没有写评议案号，「民主评议」评的是提案的办理，没有录入：第 3 行「2 评二」") {
		t.Errorf("said %q", said)
	}
	const scheme = "单件百分制（按期取自提案记录）"
	_, sentence := o.saveAs(evaluation.Panels, 0, record.Values{"evaluation": "部门评议", "rubric": scheme, "number": "1", "name": "评三", "units": "县教育局"})
	if want := "承办单位「县教育局」没有写评议案号，评分方案「" + scheme + "」的办理速度取自被评议提案的记录，请填写评议案号。"; sentence != want {
		t.Errorf("typed: %q, want %q", sentence, want)
	}
	o.save(evaluation.Panels, record.Values{"evaluation": "部门评议", "number": "1", "name": "评三", "units": "县教育局"})
	if _, sentence := o.saveAs(evaluation.Evaluations, o.idOf(evaluation.Evaluations, "部门评议"), record.Values{"rubric": scheme}); !strings.Contains(sentence, "这次评议评的是单位，评分方案「"+scheme+"」的办理速度取自被评议提案的记录") {
		t.Errorf("another scheme: %q", sentence)
	}
}

// A sheet that is whole does not count while what is taken from the records has no number yet; nothing is said of the weights of its rater.
func TestSheetWaitsForTheRecords(t *testing.T) {
	o := openOffice(t)
	o.save(evaluation.Panels, record.Values{"evaluation": "民主评议", "rubric": "单件百分制（按期取自提案记录）", "number": "1", "name": "评一", "proposals": "12"})
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评一", "submitted_on": "2026-10-15", "points:答复质量": "45", "points:办理结果": "28"})
	target := o.results()[0].Targets[0]
	if got := target.Sheets[0].Standing; got != scoring.NoResult || !strings.Contains(strings.Join(target.Notices, ""), "取自记录，现在还没有可以计算的数") {
		t.Errorf("the sheet is %s, %q", got, target.Notices)
	}
}

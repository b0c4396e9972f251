package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Who works at the only unit his panel judges is refused unless he is excused; where the panel judges others, he leaves out the one sheet.
func TestNobodyJudgesHisOwnUnit(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "邱翠芳", "workplace": "县水务局"})
	of := func(units, excused string) record.Values {
		return record.Values{"evaluation": "部门评议", "number": "1", "name": "邱翠芳", "units": units, "excused": excused}
	}
	const own = "第 1 组的评委「邱翠芳」在被评议的「县水务局」工作，没有注明回避"
	if _, said := o.saveAs(evaluation.Panels, 0, of("县水务局", "否")); said != own+"；请把「回避」改为「是」，或换一个小组。" {
		t.Errorf("typed: %q", said)
	}
	_, im := o.takenSheets(evaluation.Panels, pipedSheet("评议名称|组号|评委|承办单位", "部门评议|1|邱翠芳|县水务局、县教育局"))
	if said := strings.Join(im.Strange, ""); !strings.Contains(said, own+"。请核对。") {
		t.Errorf("from a file: %q", said)
	}
	if broken := strings.Join(o.brokenOf(evaluation.Panels), ""); !strings.Contains(broken, own) {
		t.Errorf("00: %q", broken)
	}
	if words := o.foretoldLock("部门评议"); !strings.Contains(words, own) {
		t.Errorf("before the lock: %q", words)
	}
	o.do(`INSERT INTO score_sheet (target_id, rater_id, submitted_on, void, note) SELECT t.id, r.id, '2026-11-20', 1, '作废：回避' FROM evaluation_target t JOIN rater r ON r.panel_id = t.panel_id JOIN unit u ON u.id = t.unit_id WHERE u.name = '县水务局'`)
	if broken := o.brokenOf(evaluation.Panels); len(broken) > 0 {
		t.Errorf("00 although the sheet was left out: %q", broken)
	}
	if words := o.foretoldLock("部门评议"); words != "" {
		t.Errorf("before the lock although the sheet was left out: %q", words)
	}
}

// foretoldLock is what the form of 锁定结果 says of an evaluation.
func (o office) foretoldLock(name string) string {
	o.tb.Helper()
	all, err := evaluation.Evaluations.Records(o.tb.Context(), o.DB(), record.Scope{Year: 2026})
	if err != nil {
		o.tb.Fatal(err)
	}
	step, err := evaluation.Evaluations.Step(evaluation.StepLock)
	if err != nil {
		o.tb.Fatal(err)
	}
	at := slices.IndexFunc(all, func(r record.Record) bool { return r.Values["name"] == name })
	if step.Foretells == nil || at < 0 {
		return ""
	}
	words, err := step.Foretells(o.tb.Context(), o.DB(), all[at], record.Values{})
	if err != nil {
		o.tb.Fatal(err)
	}
	return words
}

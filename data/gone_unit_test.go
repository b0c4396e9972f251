package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// A unit is given nothing after the day it was abolished, whichever way it is told; before it, and one abolished later, is.
func TestAnAbolishedUnitIsGivenNothing(t *testing.T) {
	o := atWork(t)
	waiting := o.save(proposal.Proposals, record.Values{"title": "关于丑的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01"})
	answered := o.handled(record.Values{"replied_on": "2026-05-10", "result_class": "A"})
	water := o.handled(record.Values{"title": "关于卯的建议", "lead_units": "县水务局", "replied_on": "2026-05-10", "result_class": "A"})
	direct := o.reported("窗口午间无人", triagedAs("一般"))
	if _, got := o.saveAs(roster.Units, 1, record.Values{"to_on": "2026-10-01"}); got != "" {
		t.Fatal(got)
	}
	const words = "「县教育局」已于 2026-10-01 撤销，"
	refused := func(name, got, want string) {
		t.Helper()
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %q", name, got)
		}
	}
	refused("a step", o.step(waiting, "交办", record.Values{"lead_units": "教育局", "assigned_on": "2026-10-20"}), words+"交办日期 2026-10-20 在这以后；请写承接它的单位")
	refused("a file", o.imported(proposal.Proposals, []string{"案号", "案由", "提案人", "审查结论", "主办单位", "交办日期"}, []string{"31", "关于寅的建议", "民建县委", "立案", "县教育局", "2026-10-20"}), words+"交办日期 2026-10-20")
	o.refused(answered, o.more(answered, "assignments", rows.Row{"round": "2", "unit": "县教育局", "role": "主办", "assigned_on": "2026-10-20"}), words)
	_, got := o.try(supervision.Visits, record.Values{"on_date": "2026-11-20", "group": "3", "unit": "县教育局"})
	refused("a visit", got, words+"活动日期 2026-11-20")
	_, got = o.try(supervision.Letters, record.Values{"title": "关于窗口的意见", "unit": "县教育局", "submitted_on": "2026-10-20", "points": rowsText(rows.Row{"text": "窗口无人"})})
	refused("a letter", got, words+"送审日期 2026-10-20")
	refused("an item passed on", o.takeStep(supervision.Directs, direct, "转办", record.Values{"passed_on": "2026-10-12"}), words+"转办日期 2026-10-12")
	if got := o.step(answered, "登记反馈", record.Values{"returned_on": "2026-11-02", "result": "不满意"}); got != "" || len(o.part(answered, "assignments")) != 2 {
		t.Errorf("an opinion begins a rework of a unit that is gone: %q %v", got, o.part(answered, "assignments"))
	}
	o.save(supervision.Visits, record.Values{"on_date": "2026-10-01", "group": "3", "unit": "县教育局"})
	if got := o.step(waiting, "交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-10-01"}); got != "" {
		t.Errorf("on its last day: %s", got)
	}
	if _, got := o.merge(2, 4, "2026-09-01"); got != "" {
		t.Fatal(got)
	}
	o.refused(water, o.unit(water, 0, rows.Row{"assigned_on": "2026-10-20", "due_on": "", "replied_on": "2026-10-25"}), "「县水务局」已于 2026-09-01 并入「县公安局」，交办日期 2026-10-20 在这以后；请写「县公安局」，或核对日期。")
}

// What was given to a unit that was gone, and answered by it, is stored of old or comes from a file: it is named.
func TestWorkOfAnAbolishedUnitIsNamed(t *testing.T) {
	o := atWork(t)
	late := o.handled(record.Values{"assigned_on": "2026-10-20"})
	o.save(supervision.Visits, record.Values{"on_date": "2026-11-20", "group": "3", "unit": "县教育局"})
	o.save(supervision.Letters, record.Values{"title": "关于窗口的意见", "unit": "县教育局", "submitted_on": "2026-10-20", "points": rowsText(rows.Row{"text": "窗口无人"})})
	o.handled(record.Values{"title": "关于丑的建议"})
	if _, got := o.saveAs(roster.Units, 1, record.Values{"to_on": "2026-10-01"}); got != "" {
		t.Fatal(got)
	}
	_, im := o.taken(proposal.Proposals, "案由,提案人,主办单位,交办日期,答复日期,办理结果", "关于丑的建议,民建县委,县教育局,2026-03-10,2026-11-20,A")
	if got := strings.Join(im.Strange, "\n"); !strings.Contains(got, "承办单位撤销以后才答复的有，请核对是哪家单位答复的") {
		t.Errorf("a file: %s", got)
	}
	o.must(late, record.Values{"note": "备注"}) // what is stored can be changed otherwise
	rulings, err := data.Rulings(t.Context(), o.DB(), record.Bench{Year: 2026, Day: "2026-12-31", Today: "2026-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	for _, r := range rulings {
		for _, b := range append(r.Broken, r.Open...) {
			named[r.Rule] += b.Words + "\n"
		}
	}
	for rule, want := range map[string]string{
		"承办单位交办、答复时没有撤销":     "于 2026-10-20 交办，「县教育局」已于 2026-10-01 撤销",
		"监督活动时单位没有撤销":        "第 3 组 2026-11-20 的活动「县教育局」 2026-10-01 已撤销",
		"意见书送审、审定、送达时单位没有撤销": "「关于窗口的意见」送审、审定或送达在「县教育局」 2026-10-01 已撤销以后",
	} {
		if !strings.Contains(named[rule], want) {
			t.Errorf("%s: %s", rule, named[rule])
		}
	}
	if !strings.Contains(named["承办单位交办、答复时没有撤销"], "于 2026-11-20 答复，「县教育局」已于 2026-10-01 撤销，请核对是哪家单位答复的") {
		t.Errorf("the reply: %v", named["承办单位交办、答复时没有撤销"])
	}
}

// A reply dated after its unit went into another is the other's.
func TestAReplyAfterTheUnitWentIntoAnother(t *testing.T) {
	o := atWork(t)
	id := o.handled(record.Values{"number": "41", "replied_on": "2026-05-10", "result_class": "A"})
	if _, sentence := o.merge(1, 4, "2026-09-01"); sentence != "" {
		t.Fatal(sentence)
	}
	o.refused(id, o.unit(id, 0, rows.Row{"replied_on": "2026-09-10"}), "答复日期 2026-09-10 在这以后；请写「")
	o.do("UPDATE reply SET replied_on = '2026-09-10'")
	if _, open := o.ruled("承办单位交办、答复时没有撤销"); !strings.Contains(open, "第 41 号于 2026-09-10 答复，") || !strings.Contains(open, "，请核对是不是「") {
		t.Errorf("named: %q", open)
	}
}

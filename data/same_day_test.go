package data_test

import (
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// What was sent back may be answered, accepted and looked at again on the same day, any number of times, up to its end; each day is what it was at its end.
func TestPointAnsweredAgainOnTheDayOfItsReturn(t *testing.T) {
	o := atWork(t)
	o.letter("甲", "2026-03-10", "一")
	point := o.id("opinion_point", "text = '一'")
	on := func(key string) record.Values { return record.Values{key: "2026-05-10"} }
	said := func(key, text string) record.Values { return record.Values{key: "2026-05-10", text: "说明"} }
	for _, s := range []stepTo{
		{"登记措施", record.Values{"measure_on": "2026-03-20", "measure": "甲"}, "整改中"},
		{"登记答复", record.Values{"replied_on": "2026-05-05", "reply": "一答"}, "已答复"},
		{"退回整改", said("returned_on", "return_why"), "整改中"},
		{"登记答复", said("replied_on", "reply"), "已答复"},
		{"验收", said("accepted_on", "accepted_by"), "待回头看"},
		{"退回整改", said("returned_on", "return_why"), "整改中"},
		{"登记答复", said("replied_on", "reply"), "已答复"},
		{"验收", said("accepted_on", "accepted_by"), "待回头看"},
		{"回头看", on("looked_on"), "待销号"},
		{"退回整改", said("returned_on", "return_why"), "整改中"},
		{"登记答复", said("replied_on", "reply"), "已答复"},
		{"验收", said("accepted_on", "accepted_by"), "待回头看"},
		{"回头看", on("looked_on"), "待销号"},
		{"销号", on("closed_on"), "已销号"},
	} {
		o.goes(supervision.Points, point, s)
	}
	for day, want := range map[string]string{
		"2026-05-04": "整改中 答复  退回  期限 2026-06-10", "2026-05-09": "已答复 答复 2026-05-05 退回  期限 ", "2026-05-10": "已销号 答复 2026-05-10 退回 2026-05-10 期限 ",
	} {
		if got := o.stood(supervision.Points, point, day); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	if got := o.rows("SELECT replied_on || ' ' || returned_on || ' ' || accepted_on || ' ' || looked_on FROM point_return ORDER BY id"); got != "2026-05-05 2026-05-10   | 2026-05-10 2026-05-10 2026-05-10  | 2026-05-10 2026-05-10 2026-05-10 2026-05-10" {
		t.Errorf("returns: %s", got)
	}
	for range 7 {
		if !o.undo(0) {
			t.Fatal("nothing to undo")
		}
	}
	o.expect(supervision.Points, point, record.Values{"status": "已答复", "accepted_on": ""})
}

// A return on a later day takes back what was answered again on the day of the one before, and what was accepted before a return counts no more.
func TestPointSentBackAfterAnAnswerOnTheDayOfItsReturn(t *testing.T) {
	o := atWork(t)
	o.letter("甲", "2026-03-10", "一")
	point := o.id("opinion_point", "text = '一'")
	for _, s := range []stepTo{
		{"登记答复", record.Values{"replied_on": "2026-05-10", "reply": "一答"}, "已答复"},
		{"验收", record.Values{"accepted_on": "2026-05-10", "accepted_by": "王主任"}, "待回头看"},
		{"退回整改", record.Values{"returned_on": "2026-05-10", "return_why": "空话"}, "整改中"},
		{"登记答复", record.Values{"replied_on": "2026-05-10", "reply": "二答"}, "已答复"},
		{"退回整改", record.Values{"returned_on": "2026-05-12", "return_why": "还是空话"}, "整改中"},
		{"登记答复", record.Values{"replied_on": "2026-05-12", "reply": "三答"}, "已答复"},
	} {
		o.goes(supervision.Points, point, s)
	}
	for day, want := range map[string]string{"2026-05-11": "已答复 答复 2026-05-10 退回 2026-05-10 期限 ", "2026-05-12": "已答复 答复 2026-05-12 退回 2026-05-12 期限 "} {
		if got := o.stood(supervision.Points, point, day); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	o.edit(supervision.Points, point, record.Values{"note": "", "responsible": "李四"}) // what has nothing to do with it leaves it
	o.expect(supervision.Points, point, record.Values{"status": "已答复"})
}

// An answer of the day of the return that was accepted later came after the return: so an old ledger is read.
func TestAnswerAcceptedLaterCameAfterTheReturnOfItsDay(t *testing.T) {
	o := atWork(t)
	o.letter("甲", "2026-03-10", "一", "二")
	point := o.points(o.id("opinion_letter", "title = '甲'"))
	o.edit(supervision.Points, point[0], record.Values{"replied_on": "2026-05-10", "reply": "答", "returned_on": "2026-05-10", "return_why": "空话"})
	o.expect(supervision.Points, point[0], record.Values{"status": "整改中"})
	o.edit(supervision.Points, point[1], record.Values{"replied_on": "2026-05-10", "reply": "答", "returned_on": "2026-05-10", "return_why": "空话", "accepted_on": "2026-05-12", "accepted_by": "王主任"})
	o.expect(supervision.Points, point[1], record.Values{"status": "待回头看"})
}

func TestItemAnsweredAgainOnTheDayOfItsReturn(t *testing.T) {
	o := atWork(t)
	item := o.save(supervision.Directs, record.Values{"on_date": "2026-05-04", "raiser": "张二", "content": "窗口无人", "unit": "县教育局"})
	for _, s := range []stepTo{
		{"分流", record.Values{"class": supervision.General, "triaged_on": "2026-05-05"}, "待转办"},
		{"转办", record.Values{"passed_on": "2026-05-06"}, "办理中"},
		{"登记答复", record.Values{"replied_on": "2026-05-12", "reply": "一答"}, "已答复"},
		{"退回重办", record.Values{"returned_on": "2026-05-12", "return_why": "空话"}, "办理中"},
		{"登记答复", record.Values{"replied_on": "2026-05-12", "reply": "二答"}, "已答复"},
		{"退回重办", record.Values{"returned_on": "2026-05-12", "return_why": "还是空话"}, "办理中"},
		{"登记答复", record.Values{"replied_on": "2026-05-12", "reply": "三答"}, "已答复"},
		{"反馈", record.Values{"told_on": "2026-05-12", "told": "满意"}, "已办结"},
	} {
		o.goes(supervision.Directs, item, s)
		if s.name == "退回重办" {
			o.expect(supervision.Directs, item, record.Values{"due_now": "2026-05-19"})
		}
	}
	if got := o.stood(supervision.Directs, item, "2026-05-12"); got != "已办结 答复 2026-05-12 退回 2026-05-12 期限 " {
		t.Error(got)
	}
	if got := o.rows("SELECT count(*) || ' ' || min(redo_due) FROM direct_return"); got != "2 2026-05-19" {
		t.Error(got)
	}
}

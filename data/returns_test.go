package data_test

import (
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// stood is what a point or an item was as of a day: its state, replies and returns.
func (o office) stood(k *record.Kind, id int64, day string) string {
	o.tb.Helper()
	all, err := k.Records(o.tb.Context(), o.DB(), record.Scope{Year: 2026, Day: day})
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, r := range all {
		if r.ID == id {
			return r.Values["status"] + " 答复 " + r.Values["replied_on"] + " 退回 " + r.Values["returned_on"] + " 期限 " + r.Values["due_now"]
		}
	}
	return "没有"
}

// A second return leaves what was known between the replies as it was; a correction of the first one is none.
func TestPointReturnedTwice(t *testing.T) {
	o := atWork(t)
	o.letter("甲", "2026-03-10", "一")
	point := o.id("opinion_point", "text = '一'")
	days := []string{"2026-05-04", "2026-05-05", "2026-05-10", "2026-05-20", "2026-05-25", "2026-06-15"}
	look := func() (seen []string) {
		for _, day := range days {
			seen = append(seen, o.stood(supervision.Points, point, day))
		}
		return seen
	}
	var then []string // what each day was on that day
	for i, s := range []stepTo{
		{"登记措施", record.Values{"measure_on": "2026-03-20", "measure": "甲"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-05-05", "reply": "一答"}, ""},
		{"退回整改", record.Values{"returned_on": "2026-05-10", "return_why": "空话"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-05-20", "reply": "二答"}, ""},
		{"退回整改", record.Values{"returned_on": "2026-05-25", "return_why": "还是空话"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-06-15", "reply": "三答"}, ""},
	} {
		o.goes(supervision.Points, point, s)
		then = append(then, o.stood(supervision.Points, point, days[i]))
	}
	for i, now := range look() {
		if now != then[i] {
			t.Errorf("on %s it was %q, now %q", days[i], then[i], now)
		}
	}
	if then[2] != "整改中 答复 2026-05-05 退回 2026-05-10 期限 2026-06-10" {
		t.Errorf("returned: %q", then[2])
	}
	o.edit(supervision.Points, point, record.Values{"returned_on": "2026-05-26"})
	if got := o.rows("SELECT replied_on || ' ' || returned_on FROM point_return ORDER BY id"); got != "2026-05-05 2026-05-10 | 2026-05-20 2026-05-26" {
		t.Errorf("corrected: %s", got)
	}
	for range 3 {
		if !o.undo(0) {
			t.Fatal("nothing to undo")
		}
	}
	if got := o.rows("SELECT replied_on || ' ' || returned_on FROM point_return ORDER BY id"); got != "2026-05-05 2026-05-10" {
		t.Errorf("undone: %s", got)
	}
}

// goes takes a step of a record, and checks the state that follows where one is told.
func (o office) goes(k *record.Kind, id int64, s stepTo) {
	o.tb.Helper()
	if sentence := o.takeStep(k, id, s.name, s.v); sentence != "" {
		o.tb.Fatalf("%s: %s", s.name, sentence)
	}
	if s.state != "" {
		o.expect(k, id, record.Values{"status": s.state})
	}
}

func TestItemReturnedTwice(t *testing.T) {
	o := atWork(t)
	item := o.save(supervision.Directs, record.Values{"on_date": "2026-05-04", "raiser": "张二", "content": "窗口无人", "unit": "县教育局"})
	days := []string{"2026-05-05", "2026-05-06", "2026-05-12", "2026-05-14", "2026-05-20", "2026-05-22", "2026-05-28"}
	var then []string
	for i, s := range []stepTo{
		{"分流", record.Values{"class": supervision.General, "triaged_on": "2026-05-05"}, ""},
		{"转办", record.Values{"passed_on": "2026-05-06"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-05-12", "reply": "一答"}, ""},
		{"退回重办", record.Values{"returned_on": "2026-05-14", "return_why": "空话"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-05-20", "reply": "二答"}, ""},
		{"退回重办", record.Values{"returned_on": "2026-05-22", "return_why": "还是空话"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-05-28", "reply": "三答"}, ""},
	} {
		o.goes(supervision.Directs, item, s)
		then = append(then, o.stood(supervision.Directs, item, days[i]))
	}
	for i, day := range days {
		if now := o.stood(supervision.Directs, item, day); now != then[i] {
			t.Errorf("on %s it was %q, now %q", day, then[i], now)
		}
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// After a return, what is said to have happened before it is refused in words, though the point was answered again.
func TestStepsAfterAReturnAreLaterThanIt(t *testing.T) {
	o := atWork(t)
	id := o.letter("关于窗口服务的监督意见", "2026-03-10", "午间无人")
	point := o.points(id)[0]
	o.edit(supervision.Points, point, record.Values{"replied_on": "2026-06-20", "reply": "已改", "returned_on": "2026-06-25", "return_why": "没有改"})
	for _, s := range []struct{ step, key, day, want string }{
		{"登记答复", "replied_on", "2026-06-24", "2026-06-25 才退回整改，再次答复的日期应在这以后"},
		{"登记答复", "replied_on", "2026-07-01", ""},
		{"验收", "accepted_on", "2026-06-25", "2026-06-25 才退回整改，验收日期应在这以后"},
		{"验收", "accepted_on", "2026-06-30", "早于答复日期 2026-07-01"},
		{"验收", "accepted_on", "2026-07-02", ""},
		{"回头看", "looked_on", "2026-06-24", "2026-06-25 才退回整改，回头看日期应在这以后"},
		{"回头看", "looked_on", "2026-08-02", ""},
	} {
		v := record.Values{s.key: s.day}
		switch s.step {
		case "登记答复":
			v["reply"] = "再改"
		case "验收":
			v["accepted_by"] = "王主任"
		}
		sentence := store.Sentence(record.TakeStep(t.Context(), o.Store, "测试", supervision.Points, in2026, s.step, v, point))
		if !strings.Contains(sentence, s.want) || s.want == "" && sentence != "" {
			t.Errorf("%s %s: %q, want %q", s.step, s.day, sentence, s.want)
		}
	}
}

// What a return has overtaken is nothing that an acceptance or the end could rest on.
func TestNothingRestsOnWhatWasReturned(t *testing.T) {
	o := atWork(t)
	id := o.letter("关于窗口服务的监督意见", "2026-03-10", "午间无人")
	point := o.points(id)[0]
	o.edit(supervision.Points, point, record.Values{"replied_on": "2026-06-20", "reply": "已改", "returned_on": "2026-06-25", "return_why": "没有改"})
	for want, v := range map[string]record.Values{
		"有验收日期 2026-07-05，却没有退回（2026-06-25）以后的答复日期":  {"accepted_on": "2026-07-05"},
		"有回头看日期 2026-08-05，却没有退回（2026-06-25）以后的验收日期": {"replied_on": "2026-07-01", "accepted_on": "2026-06-22", "looked_on": "2026-08-05", "closed_on": "2026-08-06"},
	} {
		if _, sentence := o.saveAs(supervision.Points, point, v); !strings.Contains(sentence, want) {
			t.Errorf("%v: %q", v, sentence)
		}
	}
	o.edit(supervision.Points, point, record.Values{"replied_on": "2026-07-01", "accepted_on": "2026-07-05", "looked_on": "2026-08-05", "closed_on": "2026-08-06"})
	o.expect(supervision.Points, point, record.Values{"status": "已销号"})
}

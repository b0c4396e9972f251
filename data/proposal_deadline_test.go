package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// The deadline in force is that of the round that is open, and none when all replied; the ledger keeps the first round's beside it.
func TestDeadlineInForce(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"number": "12", "title": "关于停车的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "lead_units": "县教育局", "assigned_on": "2026-03-10", "due_on": "2026-06-10",
	})
	o.walked(id, stepTo{"登记答复", answeredBy10May, "已答复"}, stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"}, "重新办理"},
		stepTo{"重新交办", record.Values{"assigned_on": "2026-06-01", "due_on": "2026-07-01"}, "重新办理"})
	for _, tt := range []struct{ day, due, paper string }{
		{"2026-04-01", "2026-06-10", "2026-06-10"},
		{"2026-05-15", "", "2026-06-10"},
		{"2026-06-15", "2026-07-01", "2026-07-01"},
	} {
		_, listed, err := proposal.Proposals.List(t.Context(), o.DB(), record.Scope{Year: 2026, Day: tt.day})
		at := slices.IndexFunc(listed, func(r record.Record) bool { return r.ID == id })
		if err != nil || at < 0 || listed[at].Values["open_due_on"] != tt.due || listed[at].Values["due_on"] != "2026-06-10" {
			t.Errorf("%s: %v, %v", tt.day, listed, err)
		}
		if due, _ := o.dueOn(id, tt.day); due != tt.paper {
			t.Errorf("%s: in force %q", tt.day, due)
		}
	}
	o.walked(id, stepTo{"登记答复", record.Values{"replied_on": "2026-06-20", "result_class": "A"}, "已答复"})
	if due, open := o.dueOn(id, "2026-07-15"); due != "2026-07-01" || open != "" {
		t.Errorf("replied again: in force %q, open %q", due, open)
	}
}

// The class and the opinion in force are those of the newest round up to the day; the ledger keeps the first round's beside them.
func TestResultInForce(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	o.walked(id, stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"}, "重新办理"}, stepTo{"重新交办", record.Values{"assigned_on": "2026-06-01"}, "重新办理"},
		stepTo{"登记答复", record.Values{"replied_on": "2026-06-20", "result_class": "B"}, "已答复"}, stepTo{"登记反馈", record.Values{"returned_on": "2026-07-01", "result": "满意"}, "已办结"})
	first := o.values(proposal.Proposals, id)
	for _, tt := range []struct{ day, class, satisfaction string }{
		{"2026-05-15", first["result_class"], ""},
		{"2026-05-25", first["result_class"], "不满意"},
		{"2026-07-02", "B", "满意"},
	} {
		_, listed, err := proposal.Proposals.List(t.Context(), o.DB(), record.Scope{Year: 2026, Day: tt.day})
		at := slices.IndexFunc(listed, func(r record.Record) bool { return r.ID == id })
		if err != nil || at < 0 {
			t.Fatal(listed, err)
		}
		if v := listed[at].Values; v["class_now"] != tt.class || v["satisfaction_now"] != tt.satisfaction || v["result_class"] != first["result_class"] || v["satisfaction"] != "不满意" {
			t.Errorf("%s: %v", tt.day, v)
		}
	}
}

// dueOn is the deadline of a proposal in force on the day, and the one still to be met.
func (o office) dueOn(id int64, day string) (due, open string) {
	o.tb.Helper()
	handled, err := proposal.HandledIn(o.tb.Context(), o.DB(), 2026, day)
	at := slices.IndexFunc(handled, func(h proposal.Handled) bool { return h.ID == id })
	if err != nil || at < 0 {
		o.tb.Fatalf("%s: no proposal %d, %v", day, id, err)
	}
	return handled[at].DueOn(), handled[at].Line.OpenDueOn
}

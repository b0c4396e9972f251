package data_test

import (
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// One definition of 落实: what was promised decides, and the tracking where nothing is promised. 00 names the two where they differ.
func TestATrackedNodeDoesNotKeepAPromise(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"number": "41", "is_key": "是", "replied_on": "2026-05-10", "result_class": "B"})
	carriedOut := func() int64 {
		t.Helper()
		figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-12-31")
		if err != nil {
			t.Fatal(err)
		}
		return measure.Of(figures, "carried_out_rate").Num
	}
	before := carriedOut()
	o.save(proposal.Tracking, record.Values{"number": "41", "kind": "落实", "done_on": "2026-08-01"})
	if got := carriedOut(); got != before+1 {
		t.Errorf("with the node only: %d, want %d", got, before+1)
	}
	o.must(id, record.Values{"promises": rows.Text([]rows.Row{{"unit": "县教育局", "text": "修路", "made_on": "2026-05-10", "due_on": "2026-09-30"}})})
	if got := carriedOut(); got != before {
		t.Errorf("with an overdue promise: %d, want %d", got, before)
	}
	if _, open := o.ruled("「落实」节点与承诺的落实情况相符"); open != "第 41 号的「落实」完成于 2026-08-01，「县教育局」的承诺「修路」却是逾期\n" {
		t.Errorf("overdue: %q", open)
	}
	o.walk(id, "登记落实", record.Values{"settled_on": "2026-10-10", "outcome": "未落实"})
	if broken, _ := o.ruled("「落实」节点与承诺的落实情况相符"); broken != "第 41 号的「落实」完成于 2026-08-01，「县教育局」的承诺「修路」却是未落实\n" {
		t.Errorf("broken: %q", broken)
	}
	o.must(id, o.changed(id, "promises", func(all []rows.Row) []rows.Row { all[0]["outcome"] = "已落实"; return all }))
	if got := carriedOut(); got != before+1 {
		t.Errorf("kept: %d, want %d", got, before+1)
	}
	if broken, open := o.ruled("「落实」节点与承诺的落实情况相符"); broken+open != "" {
		t.Errorf("kept: %q, %q", broken, open)
	}
}

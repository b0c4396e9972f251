package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// ruled is what 00 says of a rule at the end of 2026: what breaks it, and what is open.
func (o office) ruled(rule string) (broken, open string) {
	o.tb.Helper()
	rulings, err := data.Rulings(o.tb.Context(), o.DB(), record.Bench{Year: 2026, Day: "2026-12-31", Today: "2026-12-31"})
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, r := range rulings {
		if r.Rule != rule {
			continue
		}
		for _, b := range r.Broken {
			broken += b.Words + "\n"
		}
		for _, b := range r.Open {
			open += b.Words + "\n"
		}
		return broken, open
	}
	o.tb.Fatalf("no rule %s", rule)
	return "", ""
}

const approvedInTime = "延期在期限届满、答复以前批准"

// A deadline that is over is put off only where that is said, and none after the reply: it would make a late reply one in time.
func TestAnExtensionIsApprovedBeforeTheDeadline(t *testing.T) {
	o, id := extendable(t)
	late := record.Values{"extended_to": "2026-08-20", "extended_by": "县政府", "extended_why": "等批复", "extended_on": "2026-06-20"}
	want := "「县教育局」的期限 2026-06-10 已过，2026-06-20 才批准延期；应在期限届满以前批准。确实补批的，请在「延期理由」里写明「补批」和原因"
	if got := o.step(id, "登记延期", late); !strings.Contains(got, want) {
		t.Errorf("a step: %q", got)
	}
	o.refused(id, o.unit(id, 0, rows.Row(late)), want)
	ledger := func(on, why string) string {
		return o.imported(proposal.Assignments, []string{"案号", "轮次", "承办单位", "分工", "延期至", "批准日期", "延期批准人", "延期理由"}, []string{"21", "1", "县教育局", "主办", "2026-08-20", on, "县政府", why})
	}
	o.must(id, record.Values{"number": "21"})
	if got := ledger("2026-06-20", "等批复"); !strings.Contains(got, want) {
		t.Errorf("a file: %q", got)
	}
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-06-30", "result_class": "A"})
	after := "「县教育局」2026-06-30 已经答复，延期却是 2026-07-10 批准的；答复以后没有期限可延"
	if got := ledger("2026-07-10", "补批，等批复"); !strings.Contains(got, after) {
		t.Errorf("a file after the reply: %q", got)
	}
	o.refused(id, o.unit(id, 0, rows.Row{"extended_to": "2026-08-20", "extended_by": "县政府", "extended_why": "补批，等批复", "extended_on": "2026-07-10"}), after)
	if broken, open := o.ruled(approvedInTime); broken+open != "" {
		t.Errorf("of none: %q, %q", broken, open)
	}
	o.must(id, o.unit(id, 0, rows.Row{"extended_to": "2026-08-20", "extended_by": "县政府", "extended_why": "补批，等批复", "extended_on": "2026-06-20"}))
	if broken, open := o.ruled(approvedInTime); broken != "" || open != "第 21 号「县教育局」的期限 2026-06-10 过后，2026-06-20 补批延期至 2026-08-20，请核对批件\n" {
		t.Errorf("said: %q, %q", broken, open)
	}
	o.refused(id, o.unit(id, 0, rows.Row{"extended_why": "等批复"}), want)
	o.refused(id, o.unit(id, 0, rows.Row{"replied_on": "2026-06-19"}), "「县教育局」2026-06-19 已经答复，延期却是 2026-06-20 批准的")
	o.do("UPDATE assignment SET extended_why = '等批复'") // an older version
	if broken, _ := o.ruled(approvedInTime); broken != "第 21 号「县教育局」的期限 2026-06-10 过后，2026-06-20 才批准延期至 2026-08-20，没有写明补批\n" {
		t.Errorf("unsaid: %q", broken)
	}
	o.must(id, record.Values{"note": "备注"}) // what is stored can be changed otherwise
	o.do("UPDATE assignment SET extended_on = '2026-07-10'")
	if broken, _ := o.ruled(approvedInTime); broken != "第 21 号「县教育局」2026-06-30 已经答复，2026-07-10 才批准由 2026-06-10 延期至 2026-08-20\n" {
		t.Errorf("after the reply: %q", broken)
	}
}

// Another extension puts off the deadline of the one before it.
func TestASecondExtensionIsApprovedBeforeTheFirstIsOver(t *testing.T) {
	o, id := extendable(t)
	put := func(to, on string) record.Values {
		return record.Values{"extended_to": to, "extended_by": "县政府", "extended_why": "特批", "extended_on": on}
	}
	o.walk(id, "登记延期", put("2026-07-10", "2026-06-10"))
	if got := o.step(id, "登记延期", put("2026-08-10", "2026-07-11")); !strings.Contains(got, "「县教育局」的期限 2026-07-10 已过，2026-07-11 才批准延期") {
		t.Errorf("the second: %q", got)
	}
	o.walk(id, "登记延期", put("2026-08-10", "2026-07-09"))
	o.must(id, o.unit(id, 0, rows.Row{"extended_to": "2026-08-11", "extended_on": "2026-07-10"})) // put right
	if broken, open := o.ruled(approvedInTime); broken+open != "" {
		t.Errorf("in time: %q, %q", broken, open)
	}
}

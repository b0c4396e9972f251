package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// due is the deadline of a proposal as of a day, and whether it had passed.
func (o office) due(id int64, day string) string {
	o.tb.Helper()
	lines, err := proposal.Find(o.tb.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
	if err != nil || len(lines) != 1 {
		o.tb.Fatal(lines, err)
	}
	if lines[0].Late() {
		return lines[0].OpenDueOn + " 逾期"
	}
	return lines[0].OpenDueOn
}

// A rework that an opinion opened and that is handed over later was overdue until then, whatever its deadline became; it is handed over once.
func TestReworkHandedOverLater(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	o.walked(id, stepTo{"登记答复", answeredBy10May, "已答复"}, stepTo{"登记反馈", record.Values{"returned_on": "2026-06-10", "result": "不满意"}, "重新办理"})
	opened := o.due(id, "2026-06-10")
	if opened != "2026-07-10" || o.due(id, "2026-07-20") != "2026-07-10 逾期" {
		t.Fatalf("opened, due %s", opened)
	}
	o.walked(id, stepTo{"重新交办", record.Values{"assigned_on": "2026-08-01"}, "重新办理"})
	for day, want := range map[string]string{"2026-06-10": "2026-07-10", "2026-07-31": "2026-07-10 逾期", "2026-08-01": "2026-08-31", "2026-09-01": "2026-08-31 逾期"} {
		if got := o.due(id, day); got != want {
			t.Errorf("on %s due %q, want %q", day, got, want)
		}
	}
	o.expectFigures("2026-06-30", map[string]string{"reworked": "1"})
	if got := o.step(id, "重新交办", record.Values{"assigned_on": "2026-08-02", "due_on": "2030-12-31"}); !strings.Contains(got, "还没有答复，答复以后才能重新交办") {
		t.Errorf("handed over twice: %q", got)
	}
	if !o.undo(0) {
		t.Fatal("nothing to undo")
	}
	if got := o.due(id, "2026-08-02"); got != "2026-07-10 逾期" {
		t.Errorf("undone, due %s", got)
	}
}

// A unit beside the lead that takes the lead's place was beside it before; its opinion as such is noted and no reply.
func TestCoUnitTakesTheLead(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"co_units": "县水务局、县公安局"})
	o.walked(id,
		stepTo{"登记会办意见", record.Values{"unit": "县水务局", "replied_on": "2026-03-20", "reply": "同意"}, "办理中"},
		stepTo{"登记申退", record.Values{"asked_on": "2026-04-12", "asked_why": "逾期受理"}, "申退中"},
		stepTo{"同意申退", record.Values{"returned_on": "2026-04-17"}, "已立案"},
		stepTo{"交办", record.Values{"lead_units": "县水务局", "assigned_on": "2026-04-20"}, "办理中"},
	)
	for day, want := range map[string]string{
		"2026-04-16": "县水务局 会办；县公安局 会办；县教育局 主办", "2026-04-19": "县水务局 会办；县公安局 会办", "2026-04-20": "县水务局 主办；县公安局 会办",
	} {
		if got := o.units(id, day); got != want {
			t.Errorf("on %s %s, want %s", day, got, want)
		}
	}
	for _, row := range o.part(id, "assignments") {
		if row["unit"] == "县水务局" && (row["replied_on"] != "" || row["note"] != "会办意见（2026-03-20）：同意") {
			t.Errorf("the lead has answered: %v", rows.Text([]rows.Row{row}))
		}
	}
}

// units are who has what part in a proposal on a day.
func (o office) units(id int64, day string) string {
	o.tb.Helper()
	cases, err := proposal.Cases(o.tb.Context(), o.DB(), proposal.Filter{IDs: []int64{id}})
	if err != nil || len(cases) != 1 {
		o.tb.Fatal(cases, err)
	}
	var parts []string
	then := cases[0].On(day)
	for _, a := range then.Assignments {
		if a.ReturnedOn == "" {
			parts = append(parts, a.Unit+" "+a.Role)
		}
	}
	return strings.Join(parts, "；")
}

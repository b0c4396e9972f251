package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// Work that is handed over again goes to the units beside the lead, too, with a deadline of their own; that of a rework an opinion opened as well.
func TestCoUnitsAreHandedOverAgain(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "feedback_on": "2026-05-20", "satisfaction": "不满意"}) // with 县公安局 beside 县教育局
	o.mustStep(id, "重新交办", record.Values{"assigned_on": "2026-05-25", "due_on": "2026-07-10"})
	units := o.part(id, "assignments")
	if column(units, "round") != "1 1 2 2" || column(units, "unit") != "县教育局 县公安局 县教育局 县公安局" || column(units, "role") != "主办 会办 主办 会办" || column(units[2:], "due_on") != "2026-07-10 2026-06-25" {
		t.Errorf("units %v", units)
	}
	other := o.handled(record.Values{"title": "关于丑的建议"})
	o.mustStep(other, "登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "B"})
	o.mustStep(other, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"})
	if units := o.part(other, "assignments"); column(units, "round") != "1 1 2" {
		t.Fatalf("opened: %v", units)
	}
	o.mustStep(other, "重新交办", record.Values{"assigned_on": "2026-05-25"})
	if units := o.part(other, "assignments"); column(units, "round") != "1 1 2 2" || units[3]["unit"] != "县公安局" || units[3]["due_on"] != "2026-06-25" {
		t.Errorf("handed over again: %v", units)
	}
}

// The step 并案 offers the filed proposals of the session that the one is like.
func TestRootIsOffered(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.Proposals, record.Values{"title": "关于加强城区停车管理的建议", "proposer": "民建县委", "conclusion": "立案", "number": "31"})
	o.save(proposal.Proposals, record.Values{"title": "关于城区停车管理的建议", "proposer": "民进县委"}) // not filed
	id := o.save(proposal.Proposals, record.Values{"title": "关于加强城区停车管理的提案", "proposer": "民盟县委"})
	step, err := proposal.Proposals.Step("并案")
	if err != nil {
		t.Fatal(err)
	}
	f := step.Ask("merged_number")
	if !f.TellsEmpty {
		t.Error("nothing is said while it is empty")
	}
	told, err := f.Tells(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-11-23"}, id, "")
	if err != nil || told.Instead != "31" || !strings.HasPrefix(told.Words, "相似的有 31 号「关于加强城区停车管理的建议」（") || strings.Contains(told.Words, "；") {
		t.Errorf("told %+v, %v", told, err)
	}
	if told, err := f.Tells(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-11-23"}, o.split(), ""); err != nil || told.Words != "" {
		t.Errorf("of one like none: %+v, %v", told, err)
	}
}

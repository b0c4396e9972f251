package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// left is a proposal two units answer each for itself, one of which, 县水务局, was let go on 2026-03-17; the rest is offered meanwhile.
func (o office) left() int64 {
	o.tb.Helper()
	id := o.split()
	o.walked(id, stepTo{"登记申退", record.Values{"unit": "县水务局", "asked_on": "2026-03-12", "asked_why": "不属于本单位职责"}, "申退中"})
	can := o.can(id)
	for _, step := range []string{"签收", "登记面商", "登记答复", "登记催办", "登记延期"} {
		if !slices.Contains(can, step) {
			o.tb.Errorf("while one unit asks to be let go, %v is offered, want %s for the other", can, step)
		}
	}
	o.walked(id,
		stepTo{"签收", record.Values{"accepted_on": "2026-03-13"}, "申退中"}, // by the only one that does not ask
		stepTo{"登记面商", record.Values{"unit": "县教育局", "on_date": "2026-03-14", "mode": "面谈"}, "申退中"},
	)
	o.barred(id, "签收", record.Values{"accepted_on": "2026-03-13"}, "除正在申退的以外，各单位都已签收。")
	o.walked(id, stepTo{"同意申退", record.Values{"returned_on": "2026-03-17"}, "办理中"})
	return id
}

// The part of a unit that was let go goes to another with a deadline of its own; what was known of the first stays, in the course too.
func TestWorkIsHandedOn(t *testing.T) {
	o := openOffice(t)
	id := o.left()
	o.barred(id, "改派", record.Values{"unit": "县公安局", "assigned_on": "2026-03-16"}, "「县水务局」2026-03-17 才同意申退，改派的交办日期 2026-03-16 不能早于这一天。")
	o.barred(id, "改派", record.Values{"unit": "县教育局", "assigned_on": "2026-03-20"}, "「县教育局」已在办理这件提案（分办），请改派给别的单位。")
	o.barred(id, "改派", record.Values{"unit": "县水务局", "assigned_on": "2026-03-20"}, "已于 2026-03-17 同意申退")
	o.walked(id, stepTo{"改派", record.Values{"unit": "县公安局", "assigned_on": "2026-03-20", "assigned_by": "县政府办"}, "办理中"})
	units := o.part(id, "assignments")
	if column(units, "unit") != "县教育局 县水务局 县公安局" || column(units, "due_on") != "2026-06-10 2026-06-10 2026-06-22" || units[2]["role"] != "分办" || units[1]["returned_on"] != "2026-03-17" {
		t.Errorf("units %v", units)
	}
	o.tells(id, "2026-03-10 交办 分办 县教育局、分办 县水务局\n", "2026-03-12 申退 县水务局", "2026-03-17 同意申退 县水务局\n2026-03-20 改派 分办 县公安局\n")
	if can := o.can(id); slices.Contains(can, "改派") {
		t.Errorf("offered %v once it was handed on", can)
	}
	o.barred(id, "改派", record.Values{"unit": "卫健局", "assigned_on": "2026-03-25"}, "没有已同意申退、还没有改派的单位。")
	o.walked(id,
		stepTo{"登记申退", record.Values{"unit": "县公安局", "asked_on": "2026-03-23", "asked_why": "不属于本单位职责"}, "申退中"},
		stepTo{"同意申退", record.Values{"returned_on": "2026-03-24"}, "办理中"},
		stepTo{"改派", record.Values{"unit": "卫健局", "assigned_on": "2026-03-24"}, "办理中"},
	)
	if can := o.can(id); slices.Contains(can, "改派") {
		t.Errorf("offered %v once it was handed on twice", can)
	}
	o.undo(0)
	if got := column(o.part(id, "assignments"), "unit"); got != "县教育局 县水务局 县公安局" {
		t.Errorf("undone: %s", got)
	}
}

// The other unit that answers for itself takes nothing on by having been given its own part on the day the first was let go.
func TestWorkIsHandedOnTheDayItWasGiven(t *testing.T) {
	for _, gone := range []string{"县水务局", "县教育局"} {
		o := openOffice(t)
		id := o.split()
		o.walked(id,
			stepTo{"登记申退", record.Values{"unit": gone, "asked_on": "2026-03-10", "asked_why": "不属于本单位职责"}, "申退中"},
			stepTo{"同意申退", record.Values{"returned_on": "2026-03-10"}, "办理中"},
			stepTo{"改派", record.Values{"unit": "县公安局", "assigned_on": "2026-03-11"}, "办理中"},
		)
		if can := o.can(id); slices.Contains(can, "改派") {
			t.Errorf("%s: offered %v once it was handed on", gone, can)
		}
	}
}

// A rework, and an opinion to the lead, are handed on as well; a unit that helped may be the one.
func TestReworkIsHandedOn(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "feedback_on": "2026-05-20", "satisfaction": "不满意"})
	o.walked(id,
		stepTo{"重新交办", record.Values{"assigned_on": "2026-05-21"}, "重新办理"},
		stepTo{"登记申退", record.Values{"asked_on": "2026-05-22", "asked_why": "不属于本单位职责"}, "申退中"},
		stepTo{"同意申退", record.Values{"returned_on": "2026-05-25"}, "重新办理"},
	)
	if can := o.can(id); can[0] != "改派" {
		t.Errorf("offered %v", can)
	}
	o.barred(id, "重新交办", record.Values{"assigned_on": "2026-05-26"}, "「县教育局」已同意申退，这一轮还没有交给别的单位，请用「改派」。") // and not round 3 for those of the round before
	o.walked(id, stepTo{"改派", record.Values{"unit": "县水务局", "assigned_on": "2026-05-26"}, "重新办理"}, stepTo{"登记答复", record.Values{"replied_on": "2026-06-10", "result_class": "A"}, "已答复"})
	o.tells(id, "2026-05-26 改派 主办 县水务局", "交办 主办 县教育局、会办 县公安局")

	other := o.handled(record.Values{"title": "关于丑的建议"})
	o.walked(other,
		stepTo{"登记申退", record.Values{"asked_on": "2026-03-11", "asked_why": "不属于本单位职责"}, "申退中"},
		stepTo{"同意申退", record.Values{"returned_on": "2026-03-12"}, "已立案"},
	)
	o.barred(other, "交办", record.Values{"lead_units": "县公安局", "assigned_on": "2026-03-11"}, "「县教育局」2026-03-12 才同意申退，改派的交办日期 2026-03-11 不能早于这一天。")
	o.walked(other,
		stepTo{"交办", record.Values{"lead_units": "县公安局", "assigned_on": "2026-03-16", "handling": "会办"}, "办理中"},
	)
	o.tells(other, "2026-03-10 交办 主办 县教育局、会办 县公安局\n", "2026-03-16 改派 主办 县公安局\n")
	if strings.Count(o.way(other), "县公安局") != 3 { // the deadline too
		t.Errorf("course %s", o.way(other))
	}
	if got := o.rows("SELECT count(*) FROM assignment_past"); got != "1" {
		t.Errorf("%s of the past", got)
	}
}

// Where the others came to answer each for itself meanwhile, so does the unit that the work of the lead is handed on to.
func TestLeadIsHandedOnBesideUnitsThatSplit(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"title": "关于寅的建议"})
	o.walked(id,
		stepTo{"登记申退", record.Values{"asked_on": "2026-03-11", "asked_why": "不属于本单位职责"}, "申退中"},
		stepTo{"同意申退", record.Values{"returned_on": "2026-03-20"}, "已立案"},
	)
	all := o.part(id, "assignments")
	all[1]["role"], all[1]["assigned_on"] = "分办", "2026-03-10"
	o.must(id, record.Values{"assignments": rows.Text(all), "handling": "分办"})
	o.walked(id, stepTo{"改派", record.Values{"unit": "县水务局", "assigned_on": "2026-03-21"}, "办理中"})
	if got := column(o.part(id, "assignments"), "role"); got != "分办 主办 分办" {
		t.Errorf("roles %s", got)
	}
}

// Where the unit that stayed has become the lead, it answers for what was of the one let go, too: there is nothing to hand on.
func TestALeadAnswersForWhoWasLetGo(t *testing.T) {
	o := openOffice(t)
	id := o.left()
	all := o.part(id, "assignments")
	all[0]["role"] = "主办"
	o.must(id, record.Values{"assignments": rows.Text(all), "handling": "单办"})
	o.barred(id, "改派", record.Values{"unit": "县公安局", "assigned_on": "2026-03-20"}, "没有已同意申退、还没有改派的单位。")
}

// A unit that owes the lead its opinion is reminded by name; without one those that owe a reply are.
func TestUnitsBesideTheLeadAreReminded(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{})
	o.walked(id,
		stepTo{"登记催办", record.Values{"on_date": "2026-04-01", "mode": "电话"}, "办理中"},
		stepTo{"登记催办", record.Values{"on_date": "2026-04-02", "mode": "电话", "unit": "县公安局"}, "办理中"},
	)
	if got := column(o.part(id, "reminders"), "unit"); got != "县教育局 县公安局" {
		t.Errorf("reminded %s", got)
	}
	o.walked(id, stepTo{"登记会办意见", record.Values{"unit": "县公安局", "replied_on": "2026-04-05", "reply": "同意"}, "办理中"})
	if why := o.step(id, "登记催办", record.Values{"on_date": "2026-04-06", "mode": "电话", "unit": "县公安局"}); why == "" {
		t.Error("reminded of an opinion it gave")
	}
}

// A unit beside the lead asks to be let go like any other; the proposal stays where it is, and the lead goes on.
func TestCoUnitAsksToBeLetGo(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	asked := record.Values{"unit": "县公安局", "asked_on": "2026-03-11", "asked_why": "不属于本单位职责"}
	o.barred(id, "同意申退", record.Values{"returned_on": "2026-03-12"}, "没有单位在申退")
	o.walked(id, stepTo{"登记申退", asked, "办理中"}, stepTo{"驳回申退", record.Values{"kept_on": "2026-03-12"}, "办理中"})
	asked["asked_on"] = "2026-03-13"
	o.walked(id, stepTo{"登记申退", asked, "办理中"})
	o.barred(id, "登记会办意见", record.Values{"replied_on": "2026-03-14"}, "除正在申退的以外")
	o.walked(id, stepTo{"同意申退", record.Values{"returned_on": "2026-03-14"}, "办理中"}, stepTo{"登记答复", answeredBy10May, "已答复"})
	if units := o.part(id, "assignments"); column(units, "returned_on") != " 2026-03-14" {
		t.Errorf("units %v", units)
	}
}

// The opinion of a unit beside the lead may come after the lead replied.
func TestOpinionOfACoUnitAfterTheReply(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	o.walked(id, stepTo{"登记会办意见", record.Values{"replied_on": "2026-05-20", "reply": "同意"}, "已答复"})
	if units := o.part(id, "assignments"); column(units, "replied_on") != "2026-05-10 2026-05-20" {
		t.Errorf("units %v", units)
	}
	o.barred(id, "登记会办意见", record.Values{"replied_on": "2026-05-21"}, "各会办单位的意见都已送主办单位")
}

// A ledger that names other units does not drop one that signed for the proposal.
func TestAUnitThatSignedIsNotDroppedByALedger(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"number": "31"})
	o.must(id, o.unit(id, 1, rows.Row{"accepted_on": "2026-03-12", "note": "已送协办意见"}))
	got, _ := o.taken(proposal.Proposals, "案号,案由,提案人,会办单位", "31,关于子的建议,民建县委,县水务局")
	if want := "退回 「县公安局」已于 2026-03-12 签收，不能从承办单位中去掉；"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
	if units := o.part(id, "assignments"); column(units, "unit") != "县教育局 县公安局" || column(units, "note") != " 已送协办意见" {
		t.Errorf("units %v", units)
	}
}

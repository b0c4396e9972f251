package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// In these, proposal 12 was answered by 县水务局 (2), which is merged into 县公安局 (4).

// A score that sent the reply back is the old unit's before and after its merger, which the way tells apart from who does the work then; the result knows that it was sent.
func TestLowScoreOfAUnitMergedWhileItDoesTheWorkAgain(t *testing.T) {
	o := openOffice(t)
	o.low()
	o.do("UPDATE score_sheet SET submitted_on = '2026-11-20'")
	o.mustStep(1, proposal.StepLow, lowTold("assigned_on", "2026-11-22"))
	before := o.complaints("2026-11-22")
	if _, said := o.merge(2, 4, scoredOn); said != "" {
		t.Fatal(said)
	}
	way := o.way(1)
	if !strings.Contains(way, "2026-11-22 评议低分 县水务局 「"+scoredMeeting+"」50.00 分（重办线 60 分），送去重新办理\n2026-11-22 重新办理（第 2 轮） 主办 县水务局") ||
		!strings.Contains(way, scoredOn+" 移交 县水务局 并入 县公安局，由其接着办理") {
		t.Errorf("the way is\n%s", way)
	}
	if got := o.lowUnits("2026-11-22"); got != "县水务局" || strings.Join(o.complaints("2026-11-22"), "") != strings.Join(before, "") {
		t.Errorf("the day before %s, %v", got, o.complaints("2026-11-22"))
	}
	if got := o.lowUnits(scoredOn); got != "县水务局（已并入县公安局）" {
		t.Errorf("on the day %s", got)
	}
	if got := o.results()[0].Targets[0].Rework; got.On != "2026-11-22" {
		t.Errorf("the result says %+v", got)
	}
	o.walked(1, stepTo{"登记答复", record.Values{"replied_on": scoredOn, "result_class": "A"}, "已答复"})
	if said := o.step(1, proposal.StepLow, lowTold("unit", "县水务局")); !strings.Contains(said, "已因评议「"+scoredMeeting+"」的得分于 2026-11-22 送去重新办理") {
		t.Errorf("twice: %q", said)
	}
	if said := o.step(1, proposal.StepLow, lowTold("unit", "县公安局")); !strings.Contains(said, "已因评议「"+scoredMeeting+"」的得分于 2026-11-22 送去重新办理") {
		t.Errorf("twice, of the successor: %q", said)
	}
}

// What an evaluation scored of a unit that is merged by then goes to the unit it was merged into, and says so; so does work handed over once more for an opinion.
func TestWorkOfAMergedUnitGoesBackToItsSuccessor(t *testing.T) {
	o := openOffice(t)
	o.low()
	if _, said := o.merge(2, 4, "2026-11-20"); said != "" {
		t.Fatal(said)
	}
	o.mustStep(1, proposal.StepLow, lowTold())
	if again := o.part(1, "assignments")[1]; again["unit"] != "县公安局" || again["round"] != "2" || again["evaluation"] != scoredMeeting {
		t.Errorf("the round is %v", again)
	}
	if way := o.way(1); !strings.Contains(way, scoredOn+" 评议低分 县水务局 「"+scoredMeeting+"」50.00 分（重办线 60 分），县水务局已于 2026-11-20 并入县公安局，由其重新办理\n"+scoredOn+" 重新办理（第 2 轮） 主办 县公安局") {
		t.Errorf("the way is\n%s", way)
	}
	if got := o.lowUnits(scoredOn); got != "县水务局（已并入县公安局）" {
		t.Errorf("on the day %s", got)
	}
	if got := o.results()[0].Targets[0].Rework; got.On != scoredOn {
		t.Errorf("the result says %+v", got)
	}
	if !o.undo(0) {
		t.Fatal("nothing to undo")
	}
	o.walked(1, stepTo{"登记反馈", record.Values{"returned_on": "2026-11-21", "result": "不满意"}, "重新办理"}, stepTo{"重新交办", record.Values{"assigned_on": "2026-11-22"}, "重新办理"})
	all := o.part(1, "assignments")
	if all[1]["unit"] != "县公安局" {
		t.Errorf("handed over once more to %s", all[1]["unit"])
	}
	all[1]["evaluation"] = scoredMeeting // the one who does the work now is named, the one scored is meant
	all[1]["assigned_on"] = scoredOn
	o.edit(proposal.Proposals, 1, record.Values{"assignments": rows.Text(all)})
	if got := o.lowUnits(scoredOn); got != "县水务局（已并入县公安局）" {
		t.Errorf("typed into the form: %s", got)
	}
}

// Two units of one proposal that are one by now are given the work once.
func TestWorkOfTwoUnitsThatBecameOneIsHandedOverOnce(t *testing.T) {
	o := openOffice(t)
	split := o.save(proposal.Proposals, record.Values{
		"title": "关于丑的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22", "number": "31",
		"lead_units": "县水务局、县公安局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	for _, unit := range []string{"县水务局", "县公安局"} {
		o.mustStep(split, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-10", "result_class": "B"})
	}
	if _, said := o.merge(2, 4, "2026-10-01"); said != "" {
		t.Fatal(said)
	}
	o.mustStep(split, "登记反馈", record.Values{"unit": "县公安局", "returned_on": "2026-10-20", "result": "不满意"})
	o.mustStep(split, "重新交办", record.Values{"assigned_on": "2026-11-02"})
	if all := o.part(split, "assignments"); len(all) != 3 || all[2]["unit"] != "县公安局" {
		t.Errorf("the units are %v", all)
	}
}

// lowUnits are the units whose low scores sent work back, as report 17 names them as of a day.
func (o office) lowUnits(day string) string {
	o.tb.Helper()
	handled, err := proposal.HandledIn(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(store.Sentence(err))
	}
	var all []string
	for _, c := range proposal.Complaints(handled) {
		if c.Why == proposal.LowScored {
			all = append(all, c.Said.Unit)
		}
	}
	return strings.Join(all, "、")
}

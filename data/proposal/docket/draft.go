package docket

import (
	"cmp"
	"fmt"
	"slices"
)

// Draft is what a unit means to reply, sent to be checked (答复送审).
type Draft struct {
	UnitID            int64
	Unit              string
	Round             int
	SentOn            string
	JudgedOn, Outcome string // Passed or Returned; empty as long as it waits
}

// What becomes of a draft.
const (
	Passed   = "通过"
	Returned = "退回"
)

// draftsOn are the drafts sent by the day, without what was decided of them later. One that went on with its work to another unit since is of the unit
// that had the work then, as the assignments of the day say.
func (c *Case) draftsOn(day string, then []Assignment) []Draft {
	var all []Draft
	for _, d := range c.Drafts {
		if !happened(d.SentOn, day) {
			continue
		}
		if !happened(d.JudgedOn, day) {
			d.JudgedOn, d.Outcome = "", ""
		}
		d.UnitID, d.Unit = c.unitThen(&d, then)
		all = append(all, d)
	}
	return all
}

// unitThen is the unit that had the work of the draft's unit.
func (c *Case) unitThen(d *Draft, then []Assignment) (id int64, name string) {
	now := slices.IndexFunc(c.Assignments, func(a Assignment) bool { return a.UnitID == d.UnitID && a.Round == d.Round })
	if now >= 0 {
		if at := slices.IndexFunc(then, func(a Assignment) bool { return a.ID == c.Assignments[now].ID }); at >= 0 {
			return then[at].UnitID, then[at].Unit
		}
	}
	return d.UnitID, d.Unit
}

// Checking reports whether a draft of the unit's reply waits to be judged.
func (c *Case) Checking(a *Assignment) bool {
	return a.RepliedOn == "" && slices.ContainsFunc(c.Drafts, func(d Draft) bool { return d.Outcome == "" && d.UnitID == a.UnitID && d.Round == a.Round })
}

// draftFault looks at the drafts of each unit and round: sent after a talk, judged one after another, the one that passed the reply.
func (c *Case) draftFault() string {
	all := slices.Clone(c.Drafts)
	slices.SortStableFunc(all, func(a, b Draft) int { return cmp.Compare(a.SentOn, b.SentOn) })
	last := map[[2]int64]*Draft{}
	for i := range all {
		d := &all[i]
		of := [2]int64{d.UnitID, int64(d.Round)}
		if fault := cmp.Or(c.sentFault(d), d.afterFault(last[of]), c.judgedFault(d)); fault != "" {
			return fault
		}
		last[of] = d
	}
	return ""
}

// name is what a sentence calls the reply that the draft is of.
func (d *Draft) name() string { return "「" + d.Unit + "」" + roundName(d.Round) + "的答复" }

// sentFault says that the draft is of somebody who has no reply to give, or was sent before there was work or a talk about it.
func (c *Case) sentFault(d *Draft) string {
	assigned, known := c.assignedTo(d)
	switch {
	case !known:
		return fmt.Sprintf("「%s」不是%s的承办单位，不能有它的答复送审，请核对轮次和单位。", d.Unit, roundName(d.Round))
	case slices.ContainsFunc(c.Assignments, func(a Assignment) bool { return a.UnitID == d.UnitID && a.Round == d.Round && !a.Answers() }):
		return fmt.Sprintf("「%s」是会办单位，意见交主办单位汇总，不用送审；请删去它的答复送审。", d.Unit)
	case !slices.ContainsFunc(c.Talks, func(t Talk) bool { return t.On <= d.SentOn && c.talkedFor(&t, d.UnitID) }):
		return fmt.Sprintf("%s于 %s 送审，这以前没有面商记录；请先「登记面商」，或核对送审日期。", d.name(), d.SentOn)
	}
	return disordered(day{"「" + d.Unit + "」的交办日期", assigned}, day{d.name() + "的送审日期", d.SentOn}, day{d.name() + "的审核日期", d.JudgedOn})
}

// talkedFor reports whether the talk counts for the unit's reply: it was with nobody in particular, with the unit, or with one that it took over from.
func (c *Case) talkedFor(t *Talk, unitID int64) bool {
	return t.UnitID == unitID || !slices.ContainsFunc(c.Assignments, func(a Assignment) bool { return a.UnitID == t.UnitID })
}

// assignedTo is the day on which the unit of the draft was given the round's work, and whether it was.
func (c *Case) assignedTo(d *Draft) (on string, known bool) {
	look := func(a *Assignment) {
		if a.UnitID == d.UnitID && a.Round == d.Round && (!known || a.AssignedOn < on) {
			on, known = a.AssignedOn, true
		}
	}
	for i := range c.Assignments {
		look(&c.Assignments[i])
	}
	for i := range c.Past {
		look(&c.Past[i].Assignment)
	}
	return on, known
}

// afterFault says that the draft does not follow the one sent before it.
func (d *Draft) afterFault(last *Draft) string {
	switch {
	case last == nil:
		return ""
	case last.Outcome == "":
		return fmt.Sprintf("%s已于 %s 送审，还没有审核，不能再送；请先审核通过或退回。", d.name(), last.SentOn)
	case last.Outcome == Passed:
		return fmt.Sprintf("%s已于 %s 审核通过，不能再送审。", d.name(), last.JudgedOn)
	default:
		return disordered(day{d.name() + "的退回日期", last.JudgedOn}, day{"再次送审的日期", d.SentOn})
	}
}

// judgedFault says that what became of the draft does not agree with the unit's reply.
func (c *Case) judgedFault(d *Draft) string {
	at := slices.IndexFunc(c.Assignments, func(a Assignment) bool { return a.UnitID == d.UnitID && a.Round == d.Round })
	if at < 0 { // its work went to another since
		return ""
	}
	a := &c.Assignments[at]
	switch {
	case d.Outcome == Passed && a.RepliedOn != d.JudgedOn:
		return fmt.Sprintf("%s已于 %s 审核通过，这一天就是答复日期，%s；请改成同一天，或改那一次送审。", d.name(), d.JudgedOn, a.repliedText())
	case d.Outcome != "":
		return ""
	case a.RepliedOn != "":
		return fmt.Sprintf("「%s」已于 %s 答复，却还有 %s 送审的答复没有审核；请写明审核的日期和结果，或删去那一次送审。", d.Unit, a.RepliedOn, d.SentOn)
	case a.ReturnedOn != "":
		return fmt.Sprintf("「%s」已于 %s 同意申退，不能还有 %s 送审的答复没有审核；请退回或删去那一次送审。", d.Unit, a.ReturnedOn, d.SentOn)
	case a.Asking():
		return fmt.Sprintf("「%s」正在申退，不能同时有 %s 送审的答复；请先驳回申退，或退回那一次送审。", d.Unit, d.SentOn)
	default:
		return ""
	}
}

func (a *Assignment) repliedText() string {
	if a.RepliedOn == "" {
		return "「承办单位」里却没有答复日期"
	}
	return "「承办单位」里的答复日期却是 " + a.RepliedOn
}

package proposal

import (
	"fmt"
	"strconv"
)

// Fault is one Chinese sentence on what in the case contradicts itself, empty when nothing does. It is of the whole case, whatever part of it
// was changed and whichever way.
func (c *Case) Fault() string {
	for _, find := range []func() string{c.reviewFault, c.unitFault, c.dateFault, c.opinionFault} {
		if fault := find(); fault != "" {
			return fault
		}
	}
	return ""
}

// day is a date with what it is called.
type day struct{ title, on string }

// disordered says that the days, where known, do not follow each other.
func disordered(days ...day) string {
	var last day
	for _, d := range days {
		if d.on == "" {
			continue
		}
		if last.on != "" && d.on < last.on {
			return fmt.Sprintf("%s %s 早于%s %s，请核对。", d.title, d.on, last.title, last.on)
		}
		last = d
	}
	return ""
}

func (c *Case) reviewFault() string {
	if c.Conclusion == "" || c.Filed() {
		return ""
	}
	for _, a := range c.Assignments {
		switch {
		case a.ReturnedOn != "":
		case a.RepliedOn != "":
			return fmt.Sprintf("「%s」已于 %s 答复，审查结论不能是「%s」；确实要改，请先删去承办单位。", a.Unit, a.RepliedOn, c.Conclusion)
		default:
			return fmt.Sprintf("审查结论是「%s」的提案不能交办，请先改审查结论或去掉承办单位。", c.Conclusion)
		}
	}
	switch {
	case c.Conclusion == "不予立案" && c.Reasons == "":
		return "审查结论是不予立案，请填写「不立案原因」。"
	case c.Conclusion == "并案" && c.MergedInto == 0:
		return "审查结论是并案，但没有写并入哪一件，请填「并入案号」。"
	}
	return ""
}

// unitFault looks at who does what in each round.
func (c *Case) unitFault() string { return UnitFault(c.Assignments) }

// UnitFault says what in the roles of the units contradicts itself, empty when nothing does. Only names, rounds, roles and days are looked at.
func UnitFault(all []Assignment) string {
	rounds, last := map[int]*roles{}, 0
	for _, a := range all {
		if rounds[a.Round] == nil {
			rounds[a.Round] = &roles{units: map[string]bool{}}
		}
		if fault := rounds[a.Round].add(&a); fault != "" {
			return fault
		}
		last = max(last, a.Round)
	}
	for round := 1; round <= last; round++ {
		switch r := rounds[round]; {
		case r == nil:
			return fmt.Sprintf("有%s，却没有%s，请核对轮次。", roundName(last), roundName(round))
		case r.leads > 1:
			return fmt.Sprintf("主办单位只能有 1 家，%s有 %d 家；如由各单位分别答复，请把分工改为分办。", roundName(round), r.leads)
		case r.leads > 0 && r.splits > 0:
			return roundName(round) + "既有主办单位又有分办单位，请改成一种。"
		case r.leads+r.splits == 0 && r.cos > 0:
			return roundName(round) + "有会办单位，却没有主办单位，请填主办单位。"
		}
	}
	return ""
}

// roles counts the units of a round by what they do in it.
type roles struct {
	units              map[string]bool
	leads, splits, cos int
}

// add counts a unit, unless it is out, and says what is wrong with it.
func (r *roles) add(a *Assignment) string {
	if r.units[a.Unit] {
		return fmt.Sprintf("「%s」在%s中写了两次，请删去一行。", a.Unit, roundName(a.Round))
	}
	r.units[a.Unit] = true
	switch {
	case a.ReturnedOn != "" && a.RepliedOn != "":
		return fmt.Sprintf("「%s」已于 %s 同意申退，不能再有答复；请去掉其中一个日期。", a.Unit, a.ReturnedOn)
	case a.ReturnedOn != "":
	case a.Role == RoleLead:
		r.leads++
	case a.Role == RoleSplit:
		r.splits++
	default:
		r.cos++
	}
	return ""
}

func roundName(round int) string {
	if round == 1 {
		return "第一次办理"
	}
	return "第 " + strconv.Itoa(round) + " 轮办理"
}

func (c *Case) dateFault() string {
	received := day{"收到日期", c.ReceivedOn}
	if fault := disordered(received, day{"审查日期", c.ReviewedOn}); fault != "" {
		return fault
	}
	for _, a := range c.Assignments {
		of := func(title string) string {
			if a.Round > 1 {
				title = "重办" + title
			}
			return "「" + a.Unit + "」的" + title
		}
		if fault := disordered(received, day{of("交办日期"), a.AssignedOn}, day{of("答复日期"), a.RepliedOn}); fault != "" {
			return fault
		}
		if fault := disordered(day{of("交办日期"), a.AssignedOn}, day{of("申退日期"), a.ReturnedOn}); fault != "" {
			return fault
		}
		for _, earlier := range c.Assignments {
			if earlier.Round != a.Round-1 || earlier.UnitID != a.UnitID {
				continue
			}
			if fault := disordered(day{"「" + a.Unit + "」的上一次答复", earlier.RepliedOn}, day{of("交办日期"), a.AssignedOn}); fault != "" {
				return fault
			}
		}
	}
	for _, t := range c.Talks {
		if fault := disordered(received, day{"面商日期", t.On}); fault != "" {
			return fault
		}
	}
	return ""
}

// opinionFault looks at what the proposers said. An opinion of all units cannot come before the first of their replies.
func (c *Case) opinionFault() string {
	for _, f := range c.Feedback {
		if f.Round > 1 && len(c.ofRound(f.Round)) == 0 {
			return fmt.Sprintf("有%s的征询意见，却没有%s，请核对轮次。", roundName(f.Round), roundName(f.Round))
		}
		if fault := disordered(day{"收到日期", c.ReceivedOn}, day{"反馈日期", f.ReturnedOn}); fault != "" {
			return fault
		}
		first := ""
		for _, a := range c.ofRound(f.Round) {
			if a.RepliedOn != "" && (f.UnitID == 0 || f.UnitID == a.UnitID) && (first == "" || a.RepliedOn < first) {
				first = a.RepliedOn
			}
		}
		if fault := disordered(day{"答复日期", first}, day{"反馈日期", f.ReturnedOn}); fault != "" {
			return fault
		}
	}
	return ""
}

// ofRound are the assignments of a round whose unit answers.
func (c *Case) ofRound(round int) []Assignment {
	var found []Assignment
	for _, a := range c.answering() {
		if a.Round == round {
			found = append(found, a)
		}
	}
	return found
}

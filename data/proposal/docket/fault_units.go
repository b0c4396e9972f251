package docket

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// unitFault looks at who does what in each round.
func (c *Case) unitFault() string { return UnitFault(c.Assignments) }

// UnitFault says what in the roles of the units contradicts itself, empty when nothing does. Only names, rounds, roles and days are looked at.
func UnitFault(all []Assignment) string {
	rounds, last := map[int]*roles{}, 0
	for _, a := range all {
		if rounds[a.Round] == nil {
			rounds[a.Round] = &roles{units: map[string]string{}}
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
			return fmt.Sprintf("主办单位只能有 1 家，%s有 %d 家；如由各单位分别答复，请把「办理类型」改为「分办」。", roundName(round), r.leads)
		case r.leads > 0 && r.splits > 0:
			return roundName(round) + "既有主办单位又有分办单位，请改成一种。"
		case r.leads+r.splits+r.out == 0 && r.cos > 0:
			return roundName(round) + "有会办单位，却没有主办单位，请填主办单位。"
		}
	}
	return ""
}

// roles counts the units of a round by what they do in it.
type roles struct {
	units              map[string]string // when each was let go
	leads, splits, cos int
	out                int // of those that were to answer: a new one is to be found (待改派)
}

// add counts a unit, unless it is out, and says what is wrong with it.
func (r *roles) add(a *Assignment) string {
	switch out, twice := r.units[a.Unit]; {
	case twice && cmp.Or(out, a.ReturnedOn) != "":
		return fmt.Sprintf("「%s」已于 %s 同意申退，%s不能再交办给它；确实由它承办，请清除申退日期。", a.Unit, cmp.Or(out, a.ReturnedOn), roundName(a.Round))
	case twice:
		return fmt.Sprintf("「%s」在%s中写了两次，请删去一行。", a.Unit, roundName(a.Round))
	}
	r.units[a.Unit] = a.ReturnedOn
	switch {
	case a.ReturnedOn != "" && a.RepliedOn != "":
		return fmt.Sprintf("「%s」已于 %s 同意申退，不能再有答复；请去掉其中一个日期。", a.Unit, a.ReturnedOn)
	case a.ReturnedOn != "" && a.Answers():
		r.out++
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

// roundFault says that a round began before what it follows: a unit's own reply of an earlier round or, where it had none to give, the first
// reply of anybody; and the opinion that began it. Where several units answer for themselves, their replies can come in after the rework: a ledger has
// them in another table.
func (c *Case) roundFault() string {
	for i := range c.Assignments {
		a := &c.Assignments[i]
		if a.Round == 1 {
			continue
		}
		own, first := c.precedes(a)
		switch {
		case own != nil && own.RepliedOn == "" && len(c.OfRound(own.Round)) == 1:
			return fmt.Sprintf("「%s」在%s中还没有答复，却已有%s；请先登记答复，或删去%s。", a.Unit, roundName(own.Round), roundName(a.Round), roundName(a.Round))
		case own == nil && first == nil && len(c.OfRound(a.Round-1)) < 2:
			return fmt.Sprintf("%s以前还没有单位答复，请先登记答复，或删去%s。", roundName(a.Round), roundName(a.Round))
		case own == nil && first == nil:
			continue
		case own == nil:
			own = first
		}
		if fault := disordered(day{own.title("答复日期"), own.RepliedOn}, day{a.title("交办日期"), a.AssignedOn}); fault != "" {
			return fault
		}
		if fault := disordered(c.beganBy(a, own), day{a.title("交办日期"), a.AssignedOn}); fault != "" {
			return fault
		}
	}
	return ""
}

// beganBy is the first day on which the first proposer said that he is not satisfied with what the rework a follows: the work of its own unit before it,
// else anybody's since before. No day is known where one of those opinions has none, or where an evaluation's low score began the round.
func (c *Case) beganBy(a, before *Assignment) day {
	if slices.ContainsFunc(c.OfRound(a.Round), func(b Assignment) bool { return b.Low && (b.ID == a.ID || !a.Answers()) }) {
		return day{}
	}
	var first *Feedback
	for i := range c.Feedback {
		f := &c.Feedback[i]
		of := f.Place == 1 && f.Round >= before.Round && f.Round < a.Round && (before.UnitID != a.UnitID || c.firstSaid(f, a.UnitID))
		if of && f.Result == Dissatisfied && (first == nil || f.ReturnedOn < first.ReturnedOn) {
			first = f
		}
	}
	if first == nil {
		return day{}
	}
	return day{fmt.Sprintf("第 %d 轮「%s」的反馈日期", first.Round, Dissatisfied), first.ReturnedOn}
}

// precedes are the same unit's work in the newest earlier round it was to answer in, and the first reply of the newest earlier round that has
// one; nil for none.
func (c *Case) precedes(a *Assignment) (own, first *Assignment) {
	all := c.Answering()
	for i := range all {
		b := &all[i]
		if b.Round >= a.Round {
			continue
		}
		if b.UnitID == a.UnitID && (own == nil || b.Round > own.Round) {
			own = b
		}
		if b.RepliedOn != "" && (first == nil || cmp.Or(cmp.Compare(first.Round, b.Round), cmp.Compare(b.RepliedOn, first.RepliedOn)) < 0) {
			first = b
		}
	}
	return own, first
}

// OfRound are the assignments of a round whose unit answers.
func (c *Case) OfRound(round int) []Assignment {
	var found []Assignment
	for _, a := range c.Answering() {
		if a.Round == round {
			found = append(found, a)
		}
	}
	return found
}

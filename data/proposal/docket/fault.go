package docket

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is what in a case contradicts itself, in a Chinese sentence.
type Fault struct{ Rule, Words string }

// rules are what holds of a case, with what finds the first thing that does not.
var rules = []struct {
	name string
	find func(c *Case, today string) string
}{
	{"提案人不重复", func(c *Case, _ string) string { return c.peopleFault() }},
	{"审查结论与并案、交办相符", func(c *Case, _ string) string { return c.reviewFault() }},
	{"初审、复审、审定先后相符", func(c *Case, _ string) string { return c.stageFault() }},
	{UnitRule, func(c *Case, _ string) string { return c.unitFault() }},
	{"收到、审查、交办、答复先后相符", func(c *Case, _ string) string { return c.dateFault() }},
	{"重新办理在答复和不满意的反馈以后", func(c *Case, _ string) string { return c.roundFault() }},
	{"面商的单位和日期相符", func(c *Case, _ string) string { return c.talkFault() }},
	{"催办的单位和日期相符", func(c *Case, _ string) string { return c.reminderFault() }},
	{"反馈在答复以后，各人每轮一份", func(c *Case, _ string) string { return c.opinionFault() }},
	{"到期未反馈在答复以后，那时没有收回反馈", func(c *Case, _ string) string { return c.silentFault() }},
	{"答复送审在面商以后，通过即答复", func(c *Case, _ string) string { return c.draftFault() }},
	{"承诺的单位和日期相符", func(c *Case, _ string) string { return c.promiseFault() }},
	{"回头看的单位和日期相符", func(c *Case, _ string) string { return c.revisitFault() }},
	{"归档在办结以后", func(c *Case, _ string) string { return c.archiveFault() }},
	{LaterRule, (*Case).futureFault},
}

// LaterRule is the rule that nothing has happened after today.
const LaterRule = "没有今天以后的事实"

// UnitRule is the rule on who does what in each round.
const UnitRule = "每轮主办一家，分工不矛盾"

// RuleNames are the rules that Faults looks at, in their order.
func RuleNames() []string {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.name
	}
	return names
}

// Faults are what in the case contradicts itself or has not happened by today, one of each rule; none when nothing does.
// They are of the whole case, whatever part of it was changed and whichever way.
func (c *Case) Faults(today string) []Fault {
	at := c.sorted()
	var faults []Fault
	for _, r := range rules {
		if words := r.find(&at, today); words != "" {
			faults = append(faults, Fault{r.name, words})
		}
	}
	return faults
}

// Later is what of the case has not happened by today, in a Chinese sentence; empty when all of it has.
func (c *Case) Later(today string) string {
	at := c.sorted()
	return at.futureFault(today)
}

// sorted is the case with its assignments in the order in which a fault names them: the sentence is of who matters most.
func (c *Case) sorted() Case {
	at := *c
	at.Assignments = slices.Clone(c.Assignments)
	co := func(a Assignment) int { return strings.Count(a.Role, RoleCo) }
	slices.SortStableFunc(at.Assignments, func(a, b Assignment) int {
		return cmp.Or(cmp.Compare(a.Round, b.Round), cmp.Compare(co(a), co(b)))
	})
	return at
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

func (c *Case) peopleFault() string {
	for i, p := range c.People {
		if slices.Contains(c.People[:i], p) {
			return fmt.Sprintf("提案人「%s」写了两次，请删去一行。", p.Name)
		}
	}
	return ""
}

func (c *Case) reviewFault() string {
	if c.Filed() {
		return ""
	}
	for _, a := range c.Assignments {
		switch {
		case a.ReturnedOn != "":
		case a.RepliedOn != "" && c.Conclusion == "":
			return fmt.Sprintf("「%s」已于 %s 答复，审查结论不能空着，应是立案；确实没有立案，请先删去承办单位。", a.Unit, a.RepliedOn)
		case a.RepliedOn != "":
			return fmt.Sprintf("「%s」已于 %s 答复，审查结论不能是「%s」；确实要改，请先删去承办单位。", a.Unit, a.RepliedOn, c.Conclusion)
		case c.Conclusion == "":
			return fmt.Sprintf("有承办单位「%s」，审查结论却空着，请填「审查结论」，或去掉承办单位。", a.Unit)
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

// dateFault looks at the order of each unit's work: received, reviewed, assigned, answered or let go; a deadline follows the assignment, and an
// extension the deadline.
func (c *Case) dateFault() string {
	before := []day{{"收到日期", c.ReceivedOn}, {"审查日期", c.ReviewedOn}}
	if fault := disordered(before...); fault != "" {
		return fault
	}
	if fault := disordered(before[0], day{"列入跟踪日期", c.TrackedOn}); fault != "" {
		return fault
	}
	if !c.Filed() { // withdrawn after its units were let go
		before = before[:1]
	}
	for _, a := range c.Assignments {
		before := before
		if a.ReturnedOn != "" && len(c.Reviews) > 0 { // let go before it was decided again
			before = before[:1]
		}
		before = append(slices.Clip(before), day{a.title("交办日期"), a.AssignedOn})
		due := []day{{a.title("办理期限"), a.DueOn}}
		if a.ExtendedFrom != "" {
			due = []day{{a.title("办理期限"), a.ExtendedFrom}, {a.title("延期至"), a.DueOn}}
		}
		asked := day{a.title("申退日期"), a.AskedOn}
		if a.KeptOn != "" && a.AskedOn == "" {
			return fmt.Sprintf("「%s」没有申退，却有申退驳回日期 %s，请补上申退日期，或清除驳回日期。", a.Unit, a.KeptOn)
		}
		if a.ReturnedOn != "" && !c.Filed() { // nothing is handed to a unit once it is withdrawn
			if fault := disordered(day{a.title("交办日期"), a.AssignedOn}, day{"审查日期", c.ReviewedOn}); fault != "" {
				return fault
			}
		}
		for _, after := range [][]day{{{a.title("签收日期"), a.SignedOn}, {a.title("答复日期"), a.RepliedOn}}, {asked, {a.title("申退同意日期"), a.ReturnedOn}}, {{a.title("申退驳回日期"), a.KeptOn}}, {{a.title("延期批准日期"), a.ExtendedOn}}, due} {
			if fault := disordered(slices.Concat(before, after)...); fault != "" {
				return fault
			}
		}
	}
	return ""
}

// title names a date of the unit's work in its round.
func (a *Assignment) title(date string) string {
	if a.Round > 1 {
		date = "重办" + date
	}
	return "「" + a.Unit + "」的" + date
}

func (c *Case) talkFault() string {
	for _, t := range c.Talks {
		if fault := disordered(day{"收到日期", c.ReceivedOn}, day{"面商日期", t.On}); fault != "" {
			return fault
		}
		if t.UnitID == 0 {
			continue
		}
		if !c.assignedEver(t.UnitID) {
			return fmt.Sprintf("%s的面商是与「%s」进行的，它却不是承办单位；请保留这家承办单位，或先改、删那次面商。", t.On, t.Unit)
		}
		if gone := c.goneSince(t.UnitID); gone != "" && gone < t.On {
			return fmt.Sprintf("「%s」%s 已同意申退，与它的面商日期 %s 在这以后；请核对单位和日期。", t.Unit, gone, t.On)
		}
	}
	return ""
}

// goneSince is the day on which the last work of a unit was let go, empty while it has some and of a unit that never had any.
func (c *Case) goneSince(unitID int64) string {
	gone := ""
	for i := range c.Assignments {
		a := &c.Assignments[i]
		switch {
		case !c.Was(a, unitID):
		case a.ReturnedOn == "":
			return ""
		default:
			gone = max(gone, a.ReturnedOn)
		}
	}
	return gone
}

// reminderFault looks at what units were reminded of: work they had been given.
func (c *Case) reminderFault() string {
	for _, r := range c.Reminders {
		first := ""
		for _, a := range c.Assignments {
			if a.UnitID == r.UnitID && (first == "" || a.AssignedOn < first) {
				first = a.AssignedOn
			}
		}
		if !c.assignedEver(r.UnitID) {
			return fmt.Sprintf("%s催办了「%s」，它却不是承办单位；请保留这家承办单位，或先改、删那次催办。", r.On, r.Unit)
		}
		if fault := disordered(day{"「" + r.Unit + "」的交办日期", first}, day{"催办日期", r.On}); fault != "" {
			return fault
		}
	}
	return ""
}

// assignedEver reports whether the unit is or was one of those the proposal was assigned to.
func (c *Case) assignedEver(unitID int64) bool {
	return slices.ContainsFunc(c.Assignments, func(a Assignment) bool { return a.UnitID == unitID }) ||
		slices.ContainsFunc(c.Past, func(p Past) bool { return p.UnitID == unitID })
}

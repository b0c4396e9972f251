package docket

import (
	"fmt"
	"slices"
)

// Awaited are the replies that stand and of which the first proposer has still to say what he thinks. Of one whose work is being done once more nobody waits for it.
func (c *Case) Awaited() []Assignment { return c.awaited(c.standing()) }

func (c *Case) awaited(standing []Assignment) []Assignment {
	if !c.Filed() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(standing), func(a Assignment) bool {
		return a.SilentOn != "" || c.rated(&a, standing) || slices.ContainsFunc(c.owing(), func(b Assignment) bool {
			return b.Round > a.Round && (b.UnitID == a.UnitID || b.Role != RoleSplit)
		})
	})
}

// rated reports whether the first proposer said what he thinks of a reply, one of those of standing. Where it stands alone, what he said of its round is of it.
func (c *Case) rated(a *Assignment, standing []Assignment) bool {
	return slices.ContainsFunc(c.Feedback, func(f Feedback) bool {
		switch {
		case f.Place != 1 || f.Round < a.Round:
			return false
		case len(standing) > 1:
			return c.firstSaid(&f, a.UnitID)
		default:
			return f.UnitID == 0 || c.answers(f.UnitID, f.Round)
		}
	})
}

// silent reports whether the first proposer said nothing of a reply, one of those of standing, and the office waits no more.
func (c *Case) silent(a *Assignment, standing []Assignment) bool {
	return a.SilentOn != "" && !c.rated(a, standing)
}

// calledAgain reports whether the first proposer, of whose opinions result remains, is not satisfied with a reply that stands. What he said of the reply before
// one of which he said nothing calls for nothing.
func (c *Case) calledAgain(result string, standing []Assignment) bool {
	silent := func(a Assignment) bool { return c.silent(&a, standing) }
	switch {
	case result != Dissatisfied:
		return false
	case !slices.ContainsFunc(standing, silent):
		return true
	}
	return len(standing) > 1 && slices.ContainsFunc(standing, func(a Assignment) bool { return !silent(a) && lasting(c.opinionsOf(a.UnitID)).result == Dissatisfied })
}

// wait reads since when it is waited for what the first proposer thinks of the replies of standing.
func (l *Line) wait(c *Case, standing []Assignment) {
	for _, a := range c.awaited(standing) {
		if l.AwaitedSince == "" || a.RepliedOn < l.AwaitedSince {
			l.AwaitedSince = a.RepliedOn
		}
		l.AwaitedLast = max(l.AwaitedLast, a.RepliedOn)
	}
	l.Silent = slices.ContainsFunc(standing, func(a Assignment) bool { return c.silent(&a, standing) })
}

// silentFault says that the office cannot have waited in vain for what the proposer thinks of a reply: there is none, or he said it by then.
func (c *Case) silentFault() string {
	for i := range c.Assignments {
		a := &c.Assignments[i]
		switch {
		case a.SilentOn == "":
			continue
		case !a.Answers():
			return fmt.Sprintf("「%s」是会办单位，不用征询意见，不能有到期未反馈的日期 %s，请清除。", a.Unit, a.SilentOn)
		case a.RepliedOn == "":
			return fmt.Sprintf("「%s」在%s中还没有答复，不能有到期未反馈的日期 %s，请先登记答复，或清除那个日期。", a.Unit, roundName(a.Round), a.SilentOn)
		}
		if fault := disordered(day{a.title("答复日期"), a.RepliedOn}, day{a.title("到期未反馈日期"), a.SilentOn}); fault != "" {
			return fault
		}
		for j := range c.Feedback {
			if f := &c.Feedback[j]; f.Round == a.Round && f.ReturnedOn != "" && f.ReturnedOn <= a.SilentOn && c.firstSaid(f, a.UnitID) {
				return fmt.Sprintf("「%s」对「%s」的征询意见已于 %s 收回，不能又在 %s 记作到期未反馈；请清除「到期未反馈」的日期，或核对收回日期。", f.Proposer, a.Unit, f.ReturnedOn, a.SilentOn)
			}
		}
	}
	return ""
}

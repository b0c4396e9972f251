package docket

import (
	"cmp"
	"fmt"
	"slices"
)

// opinionFault looks at what the proposers said of the replies.
func (c *Case) opinionFault() string {
	for i := range c.Feedback {
		f := &c.Feedback[i]
		if fault := c.repliedFault(f); fault != "" {
			return fault
		}
		if slices.ContainsFunc(c.Feedback[:i], func(g Feedback) bool { return g.Place == f.Place && g.UnitID == f.UnitID && g.Round == f.Round }) {
			return fmt.Sprintf("「%s」%s的征询意见写了两份，请合成一份或删去一份。", f.Proposer, f.about())
		}
		if fault := c.doubleFault(f, c.Feedback[:i]); fault != "" {
			return fault
		}
	}
	return ""
}

// doubleFault says that one of the opinions before contradicts f: where one unit answers the round, an opinion of it and one of all units are about the
// same reply.
func (c *Case) doubleFault(f *Feedback, before []Feedback) string {
	for i := range before {
		g := &before[i]
		if g.Place != f.Place || g.Round != f.Round || g.UnitID != 0 && f.UnitID != 0 || len(c.OfRound(f.Round)) != 1 || !f.contradicts(g) {
			continue
		}
		return fmt.Sprintf("「%s」%s的征询意见有两份，说的不一样：一份是%s，一份是%s；请核对，合成一份或删去一份，重新办理以后的意见轮次写 2。",
			f.Proposer, "对"+roundName(f.Round), g.words(), f.words())
	}
	return ""
}

// contradicts reports whether both opinions rate the same and differ.
func (f *Feedback) contradicts(g *Feedback) bool {
	differ := func(a, b string) bool { return a != b && a != "" && b != "" && a != NoOpinion && b != NoOpinion }
	return differ(f.Attitude, g.Attitude) || differ(f.Result, g.Result)
}

// words are the opinion as a sentence shows it: 「县教育局」办理态度满意、结果评价满意（2026-06-08 收回）.
func (f *Feedback) words() string {
	text := "办理态度" + cmp.Or(f.Attitude, NoOpinion) + "、结果评价" + cmp.Or(f.Result, NoOpinion)
	if f.Unit != "" {
		text = "「" + f.Unit + "」" + text
	}
	if f.ReturnedOn != "" {
		text += "（" + f.ReturnedOn + " 收回）"
	}
	return text
}

// about names what the opinion is about: 对「县教育局」第一次办理.
func (f *Feedback) about() string {
	if f.UnitID == 0 {
		return "对" + roundName(f.Round)
	}
	return "对「" + f.Unit + "」" + roundName(f.Round)
}

// repliedFault says that what the opinion is about was not answered, or only later. Where several units answer for themselves, an opinion of all
// of them can come in before any of their replies does: a ledger has them in another table.
func (c *Case) repliedFault(f *Feedback) string {
	if f.UnitID != 0 {
		return c.unitRepliedFault(f)
	}
	units := c.OfRound(f.Round)
	switch {
	case len(units) == 0 && f.Round > 1:
		return fmt.Sprintf("有%s的征询意见，却没有%s，请核对轮次。", roundName(f.Round), roundName(f.Round))
	case len(units) == 0:
		return "有征询意见，却没有承办单位，请先填承办单位和答复。"
	case len(units) == 1 && units[0].RepliedOn == "":
		return fmt.Sprintf("「%s」在%s中还没有答复，不能有征询意见，请先登记答复。", units[0].Unit, roundName(f.Round))
	}
	first := ""
	for _, a := range units {
		if a.RepliedOn != "" && (first == "" || a.RepliedOn < first) {
			first = a.RepliedOn
		}
	}
	return disordered(day{"收到日期", c.ReceivedOn}, day{"答复日期", first}, day{"反馈日期", f.ReturnedOn})
}

// unitRepliedFault is repliedFault for an opinion of one unit. A co-unit's (会办) reply is its opinion to the lead.
func (c *Case) unitRepliedFault(f *Feedback) string {
	at := slices.IndexFunc(c.Assignments, func(a Assignment) bool { return a.UnitID == f.UnitID && a.Round == f.Round })
	if at < 0 {
		return fmt.Sprintf("「%s」不是%s的承办单位，不能有对它的征询意见，请核对轮次和单位。", f.Unit, roundName(f.Round))
	}
	switch a := &c.Assignments[at]; {
	case a.ReturnedOn != "":
		return fmt.Sprintf("「%s」已于 %s 同意申退，不能有对它的征询意见，请删去那一份。", f.Unit, a.ReturnedOn)
	case a.RepliedOn == "":
		return fmt.Sprintf("「%s」在%s中还没有答复，不能有对它的征询意见，请先登记答复。", f.Unit, roundName(f.Round))
	default:
		return disordered(day{a.title("答复日期"), a.RepliedOn}, day{"反馈日期", f.ReturnedOn})
	}
}

package docket

import (
	"fmt"

	"cppccdesk/data/zh"
)

// Promise is what a unit's reply says will be done (承诺事项).
type Promise struct {
	ID, UnitID         int64
	Unit, Text         string
	MadeOn, DueOn      string
	SettledOn, Outcome string // when it turned out to be Kept or Broken; empty as long as it is open
}

// CarriedNode is the node of the tracking that says that what was replied is done.
const CarriedNode = "落实"

// What becomes of a promise.
const (
	Kept   = "已落实"
	Broken = "未落实"
)

// Late reports whether the promise is past its day on the day, and still open.
func (p *Promise) Late(day string) bool { return p.SettledOn == "" && p.DueOn != "" && p.DueOn < day }

// State is what became of the promise by the day: Kept, Broken, 逾期 or 未到期.
func (p *Promise) State(day string) string {
	switch {
	case p.Outcome != "":
		return p.Outcome
	case p.Late(day):
		return "逾期"
	default:
		return "未到期"
	}
}

// promisesOn are the promises there were on the day, without what became of them later.
func (c *Case) promisesOn(day string) []Promise {
	var all []Promise
	for _, p := range c.Promises {
		if !happened(p.MadeOn, day) {
			continue
		}
		if !happened(p.SettledOn, day) {
			p.SettledOn, p.Outcome = "", ""
		}
		all = append(all, p)
	}
	return all
}

// OpenPromises is the number of those that are still to be kept.
func (l *Line) OpenPromises() int {
	open := 0
	for i := range l.Promises {
		if l.Promises[i].SettledOn == "" {
			open++
		}
	}
	return open
}

// AllKept reports whether something was promised and all of it is done.
func (l *Line) AllKept() bool {
	for i := range l.Promises {
		if l.Promises[i].Outcome != Kept {
			return false
		}
	}
	return len(l.Promises) > 0
}

// ClassNow is the result class with what became of the promises: a B whose promises are all kept is an A, as 回头看 counts it.
func (l *Line) ClassNow() string {
	if l.ResultClass == "B" && l.AllKept() {
		return "A"
	}
	return l.ResultClass
}

// ClassText is the result class, with that of the reply before it where it became another: B→A.
func (l *Line) ClassText() string {
	if now := l.ClassNow(); now != l.ResultClass {
		return l.ResultClass + "→" + now
	}
	return l.ResultClass
}

// promiseFault looks at what was promised: by a unit that replied, settled in order.
func (c *Case) promiseFault() string {
	for i := range c.Promises {
		p := &c.Promises[i]
		replied := c.firstReply(p.UnitID)
		name := "「" + p.Unit + "」的承诺事项「" + zh.Clip(p.Text, 20) + "」"
		if replied == "" {
			return fmt.Sprintf("「%s」还没有答复，不能有承诺事项；请先登记答复，或删去它的承诺事项。", p.Unit)
		}
		made := []day{{"「" + p.Unit + "」的答复日期", replied}, {name + "的承诺日期", p.MadeOn}}
		for _, after := range []day{{name + "的落实日期", p.SettledOn}, {name + "的承诺时限", p.DueOn}} {
			if fault := disordered(append(made[:2:2], after)...); fault != "" {
				return fault
			}
		}
	}
	return ""
}

// firstReply is the day of the unit's first reply, empty without one. A unit that was let go, or whose work went to another, may have replied before.
func (c *Case) firstReply(unitID int64) string {
	first := ""
	look := func(a *Assignment) {
		if a.UnitID == unitID && a.RepliedOn != "" && (first == "" || a.RepliedOn < first) {
			first = a.RepliedOn
		}
	}
	for i := range c.Assignments {
		look(&c.Assignments[i])
	}
	for i := range c.Past {
		look(&c.Past[i].Assignment)
	}
	return first
}

// ended are the states in which the work on a proposal is over and it can be put into the archive.
var ended = map[string]bool{"已办结": true, "不立案": true, "已并案": true, "已撤案": true}

// archiveFault says that what is in the archive is not over, or went on after it.
func (c *Case) archiveFault() string {
	if c.ArchivedOn == "" {
		return ""
	}
	before := *c
	before.ArchivedOn = ""
	if status := before.LineOn(EndOfTime).Status; !ended[status] {
		return fmt.Sprintf("这件提案还是「%s」，办结以后才能归档。", status)
	}
	return disordered(day{"最后一次办理的日期", before.lastDay()}, day{"归档日期", c.ArchivedOn})
}

// EndOfTime is a day after which nothing is dated.
const EndOfTime = "9999-12-31"

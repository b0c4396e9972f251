package docket

import (
	"cmp"
	"fmt"
)

// Revisit is what the office found when it looked again at what was replied (回头看): at what one unit did or, where UnitID is 0, at all of it.
type Revisit struct {
	UnitID            int64
	Unit, On, Finding string
}

// What a revisit finds.
const (
	Done   = "落实"
	Partly = "部分落实"
	Undone = "未落实"
)

// Findings are what a revisit can find.
var Findings = []string{Done, Partly, Undone}

// found is what was found when the proposal was looked at again last, the worst of what the units of that day did; empty where nobody looked.
func (c *Case) found() string {
	last := Revisit{}
	place := func(finding string) int {
		for i, one := range Findings {
			if one == finding {
				return i
			}
		}
		return len(Findings)
	}
	for i := range c.Revisits {
		if r := c.Revisits[i]; last.Finding == "" || cmp.Or(cmp.Compare(r.On, last.On), cmp.Compare(place(r.Finding), place(last.Finding))) > 0 {
			last = r
		}
	}
	return last.Finding
}

// revisitFault looks at the revisits: each after the reply of the unit that is looked at, or of any where none is named.
func (c *Case) revisitFault() string {
	for i := range c.Revisits {
		r := &c.Revisits[i]
		replied, whose := "", "「"+r.Unit+"」"
		if r.UnitID != 0 {
			replied = c.firstReply(r.UnitID)
		} else {
			whose = "承办单位"
			for j := range c.Assignments {
				if a := &c.Assignments[j]; a.RepliedOn != "" && a.Answers() && (replied == "" || a.RepliedOn < replied) {
					replied = a.RepliedOn
				}
			}
		}
		if replied == "" {
			return fmt.Sprintf("%s还没有答复，不能有 %s 的回头看；请先登记答复，或删去这次回头看。", whose, r.On)
		}
		if fault := disordered(day{whose + "的答复日期", replied}, day{"回头看日期", r.On}); fault != "" {
			return fault
		}
	}
	return ""
}

package sampleyear

import "fmt"

// attendee is somebody expected at an activity.
type attendee struct {
	*activity
	who                 *person
	state, speech, note string
}

// called is how the ledger names somebody: with his workplace where another has the name.
func (a attendee) called() string {
	if a.who.homonym {
		return a.who.name + "（" + a.who.workplace + "）"
	}
	return a.who.name
}

// attendees are those expected at the activities: members of the committee at the studies, leaders and deputies of the groups at the talk, and all
// supervisors at the meeting in December, which is still to come.
func (c *county) attendees() []attendee {
	var committee, heads []*person
	for _, p := range c.members {
		if p.committee == "提案委员会" && !p.homonym {
			committee = append(committee, p)
		}
	}
	for _, g := range c.groups {
		heads = append(heads, g.members[:2]...)
	}
	var all []attendee
	for i, people := range [][]*person{committee[:16], committee[8:28], heads, c.supervisors} {
		if a := c.activities[i]; a.finished.IsZero() {
			continue
		}
		for n, p := range people {
			all = append(all, c.attends(&c.activities[i], n, p))
		}
	}
	return all
}

// attends is what became of the n-th person expected at an activity.
func (c *county) attends(a *activity, n int, p *person) attendee {
	at := attendee{activity: a, who: p, state: "到会"}
	switch {
	case a.kind == "汇报会":
		at.state = "应到"
	case n%15 == 6:
		at.state, at.note = "请假", "出差"
	case n%29 == 11:
		at.state = "缺席"
	case a.kind == "座谈会" && n%4 == 0:
		at.speech = "口头"
	case a.kind == "座谈会" && n%15 == 14:
		at.speech = "书面"
	}
	return at
}

// guests are the people at an activity that are on no roster: those of the units among them.
func (c *county) guests(a activity) int {
	present := 0
	for _, at := range c.attendees() {
		if at.title == a.title && at.state == "到会" {
			present++
		}
	}
	if present == 0 {
		return 0
	}
	return a.attendees - present
}

func writeAttendees(c *county) ([]byte, error) {
	return writeLedger(page[attendee]{
		sheet: "出席登记", title: fmt.Sprintf("%d年度活动出席登记表(示例)", c.year),
		columns: []column[attendee]{
			{"", "活动名称", 30, func(_ int, a attendee) any { return a.title }},
			{"", "类别", 12, func(_ int, a attendee) any { return a.kind }},
			{"", "姓名", 24, func(_ int, a attendee) any { return a.called() }},
			{"", "出席情况", 12, func(_ int, a attendee) any { return a.state }},
			{"", "发言", 10, func(_ int, a attendee) any { return a.speech }},
			{"", "备注", 20, func(_ int, a attendee) any { return a.note }},
		},
		foot: func(int) []string {
			return []string{"注:请假均经批准;汇报会按年终安排通知,届时登记。"}
		},
	}, c.attendees())
}

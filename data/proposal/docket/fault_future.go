package docket

import (
	"fmt"

	"cppccdesk/data/calendar"
)

// futureFault says of what happened that it lies after today. Deadlines and plans may: they are no facts yet.
func (c *Case) futureFault(today string) string {
	facts := []day{{"收到日期", c.ReceivedOn}, {"审查日期", c.ReviewedOn}, {"转送日期", c.PassedOn}, {"批示日期", c.InstructedOn}, {"列入跟踪日期", c.TrackedOn}}
	for _, s := range c.Stages {
		facts = append(facts, day{s.Name + "日期", s.On})
	}
	for i := range c.Assignments {
		a := &c.Assignments[i]
		facts = append(facts, day{a.title("交办日期"), a.AssignedOn}, day{a.title("延期批准日期"), a.ExtendedOn},
			day{a.title("签收日期"), a.SignedOn}, day{a.title("申退日期"), a.AskedOn}, day{a.title("申退驳回日期"), a.KeptOn}, day{a.title("申退同意日期"), a.ReturnedOn}, day{a.title("答复日期"), a.RepliedOn}, day{a.title("到期未反馈日期"), a.SilentOn})
	}
	for _, t := range c.Talks {
		facts = append(facts, day{"面商日期", t.On})
	}
	for _, r := range c.Reminders {
		facts = append(facts, day{"催办日期", r.On})
	}
	for _, r := range c.Revisits {
		facts = append(facts, day{"回头看日期", r.On})
	}
	for i := range c.Feedback {
		f := &c.Feedback[i]
		facts = append(facts, day{fmt.Sprintf("第 %d 轮反馈日期", f.Round), f.ReturnedOn})
	}
	for i := range c.Drafts {
		d := &c.Drafts[i]
		facts = append(facts, day{d.name() + "的送审日期", d.SentOn}, day{d.name() + "的审核日期", d.JudgedOn})
	}
	for i := range c.Promises {
		p := &c.Promises[i]
		facts = append(facts, day{"「" + p.Unit + "」的承诺日期", p.MadeOn}, day{"「" + p.Unit + "」的落实日期", p.SettledOn})
	}
	facts = append(facts, day{"归档日期", c.ArchivedOn})
	for _, d := range facts {
		if fault := calendar.Future(d.title, d.on, today); fault != "" {
			return fault
		}
	}
	return ""
}

package sampleyear

import (
	"fmt"
	"time"
)

// promise is what the answer to a proposal of class B says will be done (承诺事项), and what became of it.
type promise struct {
	*proposal
	text               string
	made, due, settled time.Time
	outcome            string
}

// promises are those of every second answer of class B by one unit: a third kept, one broken, some overdue, the rest for the end of the year.
func (c *county) promises() []promise {
	texts := []string{"年内完成首批点位建设并投入使用", "制定实施方案，报县政府批准后施行", "列入下一年度财政预算和建设计划"}
	var all []promise
	n := 0
	for _, p := range c.proposals {
		if p.class != "B" || len(p.leads) != 1 || p.again.class != "" {
			continue
		}
		if n++; n%2 == 0 {
			continue
		}
		i := len(all)
		one := promise{proposal: p, text: texts[i%len(texts)], made: p.replied, due: day(c.year, 12, 31)}
		switch {
		case i == 4:
			one.due = c.work.after(p.replied, 100)
			one.settled, one.outcome = c.work.after(one.due, 7), "未落实"
		case i%3 == 0:
			one.due = c.work.after(p.replied, 120)
			one.settled, one.outcome = c.work.onOrBefore(one.due.AddDate(0, 0, -6)), "已落实"
		case i%3 == 1:
			one.due = c.work.after(p.replied, 110)
		}
		if one.settled.After(c.asOf) {
			one.settled, one.outcome = time.Time{}, ""
		}
		all = append(all, one)
	}
	return all
}

// writePromises makes the ledger of what answers promise.
func writePromises(c *county) ([]byte, error) {
	return writeLedger(page[promise]{
		sheet: "承诺事项", title: fmt.Sprintf("%d年度提案答复承诺事项跟踪台账(示例)", c.year),
		columns: []column[promise]{
			{"", "序号", 6, func(i int, _ promise) any { return i + 1 }},
			{"", "案号", 8, func(_ int, p promise) any { return caseNumber(p.number) }},
			{"", "案由", 40, func(_ int, p promise) any { return p.title }},
			{"", "承办单位", 26, func(_ int, p promise) any { return p.leads[0] }},
			{"", "承诺事项", 34, func(_ int, p promise) any { return p.text }},
			{"", "承诺日期", 14, func(i int, p promise) any { return dateText(i, p.made) }},
			{"", "承诺时限", 14, func(i int, p promise) any { return dateText(i+1, p.due) }},
			{"", "落实日期", 14, func(i int, p promise) any { return dateText(i+2, p.settled) }},
			{"", "落实情况", 10, func(_ int, p promise) any { return p.outcome }},
		},
		foot: func(int) []string { return []string{"注:B类答复的计划事项逐项登记,到期回头看。"} },
	}, c.promises())
}

// reminder is one 催办 of a unit whose reply is overdue.
type reminder struct {
	*proposal
	unit, mode string
	on         time.Time
}

// reminders are a call a week after the deadline and a letter three weeks later.
func (c *county) reminders() []reminder {
	var all []reminder
	for _, p := range c.proposals {
		if p.conclusion != "立案" || !p.replied.IsZero() || !p.due.Before(c.asOf) {
			continue
		}
		for _, unit := range p.leads {
			for i, mode := range []string{"电话", "催办单"} {
				if on := c.work.after(p.due, 7+21*i); on.Before(c.asOf) {
					all = append(all, reminder{p, unit, mode, on})
				}
			}
		}
	}
	return all
}

// writeReminders makes the ledger of reminders.
func writeReminders(c *county) ([]byte, error) {
	return writeLedger(page[reminder]{
		sheet: "催办", title: fmt.Sprintf("%d年度提案催办记录(示例)", c.year),
		columns: []column[reminder]{
			{"", "序号", 6, func(i int, _ reminder) any { return i + 1 }},
			{"", "案号", 8, func(_ int, r reminder) any { return caseNumber(r.number) }},
			{"", "案由", 40, func(_ int, r reminder) any { return r.title }},
			{"", "被催办单位", 26, func(_ int, r reminder) any { return r.unit }},
			{"", "催办日期", 14, func(i int, r reminder) any { return dateText(i, r.on) }},
			{"", "催办方式", 10, func(_ int, r reminder) any { return r.mode }},
			{"", "催办人", 10, func(int, reminder) any { return "王芳" }},
		},
		foot: func(int) []string {
			return []string{"注:到期未答复的先电话催办,三周后仍未答复的发催办单。"}
		},
	}, c.reminders())
}

// writeLedger makes a workbook of one sheet that the committee keeps.
func writeLedger[T any](p page[T], rows []T) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	p.under = "填报单位(盖章):政协云岭县委员会提案委员会"
	if err := writePage(b, p, rows); err != nil {
		return nil, err
	}
	return b.bytes()
}

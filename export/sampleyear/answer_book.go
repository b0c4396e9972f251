package sampleyear

import (
	"fmt"
	"time"
)

// answer is the reply of one of several units, each of which answers for itself.
type answer struct {
	*proposal
	unit          string
	round         int
	replied       time.Time
	class, signer string
	docNumber     string
}

func (c *county) answers() []answer {
	var all []answer
	for _, p := range c.proposals {
		if len(p.leads) < 2 {
			continue
		}
		for i, unit := range p.leads {
			u := c.unit(unit)
			doc := p.docNumber
			if i > 0 && doc != "" {
				doc = fmt.Sprintf("云%s函〔%d〕%d号", u.short, c.year, p.number)
			}
			if !p.replied.IsZero() {
				all = append(all, answer{p, unit, 1, p.replied, p.class, u.leader, doc})
			}
			if !p.again.replied.IsZero() {
				all = append(all, answer{p, unit, 2, p.again.replied, p.again.class, "", ""})
			}
		}
	}
	return all
}

// writeAnswers makes the ledger of the replies of proposals that several units answer.
func writeAnswers(c *county) ([]byte, error) {
	return writeLedger(page[answer]{
		sheet: "分办答复", title: fmt.Sprintf("%d年度分办提案各单位答复台账(示例)", c.year),
		columns: []column[answer]{
			{"", "序号", 6, func(i int, _ answer) any { return i + 1 }},
			{"", "案号", 8, func(_ int, a answer) any { return caseNumber(a.number) }},
			{"", "案由", 40, func(_ int, a answer) any { return a.title }},
			{"", "轮次", 6, func(_ int, a answer) any { return a.round }},
			{"", "承办单位", 26, func(_ int, a answer) any { return a.unit }},
			{"", "答复日期", 14, func(i int, a answer) any { return dateText(i, a.replied) }},
			{"", "办理结果", 9, func(_ int, a answer) any { return a.class }},
			{"", "答复文号", 26, func(_ int, a answer) any { return a.docNumber }},
			{"", "签发人", 10, func(_ int, a answer) any { return a.signer }},
		},
		foot: func(int) []string {
			return []string{"注:分办提案由各单位分别答复,一家一行。"}
		},
	}, c.answers())
}

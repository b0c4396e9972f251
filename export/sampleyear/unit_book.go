package sampleyear

import (
	"fmt"
	"slices"
	"time"

	"cppccdesk/data/rows"
)

// reviewMeeting is a meeting at which proposals were reviewed; those reviewed on its day were reviewed there.
type reviewMeeting struct {
	name, place string
	on          time.Time
}

func (c *county) reviewMeetings() []reviewMeeting {
	return []reviewMeeting{
		{"第一次提案审查会", "县政协三楼会议室", c.work.after(c.closes, 6)},
		{"第二次提案审查会", "县政协三楼会议室", c.work.after(c.closes, 15)},
	}
}

// reviewedAt is the meeting that reviewed a proposal, "" where none did.
func (c *county) reviewedAt(p *proposal) string {
	for _, m := range c.reviewMeetings() {
		if p.reviewed.Equal(m.on) {
			return m.name
		}
	}
	return ""
}

func writeReviewMeetings(c *county) ([]byte, error) {
	return writeLedger(page[reviewMeeting]{
		sheet: "审查会", title: fmt.Sprintf("%d年度提案审查会登记表(示例)", c.year),
		columns: []column[reviewMeeting]{
			{"", "审查会名称", 26, func(_ int, m reviewMeeting) any { return m.name }},
			{"", "审查会日期", 14, func(i int, m reviewMeeting) any { return dateText(i, m.on) }},
			{"", "地点", 26, func(_ int, m reviewMeeting) any { return m.place }},
		},
		foot: func(int) []string { return []string{"注:每次审定的提案见提案登记台账。"} },
	}, c.reviewMeetings())
}

// opinions are what the first stages of the review said of the first proposals, by their serials.
func (c *county) opinions() map[string][]rows.Row {
	all := map[string][]rows.Row{}
	for i, p := range c.proposals[:12] {
		first, second := c.work.onOrBefore(p.reviewed.AddDate(0, 0, -4)), c.work.onOrBefore(p.reviewed.AddDate(0, 0, -1))
		if first.Before(p.received) {
			continue
		}
		opinion := "有情况、有分析、有建议，符合立案条件"
		if p.conclusion != "立案" {
			opinion = "按审查条件不宜单独立案"
		}
		all[p.serial] = []rows.Row{
			{"stage": "初审", "reviewer": []string{"李慧敏", "王芳"}[i%2], "on_date": first.Format(isoDay), "conclusion": p.conclusion, "opinion": opinion},
			{"stage": "复审", "reviewer": "赵国栋", "on_date": second.Format(isoDay), "conclusion": p.conclusion, "opinion": "同意初审意见"},
		}
	}
	return all
}

// share is what one unit did with a proposal before it answered.
type share struct {
	*proposal
	unit                                     string
	accepted, opinion                        time.Time // opinion: of a unit that helps, sent to the one that answers
	extendedTo, extended                     time.Time
	asked, kept, gone                        time.Time // 申退
	extendedBy, extendedWhy, askedWhy, wrote string
}

// shares are the units that answer, each of which signs for the proposal within days, some asking in vain to be left out of it or for more time, and those
// that help with every fifth proposal, whose opinions reach the one that answers; one of those is let go.
func (c *county) shares() []share {
	var all []share
	granted := false
	for _, p := range c.proposals {
		if p.number == 0 || p.assigned.IsZero() {
			continue
		}
		all = append(all, c.answering(p)...)
		if p.number%5 == 0 && !p.important() && !p.replied.IsZero() && len(p.cos) <= 10 {
			all = append(all, c.helping(p, &granted)...)
		}
	}
	for i := range all {
		c.known(&all[i].accepted, &all[i].asked, &all[i].kept, &all[i].gone)
	}
	return slices.DeleteFunc(all, func(s share) bool { return s.accepted.IsZero() })
}

// answering are the shares of those that answer a proposal.
func (c *county) answering(p *proposal) (all []share) {
	n := p.number
	for i, unit := range p.leads {
		s := share{proposal: p, unit: unit, accepted: c.work.after(p.assigned, 1+n%3)}
		switch {
		case n%40 == 7 && i == 0 && !p.important():
			s.asked, s.askedWhy, s.kept = c.work.after(p.assigned, 4), "所提事项涉及多个部门，建议由牵头部门办理", c.work.after(p.assigned, 8)
		case p.replied.IsZero() && p.due.After(c.asOf.AddDate(0, 0, 14)) && n%4 == 2:
			s.extended, s.extendedTo = c.work.onOrBefore(c.asOf.AddDate(0, 0, -3)), c.work.after(p.due, 14)
			s.extendedBy, s.extendedWhy = "县政府分管副县长", "需要上级部门批复后才能答复"
		}
		all = append(all, s)
	}
	return all
}

// helping are the shares of those that help with a proposal; the last of the first few is let go unless one was granted that.
func (c *county) helping(p *proposal, granted *bool) (all []share) {
	for i, unit := range p.cos {
		s := share{proposal: p, unit: unit, accepted: c.work.after(p.assigned, 2)}
		switch opinion := c.work.onOrBefore(p.replied.AddDate(0, 0, -8)); {
		case !*granted && i > 0 && i == len(p.cos)-1:
			*granted = true
			s.asked, s.askedWhy, s.gone = c.work.after(p.assigned, 4), "所提事项不属于本单位职责", c.work.after(p.assigned, 9)
		case !opinion.Before(s.accepted):
			s.opinion, s.wrote = opinion, "按本单位职责配合办理，有关情况已送主办单位汇总"
		}
		all = append(all, s)
	}
	return all
}

func writeShares(c *county) ([]byte, error) {
	return writeLedger(page[share]{
		sheet: "签收申退延期", title: fmt.Sprintf("%d年度提案签收、申退、延期和会办意见台账(示例)", c.year),
		columns: []column[share]{
			{"", "案号", 8, func(_ int, s share) any { return caseNumber(s.number) }},
			{"", "案由", 40, func(_ int, s share) any { return s.title }},
			{"", "承办单位", 26, func(_ int, s share) any { return s.unit }},
			{"", "签收日期", 14, func(i int, s share) any { return dateText(i, s.accepted) }},
			{"申退", "申退日期", 14, func(i int, s share) any { return dateText(i+1, s.asked) }},
			{"申退", "申退理由", 36, func(_ int, s share) any { return s.askedWhy }},
			{"申退", "申退驳回", 14, func(i int, s share) any { return dateText(i+2, s.kept) }},
			{"申退", "申退同意", 14, func(i int, s share) any { return dateText(i+3, s.gone) }},
			{"延期", "延期至", 14, func(i int, s share) any { return dateText(i, s.extendedTo) }},
			{"延期", "延期批准日期", 14, func(i int, s share) any { return dateText(i+1, s.extended) }},
			{"延期", "延期批准人", 18, func(_ int, s share) any { return s.extendedBy }},
			{"延期", "延期理由", 30, func(_ int, s share) any { return s.extendedWhy }},
			{"会办意见", "答复日期", 14, func(i int, s share) any { return dateText(i+2, s.opinion) }},
			{"会办意见", "答复内容", 40, func(_ int, s share) any { return s.wrote }},
		},
		foot: func(int) []string {
			return []string{"注:会办单位的答复日期是把意见送到主办单位的日期。"}
		},
	}, c.shares())
}

// replyDraft is a reply that a unit sent to be checked before it counts.
type replyDraft struct {
	*proposal
	sent, judged                      time.Time
	class, docNumber, outcome, reason string
}

// replyDrafts are those of every twenty-fifth answer, sent back once before they passed, and one that waits to be judged.
func (c *county) replyDrafts() []replyDraft {
	var all []replyDraft
	for _, p := range c.proposals {
		switch {
		case p.number == 0 || len(p.leads) != 1:
		case p.number%25 == 3 && !p.replied.IsZero() && !p.consulted.IsZero():
			first := c.work.onOrBefore(p.replied.AddDate(0, 0, -9))
			if first.Before(p.consulted) {
				continue
			}
			all = append(all,
				replyDraft{p, first, c.work.after(first, 2), p.class, p.docNumber, "退回", "没有逐条回应提案的建议，请补充后再送审"},
				replyDraft{p, c.work.onOrBefore(p.replied.AddDate(0, 0, -3)), p.replied, p.class, p.docNumber, "通过", ""})
		case p.drafted:
			lead := c.unit(p.leads[0])
			all = append(all, replyDraft{p, c.work.onOrBefore(c.asOf.AddDate(0, 0, -4)), time.Time{}, "A", fmt.Sprintf("云%s函〔%d〕%d号", lead.short, c.year, p.number), "", ""})
		}
	}
	return all
}

func writeReplyDrafts(c *county) ([]byte, error) {
	return writeLedger(page[replyDraft]{
		sheet: "答复送审", title: fmt.Sprintf("%d年度提案答复送审台账(示例)", c.year),
		columns: []column[replyDraft]{
			{"", "案号", 8, func(_ int, d replyDraft) any { return caseNumber(d.number) }},
			{"", "案由", 40, func(_ int, d replyDraft) any { return d.title }},
			{"", "轮次", 6, func(int, replyDraft) any { return 1 }},
			{"", "承办单位", 26, func(_ int, d replyDraft) any { return d.leads[0] }},
			{"", "送审日期", 14, func(i int, d replyDraft) any { return dateText(i, d.sent) }},
			{"", "办理结果", 9, func(_ int, d replyDraft) any { return d.class }},
			{"", "答复文号", 26, func(_ int, d replyDraft) any { return d.docNumber }},
			{"", "签发人", 10, func(_ int, d replyDraft) any { return c.unit(d.leads[0]).leader }},
			{"", "审核日期", 14, func(i int, d replyDraft) any { return dateText(i+1, d.judged) }},
			{"", "审核结果", 10, func(_ int, d replyDraft) any { return d.outcome }},
			{"", "退回理由", 40, func(_ int, d replyDraft) any { return d.reason }},
		},
		foot: func(int) []string { return []string{"注:审核通过的日期就是答复日期。"} },
	}, c.replyDrafts())
}

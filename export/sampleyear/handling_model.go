package sampleyear

import (
	"fmt"
	"slices"
	"time"
)

// handling is what became of a filed proposal; zero dates have not come to pass by the day the ledger was kept.
type handling struct {
	mode                             string   // 单办 分办 会办
	leads, cos                       []string // several leads only with 分办
	assigned, due, replied           time.Time
	assignedBy, docNumber            string
	class, signer                    string
	consulted, returned              time.Time
	consultMode                      string
	drafted                          bool // the reply waits to be judged
	attitude, satisfaction, adoption string
	again                            rework
}

type rework struct {
	assigned, due, replied, returned time.Time
	class, satisfaction              string
}

// handleProposals assigns the filed proposals and lets the year pass. What is late, unanswered or unsatisfactory is set by
// case number and date, so that every sort occurs in every year.
func (c *county) handleProposals() error {
	for _, p := range c.proposals {
		if p.number == 0 {
			continue
		}
		c.assign(p)
		c.reply(p)
		if !p.replied.IsZero() {
			c.consult(p)
			c.feedBack(p)
		}
	}
	for _, p := range c.proposals {
		if p.number%2 == 1 && len(p.leads) == 1 && p.replied.IsZero() && p.due.After(c.asOf.AddDate(0, 0, 14)) {
			p.drafted, p.consulted, p.consultMode = true, c.work.onOrBefore(c.asOf.AddDate(0, 0, -9)), "召开座谈会"
			break
		}
	}
	for _, title := range slices.Concat(trackedTitles, supervisedTitles, evaluatedTitles) {
		if p := c.proposalTitled(title); p == nil || p.replied.IsZero() || p.replied.After(p.due) {
			return fmt.Errorf("%s is missing or not answered in time", title)
		}
	}
	return nil
}

// important proposals are handled without a hitch.
func (p *proposal) important() bool { return p.key || slices.Contains(evaluatedTitles, p.title) }

func (c *county) assign(p *proposal) {
	p.due = c.work.monthsLater(p.assigned, 3)
	p.assignedBy = "县委办公室、县政府办公室、县政协办公室"
	if p.timing == "平时提案" {
		p.assignedBy = "县政协办公室"
	}
	p.leads = []string{p.topic.lead}
	if p.key && p.number%3 != 0 {
		p.instructed, p.instruction = c.work.after(p.assigned, 20), "县政府主要领导：请"+p.topic.lead+"认真研究，抓好落实"
	}
	switch {
	case p.title == "关于推进政务服务适老化改造的建议":
		p.mode = "会办"
		for _, u := range c.units {
			if u.system == "政府系统" && u.name != p.topic.lead && len(p.cos) < 11 {
				p.cos = append(p.cos, u.name)
			}
		}
	case p.number%26 == 12 && !p.important():
		p.mode, p.leads = "分办", append(p.leads, p.topic.cos[0])
	case p.number%3 == 0 && !p.tracked:
		p.mode = "单办"
	default:
		p.mode, p.cos = "会办", p.topic.cos
	}
}

func (c *county) reply(p *proposal) {
	p.replied = c.replyDay(p)
	if p.replied.After(c.asOf) {
		p.replied = time.Time{}
	}
	if p.replied.IsZero() {
		return
	}
	n := p.number
	lead := c.unit(p.leads[0])
	p.class = "AABABAACABAABABAACBA"[n%20 : n%20+1]
	if p.important() {
		p.class = "AAB"[n%3 : n%3+1]
	}
	p.signer = lead.leader
	p.docNumber = fmt.Sprintf("云%s函〔%d〕%d号", lead.short, c.year, n)
}

// replyDay is when the unit answers; zero when it does not. The day may lie in the future.
func (c *county) replyDay(p *proposal) time.Time {
	n, ordinary := p.number, p.timing == "大会提案"
	ahead := !p.due.Before(c.asOf)
	switch {
	case p.tracked:
		return c.work.onOrAfter(day(c.year, 6, 2+2*slices.Index(trackedTitles, p.title)))
	case p.important():
		return c.work.after(p.assigned, 50+n%30)
	case ordinary && n%50 == 38: // forgotten
		return time.Time{}
	case ordinary && n%17 == 5:
		return c.work.after(p.due, 3+n%19)
	case !ordinary && !ahead && n%6 == 2: // forgotten
		return time.Time{}
	case ahead && n%4 != 0: // due this week or soon
		return time.Time{}
	case ahead:
		return c.work.after(p.assigned, 38+n%9)
	default:
		return c.work.after(p.assigned, 40+n*7%44)
	}
}

// consult records the talk with the proposer that comes before the reply.
func (c *county) consult(p *proposal) {
	n := p.number
	p.consultMode = []string{"上门走访", "召开座谈会", "现场踏勘", "邀请到单位", "面谈", "上门走访", "召开座谈会", "电话联系"}[n%8]
	if n%8 == 7 && n%3 > 0 {
		p.consultMode = "上门走访"
	}
	if n%31 == 4 && !p.important() {
		p.consultMode = ""
		return
	}
	span := int(p.replied.Sub(p.assigned).Hours() / 24)
	p.consulted = c.work.onOrBefore(p.replied.AddDate(0, 0, -span/3))
	if p.tracked {
		p.consultMode = "现场踏勘"
		p.consulted = c.work.onOrAfter(day(c.year, 5, 12+slices.Index(trackedTitles, p.title)))
	}
}

func (c *county) feedBack(p *proposal) {
	n := p.number
	p.returned = c.work.after(p.replied, 5+n%11)
	if p.returned.After(c.asOf) || n%18 == 11 && !p.important() {
		p.returned = time.Time{} // the form has not come back
		return
	}
	p.attitude, p.satisfaction, p.adoption = "满意", "满意", "采纳"
	switch {
	case p.important():
	case n%27 == 9 || n == 120:
		p.attitude, p.satisfaction, p.adoption = "基本满意", "不满意", "近期不能落实"
		c.redo(p)
	case n%23 == 3:
		p.attitude, p.satisfaction = "未表态", "未表态"
	case n%7 == 1:
		p.satisfaction, p.adoption = "基本满意", "部分采纳"
		if n%14 == 1 {
			p.attitude = "基本满意"
		}
	}
	if p.class == "C" {
		p.adoption = "近期不能落实"
	}
}

// redo opens the second round; half of the reworks of spring are finished, the rest are still open.
func (c *county) redo(p *proposal) {
	r := &p.again
	r.assigned = c.work.after(p.returned, 4)
	r.due = c.work.after(r.assigned, 30)
	if p.number%2 == 0 {
		return
	}
	r.replied = c.work.after(r.assigned, 20)
	r.returned = c.work.after(r.replied, 8)
	r.class, r.satisfaction = "B", "基本满意"
	if p.number%3 == 0 {
		r.class, r.satisfaction = "A", "满意"
	}
	if r.returned.After(c.asOf) {
		r.replied, r.returned, r.class, r.satisfaction = time.Time{}, time.Time{}, "", ""
	}
}

// trackingNode is one step of a proposal followed all the way.
type trackingNode struct {
	number           int
	kind, note, who  string
	planned, reached time.Time
}

// tracking gives the steps of the tracked proposals, between April and August.
func (c *county) tracking() []trackingNode {
	var nodes []trackingNode
	for i, title := range trackedTitles {
		p := c.proposalTitled(title)
		lead := c.unit(p.leads[0])
		on := func(month, dayOfMonth int) time.Time { return c.work.onOrAfter(day(c.year, month, dayOfMonth+i)) }
		for _, n := range []trackingNode{
			{kind: "交办", planned: on(4, 1), reached: on(4, 1), note: "下达全程跟踪通知,明确跟踪小组和责任人", who: p.chair},
			{kind: "方案", planned: on(4, 17), reached: on(4, 15), note: lead.short + "报送办理方案,分解任务并明确时限", who: lead.leader},
			{kind: "面商", planned: on(5, 15), reached: p.consulted, note: "主办、会办单位与提案人到现场察看并面商", who: lead.contact},
			{kind: "答复", planned: p.due, reached: p.replied, note: "书面答复提案人,明确落实事项清单", who: lead.leader},
			{kind: "落实", planned: on(7, 25), reached: on(7, 21), note: "跟踪小组核对清单,年度事项已完成或正在推进", who: lead.contact},
			{kind: "回访", planned: on(8, 20), reached: on(8, 18), note: "回访提案人和受益群众,反映良好", who: p.chair},
		} {
			if n.number = p.number; n.reached.After(c.asOf) {
				n.reached, n.note = time.Time{}, ""
			}
			nodes = append(nodes, n)
		}
	}
	return nodes
}

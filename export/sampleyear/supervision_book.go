package sampleyear

import (
	"fmt"
	"slices"
	"time"
)

// visit is one 监督活动 of a group, with what it found.
type visit struct {
	*group
	on          time.Time
	form, place string
	mode, met   string
	content     string
	findings    []finding
}

type finding struct {
	*visit
	kind, text, outcome string
	settled             time.Time
}

// letter is a 监督意见书 that came of a visit, with its points.
type letter struct {
	*visit
	number                                           int
	title, earlier                                   string // earlier: what it is a relapse of, 2026-3
	submitted, signed, approved, delivered, received time.Time
	points                                           []point
}

type point struct {
	*letter
	text, source, measure, progress, reply, returnWhy, looked string
	measured, progressed, replied, accepted, lookedOn, closed time.Time
	extendedTo, extended, returned                            time.Time
}

var visitModes = []string{"听汇报", "座谈", "走访", "暗访", "问卷", "列席会议", "视察", "查阅资料"}

var visitFindings = []struct{ kind, text string }{
	{"问题", "窗口一次性告知不到位，群众要多跑一次"},
	{"建议", "把办事指南放到窗口和公众号，标明所需材料和办理时限"},
	{"问题", "提案承办责任没有落实到股室和个人"},
	{"建议", "每季度向监督小组通报一次提案办理进展"},
	{"问题", "信访件答复超过承诺时限"},
	{"建议", "对超期的信访件和提案实行台账销号"},
}

// visits are two of each group before the summer and after it, and a third of every second one in October.
func (c *county) visits() []*visit {
	var all []*visit
	add := func(g *group, i int, on time.Time, form string) {
		v := &visit{
			group: g, on: c.work.onOrAfter(on), form: form, mode: visitModes[len(all)%len(visitModes)], place: g.unit.name, met: g.unit.leader + "、" + g.unit.contact,
			content: "听取" + g.focus + "的汇报，查阅办理档案，走访服务窗口，与干部职工座谈",
		}
		for n := range 1 + i%2 {
			spec := visitFindings[(i+n)%len(visitFindings)]
			f := finding{v, spec.kind, spec.text, "已采纳", c.work.after(v.on, 20+i%9)}
			if i%7 == 3 {
				f.outcome = "未采纳"
			}
			if i%5 == 4 || f.settled.After(c.asOf) {
				f.outcome, f.settled = "", time.Time{}
			}
			v.findings = append(v.findings, f)
		}
		all = append(all, v)
	}
	for i, g := range c.groups {
		add(g, i, day(c.year, 4+i%2, 8+i%18), "派驻")
		add(g, i+3, day(c.year, 8, 3+i), []string{"派驻", "专项", "提案监督"}[i%3])
		if i%2 == 0 {
			add(g, i+5, day(c.year, 10, 9+i%18), []string{"视察", "专题"}[i/2%2])
		}
	}
	return slices.DeleteFunc(all, func(v *visit) bool { return v.on.After(c.asOf) })
}

// letters are those of every second visit of the spring and every fourth of the summer, each at its place on the way to being signed off.
func (c *county) letters(visits []*visit) []*letter {
	var all []*letter
	for i, v := range visits {
		if i%3 != 0 && i%7 != 0 || v.on.After(day(c.year, 9, 30)) {
			continue
		}
		n := len(all)
		l := &letter{visit: v, title: "关于改进" + v.unit.short + v.focus + "的监督意见"}
		l.submitted = c.work.after(v.on, 5)
		l.signed, l.approved = c.work.after(v.on, 8), c.work.after(v.on, 14)
		l.delivered, l.received = c.work.after(v.on, 17), c.work.after(v.on, 19)
		l.number = n + 1
		for k, text := range []string{"完善一次性告知和限时办结制度", "建立提案和信访件办理台账，逐件销号"}[:1+n%2] {
			l.points = append(l.points, c.followed(l, n+k, text))
		}
		all = append(all, l)
	}
	for k, title := range []string{"关于推进办事公开的监督意见", "关于加强项目资金公开的监督意见", "关于办好民生实事的监督意见"} { // on their way to the unit
		v := visits[len(visits)-1-k]
		l := &letter{visit: v, title: title}
		if k > 0 {
			l.submitted = c.work.after(v.on, 6)
		}
		if k > 1 {
			l.signed = c.work.after(v.on, 9)
		}
		l.points = []point{{letter: l, text: "制定整改方案，明确责任人和完成时限"}}
		all = append(all, l)
	}
	for _, l := range all {
		if c.known(&l.submitted, &l.signed, &l.approved, &l.delivered, &l.received); l.approved.IsZero() {
			l.number = 0
		}
	}
	return all
}

// followed is a point as far as it has come: most are signed off, some wait for one of the steps before, some are late.
func (c *county) followed(l *letter, i int, text string) point {
	p := point{letter: l, text: text}
	stage := []int{6, 6, 5, 6, 3, 6, 1, 6, 4, 0}[i%10]
	for n, step := range []struct {
		on   *time.Time
		text *string
		days int
		said string
	}{
		{&p.measured, &p.measure, 12, "成立专班，制定整改清单，" + text},
		{&p.replied, &p.reply, 45, "已" + text + "，整改情况在单位公示栏公开"},
		{&p.accepted, nil, 55, ""},
		{&p.lookedOn, &p.looked, 70, "现场查看并随机访问群众，整改到位"},
		{&p.closed, nil, 74, ""},
	} {
		on := c.work.after(l.delivered, step.days+i%6)
		if n >= stage || on.After(c.asOf) {
			break
		}
		*step.on = on
		if step.text != nil {
			*step.text = step.said
		}
	}
	return p
}

func writeVisits(c *county) ([]byte, error) {
	return writeLedger(page[*visit]{
		sheet: "监督活动", title: fmt.Sprintf("%d年度民主监督小组活动登记表(示例)", c.year),
		columns: []column[*visit]{
			{"", "序号", 6, func(i int, _ *visit) any { return i + 1 }},
			{"", "活动日期", 14, func(i int, v *visit) any { return dateText(i, v.on) }},
			{"", "组号", 8, func(_ int, v *visit) any { return v.number }},
			{"", "监督单位", 26, func(_ int, v *visit) any { return v.unit.name }},
			{"", "监督形式", 10, func(_ int, v *visit) any { return v.form }},
			{"", "活动形式", 12, func(_ int, v *visit) any { return v.mode }},
			{"", "地点", 24, func(_ int, v *visit) any { return v.place }},
			{"", "单位参加人", 18, func(_ int, v *visit) any { return v.met }},
			{"", "活动内容", 50, func(_ int, v *visit) any { return v.content }},
		},
		foot: func(int) []string { return []string{"注:参加人员为当天小组全体成员。"} },
	}, c.visits())
}

func writeFindings(c *county) ([]byte, error) {
	var all []finding
	for _, v := range c.visits() {
		all = append(all, v.findings...)
	}
	return writeLedger(page[finding]{
		sheet: "问题建议", title: fmt.Sprintf("%d年度监督建议采纳台账(示例)", c.year),
		columns: []column[finding]{
			{"", "活动日期", 14, func(i int, f finding) any { return dateText(i, f.on) }},
			{"", "监督小组", 10, func(_ int, f finding) any { return f.number }},
			{"", "监督单位", 26, func(_ int, f finding) any { return f.unit.name }},
			{"", "监督形式", 10, func(_ int, f finding) any { return f.form }},
			{"", "性质", 8, func(_ int, f finding) any { return f.kind }},
			{"", "内容", 46, func(_ int, f finding) any { return f.text }},
			{"", "提出人", 10, func(i int, f finding) any { return f.members[i%len(f.members)].name }},
			{"", "采纳情况", 10, func(_ int, f finding) any { return f.outcome }},
			{"", "采纳日期", 14, func(i int, f finding) any { return dateText(i+1, f.settled) }},
		},
		foot: func(int) []string { return []string{"注:采纳情况以单位书面或当面答复为准。"} },
	}, all)
}

func writeLetters(c *county) ([]byte, error) { return letterBook(c, c.letters(c.visits())) }

func letterBook(c *county, all []*letter) ([]byte, error) {
	return writeLedger(page[*letter]{
		sheet: "监督意见书", title: fmt.Sprintf("%d年度监督意见书台账(示例)", c.year),
		columns: []column[*letter]{
			{"", "文号", 8, func(_ int, l *letter) any { return caseNumber(l.number) }},
			{"", "意见书标题", 44, func(_ int, l *letter) any { return l.title }},
			{"", "组号", 8, func(_ int, l *letter) any { return caseNumber(l.group.number) }},
			{"", "被监督单位", 26, func(_ int, l *letter) any { return l.unit.name }},
			{"", "来源活动日期", 14, func(i int, l *letter) any { return dateText(i, l.on) }},
			{"", "原意见书", 12, func(_ int, l *letter) any { return l.earlier }},
			{"", "送审日期", 14, func(i int, l *letter) any { return dateText(i+1, l.submitted) }},
			{"", "审签领导", 12, func(_ int, l *letter) any {
				if l.signed.IsZero() {
					return ""
				}
				return c.members[2].name
			}},
			{"", "审签日期", 14, func(i int, l *letter) any { return dateText(i+2, l.signed) }},
			{"", "审定日期", 14, func(i int, l *letter) any { return dateText(i+3, l.approved) }},
			{"", "送达日期", 14, func(i int, l *letter) any { return dateText(i, l.delivered) }},
			{"", "签收日期", 14, func(i int, l *letter) any { return dateText(i+1, l.received) }},
			{"", "签收人", 10, func(_ int, l *letter) any {
				if l.received.IsZero() {
					return ""
				}
				return l.unit.contact
			}},
		},
		foot: func(int) []string { return []string{"注:文号在主席会议审定后编。"} },
	}, all)
}

func writePoints(c *county) ([]byte, error) { return pointBook(c, c.letters(c.visits())) }

func pointBook(c *county, letters []*letter) ([]byte, error) {
	var all []point
	for _, l := range letters {
		all = append(all, l.points...)
	}
	return writeLedger(page[point]{
		sheet: "整改", title: fmt.Sprintf("%d年度监督意见整改台账(示例)", c.year),
		columns: []column[point]{
			{"", "文号", 8, func(_ int, p point) any { return caseNumber(p.number) }},
			{"", "意见书标题", 44, func(_ int, p point) any { return p.title }},
			{"", "意见内容", 44, func(_ int, p point) any { return p.text }},
			{"", "来源", 26, func(_ int, p point) any { return p.source }},
			{"", "责任人", 10, func(_ int, p point) any {
				if p.measured.IsZero() {
					return ""
				}
				return p.unit.contact
			}},
			{"", "整改措施", 44, func(_ int, p point) any { return p.measure }},
			{"", "措施日期", 14, func(i int, p point) any { return dateText(i, p.measured) }},
			{"", "整改进展", 36, func(_ int, p point) any { return p.progress }},
			{"", "进展日期", 14, func(i int, p point) any { return dateText(i+1, p.progressed) }},
			{"", "延期至", 14, func(i int, p point) any { return dateText(i+2, p.extendedTo) }},
			{"", "延期批准日期", 14, func(i int, p point) any { return dateText(i+3, p.extended) }},
			{"", "答复内容", 44, func(_ int, p point) any { return p.reply }},
			{"", "答复日期", 14, func(i int, p point) any { return dateText(i+1, p.replied) }},
			{"", "退回日期", 14, func(i int, p point) any { return dateText(i, p.returned) }},
			{"", "退回原因", 36, func(_ int, p point) any { return p.returnWhy }},
			{"", "验收日期", 14, func(i int, p point) any { return dateText(i+2, p.accepted) }},
			{"", "回头看日期", 14, func(i int, p point) any { return dateText(i+3, p.lookedOn) }},
			{"", "回头看情况", 36, func(_ int, p point) any { return p.looked }},
			{"", "销号日期", 14, func(i int, p point) any { return dateText(i, p.closed) }},
		},
		foot: func(int) []string {
			return []string{"注:一条意见一行,逐条整改、验收、回头看、销号;意见书没有审定的还没有文号。"}
		},
	}, all)
}

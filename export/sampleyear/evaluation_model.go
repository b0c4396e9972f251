package sampleyear

import (
	"fmt"
	"slices"
	"time"
)

// indicators and their weights in percent: the built-in rubric 提案办理质量评分表（两级百分制）.
var (
	indicators = [4]string{"组织领导", "沟通面商", "办理成效", "规范答复"}
	weights    = [4]int{15, 20, 40, 25}
)

type panel struct {
	number          int
	name, committee string
	leader          string
	proposal        *proposal
	unit            string
	raters          []*rater
	on              time.Time
}

type rater struct {
	name, category string
	excused        bool
	absent         bool      // handed in no sheet
	points         [4]int    // tenths of a point
	on             time.Time // handed in
	note           string
}

func (r *rater) counts() bool { return !r.excused && !r.absent }

// targets are what the panels' scores come out near, so that all grades occur.
var targets = [13]int{94, 92, 91, 85, 88, 80, 93, 78, 82, 70, 86, 66, 79}

const (
	outlierPanel = 6  // one rater scores far below the others
	missingPanel = 9  // one rater handed in no sheet
	tiedPanel    = 11 // ends with the score of tiedWith
	tiedWith     = 4
)

// buildPanels sets up 13 panels, each for the handling of one important proposal. Nobody rates the unit he works for: where
// such a member sits on a panel he is excused (回避).
func (c *county) buildPanels() error {
	titles := slices.Concat(trackedTitles, supervisedTitles, evaluatedTitles)
	perCommittee := map[string]int{}
	for i, title := range titles {
		p := c.proposalTitled(title)
		committee := committees[i%len(committees)]
		perCommittee[committee]++
		g := &panel{number: i + 1, committee: committee, proposal: p, unit: p.leads[0], on: c.work.onOrAfter(day(c.year, 9, 14).AddDate(0, 0, 5*i))}
		g.name = fmt.Sprintf("%s第%d评议小组", committee, perCommittee[committee])
		if err := c.seatRaters(g, 5+i%3); err != nil {
			return err
		}
		c.score(g, targets[i])
		c.panels = append(c.panels, g)
	}
	return c.tie(c.panels[tiedPanel-1], c.panels[tiedWith-1])
}

func (c *county) seatRaters(g *panel, size int) error {
	suits := func(p *person) bool {
		return !p.homonym && !slices.Contains(p.posts, "主席") && !p.belongsTo(g.unit) && !g.seated(p.name)
	}
	standing := func(p *person) bool { return suits(p) && slices.Contains(p.posts, "常委") }
	leader := c.findMember(standing)
	if leader == nil {
		return fmt.Errorf("no 常委 can lead the panel for %s", g.unit)
	}
	g.seat(leader, "常委")
	g.leader = leader.name
	if proposer := c.findMember(func(p *person) bool { return suits(p) && p.name == g.proposal.proposers[0] }); proposer != nil {
		g.seat(proposer, "提案人")
	} else if p := c.findMember(standing); p != nil {
		g.seat(p, "常委")
	}
	if g.unit == "县教育局" {
		own := c.findMember(func(p *person) bool { return p.owner == g.unit && !p.homonym && !g.seated(p.name) })
		if own != nil {
			g.seat(own, "评议小组成员") // works for a school: excused
		}
	}
	for len(g.raters) < size-1 {
		g.seat(c.findMember(suits), "评议小组成员")
	}
	g.raters = append(g.raters, &rater{name: c.people.name(""), category: "服务对象"})
	return nil
}

// findMember looks for a member from a random place on; nil when there is none.
func (c *county) findMember(ok func(*person) bool) *person {
	from := c.rng.IntN(len(c.members))
	for i := range c.members {
		if p := c.members[(from+i)%len(c.members)]; ok(p) {
			return p
		}
	}
	return nil
}

// seat makes p a rater; one who belongs to the unit is excused.
func (g *panel) seat(p *person, category string) {
	g.raters = append(g.raters, &rater{name: p.name, category: category, excused: p.belongsTo(g.unit)})
}

func (g *panel) seated(name string) bool {
	return slices.ContainsFunc(g.raters, func(r *rater) bool { return r.name == name })
}

func (c *county) score(g *panel, target int) {
	for i, r := range g.raters {
		r.absent = g.number == missingPanel && i == 2
		if r.excused || r.absent {
			continue
		}
		r.on = g.on
		mood := c.rng.IntN(5) - 2
		if g.number == outlierPanel && i == 3 {
			mood = -27
			r.note = "认为现场改进不明显"
		}
		for k := range r.points {
			r.points[k] = min(100, target+mood+c.rng.IntN(7)-3) * 10
		}
		if i%4 == 1 {
			r.points[2] -= 5 // half a point
		}
	}
}

// tie gives g the sheets of other in another order and form: two points less for 沟通面商 weigh as much as one more for
// 办理成效, so that the totals agree exactly.
func (c *county) tie(g, other *panel) error {
	var from []*rater
	for _, r := range other.raters {
		if r.counts() {
			from = append(from, r)
		}
	}
	var to []*rater
	for _, r := range g.raters {
		if r.counts() {
			to = append(to, r)
		}
	}
	if len(to) < len(from) {
		return fmt.Errorf("panels %d and %d cannot tie: %d and %d sheets", g.number, other.number, len(to), len(from))
	}
	for _, r := range to[len(from):] {
		g.raters = slices.DeleteFunc(g.raters, func(x *rater) bool { return x == r })
	}
	for i, r := range from {
		to[len(from)-1-i].points = r.points
	}
	to[0].points[1] -= 20
	to[0].points[2] += 10
	return nil
}

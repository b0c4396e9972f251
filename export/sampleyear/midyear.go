package sampleyear

import (
	"slices"
	"time"
)

// midYear is the day of the half-done sample (年中示例): the end of August, before the evaluation begins.
func midYear(year int) time.Time { return day(year, 8, 31) }

// until takes out of the county whatever happened after the day, so that its ledgers say what was known on it. Activities to come are only planned.
func (c *county) until(day time.Time) {
	c.asOf = day
	c.proposals = slices.DeleteFunc(c.proposals, func(p *proposal) bool { return p.received.After(day) })
	for _, p := range c.proposals {
		p.until(day)
	}
	for _, p := range c.proposals {
		if p.root != nil && p.root.number == 0 {
			p.unreview()
		}
	}
	for i := range c.activities {
		if a := &c.activities[i]; a.finished.After(day) {
			a.started, a.finished, a.outcome, a.attendees = time.Time{}, time.Time{}, "", 0
		}
	}
	c.panels = nil
}

// unreview makes the proposal one that waits for its review.
func (p *proposal) unreview() {
	p.conclusion, p.reviewed, p.number, p.root, p.reasons, p.destination = "", time.Time{}, 0, nil, nil, ""
	p.key, p.tracked, p.chair, p.office, p.committee, p.method = false, false, "", "", "", ""
	p.handling = handling{}
}

func (p *proposal) until(day time.Time) {
	p.excellent, p.drafted, p.outcome = false, false, ""
	if p.instructed.After(day) {
		p.instructed, p.instruction = time.Time{}, ""
	}
	if p.reviewed.After(day) {
		p.unreview()
		return
	}
	h := &p.handling
	if h.assigned.After(day) {
		*h = handling{}
	}
	if h.consulted.After(day) {
		h.consulted, h.consultMode = time.Time{}, ""
	}
	if h.replied.After(day) {
		h.replied, h.class, h.signer, h.docNumber = time.Time{}, "", "", ""
	}
	if h.returned.After(day) {
		h.returned, h.attitude, h.satisfaction, h.adoption = time.Time{}, "", "", ""
	}
	again := &h.again
	if again.assigned.After(day) {
		*again = rework{}
	}
	if again.returned.After(day) {
		again.returned, again.satisfaction = time.Time{}, ""
	}
	if again.replied.After(day) {
		again.replied, again.class = time.Time{}, ""
	}
}

// known are the days that are not after the county's, the others are nothing.
func (c *county) known(days ...*time.Time) {
	for _, d := range days {
		if d.After(c.asOf) {
			*d = time.Time{}
		}
	}
}

// duringEvaluation are the sorts of record of the evaluation, which begins after midYear.
var duringEvaluation = []string{"panels", "scores", "evaluations", "ballot-targets", "ballot-rounds", "ballots"}

// untilMidYear are the books that have something to say by midYear.
func untilMidYear() []bookSpec {
	return slices.DeleteFunc(slices.Clone(books), func(b bookSpec) bool {
		return slices.Contains(duringEvaluation, b.Kind) || b.Name == furtherLettersFile || b.Name == furtherPointsFile
	})
}

package docket

import "slices"

// Newest are the assignments of the newest round in which somebody answers, without units that were let go.
func (c *Case) Newest() []Assignment {
	last := 0
	for _, a := range c.Answering() {
		last = max(last, a.Round)
	}
	return slices.DeleteFunc(slices.Clone(c.Assignments), func(a Assignment) bool { return a.Round != last || a.ReturnedOn != "" })
}

// Heard reports whether the proposer at the place has said what he thinks of the unit's reply in its round: of it, or since it came of all.
func (c *Case) Heard(place int, a *Assignment) bool {
	return slices.ContainsFunc(c.Feedback, func(f Feedback) bool {
		return f.Place == place && f.Round == a.Round && (f.UnitID == 0 && a.since(&f) || f.UnitID == a.UnitID)
	})
}

package proposal

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// UnitWork is a round of a unit's work on a filed proposal as of a day.
type UnitWork struct {
	docket.Assignment

	Counts   UnitFigures // what UnitHandling counts of it; nothing of a rework
	Checking bool        // its reply waits to be checked (答复待审)
}

// UnitCase is a filed proposal as of a day with what one unit did about it.
type UnitCase struct {
	docket.Case

	Work     []UnitWork
	Talks    []docket.Talk     // with it, or with nobody in particular where it answers
	Feedback []docket.Feedback // of its replies
	Promises []docket.Promise
	Revisits []docket.Revisit // of its work, or of all of it where it answers

	Reminders []docket.Reminder
}

// UnitCases are the filed proposals of all years that the unit had a part in on the day (YYYY-MM-DD). Those it was let go of are not among them.
func UnitCases(ctx context.Context, db bun.IDB, unitID int64, day string) ([]UnitCase, error) {
	ids, err := store.IDs(ctx, db, `SELECT a.proposal_id FROM assignment a WHERE a.unit_id = ?0
		UNION SELECT a.proposal_id FROM assignment_past w JOIN assignment a ON a.id = w.assignment_id WHERE w.unit_id = ?0`, unitID)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	cases, err := Cases(ctx, db, Filter{IDs: ids})
	if err != nil {
		return nil, err
	}
	var found []UnitCase
	for i := range cases {
		c := UnitCase{Case: cases[i].On(day)}
		if !c.Filed() {
			continue
		}
		if c.take(unitID, day); len(c.Work) > 0 {
			found = append(found, c)
		}
	}
	return found, nil
}

// take looks for what is the unit's.
func (c *UnitCase) take(unitID int64, day string) {
	answers := c.takeWork(unitID, day)
	did := func(id int64) bool { // it, or a unit that was merged into it
		return slices.ContainsFunc(c.Work, func(w UnitWork) bool { return c.Was(&w.Assignment, id) })
	}
	of := func(id int64, round int) bool { return id == unitID || id == 0 && answers[round] }
	for _, t := range c.Case.Talks {
		if did(t.UnitID) || t.UnitID == 0 && len(answers) > 0 {
			c.Talks = append(c.Talks, t)
		}
	}
	for _, f := range c.Case.Feedback {
		if of(f.UnitID, f.Round) {
			c.Feedback = append(c.Feedback, f)
		}
	}
	c.Promises = slices.DeleteFunc(slices.Clone(c.Case.Promises), func(p docket.Promise) bool { return p.UnitID != unitID })
	c.Revisits = slices.DeleteFunc(slices.Clone(c.Case.Revisits), func(r docket.Revisit) bool { return !did(r.UnitID) && (r.UnitID != 0 || len(answers) == 0) })
	for _, r := range c.Case.Reminders {
		if did(r.UnitID) {
			c.Reminders = append(c.Reminders, r)
		}
	}
}

// takeWork looks for the unit's assignments, and in which rounds it answers.
func (c *UnitCase) takeWork(unitID int64, day string) (answers map[int]bool) {
	answers = map[int]bool{}
	for i := range c.Assignments {
		a := &c.Assignments[i]
		if a.UnitID != unitID || a.ReturnedOn != "" {
			continue
		}
		w := UnitWork{Assignment: *a, Counts: UnitFigures{UnitID: unitID}}
		w.Checking = c.Case.Checking(a)
		if a.Round == 1 {
			w.Counts.count(&c.Case, a, day)
		}
		if a.Answers() {
			answers[a.Round] = true
		}
		c.Work = append(c.Work, w)
	}
	return answers
}

// Replied reports whether all units that answer in the round did.
func (c *UnitCase) Replied(round int) bool {
	return !slices.ContainsFunc(c.OfRound(round), func(a docket.Assignment) bool { return a.RepliedOn == "" })
}

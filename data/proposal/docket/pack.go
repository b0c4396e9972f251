package docket

import "encoding/binary"

// PackVersion is of what Pack makes. It is raised with every change of that or of what LineOn comes to.
const PackVersion = 23

// Pack is what is stored of a proposal: the last day on which anything of it happened, its line as of then, which is that of every later day but for
// Late, and what the lines of days before follow from. What Names stand for is not in it, and the nodes are in any order.
func (c *Case) Pack() []byte {
	since := c.lastDay()
	l := c.LineOn(since)
	modes := []string{}
	for _, t := range c.Talks {
		modes = append(modes, t.Mode)
	}
	w := coder{}
	w.day(&since)
	l.code(&w)
	for _, ids := range [][]int64{l.LeadIDs, l.CoIDs} {
		stored := packIDs(ids)
		w.text(&stored)
	}
	rows(&w, &modes, (*coder).text)
	rows(&w, &l.Nodes, (*coder).node)
	rows(&w, &l.Promises, (*coder).promise)
	then := *c
	then.parts(&w, &l)
	return w.out
}

func packIDs(ids []int64) string {
	var b []byte
	for _, id := range ids {
		b = binary.AppendUvarint(b, uint64(id))
	}
	return string(b)
}

// Line reads the line of the day from what Pack made. What l held before is overwritten.
func (n *Names) Line(l *Line, packed, day string) error {
	r := &n.reader
	*r = coder{in: packed, reading: true}
	since := n.line(r, l, day)
	if r.damaged {
		return ErrDamaged
	}
	if l.Day = day; since <= day {
		return nil
	}
	c, err := n.caseOf(r, l)
	*l = c.LineOn(day)
	return err
}

// Case reads from what Pack made the case as far as lines follow from it: without its People and the names of those who fed back.
func (n *Names) Case(packed string) (Case, error) {
	r := &n.reader
	*r = coder{in: packed, reading: true}
	var l Line
	n.line(r, &l, EndOfTime)
	return n.caseOf(r, &l)
}

// line reads what is stored before the parts, with the names that units had on the day.
func (n *Names) line(r *coder, l *Line, day string) (since string) {
	r.day(&since)
	l.code(r)
	n.Head(&l.Head)
	var stored [2]string
	r.texts(&stored[0], &stored[1])
	leads, soundLeads := n.units(stored[0], day)
	cos, soundCos := n.units(stored[1], day)
	l.LeadIDs, l.LeadUnits, l.CoIDs, l.CoUnits = leads.ids, leads.names, cos.ids, cos.names
	talks := 0
	r.whole(&talks)
	l.Face = false
	for ; talks > 0 && !r.damaged; talks-- {
		var mode string
		r.text(&mode)
		l.Face = l.Face || n.Face(mode)
	}
	rows(r, &l.Nodes, (*coder).node)
	n.Sort(l.Nodes)
	rows(r, &l.Promises, (*coder).promise)
	for i := range l.Promises {
		l.Promises[i].Unit = n.Former.name(l.Promises[i].UnitID, n.Units[l.Promises[i].UnitID], day)
	}
	r.damaged = r.damaged || !soundLeads || !soundCos
	return since
}

// caseOf reads the parts that are stored behind a line.
func (n *Names) caseOf(r *coder, l *Line) (Case, error) {
	c := Case{Head: l.Head, Review: l.Review, Nodes: l.Nodes, Promises: l.Promises, ArchivedOn: l.ArchivedOn, Former: n.Former}
	c.parts(r, l)
	if r.damaged {
		return Case{}, ErrDamaged
	}
	for i := range c.Assignments {
		c.Assignments[i].Unit = n.Units[c.Assignments[i].UnitID]
	}
	for i := range c.Past {
		c.Past[i].Unit = n.Units[c.Past[i].UnitID]
	}
	for i := range c.Talks {
		t := &c.Talks[i]
		t.Unit, t.Face = n.Units[t.UnitID], n.Face(t.Mode)
	}
	for i := range c.Reminders {
		c.Reminders[i].Unit = n.Units[c.Reminders[i].UnitID]
	}
	for i := range c.Feedback {
		c.Feedback[i].Unit = n.Units[c.Feedback[i].UnitID]
	}
	for i := range c.Revisits {
		c.Revisits[i].Unit = n.Units[c.Revisits[i].UnitID]
	}
	for i := range c.Drafts {
		c.Drafts[i].Unit = n.Units[c.Drafts[i].UnitID]
	}
	return c, nil
}

// lastDay is the last day on which anything of the case happened.
func (c *Case) lastDay() string {
	last := max(c.ReceivedOn, c.ReviewedOn, c.ArchivedOn, c.InstructedOn, c.TrackedOn)
	for i := range c.Reviews {
		last = max(last, c.Reviews[i].UntilOn)
	}
	for _, a := range c.Archives {
		last = max(last, a.On, a.OpenedOn)
	}
	for _, r := range c.Roots {
		last = max(last, r.ReviewedOn, r.UntilOn)
	}
	for i := range c.Assignments {
		last = max(last, c.Assignments[i].lastDay())
	}
	for i := range c.Past {
		last = max(last, c.Past[i].lastDay(), c.Past[i].UntilOn)
	}
	for _, t := range c.Talks {
		last = max(last, t.On)
	}
	for _, r := range c.Reminders {
		last = max(last, r.On)
	}
	for _, r := range c.Revisits {
		last = max(last, r.On)
	}
	for i := range c.Feedback {
		last = max(last, c.Feedback[i].ReturnedOn)
	}
	for i := range c.Nodes {
		last = max(last, c.Nodes[i].DoneOn)
	}
	for i := range c.Stages {
		last = max(last, c.Stages[i].On)
	}
	for i := range c.Drafts {
		last = max(last, c.Drafts[i].SentOn, c.Drafts[i].JudgedOn)
	}
	for i := range c.Promises {
		last = max(last, c.Promises[i].MadeOn, c.Promises[i].SettledOn)
	}
	return last
}

func (a *Assignment) lastDay() string {
	return max(a.AssignedOn, a.SignedOn, a.AskedOn, a.KeptOn, a.ExtendedOn, a.ReturnedOn, a.RepliedOn, a.SilentOn)
}

// code is what is stored of the line itself.
func (l *Line) code(c *coder) {
	c.id(&l.ID)
	c.id(&l.SessionID)
	c.texts(&l.Serial, &l.Title, &l.SubmittedBy, &l.Kind, &l.Timing, &l.Category, &l.SuggestedUnits, &l.Handling, &l.Note, &l.Proposer)
	c.like(&l.Proposers, l.Proposer)
	c.texts((*string)(&l.Movers), &l.ChairLeader, &l.Method, &l.Conclusion, &l.Destination, &l.Reasons, &l.Status, &l.DueRule)
	for _, b := range [...]*bool{&l.Open, &l.Excellent, &l.IsKey, &l.Tracked, &l.Reviewing, &l.Low, &l.Instructed, &l.Silent} {
		c.yes(b)
	}
	c.id(&l.MergedInto)
	for _, n := range [...]*int{
		&l.ProposerCount, &l.Number, &l.MergedNumber, &l.Round, &l.ToAnswer, &l.Answered, &l.Owing, &l.Asking, &l.Checking, &l.RepliedLate, &l.FeedbackRound, &l.OpenRound, &l.Suggestions, &l.Adopted,
	} {
		c.whole(n)
	}
	c.days(&l.ReceivedOn, &l.ReviewedOn, &l.AssignedOn, &l.FirstDueOn, &l.LastReplyOn, &l.OpenDueOn, &l.FeedbackOn, &l.ArchivedOn, &l.InstructedOn, &l.TrackedOn, &l.AwaitedSince, &l.AwaitedLast)
	c.texts(&l.FirstClass, &l.Satisfaction, &l.Adoption)
	c.like(&l.ResultClass, l.FirstClass)
	c.like(&l.FirstSatisfaction, l.Satisfaction)
	c.like(&l.LedgerSatisfaction, l.FirstSatisfaction)
	c.like(&l.Attitude, l.Satisfaction)
	c.text(&l.Found)
}

func (c *coder) node(n *Node) {
	c.id(&n.ID)
	c.texts(&n.Kind, &n.Person, &n.Note)
	c.days(&n.DueOn, &n.DoneOn)
}

func (c *coder) promise(p *Promise) {
	c.id(&p.ID)
	c.id(&p.UnitID)
	c.texts(&p.Text, &p.Outcome)
	c.days(&p.MadeOn, &p.DueOn, &p.SettledOn)
}

// parts are what is stored of the parts. Much of them is as in the line.
func (c *Case) parts(w *coder, l *Line) {
	assignment := func(w *coder, a *Assignment) {
		w.id(&a.ID)
		w.id(&a.UnitID)
		w.whole(&a.Round)
		w.like(&a.Role, RoleLead)
		w.days(&a.AssignedOn, &a.DueOn, &a.ExtendedFrom, &a.ExtendedOn, &a.SignedOn, &a.AskedOn, &a.KeptOn, &a.ReturnedOn, &a.RepliedOn, &a.SilentOn)
		w.like(&a.ResultClass, l.FirstClass)
		w.like(&a.Rule, l.DueRule)
		w.yes(&a.Low)
	}
	rows(w, &c.Reviews, func(w *coder, p *PastReview) {
		w.texts(&p.Conclusion, &p.Destination, &p.Reasons)
		w.id(&p.MergedInto)
		w.whole(&p.Number)
		w.whole(&p.MergedNumber)
		w.days(&p.ReviewedOn, &p.UntilOn)
	})
	rows(w, &c.Archives, func(w *coder, a *Archived) { w.days(&a.On, &a.OpenedOn) })
	rows(w, &c.Roots, func(w *coder, r *RootNumber) {
		w.id(&r.ID)
		w.whole(&r.Number)
		w.days(&r.ReviewedOn, &r.UntilOn)
	})
	rows(w, &c.Assignments, assignment)
	rows(w, &c.Past, func(w *coder, p *Past) {
		assignment(w, &p.Assignment)
		w.id(&p.Of)
		w.day(&p.UntilOn)
	})
	rows(w, &c.Talks, func(w *coder, t *Talk) {
		w.id(&t.UnitID)
		w.day(&t.On)
		w.text(&t.Mode)
	})
	rows(w, &c.Reminders, func(w *coder, r *Reminder) {
		w.id(&r.UnitID)
		w.day(&r.On)
		w.text(&r.Mode)
	})
	rows(w, &c.Revisits, func(w *coder, r *Revisit) {
		w.id(&r.UnitID)
		w.day(&r.On)
		w.text(&r.Finding)
	})
	rows(w, &c.Feedback, func(w *coder, f *Feedback) {
		w.whole(&f.Place)
		w.id(&f.UnitID)
		w.whole(&f.Round)
		w.day(&f.ReturnedOn)
		w.like(&f.Attitude, l.Attitude)
		w.like(&f.Result, l.Satisfaction)
		w.like(&f.Adoption, l.Adoption)
		w.whole(&f.Suggestions)
		w.whole(&f.Adopted)
	})
	rows(w, &c.Stages, func(w *coder, s *Stage) {
		w.text(&s.Name)
		w.day(&s.On)
	})
	rows(w, &c.Drafts, func(w *coder, d *Draft) {
		w.id(&d.UnitID)
		w.whole(&d.Round)
		w.days(&d.SentOn, &d.JudgedOn)
		w.text(&d.Outcome)
	})
}

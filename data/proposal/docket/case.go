// Package docket is the work on proposals (提案) without the database: a proposal with its parts as a case, and the line that lists,
// figures and reports need of it, as of any day. What is dated after that day does not exist on it.
package docket

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// Head is what a proposal is, whatever was done with it. Dates are ISO text, empty when unknown.
type Head struct {
	ID, SessionID, TermID       int64
	Year                        int
	SessionName, TermName       string
	SessionOrdinal, TermOrdinal int
	Serial                      string // 流水号
	Title                       string
	SubmittedBy                 string // 提交方式
	Kind, Class, Timing         string // Class is 委员提案 or 集体提案
	ReceivedOn                  string
	Category, Field             string // Field is the 五大建设 of the category
	Open                        bool   // may be made public
	SuggestedUnits              string
	Handling                    string
	Excellent                   bool
	Note                        string
	Proposer                    string // the first
	ProposerCount               int    // without those who only second
	Proposers                   string // joined with 、
	Movers                      Movers
	IsKey, Tracked              bool
	TrackedOn                   string // since when it is tracked; empty: always
	ChairLeader, Method         string
	Instructed                  bool // leaders wrote on it (领导批示), with or without a day
	InstructedOn                string
}

// Review is what the committee decided.
type Review struct {
	Conclusion, ReviewedOn string
	Destination            string // of what is not filed
	Reasons                string // joined with 、
	Number                 int    // 案号; 0 for none
	MergedInto             int64
	MergedNumber           int // 案号 of the root
}

// PastReview is what the committee had decided until a day on which it decided again.
type PastReview struct {
	Review

	UntilOn string
}

// Assignment is the work of one unit in one round, with its reply.
type Assignment struct {
	ID, UnitID              int64
	Unit                    string
	Round                   int // 1, and from 2 on the rework
	Role                    string
	AssignedOn, DueOn, Rule string // DueOn counts an extension; Rule explains it in words
	ExtendedFrom            string // the deadline before the extension; empty without one
	ExtendedOn              string // the day it was agreed to
	SignedOn                string // 签收
	AskedOn, KeptOn         string // 申退, and the day it was refused
	ReturnedOn              string // 申退 agreed: the unit is out
	RepliedOn, ResultClass  string
	SilentOn                string // the office waits no more for what the proposer thinks of the reply (到期未反馈)
	Low                     bool   // an evaluation's low score sent the work back to the unit (评议低分)
}

// Past is what an assignment was until a day. Of is the assignment it is part of now: itself, or that which the work of several units became;
// then its own ID is of one that is gone.
type Past struct {
	Assignment

	Of      int64
	UntilOn string
}

// The roles of units. A 会办 unit's opinion goes to the lead and answers nobody.
const (
	RoleLead  = "主办"
	RoleSplit = "分办"
	RoleCo    = "会办"
)

// Answers reports whether the unit owes the proposer a reply.
func (a *Assignment) Answers() bool { return a.Role != RoleCo }

// Late reports whether the unit's reply is overdue on the day: the one definition of 逾期 for proposals.
func (a *Assignment) Late(day string) bool { return a.Answers() && a.PastDue(day) }

// PastDue reports whether a reply, or an opinion to the lead, is still to come on the day and its deadline over.
func (a *Assignment) PastDue(day string) bool {
	return a.RepliedOn == "" && a.DueOn != "" && a.DueOn < day
}

// Asking reports whether the unit asked to be let go and was not answered.
func (a *Assignment) Asking() bool {
	return a.AskedOn != "" && a.ReturnedOn == "" && a.RepliedOn == "" && (a.KeptOn == "" || a.KeptOn < a.AskedOn)
}

// RepliedLate reports whether the reply came after its deadline.
func (a *Assignment) RepliedLate() bool {
	return a.RepliedOn != "" && a.DueOn != "" && a.RepliedOn > a.DueOn
}

// Why says in words how the deadline came about, and from which it was put off: what explains a deadline says this, wherever it is shown.
func (a *Assignment) Why() string {
	if a.ExtendedFrom == "" {
		return a.Rule
	}
	counted, _, _ := strings.Cut(a.Rule, "，")
	if counted != "" {
		counted = "（" + counted + "）"
	}
	return "原期限 " + a.ExtendedFrom + counted + "，经批准延期至 " + a.DueOn
}

// DueBefore is the deadline that the extension of an assignment puts off: of the extension before it, else the first there was.
func (c *Case) DueBefore(a *Assignment) string {
	due, since := a.ExtendedFrom, ""
	for i := range c.Past {
		if p := &c.Past[i]; p.Of == a.ID && p.ExtendedOn > since && p.ExtendedOn < a.ExtendedOn {
			due, since = p.DueOn, p.ExtendedOn
		}
	}
	return due
}

// on is the assignment without what happened to it after the day.
func (a *Assignment) on(day string) Assignment {
	then := *a
	if !happened(then.ExtendedOn, day) {
		then.DueOn, then.ExtendedFrom, then.ExtendedOn = then.ExtendedFrom, "", ""
	}
	for _, on := range []*string{&then.SignedOn, &then.AskedOn, &then.KeptOn, &then.ReturnedOn, &then.SilentOn} {
		if !happened(*on, day) {
			*on = ""
		}
	}
	if !happened(then.RepliedOn, day) {
		then.RepliedOn, then.ResultClass = "", ""
	}
	return then
}

// Talk is a consultation (面商), with one unit or, where UnitID is 0, with nobody in particular.
type Talk struct {
	UnitID int64
	Unit   string
	On     string
	Mode   string
	Face   bool // face to face
}

// Reminder is what was done to have a unit reply (催办).
type Reminder struct {
	UnitID         int64
	Unit, On, Mode string
}

// Node is a step of the whole-process tracking of a key proposal.
type Node struct {
	ID                                int64
	Kind, DueOn, DoneOn, Person, Note string
}

// Proposer made the proposal: a member, or a body and others with MemberID 0.
type Proposer struct {
	MemberID int64
	Name     string
}

// Movers are the members among the proposers, in few bytes.
type Movers string

// With is m with one more: whether he is the first proposer, and whether he does more than second.
func (m Movers) With(memberID int64, first, joint bool) Movers {
	n := uint64(memberID) << 2
	if first {
		n |= 2
	}
	if joint {
		n |= 1
	}
	return Movers(binary.AppendUvarint([]byte(m), n))
}

// First is the member who is the first proposer, 0 where that is a body or nobody the roster has.
func (m Movers) First() (memberID int64) {
	m.Each(func(id int64, first, _ bool) {
		if first {
			memberID = id
		}
	})
	return memberID
}

// Each calls do for every one of them.
func (m Movers) Each(do func(memberID int64, first, joint bool)) {
	c := coder{in: string(m), reading: true}
	for c.in != "" {
		if n := c.next(); !c.damaged {
			do(int64(n>>2), n&2 != 0, n&1 != 0)
		}
	}
}

// Case is a proposal with its parts. People are in their order, Assignments in that they were made in, Past and Reviews in that of their
// days, the rest in any.
type Case struct {
	Head
	Review
	Reviews     []PastReview
	Roots       []RootNumber // of what it is merged into now or was before, in the order of their days
	People      []Proposer
	Assignments []Assignment
	Past        []Past
	Talks       []Talk
	Reminders   []Reminder
	Feedback    []Feedback
	Nodes       []Node
	Promises    []Promise
	Drafts      []Draft
	Revisits    []Revisit
	Stages      []Stage
	PassedOn    string // a refused one was handed on (转送); not in lines
	ArchivedOn  string // 归档; empty: it is not in the archive
	Archives    []Archived
	Former      Former // what units were called before; On calls them so
}

// happened reports whether what is dated on exists on the day; what has no date always does.
func happened(on, day string) bool { return on <= day }

// until are those of all that had happened by the day.
func until[T any](all []T, day string, on func(*T) string) (then []T) {
	for i := range all {
		if happened(on(&all[i]), day) {
			then = append(then, all[i])
		}
	}
	return then
}

// On is the case as it was on the day: without what happened later. A review without a date, and work without one, is taken to have
// happened; work never precedes the review, nor the review the receipt.
func (c *Case) On(day string) Case {
	then := Case{Head: c.Head, Nodes: c.nodesOn(day), Stages: c.stagesOn(day)}
	if !happened(c.InstructedOn, day) {
		then.Instructed, then.InstructedOn = false, ""
	}
	if !happened(c.TrackedOn, day) {
		then.Tracked, then.TrackedOn, then.Nodes = false, "", nil // the nodes are laid down later, whatever of them was done by then
	}
	review, now := c.reviewOn(day)
	if !c.Received(day) || !happened(review.ReviewedOn, day) {
		return then
	}
	then.ArchivedOn = c.archivedOn(day)
	if then.Review = review; !now && !review.Filed() {
		return then // what has no date is of the review that filed it
	}
	pending := map[int]bool{} // rounds with a reply still to come
	for _, a := range c.assignedOn(day) {
		if !happened(a.AssignedOn, day) {
			continue
		}
		if !happened(a.RepliedOn, day) {
			pending[a.Round] = true
		}
		then.Assignments = append(then.Assignments, a.on(day))
	}
	then.Past = until(c.Past, day, func(p *Past) string { return p.UntilOn })
	then.Talks = until(c.Talks, day, func(t *Talk) string { return t.On })
	then.Reminders = until(c.Reminders, day, func(r *Reminder) string { return r.On })
	then.Promises, then.Drafts = c.promisesOn(day), c.draftsOn(day, then.Assignments)
	then.Revisits = until(c.Revisits, day, func(r *Revisit) string { return r.On })
	for _, f := range c.Feedback {
		if happened(f.ReturnedOn, day) && (f.ReturnedOn != "" || !pending[f.Round]) {
			then.Feedback = append(then.Feedback, f)
		}
	}
	then.call(c.Former, day)
	return then
}

// call gives the units of the parts, which are nobody else's, the names they had on the day.
func (c *Case) call(former Former, day string) {
	if len(former) == 0 {
		return
	}
	call := func(unitID int64, name *string) { *name = former.name(unitID, *name, day) }
	for i := range c.Assignments {
		call(c.Assignments[i].UnitID, &c.Assignments[i].Unit)
	}
	for i := range c.Past {
		call(c.Past[i].UnitID, &c.Past[i].Unit)
	}
	for i := range c.Talks {
		call(c.Talks[i].UnitID, &c.Talks[i].Unit)
	}
	for i := range c.Reminders {
		call(c.Reminders[i].UnitID, &c.Reminders[i].Unit)
	}
	for i := range c.Feedback {
		call(c.Feedback[i].UnitID, &c.Feedback[i].Unit)
	}
	for i := range c.Promises {
		call(c.Promises[i].UnitID, &c.Promises[i].Unit)
	}
	for i := range c.Revisits {
		call(c.Revisits[i].UnitID, &c.Revisits[i].Unit)
	}
	for i := range c.Drafts {
		call(c.Drafts[i].UnitID, &c.Drafts[i].Unit)
	}
}

// nodesOn are the nodes of the tracking without what was done after the day.
func (c *Case) nodesOn(day string) []Node {
	nodes := slices.Clone(c.Nodes)
	for i := range nodes {
		if !happened(nodes[i].DoneOn, day) {
			nodes[i].DoneOn, nodes[i].Note = "", "" // what is noted of it was known when it was done
		}
	}
	return nodes
}

// reviewOn is what counted as decided on the day, and whether it is what counts now.
func (c *Case) reviewOn(day string) (review Review, now bool) {
	review, now = c.Review, true
	for i := range c.Reviews {
		if !happened(c.Reviews[i].UntilOn, day) {
			review, now = c.Reviews[i].Review, false
			break
		}
	}
	review.MergedNumber = c.rootNumber(review.MergedInto, day)
	return review, now
}

// assignedOn are the assignments as they stood on the day, with all that is known of them, in the order they were made in.
func (c *Case) assignedOn(day string) []Assignment {
	type key struct{ id, of int64 }
	was := map[key]*Past{}
	for i := range c.Past {
		if p := &c.Past[i]; was[key{p.ID, p.Of}] == nil && !happened(p.UntilOn, day) {
			was[key{p.ID, p.Of}] = p
		}
	}
	if len(was) == 0 {
		return c.Assignments
	}
	all := slices.DeleteFunc(slices.Clone(c.Assignments), func(a Assignment) bool { return was[key{a.ID, a.ID}] != nil })
	for _, p := range was {
		all = append(all, p.Assignment)
	}
	slices.SortFunc(all, func(a, b Assignment) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Received reports whether the proposal had come in by the day.
func (h *Head) Received(day string) bool { return happened(h.ReceivedOn, day) }

// Filed reports whether the proposal counts as 立案.
func (r *Review) Filed() bool { return r.Conclusion == "立案" }

// owing are the assignments whose reply is still to come. Only what is filed has deadlines.
func (c *Case) owing() []Assignment {
	if !c.Filed() {
		return nil
	}
	return slices.DeleteFunc(c.Answering(), func(a Assignment) bool { return a.RepliedOn != "" })
}

// Answering are the assignments of units that owe a reply or gave it.
func (c *Case) Answering() []Assignment {
	return slices.DeleteFunc(slices.Clone(c.Assignments), func(a Assignment) bool { return !a.Answers() || a.ReturnedOn != "" })
}

// standing are the assignments whose replies stand: the newest of the lead's and, of units that answer each for itself, the newest of each.
func (c *Case) standing() []Assignment {
	return slices.DeleteFunc(c.Answering(), func(a Assignment) bool {
		return a.RepliedOn == "" || slices.ContainsFunc(c.Assignments, a.overtakenBy)
	})
}

// StandingOn is the day of the latest of the replies that stand, whose classes make the result class; empty without one.
func (c *Case) StandingOn() (on string) {
	for _, a := range c.standing() {
		on = max(on, a.RepliedOn)
	}
	return on
}

// overtakenBy reports whether the reply of a stands no more for what came of b, in a round after it: its unit answered again or was let go, or a single unit
// that led the round answered.
func (a *Assignment) overtakenBy(b Assignment) bool {
	return b.Answers() && b.Round > a.Round && (b.RepliedOn != "" || b.ReturnedOn != "") && (b.UnitID == a.UnitID || b.Role != RoleSplit && b.ReturnedOn == "")
}

// Helping are the assignments of units that give the lead their opinion (会办).
func (c *Case) Helping() []Assignment {
	return slices.DeleteFunc(slices.Clone(c.Assignments), func(a Assignment) bool { return a.Answers() || a.ReturnedOn != "" })
}

// AwaitedHelp are the assignments of units whose opinion to the lead is still waited for: their round is not answered yet.
func (c *Case) AwaitedHelp() []Assignment {
	open := map[int]bool{} // rounds
	for _, a := range c.owing() {
		open[a.Round] = true
	}
	return slices.DeleteFunc(c.Helping(), func(a Assignment) bool { return a.RepliedOn != "" || !open[a.Round] })
}

// DueOn is the deadline in force: the earliest still to be met, where none is the latest of the newest round.
func (c *Case) DueOn() string {
	met, round := "", 0
	for _, a := range c.Answering() {
		if a.Round > round {
			met, round = "", a.Round
		}
		if a.Round == round {
			met = max(met, a.DueOn)
		}
	}
	return cmp.Or(c.nextDue().DueOn, met)
}

// nextDue is the assignment with the earliest deadline still to be met; the zero value is none.
func (c *Case) nextDue() (next Assignment) {
	for _, a := range c.owing() {
		if a.DueOn != "" && (next.DueOn == "" || a.DueOn < next.DueOn) {
			next = a
		}
	}
	return next
}

// Due are the assignments whose reply is to come by the day until, those overdue among them.
func (c *Case) Due(until string) []Assignment {
	return slices.DeleteFunc(c.owing(), func(a Assignment) bool { return a.DueOn == "" || a.DueOn > until })
}

// Overdue are the assignments whose reply is overdue on the day.
func (c *Case) Overdue(day string) []Assignment {
	return slices.DeleteFunc(c.Due(day), func(a Assignment) bool { return !a.Late(day) })
}

// TalkedFace reports whether a talk face to face was held.
func (c *Case) TalkedFace() bool {
	return slices.ContainsFunc(c.Talks, func(t Talk) bool { return t.Face })
}

// TalkedFaceWith reports whether one was held by the unit of the assignment, or before it by one whose work that is now, or by nobody in particular.
func (c *Case) TalkedFaceWith(a *Assignment) bool {
	return slices.ContainsFunc(c.Talks, func(t Talk) bool { return t.Face && (t.UnitID == 0 || c.Was(a, t.UnitID)) })
}

// Was reports whether the assignment is the unit's, or was before that was merged into another.
func (c *Case) Was(a *Assignment, unitID int64) bool {
	return a.UnitID == unitID || slices.ContainsFunc(c.Past, func(p Past) bool { return p.Of == a.ID && p.UnitID == unitID })
}

// ClassOf is the result class of the unit's newest reply, empty without one.
func (c *Case) ClassOf(unitID int64) string {
	class, round := "", 0
	for _, a := range c.Answering() {
		if a.UnitID == unitID && a.RepliedOn != "" && a.Round > round {
			class, round = a.ResultClass, a.Round
		}
	}
	return class
}

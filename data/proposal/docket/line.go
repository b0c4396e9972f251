package docket

import (
	"fmt"
	"slices"
	"strings"
)

// Line is what lists and figures need of a proposal on a day.
type Line struct {
	Head
	Review

	Day    string // the line is as of this day
	Status string

	LeadUnits, CoUnits string // of the first round, joined with 、
	LeadIDs, CoIDs     []int64
	Round              int    // the newest round of assignment
	ToAnswer, Answered int    // units of the first round that owe a reply, and those that gave it
	Low                bool   // an evaluation's low score sent it back to a unit
	Owing              int    // units of any round whose reply is still to come; 0 unless filed
	Asking             int    // those of them that asked to be let go (申退) and were not answered
	Checking           int    // those of them whose reply waits to be checked (答复待审)
	AssignedOn         string // the earliest assignment of the first round
	FirstDueOn         string // the latest deadline of the first round
	LastReplyOn        string // of the first round; "" while one of its units has still to answer
	RepliedLate        int    // units of the first round that replied after their deadline
	OpenDueOn          string // the earliest deadline still to be met (现行期限)
	OpenRound          int    // the round it is of
	DueRule            string // how that deadline came about, else that of the newest round's

	FirstClass, ResultClass string // the first round's when all of it is answered, and that of the replies that stand: see Case.standing
	FirstSatisfaction       string
	LedgerSatisfaction      string // as a row of a ledger has it, see Case.ledgerSatisfaction
	Attitude, Satisfaction  string // the first proposer's; 未表态 where his feedback came back without any, empty where none did
	Adoption                string
	Suggestions, Adopted    int    // counted by the first proposer, 0 where he did not
	FeedbackOn              string // the latest of his
	FeedbackRound           int    // the newest he fed back on
	AwaitedSince            string // the days of the earliest and the latest of the replies of which he has still to say what he thinks
	AwaitedLast             string
	FeedbackDueOn           string // until when he has, of the earliest and of the latest (反馈期限); with FeedbackRule not stored, but counted by the office's rules
	FeedbackEndsOn          string
	FeedbackRule            string // how the earliest came about
	Silent                  bool   // he said nothing of one of the replies that stand, and the office waits no more (到期未反馈)
	Face                    bool   // a talk face to face was held
	Reviewing               bool   // an opinion of the first stages of the review is there
	Nodes                   []Node // of the tracking, in the order of the dictionary
	Promises                []Promise
	Found                   string // by the newest revisit (回头看): Done, Partly or Undone; empty without one
	ArchivedOn              string
}

// AnsweredAll reports whether every unit that owes a reply in the first round gave it: 首轮已答复件.
func (l *Line) AnsweredAll() bool { return l.ToAnswer > 0 && l.Answered == l.ToAnswer }

// AtWork reports whether units are at work on the proposal, in whatever round: 在办件. That is a state the work is in, or comes back to.
func (l *Line) AtWork() bool { return slices.Contains(AtWorkStates, l.Status) }

// AtWorkStates are the states in which units are at work.
var AtWorkStates = []string{"办理中", "重新办理", "答复待审", "申退中"}

// Settled reports whether the units that owe a reply gave it and none is at work again: 答复已齐件.
func (l *Line) Settled() bool { return l.Filed() && l.ToAnswer > 0 && !l.AtWork() }

// Late reports whether a reply is overdue on the line's day, in the first round or in a rework.
func (l *Line) Late() bool { return l.OpenDueOn != "" && l.OpenDueOn < l.Day }

// FeedbackLate reports whether what the first proposer thinks of a reply is overdue on the line's day.
func (l *Line) FeedbackLate() bool { return l.FeedbackDueOn != "" && l.FeedbackDueOn < l.Day }

// FeedbackOver reports whether it is of each reply of which it is waited for.
func (l *Line) FeedbackOver() bool { return l.FeedbackEndsOn != "" && l.FeedbackEndsOn < l.Day }

// CarriedOut reports whether what the reply says is done: each promise, and where none is recorded 落实 of the tracking.
func (l *Line) CarriedOut() bool {
	if len(l.Promises) > 0 {
		return l.AllKept()
	}
	return slices.ContainsFunc(l.Nodes, func(n Node) bool { return n.Kind == CarriedNode && n.DoneOn != "" })
}

// FiledAsKey reports whether the proposal is a key one: that has no day of its own and counts from when it was filed.
func (l *Line) FiledAsKey() bool { return l.IsKey && l.Conclusion == "立案" }

// TrackedThrough reports whether the whole-process tracking is complete: each of the nodes is recorded and done.
func (l *Line) TrackedThrough(nodes []string) bool {
	return l.Tracked && !slices.ContainsFunc(nodes, func(node string) bool {
		return !slices.ContainsFunc(l.Nodes, func(n Node) bool { return n.Kind == node && n.DoneOn != "" })
	})
}

// ProposerText names the first proposer, and how many there are when there are more.
func (l *Line) ProposerText() string {
	if l.ProposerCount > 1 {
		return fmt.Sprintf("%s等 %d 人", l.Proposer, l.ProposerCount)
	}
	return l.Proposer
}

// LineOn is the line of the case on the day. A proposal that had not come in by then has one too, with nothing done: lists show it, figures
// ask Received.
func (c *Case) LineOn(day string) Line {
	then := c.On(day)
	return then.Line(day)
}

// Line is LineOn of a case that is already as it was on the day.
func (c *Case) Line(day string) Line {
	l := Line{Head: c.Head, Review: c.Review, Day: day}
	standing := c.standing()
	l.handled(c, standing)
	l.fedBack(c, standing)
	l.Face, l.Reviewing = c.TalkedFace(), len(c.Stages) > 0
	l.Nodes, l.Promises, l.ArchivedOn = c.Nodes, c.Promises, c.ArchivedOn
	l.Found = c.found()
	l.wait(c, standing)
	l.Status = l.status(len(standing) > 0, c.calledAgain(l.Satisfaction, standing))
	return l
}

// handled reads the assignments and replies, of which those of standing stand.
func (l *Line) handled(c *Case, standing []Assignment) {
	var leads, cos []string
	for _, a := range c.Assignments {
		if a.Round != 1 || a.ReturnedOn != "" {
			continue
		}
		if a.Answers() {
			leads, l.LeadIDs = append(leads, a.Unit), append(l.LeadIDs, a.UnitID)
		} else {
			cos, l.CoIDs = append(cos, a.Unit), append(l.CoIDs, a.UnitID)
		}
	}
	l.LeadUnits, l.CoUnits = strings.Join(leads, "、"), strings.Join(cos, "、")
	for _, a := range c.Answering() {
		if a.Round > l.Round {
			l.Round, l.DueRule = a.Round, a.Why()
		}
		if a.Round == 1 {
			l.firstRound(&a)
		}
		l.Low = l.Low || a.Low
	}
	if l.Answered < l.ToAnswer {
		l.LastReplyOn, l.FirstClass = "", ""
	}
	for _, a := range standing {
		l.ResultClass = max(l.ResultClass, a.ResultClass)
	}
	l.owed(c)
}

// owed reads the assignments whose reply is still to come.
func (l *Line) owed(c *Case) {
	for _, a := range c.owing() {
		l.Owing++
		if a.Asking() {
			l.Asking++
		}
		if c.Checking(&a) {
			l.Checking++
		}
	}
	if next := c.nextDue(); next.DueOn != "" {
		l.OpenDueOn, l.OpenRound, l.DueRule = next.DueOn, next.Round, next.Why()
	}
}

func (l *Line) firstRound(a *Assignment) {
	l.ToAnswer++
	if l.ToAnswer == 1 || a.AssignedOn < l.AssignedOn {
		l.AssignedOn = a.AssignedOn
	}
	l.FirstDueOn = max(l.FirstDueOn, a.DueOn)
	if a.RepliedOn == "" {
		return
	}
	l.Answered++
	l.LastReplyOn = max(l.LastReplyOn, a.RepliedOn)
	l.FirstClass = max(l.FirstClass, a.ResultClass)
	if a.RepliedLate() {
		l.RepliedLate++
	}
}

// fedBack reads what the first proposer thought, who speaks for the proposal.
func (l *Line) fedBack(c *Case, standing []Assignment) {
	all := c.firstOpinions(func(f *Feedback) bool { return f.UnitID == 0 || c.answers(f.UnitID, f.Round) })
	for _, o := range all {
		l.FeedbackOn, l.FeedbackRound = max(l.FeedbackOn, o.on), o.round
		if o.round == 1 {
			l.FirstSatisfaction = o.result
		}
	}
	now := c.opinionNow(all, standing)
	l.Attitude, l.Satisfaction, l.Adoption = now.attitude, now.result, now.adoption
	l.Suggestions, l.Adopted = c.suggestionsNow(standing)
	l.LedgerSatisfaction = c.ledgerSatisfaction()
}

// status is the state a proposal is in. It is never typed, so it cannot contradict the record; the words are those of the state table the
// office works by.
func (l *Line) status(standing, again bool) string {
	if l.ArchivedOn != "" {
		return "已归档"
	}
	switch l.Conclusion {
	case "":
		if l.Reviewing {
			return "审查中"
		}
		return "已提交"
	case "并案":
		return "已并案"
	case "不予立案":
		return "不立案"
	case "退回修改":
		return "草稿"
	case "撤案":
		return "已撤案"
	}
	return l.work(standing, again)
}

// work is the state of the work on a filed proposal: standing is for when a reply stands, and again for when one calls for the work to be done once more.
func (l *Line) work(standing, again bool) string {
	switch {
	case l.ToAnswer == 0:
		return "已立案"
	case l.Asking > 0:
		return "申退中"
	case l.Checking > 0:
		return "答复待审"
	case l.Owing > 0 && l.Round > 1:
		return "重新办理"
	case l.Owing > 0:
		return "办理中"
	case l.AwaitedSince != "" || !standing && l.FeedbackRound < l.Round:
		return "已答复"
	case again:
		return "重新办理"
	case l.OpenPromises() > 0:
		return "跟踪中"
	default:
		return "已办结"
	}
}

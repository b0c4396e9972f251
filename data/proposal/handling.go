package proposal

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Handled is a proposal with its parts as of a day.
type Handled struct {
	docket.Case

	Line docket.Line
	Lows map[int64]Low // the low scores that sent work back, by the ids of the assignments; of all proposals of the year
}

// HandledIn are the year's proposals received by the day (YYYY-MM-DD), in the order of Find.
func HandledIn(ctx context.Context, db bun.IDB, year int, day string) ([]Handled, error) {
	cases, err := Cases(ctx, db, Filter{Year: year})
	if err != nil {
		return nil, err
	}
	ruler, err := NewRuler(ctx, db)
	if err != nil {
		return nil, err
	}
	lows, err := lowIn(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	handled := make([]Handled, 0, len(cases))
	for i := range cases {
		if cases[i].Received(day) {
			then := cases[i].On(day)
			line := then.Line(day)
			if err := ruler.await(&line); err != nil {
				return nil, err
			}
			handled = append(handled, Handled{then, line, lows})
		}
	}
	slices.SortStableFunc(handled, func(a, b Handled) int { // by the numbers of the day: a proposal may have been given, or lost, one since
		return cmp.Or(cmp.Compare(placeOf(&a.Case.Head, &a.Case.Review), placeOf(&b.Case.Head, &b.Case.Review)), cmp.Compare(a.Case.ID, b.Case.ID))
	})
	return handled, nil
}

// LeftOver are the proposals of the years before that have something to be done on the day (YYYY-MM-DD): a reply, a promise to keep, or what the proposer thinks
// to be told, by a deadline of the year or later.
func LeftOver(ctx context.Context, db bun.IDB, year int, day string) ([]Handled, error) {
	lines, err := Find(ctx, db, Filter{Before: year}, day)
	if err != nil {
		return nil, err
	}
	ids := []int64{}
	for i := range lines {
		if l := &lines[i]; l.Received(day) && l.Filed() && l.ArchivedOn == "" && (l.Owing > 0 || l.OpenPromises() > 0 || l.FeedbackEndsOn >= strconv.Itoa(year)) {
			ids = append(ids, l.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	cases, err := Cases(ctx, db, Filter{IDs: ids})
	if err != nil {
		return nil, err
	}
	left := make([]Handled, len(cases))
	for i := range cases {
		then := cases[i].On(day)
		left[i] = Handled{Case: then, Line: then.Line(day)}
	}
	return left, nil
}

// Overdue is the work of a unit whose reply is overdue, or came after its deadline.
type Overdue struct {
	*Handled

	Work           docket.Assignment
	Reminded       int    // times the unit was reminded of it
	Days, Workdays int    // past the deadline until the day, or until the reply
	Warning        string // of working days over years whose holidays are not known
}

// Overdues are the replies overdue on the day, those of reworks too, and those that came late, by how late they are.
func Overdues(days *calendar.Calendar, all []Handled, day string) (open, replied []Overdue) {
	add := func(to *[]Overdue, p *Handled, work docket.Assignment, until string) {
		o := Overdue{Handled: p, Work: work, Reminded: p.remindersOf(work)}
		if due, on, ok := calendar.Span(work.DueOn, until); ok {
			o.Days, o.Workdays, o.Warning = due.DaysUntil(on), days.WorkdaysBetween(due, on), days.Warning(due, on)
		}
		*to = append(*to, o)
	}
	for i := range all {
		p := &all[i]
		for _, work := range p.Overdue(day) {
			add(&open, p, work, day)
		}
		for _, work := range p.Answering() {
			if p.Filed() && work.RepliedLate() {
				add(&replied, p, work, work.RepliedOn)
			}
		}
	}
	for _, list := range [][]Overdue{open, replied} {
		slices.SortStableFunc(list, func(a, b Overdue) int { return b.Days - a.Days })
	}
	return open, replied
}

// remindersOf is how often the unit was reminded since it was given the work.
func (p *Handled) remindersOf(work docket.Assignment) (n int) {
	for _, r := range p.Reminders {
		if p.Was(&work, r.UnitID) && r.On >= work.AssignedOn && (work.RepliedOn == "" || r.On <= work.RepliedOn) {
			n++
		}
	}
	return n
}

// Complaint is why work on a proposal was to be done once more, and what came of it: a proposer who was not satisfied with a round, a low score of an
// evaluation, or a rework that neither preceded.
type Complaint struct {
	*Handled

	Why    string // Dissatisfied, LowScored, or OtherRework
	Who    string // the proposer who said it
	Said   docket.Feedback
	Low    Low                 // of LowScored
	Rework []docket.Assignment // the answering units of the round after it
	After  docket.Feedback     // what he said of that
}

// Why work is done once more.
const (
	Dissatisfied = docket.Dissatisfied
	LowScored    = "评议低分"
	OtherRework  = "其他"
)

// Complaints are those of the filed proposals, each proposal's in the order of the rounds, of a round what was said before what it was scored.
func Complaints(all []Handled) []Complaint {
	var found []Complaint
	for i := range all {
		if p := &all[i]; p.Filed() {
			found = append(found, p.complaints()...)
		}
	}
	return found
}

func (p *Handled) complaints() (found []Complaint) {
	explained := map[int]bool{} // the rounds that something precedes
	for _, f := range p.Feedback {
		if f.Attitude == Dissatisfied || f.Result == Dissatisfied {
			explained[f.Round+1] = true
			found = append(found, Complaint{p, Dissatisfied, p.proposerAt(&f), f, Low{}, p.answeringIn(f.Round+1, f.UnitID), p.saidAfter(f)})
		}
	}
	first := func(round int, unitID int64) docket.Feedback { // what the first proposer said later
		return p.saidAfter(docket.Feedback{Place: 1, Round: round - 1, UnitID: unitID})
	}
	for _, a := range p.Answering() {
		if a.Low {
			low := p.Lows[a.ID]
			explained[a.Round] = true
			found = append(found, Complaint{p, LowScored, p.Line.Proposer, docket.Feedback{Round: a.Round - 1, UnitID: a.UnitID, Unit: cmp.Or(low.Unit, a.Unit)}, low, []docket.Assignment{a}, first(a.Round, a.UnitID)})
		}
	}
	for round := 2; round <= p.Line.Round; round++ {
		if !explained[round] {
			found = append(found, Complaint{p, OtherRework, p.Line.Proposer, docket.Feedback{Round: round - 1}, Low{}, p.answeringIn(round, 0), first(round, 0)})
		}
	}
	slices.SortStableFunc(found, func(a, b Complaint) int { return a.Said.Round - b.Said.Round })
	return found
}

// proposerAt names the proposer at a place, from 1 on. Cases know the opinions without the names.
func (p *Handled) proposerAt(f *docket.Feedback) string {
	names := zh.SplitNames(p.Line.Proposers)
	switch {
	case f.Place >= docket.MergedPlace(0):
		return f.Proposer
	case f.Place < 1 || f.Place > len(names):
		return p.Line.Proposer
	default:
		return names[f.Place-1]
	}
}

// answeringIn is the work of the units that owe or gave a reply in the round; of one unit, where that is among them, else without what the low score of
// another sent back.
func (p *Handled) answeringIn(round int, unitID int64) []docket.Assignment {
	all := p.OfRound(round)
	if i := slices.IndexFunc(all, func(a docket.Assignment) bool { return a.UnitID == unitID }); i >= 0 {
		return all[i : i+1]
	}
	if unitID != 0 {
		all = slices.DeleteFunc(all, func(a docket.Assignment) bool { return a.Low })
	}
	return all
}

// saidAfter is what the same proposer said of the same unit a round later.
func (p *Handled) saidAfter(f docket.Feedback) docket.Feedback {
	for _, then := range p.Feedback {
		if then.Round == f.Round+1 && then.Place == f.Place && (then.UnitID == f.UnitID || then.UnitID == 0 || f.UnitID == 0) {
			return then
		}
	}
	return docket.Feedback{}
}

// KeyFacts are what is known of a key proposal beside its line.
type KeyFacts struct{ OfficeLeader, Committee, Outcome string }

// KeyFactsIn are those of the year's key proposals, by the proposals' ids.
func KeyFactsIn(ctx context.Context, db bun.IDB, year int) (map[int64]KeyFacts, error) {
	found := map[int64]KeyFacts{}
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var k KeyFacts
		err := scan(&id, &k.OfficeLeader, &k.Committee, &k.Outcome)
		found[id] = k
		return err
	}, `SELECT k.proposal_id, k.office_leader, COALESCE(c.name, ''), k.outcome FROM key_proposal k JOIN proposal p ON p.id = k.proposal_id JOIN session s ON s.id = p.session_id
		LEFT JOIN committee c ON c.id = k.committee_id WHERE s.year = ?`, year)
}

// Again is what the rework came to: the first day of assignment, the last deadline and, once all of them replied, the last reply with the worst class.
func (c *Complaint) Again() (assigned, due, replied, class string) {
	for i, a := range c.Rework {
		if i == 0 || a.AssignedOn < assigned {
			assigned = a.AssignedOn
		}
		due, replied, class = max(due, a.DueOn), max(replied, a.RepliedOn), max(class, a.ResultClass)
	}
	if slices.ContainsFunc(c.Rework, func(a docket.Assignment) bool { return a.RepliedOn == "" }) {
		return assigned, due, "", ""
	}
	return assigned, due, replied, class
}

// Pledge is what a unit promised (承诺事项) and what became of it.
type Pledge struct {
	*Handled

	Promise docket.Promise
	State   string // 已落实 未落实 逾期 未到期, 未定时限
	Days    int    // past its day: until the day, or until it was settled; 0 in time
}

// Pledges are the promises of the filed proposals, and the proposals answered with B of which none is recorded.
func Pledges(all []Handled, day string) (pledges []Pledge, none []*Handled) {
	for i := range all {
		p := &all[i]
		if !p.Filed() {
			continue
		}
		if p.Line.ResultClass == "B" && len(p.Line.Promises) == 0 {
			none = append(none, p)
		}
		for _, promise := range p.Line.Promises {
			pledge := Pledge{Handled: p, Promise: promise, State: promise.State(day)}
			if promise.Outcome == "" && promise.DueOn == "" {
				pledge.State = "未定时限"
			}
			if due, on, ok := calendar.Span(promise.DueOn, cmp.Or(promise.SettledOn, day)); ok {
				pledge.Days = max(due.DaysUntil(on), 0)
			}
			pledges = append(pledges, pledge)
		}
	}
	return pledges, none
}

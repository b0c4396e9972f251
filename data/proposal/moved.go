package proposal

import (
	"context"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// What is written in place of the way a deadline was counted when somebody told it.
const (
	ToldAtAssignment = "期限由交办时写明"
	ToldAtDelivery   = "期限由送达时写明"
	ToldAtPassing    = "期限由转办时写明"
)

// Moved is a deadline of something not done yet that the office's rules and holiday notices, as they are now, would have on another day. One that was
// told, or put off by an extension, is none.
type Moved struct {
	Kind     *record.Kind
	ID       int64  // the record
	Of       string // which of its deadlines
	What     string // 第 12 号 关于…的建议
	Unit     string
	Was, Now string // YYYY-MM-DD
	Why      string // how Now is counted

	// Take makes the deadline Now.
	Take func(ctx context.Context, tx *store.Tx) error
}

// Moved is what of a period by the rule with the code for a subject from a day on would end on another day than was (YYYY-MM-DD); false when nothing
// would, or when it was told.
func (r *Ruler) Moved(code string, of Subject, from, was, why string) (Moved, bool) {
	start, end, ok := calendar.Span(from, was)
	if !ok || why == ToldAtAssignment || why == ToldAtDelivery || why == ToldAtPassing {
		return Moved{}, false
	}
	due, err := r.Deadline(code, of, start)
	if err != nil || due.Date == end {
		return Moved{}, false
	}
	now := due.Date.String()
	return Moved{Was: was, Now: now, Why: r.days.Explain(due.Explanation, from, now)}, true
}

// MovedDeadlines are those of the replies and opinions that are owed on the day (YYYY-MM-DD).
func MovedDeadlines(ctx context.Context, db bun.IDB, day string) ([]Moved, error) {
	ruler, err := NewRuler(ctx, db)
	if err != nil {
		return nil, err
	}
	cases, err := Cases(ctx, db, Filter{})
	if err != nil {
		return nil, err
	}
	var all []Moved
	for i := range cases {
		c := cases[i].On(day)
		for _, a := range append(c.Due(docket.EndOfTime), c.AwaitedHelp()...) {
			m, moved := ruler.Moved(deadlineRule(record.Values{"role": a.Role, "round": strconv.Itoa(a.Round)}), SubjectOf(&c.Head), a.AssignedOn, a.DueOn, a.Rule)
			if !moved || a.ExtendedFrom != "" {
				continue
			}
			m.Kind, m.ID, m.Of, m.Unit, m.What = Proposals, c.ID, strconv.FormatInt(a.ID, 10), a.Unit, c.Title
			if c.Number > 0 {
				m.What = "第 " + strconv.Itoa(c.Number) + " 号 " + c.Title
			}
			id, assignment, now := c.ID, m.Of, m.Now
			m.Take = func(ctx context.Context, tx *store.Tx) error { return takeDeadline(ctx, tx, id, assignment, now) }
			all = append(all, m)
		}
	}
	return all, nil
}

// takeDeadline gives the work with the id another deadline.
func takeDeadline(ctx context.Context, tx *store.Tx, proposalID int64, assignment, due string) error {
	r, err := Proposals.Record(ctx, tx, proposalID)
	if err != nil {
		return err
	}
	all, err := rows.Parse(r.Values["assignments"])
	if err != nil {
		return err
	}
	for _, row := range all {
		if row[rows.ID] == assignment {
			row["due_on"] = due
		}
	}
	_, err = Proposals.Save(ctx, tx, record.Scope{}, proposalID, record.Values{"assignments": rows.Text(all)})
	return err
}

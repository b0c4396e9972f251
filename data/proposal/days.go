package proposal

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
)

// days are what of the year's proposals falls on the days from one to another as of scope.Day: replies owed and given, promises to be kept and kept, and
// the nodes of those that are tracked.
func days(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) ([]record.Dated, error) {
	cases, err := Cases(ctx, db, Filter{Year: scope.Year})
	if err != nil {
		return nil, fmt.Errorf("days of proposals: %w", err)
	}
	ruler, err := NewRuler(ctx, db)
	if err != nil {
		return nil, err
	}
	var all []record.Dated
	for i := range cases {
		c := cases[i].On(scope.Day)
		err := ruler.DaysOf(&c, func(on, what, title, who string, done bool) {
			if on >= from && on <= to && on != "" {
				all = append(all, record.Dated{On: on, What: what, Title: title, Who: who, ID: c.ID, Done: done, Owed: !done})
			}
		})
		if err != nil {
			return nil, fmt.Errorf("days of proposal %d: %w", c.ID, err)
		}
	}
	return all, nil
}

// Opinion is what the days call what the first proposer has to say of a reply.
const Opinion = "征询意见"

// DaysOf passes on what of a proposal has a day, or none yet: 答复 or 重办, 会办 opinions, 征询意见, 承诺, 跟踪.
func (r *Ruler) DaysOf(c *docket.Case, add func(on, what, title, who string, done bool)) error {
	number := "—"
	if c.Number > 0 {
		number = strconv.Itoa(c.Number)
	}
	tell := func(on, what, text, who string, done bool) { add(on, what, "第 "+number+" 号 "+text, who, done) }
	for _, a := range c.Due(docket.EndOfTime) {
		tell(a.DueOn, answerOf(&a), c.Title, a.Unit, false)
	}
	for _, a := range c.Helping() {
		if a.RepliedOn != "" {
			tell(a.RepliedOn, "会办", "会办意见 "+c.Title, a.Unit, true)
		}
	}
	for _, a := range c.AwaitedHelp() {
		tell(a.DueOn, "会办", "会办意见 "+c.Title, a.Unit, false)
	}
	for _, a := range c.Answering() {
		if a.RepliedOn != "" {
			tell(a.RepliedOn, answerOf(&a), c.Title, a.Unit, true)
		}
	}
	for i := range c.Feedback {
		if f := &c.Feedback[i]; f.Place == 1 {
			tell(f.ReturnedOn, Opinion, Opinion+" "+c.Title, c.Proposer, true)
		}
	}
	waits, err := r.WaitsOf(c)
	for i := range waits {
		tell(waits[i].By, Opinion, Opinion+" "+c.Title, c.Proposer, false)
	}
	for i := range c.Promises {
		if p := &c.Promises[i]; p.SettledOn == "" {
			tell(p.DueOn, "承诺", p.Text, p.Unit, false)
		} else {
			tell(p.SettledOn, "承诺", p.Text, p.Unit, true)
		}
	}
	for _, n := range c.Nodes {
		if n.DoneOn == "" {
			tell(n.DueOn, "跟踪", n.Kind, n.Person, false)
		} else {
			tell(n.DoneOn, "跟踪", n.Kind, n.Person, true)
		}
	}
	return err
}

// answerOf is what a reply is called: of the first round, or of a rework.
func answerOf(a *docket.Assignment) string {
	if a.Round > 1 {
		return "重办"
	}
	return "答复"
}

func init() { Proposals.Days = days }

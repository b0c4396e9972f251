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
	var all []record.Dated
	for i := range cases {
		c := cases[i].On(scope.Day)
		number := "—"
		if c.Number > 0 {
			number = strconv.Itoa(c.Number)
		}
		daysOf(&c, func(on, what, text, who string, done bool) {
			if on >= from && on <= to && on != "" {
				all = append(all, record.Dated{On: on, What: what, Title: "第 " + number + " 号 " + text, Who: who, ID: c.ID, Done: done, Owed: !done})
			}
		})
	}
	return all, nil
}

// daysOf passes on what of a proposal has a day.
func daysOf(c *docket.Case, add func(on, what, text, who string, done bool)) {
	for _, a := range c.Due(docket.EndOfTime) {
		add(a.DueOn, answerOf(&a), c.Title, a.Unit, false)
	}
	for _, a := range c.Answering() {
		if a.RepliedOn != "" {
			add(a.RepliedOn, answerOf(&a), c.Title, a.Unit, true)
		}
	}
	for i := range c.Promises {
		if p := &c.Promises[i]; p.SettledOn == "" {
			add(p.DueOn, "承诺", p.Text, p.Unit, false)
		} else {
			add(p.SettledOn, "承诺", p.Text, p.Unit, true)
		}
	}
	for _, n := range c.Nodes {
		if n.DoneOn == "" {
			add(n.DueOn, "跟踪", n.Kind, n.Person, false)
		} else {
			add(n.DoneOn, "跟踪", n.Kind, n.Person, true)
		}
	}
}

// answerOf is what a reply is called: of the first round, or of a rework.
func answerOf(a *docket.Assignment) string {
	if a.Round > 1 {
		return "重办"
	}
	return "答复"
}

func init() { Proposals.Days = days }

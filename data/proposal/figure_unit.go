package proposal

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Opinions are what the proposers thought of what a unit did, counted.
type Opinions struct {
	Satisfied, Mostly, Dissatisfied, None int64 // 满意 基本满意 不满意 未表态
}

func (o *Opinions) count(opinion string) {
	switch opinion {
	case "满意":
		o.Satisfied++
	case "基本满意":
		o.Mostly++
	case "不满意":
		o.Dissatisfied++
	default:
		o.None++
	}
}

// UnitFigures is what one unit did with the filed proposals of a year. Lead counts include 分办, and lead and co-unit
// counts are never mixed in a rate.
type UnitFigures struct {
	UnitID       int64
	Unit, System string

	Lead, Co               int64 // first assignments as 主办 or 分办, as 会办
	Split                  int64 // those of Lead as 分办
	LeadReplied, CoReplied int64
	Due, InTime            int64 // lead assignments whose deadline is over, and those of them replied to in time
	Late                   int64 // lead assignments past their deadline without a reply
	Face                   int64 // lead assignments with a consultation face to face
	Returned               int64 // answered lead assignments whose feedback came back
	Attitude, Result       Opinions
	Classes                map[string]int64 // latest result class of the answered lead assignments

	parts []unitPart // what each assignment adds
}

// unitPart is what one assignment adds to the figures of its unit.
type unitPart struct {
	proposal int64
	counts   UnitFigures
}

// Of is what the unit did with one proposal; nothing where it did not have it.
func (u UnitFigures) Of(proposalID int64) UnitFigures {
	for _, p := range u.parts {
		if p.proposal == proposalID && p.counts.Lead > 0 {
			return p.counts
		}
	}
	return UnitFigures{UnitID: u.UnitID, Unit: u.Unit, System: u.System}
}

// Behind are the proposals that a count of the unit counts.
func (u UnitFigures) Behind(count func(UnitFigures) int64) measure.Set {
	set := measure.Set{Kind: Proposals.Name}
	for _, p := range u.parts {
		if count(p.counts) != 0 {
			set.IDs = append(set.IDs, p.proposal)
		}
	}
	return set
}

// UnitHandling counts how each unit handled the year's filed proposals as of the day (YYYY-MM-DD), units in the order of their systems. Units
// that returned an assignment are out of it.
func UnitHandling(ctx context.Context, db bun.IDB, year int, day string) ([]UnitFigures, error) {
	cases, err := Cases(ctx, db, Filter{Year: year})
	if err != nil {
		return nil, err
	}
	tallies := tallyUnits(cases, day)
	var found []UnitFigures
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var name, system string
		err := scan(&id, &name, &system)
		if u := tallies[id]; u != nil && err == nil {
			u.Unit, u.System = name, system
			found = append(found, *u)
		}
		return err
	}, "SELECT u.id, "+roster.UnitNameSQL("u.id", "?0")+`, u.system FROM unit u
		ORDER BY u.system = '', (SELECT min(d.sort) FROM dictionary d WHERE d.kind = 'unit_system' AND d.name = u.system), u.code, u.id`, day)
	if err != nil {
		return nil, fmt.Errorf("handling by unit in %d: %w", year, err)
	}
	return found, nil
}

// tallyUnits counts by unit what the filed proposals come to on the day. Names are not filled in.
func tallyUnits(cases []docket.Case, day string) map[int64]*UnitFigures {
	tallies := map[int64]*UnitFigures{}
	for i := range cases {
		c := cases[i].On(day)
		if !c.Filed() {
			continue
		}
		for j := range c.Assignments {
			a := &c.Assignments[j]
			if a.Round != 1 || a.ReturnedOn != "" {
				continue
			}
			u := tallies[a.UnitID]
			if u == nil {
				u = &UnitFigures{UnitID: a.UnitID}
				tallies[a.UnitID] = u
			}
			u.count(&c, a, day)
			var one UnitFigures
			one.count(&c, a, day)
			u.parts = append(u.parts, unitPart{c.ID, one})
		}
	}
	return tallies
}

// count adds an assignment of the first round.
func (u *UnitFigures) count(c *docket.Case, a *docket.Assignment, day string) {
	if !a.Answers() {
		u.Co++
		if a.RepliedOn != "" {
			u.CoReplied++
		}
		return
	}
	u.Lead++
	if a.Role == docket.RoleSplit {
		u.Split++
	}
	if c.TalkedFaceWith(a) {
		u.Face++
	}
	if a.DueOn != "" && a.DueOn < day {
		u.Due++
		switch {
		case a.Late(day):
			u.Late++
		case !a.RepliedLate():
			u.InTime++
		}
	}
	if a.RepliedOn == "" {
		return
	}
	u.LeadReplied++
	if u.Classes == nil {
		u.Classes = map[string]int64{}
	}
	u.Classes[c.ClassOf(a.UnitID)]++
	if attitude, result, ok := c.OpinionOf(a.UnitID); ok {
		u.Returned++
		u.Attitude.count(attitude)
		u.Result.count(result)
	}
}

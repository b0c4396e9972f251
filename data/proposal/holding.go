package proposal

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
)

// Holding is what a unit has still to reply to, and for how long it has had it.
type Holding struct {
	UnitID int64
	Unit   string
	Open   int64 // replies still to come, those of reworks too
	Late   int64
	Days   []int // since each was handed to it, the longest first; those without a day are left out

	All, Overdue measure.Set // the proposals
}

// Oldest is the longest it has had one; 0 where no day is known.
func (h *Holding) Oldest() int {
	if len(h.Days) == 0 {
		return 0
	}
	return h.Days[0]
}

// Median is the middle of Days in halves of a day: of an even number the mean of the two in the middle.
func (h *Holding) Median() (halves int) {
	n := len(h.Days)
	if n == 0 {
		return 0
	}
	return h.Days[(n-1)/2] + h.Days[n/2]
}

// Holdings are the units that have something to reply to of a year's proposals on the day (YYYY-MM-DD), who has had one longest first.
func Holdings(ctx context.Context, db bun.IDB, year int, day string) ([]Holding, error) {
	cases, err := Cases(ctx, db, Filter{Year: year})
	if err != nil {
		return nil, err
	}
	var held []Holding
	at := map[int64]int{}
	for i := range cases {
		if !cases[i].Received(day) {
			continue
		}
		c := cases[i].On(day)
		for _, a := range c.Answering() {
			if !c.Filed() || a.RepliedOn != "" {
				continue
			}
			place, known := at[a.UnitID]
			if !known {
				place = len(held)
				at[a.UnitID] = place
				held = append(held, Holding{UnitID: a.UnitID, Unit: a.Unit, All: measure.Set{Kind: Proposals.Name}, Overdue: measure.Set{Kind: Proposals.Name}})
			}
			held[place].add(c.ID, &a, day)
		}
	}
	for i := range held {
		slices.SortFunc(held[i].Days, func(a, b int) int { return cmp.Compare(b, a) })
	}
	slices.SortStableFunc(held, func(a, b Holding) int {
		return cmp.Or(cmp.Compare(b.Oldest(), a.Oldest()), cmp.Compare(b.Open, a.Open), cmp.Compare(a.Unit, b.Unit))
	})
	return held, nil
}

func (h *Holding) add(proposalID int64, a *docket.Assignment, day string) {
	h.Open++
	h.All.IDs = appendLast(h.All.IDs, proposalID)
	if a.Late(day) {
		h.Late++
		h.Overdue.IDs = appendLast(h.Overdue.IDs, proposalID)
	}
	if from, until, ok := calendar.Span(a.AssignedOn, day); ok {
		h.Days = append(h.Days, from.DaysUntil(until))
	}
}

// appendLast adds an id that is not the last one there.
func appendLast(ids []int64, id int64) []int64 {
	if n := len(ids); n > 0 && ids[n-1] == id {
		return ids
	}
	return append(ids, id)
}

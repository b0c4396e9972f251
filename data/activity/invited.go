package activity

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Invited is an activity with the people told to come to it, as papers for it need them.
type Invited struct {
	record.Record

	Day    string // YYYY-MM-DD, or the day of asking while none is fixed
	Guests []Guest
}

// Guest is somebody told to come. Office is what he comes as: his sector, else his group.
type Guest struct {
	Name, Title, Office, Workplace string
	Excused                        bool // his leave was granted

	State, Speech string // what became of him, one of States; Oral, Written or nothing

	place [3]int // in the rosters, see placeIn
}

// InvitedTo reads an activity with the people told to come in an order, "" being the one that the office has chosen. As listed is as in the rosters: members
// by their sectors, then supervisors by their groups, then those who are neither.
func InvitedTo(ctx context.Context, db bun.IDB, id int64, today string, order fold.NameOrder) (*Invited, error) {
	r, err := Activities.Record(ctx, db, id)
	if err != nil {
		return nil, err
	}
	p, err := placeOf(ctx, db, id)
	if err != nil {
		return nil, err
	}
	v := &Invited{Record: r, Day: p.day}
	if v.Day == "" {
		v.Day = today
	}
	book, err := roster.ServingOn(ctx, db, v.Day)
	if err != nil {
		return nil, err
	}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var person int64
		var g Guest
		if err := scan(&person, &g.Name, &g.Title, &g.Workplace, &g.State, &g.Speech); err != nil {
			return err
		}
		g.Excused = g.State == Excused
		if s := book.ByID(person); s != nil {
			if g.Office = s.Sector; g.Office == "" && len(s.Groups) > 0 {
				g.Office = fmt.Sprintf("第 %d 监督小组", s.Groups[0])
			}
		}
		g.place = placeIn(book, person)
		v.Guests = append(v.Guests, g)
		return nil
	}, "SELECT x.person_id, p.name, "+roster.PersonTitle+", p.workplace, x.state, x.speech FROM attendance x JOIN person p ON p.id = x.person_id WHERE x.activity_id = ? ORDER BY x.id", id)
	if err != nil {
		return nil, fmt.Errorf("people of activity %d: %w", id, err)
	}
	if len(v.Guests) == 0 {
		return nil, store.Refuse(store.CodeInvalid, "「%s」还没有通知参会的人，请先「通知参会」。", r.Values["title"])
	}
	slices.SortStableFunc(v.Guests, func(a, b Guest) int { return slices.Compare(a.place[:], b.place[:]) })
	order, err = record.NameOrderOr(ctx, db, order)
	fold.SortNames(order, v.Guests, func(g Guest) string { return g.Name })
	return v, err
}

// placeIn is where somebody stands in the rosters: among the members, among the supervisors of a group, or behind them all.
func placeIn(book *roster.ServingBook, person int64) [3]int {
	at := slices.IndexFunc(book.People, func(s roster.Serving) bool { return s.ID == person })
	switch {
	case at < 0:
		return [3]int{2}
	case book.People[at].Sector != "":
		return [3]int{0, 0, at}
	case len(book.People[at].Groups) == 0:
		return [3]int{1, math.MaxInt, at}
	default:
		return [3]int{1, book.People[at].Groups[0], at}
	}
}

package data

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/calendar"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// Entry is what of a record falls on a day, seen from today.
type Entry struct {
	record.Dated

	Kind *record.Kind
	Turn record.Turn
}

// Agenda is what of the year's records falls on the days from one to another (YYYY-MM-DD) as of today, in the order of the days, the most urgent of each
// first; kinds are the names of those asked for, none for all that have anything with a day.
func Agenda(ctx context.Context, db bun.IDB, year int, from, to, today string, kinds ...string) ([]Entry, error) {
	var all []Entry
	for _, kind := range Kinds() {
		if kind.Days == nil || len(kinds) > 0 && !slices.Contains(kinds, kind.Name) {
			continue
		}
		found, err := kind.Days(ctx, db, record.Scope{Year: year, Day: today}, from, to)
		if err != nil {
			return nil, err
		}
		for _, d := range found {
			all = append(all, Entry{d, kind, d.Turn(today)})
		}
	}
	slices.SortStableFunc(all, func(a, b Entry) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Turn, b.Turn)) })
	return all, nil
}

// Week is the visits and meetings of the year that are held from Monday to Sunday of the week of the day, as known on it: the records of each kind.
func Week(ctx context.Context, db bun.IDB, year int, day calendar.Date) ([]measure.Figure, error) {
	monday := day.AddDays(-(int(day.Weekday()) + 6) % 7)
	entries, err := Agenda(ctx, db, year, monday.String(), monday.AddDays(6).String(), day.String(), supervision.Visits.Name, activity.Activities.Name)
	return AgendaSets(entries), err
}

// AgendaSets are the records of entries by their kinds, each record once: what a day opens.
func AgendaSets(entries []Entry) []measure.Figure {
	var figures []measure.Figure
	for i := range entries {
		e := &entries[i]
		at := slices.IndexFunc(figures, func(f measure.Figure) bool { return f.Counted.Kind == e.Kind.Name })
		if at < 0 {
			at = len(figures)
			figures = append(figures, measure.Figure{Name: e.Kind.Title, Unit: e.Kind.Measure(), Counted: measure.Set{Kind: e.Kind.Name}})
		}
		if set := &figures[at].Counted; !slices.Contains(set.IDs, e.ID) {
			set.IDs = append(set.IDs, e.ID)
		}
	}
	for i := range figures {
		figures[i].Num = figures[i].Counted.Len()
	}
	return figures
}

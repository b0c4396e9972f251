package proposal

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// Filter chooses proposals; zero parts choose nothing away.
type Filter struct {
	Year  int
	IDs   []int64
	First int // only so many from the beginning of the list
}

// where is the condition on proposal p, with its arguments.
func (f Filter) where() (condition string, args []any) {
	condition = "p.deleted_at = ''"
	if f.Year != 0 {
		condition += " AND p.session_id IN (SELECT id FROM session WHERE year = ?)"
		args = append(args, f.Year)
	}
	if f.IDs != nil {
		condition += " AND p.id IN (SELECT value FROM json_each(?))"
		args = append(args, "["+store.IDList(f.IDs)+"]")
	}
	return condition, args
}

// Find lists the proposals the filter chooses as they were on the day (YYYY-MM-DD), by number, those without one last. Those that come
// in later are among them, with nothing done: Received leaves them out.
func Find(ctx context.Context, db bun.IDB, filter Filter, day string) ([]docket.Line, error) {
	l, err := openList(ctx, db, filter)
	if err != nil {
		return nil, err
	}
	lines := make([]docket.Line, l.len())
	for i := range lines {
		if err := l.line(&lines[i], i, day); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// Received is Find of a year without those that had not come in by the day.
func Received(ctx context.Context, db bun.IDB, year int, day string) ([]docket.Line, error) {
	lines, err := Find(ctx, db, Filter{Year: year}, day)
	return slices.DeleteFunc(lines, func(l docket.Line) bool { return !l.Received(day) }), err
}

// Cases reads the proposals the filter chooses with their parts as far as lines follow from them, in the order of Find.
func Cases(ctx context.Context, db bun.IDB, filter Filter) ([]docket.Case, error) {
	l, err := openList(ctx, db, filter)
	if err != nil || l.stored == nil {
		return l.cases, err
	}
	cases := make([]docket.Case, len(l.stored))
	for i := range cases {
		if cases[i], err = l.names.Case(l.stored[i].Text); err != nil {
			return nil, fmt.Errorf("proposal %d: %w", l.stored[i].ID, err)
		}
	}
	return cases, nil
}

// list is proposals in the order of Find: their stored lines or, where those are not believed, their cases.
type list struct {
	names  *docket.Names
	stored []store.StoredLine
	cases  []docket.Case
}

func openList(ctx context.Context, db bun.IDB, f Filter) (l list, err error) {
	current, err := proposalLine.Current(ctx, db)
	if err != nil {
		return l, err
	}
	if !current {
		l.cases, err = readCases(ctx, db, f)
		if f.First > 0 {
			l.cases = l.cases[:min(f.First, len(l.cases))]
		}
		return l, err
	}
	if l.names, err = readNames(ctx, db); err != nil {
		return l, err
	}
	var scopes []int64
	for id, s := range l.names.Sessions {
		if f.Year == 0 || s.Year == f.Year {
			scopes = append(scopes, id)
		}
	}
	switch {
	case f.IDs != nil:
		l.stored, err = proposalLine.ReadThose(ctx, db, scopes, f.IDs)
	case f.First > 0:
		l.stored, err = proposalLine.ReadFirst(ctx, db, scopes, f.First)
	default:
		l.stored, err = proposalLine.Read(ctx, db, scopes)
	}
	if f.First > 0 {
		l.stored = l.stored[:min(f.First, len(l.stored))]
	}
	return l, err
}

func (l *list) len() int { return len(l.stored) + len(l.cases) }

// line is the i-th line on the day.
func (l *list) line(into *docket.Line, i int, day string) error {
	if l.stored == nil {
		*into = l.cases[i].LineOn(day)
		return nil
	}
	if err := l.names.Line(into, l.stored[i].Text, day); err != nil {
		return store.Failure(store.CodeCorrupt, err, "提案（记录 %d）在列表里的汇总已损坏，读不出来。请检查数据，程序会按记录重新汇总。", l.stored[i].ID)
	}
	return nil
}

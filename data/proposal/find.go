package proposal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Filter chooses proposals; zero parts choose nothing away.
type Filter struct {
	Year   int
	Before int // only those of the years before it
	IDs    []int64
	First  int // only so many from the beginning of the list

	without []string // tables of parts that have no row of these proposals
}

// where is the condition on proposal p, with its arguments.
func (f Filter) where() (condition string, args []any) {
	condition = "p.deleted_at = ''"
	if f.Year != 0 {
		condition += " AND p.session_id IN (SELECT id FROM session WHERE year = ?)"
		args = append(args, f.Year)
	}
	if f.Before != 0 {
		condition += " AND p.session_id IN (SELECT id FROM session WHERE year < ?)"
		args = append(args, f.Before)
	}
	switch {
	case len(f.IDs) == 1:
		condition += " AND p.id = ?"
		args = append(args, f.IDs[0])
	case f.IDs != nil:
		condition += " AND p.id IN (SELECT value FROM json_each(?))"
		args = append(args, store.JSONList(f.IDs))
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
	if len(lines) < 2*linesApart {
		return lines, l.lines(lines, 0, day)
	}
	var all sync.WaitGroup
	errs := make([]error, 1+len(lines)/linesApart)
	for i := range errs {
		from, part := i*linesApart, l.apart()
		all.Go(func() { errs[i] = part.lines(lines[from:min(from+linesApart, len(lines))], from, day) })
	}
	all.Wait()
	return lines, errors.Join(errs...)
}

// linesApart is how many lines one processor reads while the others read theirs; fewer in a test.
var linesApart = 8000

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
	ruler  *Ruler
	stored []store.StoredLine
	cases  []docket.Case
}

func openList(ctx context.Context, db bun.IDB, f Filter) (l list, err error) {
	if l.ruler, err = NewRuler(ctx, db); err != nil {
		return l, err
	}
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
		if (f.Year == 0 || s.Year == f.Year) && (f.Before == 0 || s.Year < f.Before) {
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

// apart is the list for another goroutine.
func (l list) apart() *list {
	if l.names != nil {
		names := l.names.Clone()
		l.names = &names
	}
	return &l
}

// lines are the lines on the day from the i-th on.
func (l *list) lines(into []docket.Line, i int, day string) error {
	for j := range into {
		if err := l.line(&into[j], i+j, day); err != nil {
			return err
		}
	}
	return nil
}

func (l *list) len() int { return len(l.stored) + len(l.cases) }

// line is the i-th line on the day.
func (l *list) line(into *docket.Line, i int, day string) error {
	if l.stored == nil {
		*into = l.cases[i].LineOn(day)
		return l.ruler.await(into)
	}
	if err := l.names.Line(into, l.stored[i].Text, day); err != nil {
		return store.Failure(store.CodeCorrupt, err, "提案（记录 %d）在列表里的汇总已损坏，读不出来。请检查数据，程序会按记录重新汇总。", l.stored[i].ID)
	}
	return l.ruler.await(into)
}

// listed reads what lists show of the proposals of the scope: their states as of its day, the rest as it is now.
func listed(ctx context.Context, db bun.IDB, scope record.Scope) ([]record.Record, error) {
	l, err := openList(ctx, db, Filter{Year: scope.Year})
	if err != nil {
		return nil, err
	}
	records := make([]record.Record, l.len())
	day := cmp.Or(scope.Day, docket.EndOfTime)
	var now, then docket.Line
	for i := range records {
		if err := errors.Join(l.line(&now, i, docket.EndOfTime), l.line(&then, i, day)); err != nil {
			return nil, err
		}
		records[i] = record.Record{ID: now.ID, Values: listedValues(&now)}
		if scope.Day == "" {
			records[i].Values["status"] = then.Status
		} else {
			setAsOf(records[i].Values, &then)
		}
	}
	return records, nil
}

func listedValues(l *docket.Line) record.Values {
	v := record.Values{"is_key": "否"}
	if l.IsKey {
		v["is_key"] = "是"
	}
	if l.Number != 0 {
		v["number"] = record.WholeNumber(l.Number)
	}
	for _, text := range [...]struct{ key, text string }{
		{"serial", l.Serial},
		{"title", l.Title},
		{"proposer", l.Proposer},
		{"joint", strings.TrimPrefix(strings.TrimPrefix(l.Proposers, l.Proposer), "、")},
		{"kind", l.Kind},
		{"timing", l.Timing},
		{"received_on", l.ReceivedOn},
		{"category", l.Category},
		{"lead_units", l.LeadUnits},
		{"co_units", l.CoUnits},
		{"assigned_on", l.AssignedOn},
		{"due_on", l.FirstDueOn},
		{"open_due_on", l.OpenDueOn},
		{"replied_on", l.LastReplyOn},
		{"result_class", l.FirstClass},
		{"satisfaction", l.LedgerSatisfaction},
	} {
		if text.text != "" {
			v[text.key] = text.text
		}
	}
	return v
}

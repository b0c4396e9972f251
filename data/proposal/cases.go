package proposal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Filter chooses proposals; zero parts choose nothing away.
type Filter struct {
	Year int
	IDs  []int64
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
	cases, err := Cases(ctx, db, filter)
	if err != nil {
		return nil, err
	}
	return linesOn(cases, day), nil
}

// Received is Find of a year without those that had not come in by the day.
func Received(ctx context.Context, db bun.IDB, year int, day string) ([]docket.Line, error) {
	cases, err := Cases(ctx, db, Filter{Year: year})
	if err != nil {
		return nil, err
	}
	return linesOn(receivedBy(cases, day), day), nil
}

func receivedBy(cases []docket.Case, day string) []docket.Case {
	return slices.DeleteFunc(cases, func(c docket.Case) bool { return !c.Received(day) })
}

func linesOn(cases []docket.Case, day string) []docket.Line {
	lines := make([]docket.Line, len(cases))
	for i := range cases {
		lines[i] = cases[i].LineOn(day)
	}
	return lines
}

// Cases reads the proposals the filter chooses with their parts, each table once, by number, those without one last.
func Cases(ctx context.Context, db bun.IDB, filter Filter) ([]docket.Case, error) {
	r := &caseReader{ctx: ctx, db: db, at: map[int64]int{}}
	r.where, r.args = filter.where()
	for _, read := range []func() error{r.heads, r.proposers, r.reasons, r.assignments, r.past, r.talks, r.feedback, r.nodes} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("read proposals: %w", err)
		}
	}
	slices.SortFunc(r.cases, func(a, b docket.Case) int {
		unnumbered := func(c docket.Case) int { return min(c.Number, 1) }
		return cmp.Or(cmp.Compare(unnumbered(b), unnumbered(a)), cmp.Compare(a.Number, b.Number), strings.Compare(a.Serial, b.Serial), cmp.Compare(a.ID, b.ID))
	})
	return r.cases, nil
}

// caseReader reads proposals and puts each row of a part to its proposal.
type caseReader struct {
	ctx   context.Context
	db    bun.IDB
	where string
	args  []any

	cases []docket.Case
	at    map[int64]int // of each proposal's id in cases
}

func (r *caseReader) heads() error {
	fields, err := parentsOf(r.ctx, r.db, "proposal_category")
	if err != nil {
		return err
	}
	classes, err := parentsOf(r.ctx, r.db, "proposal_kind")
	if err != nil {
		return err
	}
	return store.ScanRows(r.ctx, r.db, func(scan func(...any) error) error {
		var c docket.Case
		err := scan(&c.ID, &c.SessionID, &c.Year, &c.TermID, &c.SessionName, &c.TermOrdinal, &c.SessionOrdinal, &c.TermName,
			&c.Serial, &c.Number, &c.Title, &c.Kind, &c.Timing, &c.ReceivedOn, &c.Category, &c.Open, &c.SuggestedUnits, &c.Handling, &c.Excellent, &c.Note,
			&c.Conclusion, &c.ReviewedOn, &c.Destination, &c.MergedInto, &c.MergedNumber,
			&c.IsKey, &c.Tracked, &c.ChairLeader, &c.Method)
		c.Class, c.Field = cmp.Or(classes[c.Kind], "集体提案"), fields[c.Category]
		r.at[c.ID] = len(r.cases)
		r.cases = append(r.cases, c)
		return err
	}, `SELECT p.id, p.session_id, s.year, s.term_id, s.name, t.ordinal, s.ordinal, t.name,
		p.serial, COALESCE(p.number, 0), p.title, p.kind, p.timing, p.received_on, p.category, p.open, p.suggested_units, p.handling, p.excellent, p.note,
		p.conclusion, p.reviewed_on, p.destination, COALESCE(p.merged_into, 0), COALESCE(root.number, 0),
		k.id IS NOT NULL, COALESCE(k.tracked, 0), COALESCE(k.chair_leader, ''), COALESCE(k.method, '')
		FROM proposal p JOIN session s ON s.id = p.session_id JOIN term t ON t.id = s.term_id
		LEFT JOIN proposal root ON root.id = p.merged_into LEFT JOIN key_proposal k ON k.proposal_id = p.id
		WHERE `+r.where, r.args...)
}

// parentsOf are the parents of a dictionary's words by name.
func parentsOf(ctx context.Context, db bun.IDB, dictionary string) (map[string]string, error) {
	parents := map[string]string{}
	return parents, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var name, parent string
		err := scan(&name, &parent)
		if parents[name] == "" {
			parents[name] = parent
		}
		return err
	}, "SELECT name, parent FROM dictionary WHERE kind = ? ORDER BY active DESC, sort, id", dictionary)
}

// part reads the rows of a part; the first column is the proposal's id, and put is called with its case once scan has read the rest into the
// variables.
func (r *caseReader) part(query string, into []any, put func(c *docket.Case)) error {
	var id int64
	into = append([]any{&id}, into...)
	return store.ScanRows(r.ctx, r.db, func(scan func(...any) error) error {
		err := scan(into...)
		if i, ok := r.at[id]; ok && err == nil {
			put(&r.cases[i])
		}
		return err
	}, strings.Replace(query, "{chosen}", "x.proposal_id IN (SELECT p.id FROM proposal p WHERE "+r.where+")", 1), r.args...)
}

func (r *caseReader) proposers() error {
	var p docket.Proposer
	var counts bool
	return r.part("SELECT x.proposal_id, COALESCE(x.member_id, 0), x.name, x.role <> '附议' FROM proposal_proposer x WHERE {chosen} ORDER BY x.proposal_id, x.ordinal",
		[]any{&p.MemberID, &p.Name, &counts}, func(c *docket.Case) {
			if c.People = append(c.People, p); len(c.People) == 1 {
				c.Proposer, c.Proposers = p.Name, p.Name
			} else {
				c.Proposers += "、" + p.Name
			}
			if counts {
				c.ProposerCount++
			}
		})
}

func (r *caseReader) reasons() error {
	var reason string
	return r.part("SELECT x.proposal_id, x.reason FROM proposal_refusal x WHERE {chosen} ORDER BY x.id", []any{&reason}, func(c *docket.Case) {
		c.Reasons = zh.JoinNames(append(zh.SplitNames(c.Reasons), reason))
	})
}

func (r *caseReader) assignments() error {
	var a docket.Assignment
	return r.part(`SELECT x.proposal_id, x.id, x.unit_id, u.name, x.round, x.role, x.assigned_on, CASE WHEN x.extended_to <> '' THEN x.extended_to ELSE x.due_on END,
		x.due_rule, CASE WHEN x.extended_to <> '' THEN x.due_on ELSE '' END, x.extended_on, x.returned_on, COALESCE(y.replied_on, ''), COALESCE(y.result_class, '')
		FROM assignment x JOIN unit u ON u.id = x.unit_id LEFT JOIN reply y ON y.assignment_id = x.id WHERE {chosen} ORDER BY x.id`,
		[]any{&a.ID, &a.UnitID, &a.Unit, &a.Round, &a.Role, &a.AssignedOn, &a.DueOn, &a.Rule, &a.ExtendedFrom, &a.ExtendedOn, &a.ReturnedOn, &a.RepliedOn, &a.ResultClass},
		func(c *docket.Case) { c.Assignments = append(c.Assignments, a) })
}

func (r *caseReader) past() error {
	var p docket.Past
	return r.part(`SELECT x.proposal_id, w.assignment_id, w.was_id, w.unit_id, u.name, x.round, w.role, w.assigned_on, CASE WHEN w.extended_to <> '' THEN w.extended_to ELSE w.due_on END,
		w.due_rule, CASE WHEN w.extended_to <> '' THEN w.due_on ELSE '' END, w.extended_on, w.returned_on, COALESCE(y.replied_on, ''), COALESCE(y.result_class, ''), w.until_on
		FROM assignment_past w JOIN assignment x ON x.id = w.assignment_id JOIN unit u ON u.id = w.unit_id
		LEFT JOIN reply y ON y.assignment_id = x.id AND w.was_id = x.id WHERE {chosen} ORDER BY w.until_on, w.id`,
		[]any{
			&p.Of, &p.ID, &p.UnitID, &p.Unit, &p.Round, &p.Role, &p.AssignedOn, &p.DueOn, &p.Rule, &p.ExtendedFrom, &p.ExtendedOn, &p.ReturnedOn, &p.RepliedOn, &p.ResultClass,
			&p.UntilOn,
		},
		func(c *docket.Case) { c.Past = append(c.Past, p) })
}

func (r *caseReader) talks() error {
	sides, err := parentsOf(r.ctx, r.db, "consultation_mode")
	if err != nil {
		return err
	}
	var t docket.Talk
	var mode string
	return r.part(`SELECT x.proposal_id, COALESCE(x.unit_id, 0), COALESCE(u.name, ''), x.on_date, x.mode
		FROM consultation x LEFT JOIN unit u ON u.id = x.unit_id WHERE {chosen} ORDER BY x.id`, []any{&t.UnitID, &t.Unit, &t.On, &mode}, func(c *docket.Case) {
		t.Face = sides[mode] == "face"
		c.Talks = append(c.Talks, t)
	})
}

func (r *caseReader) feedback() error {
	var f docket.Feedback
	return r.part(`SELECT x.proposal_id, COALESCE(q.ordinal, 1), COALESCE(q.name, ''), COALESCE(x.unit_id, 0), COALESCE(u.name, ''), x.round,
		x.returned_on, x.attitude, x.result, x.adoption
		FROM feedback x LEFT JOIN unit u ON u.id = x.unit_id LEFT JOIN proposal_proposer q ON q.id = x.proposer_id WHERE {chosen} ORDER BY x.id`,
		[]any{&f.Place, &f.Proposer, &f.UnitID, &f.Unit, &f.Round, &f.ReturnedOn, &f.Attitude, &f.Result, &f.Adoption},
		func(c *docket.Case) { c.Feedback = append(c.Feedback, f) })
}

func (r *caseReader) nodes() error {
	var n docket.Node
	return r.part(`SELECT x.proposal_id, x.kind, x.due_on, x.done_on, x.person, x.note FROM tracking_node x WHERE {chosen}
		ORDER BY COALESCE((SELECT min(d.sort) FROM dictionary d WHERE d.kind = 'tracking_node' AND d.name = x.kind), 99), x.id`,
		[]any{&n.Kind, &n.DueOn, &n.DoneOn, &n.Person, &n.Note}, func(c *docket.Case) { c.Nodes = append(c.Nodes, n) })
}

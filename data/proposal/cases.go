package proposal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// readCases reads the proposals the filter chooses with their parts from the records themselves, each table once, by number, those without one last.
func readCases(ctx context.Context, db bun.IDB, filter Filter) ([]docket.Case, error) {
	names, err := readNames(ctx, db)
	if err != nil {
		return nil, err
	}
	r := &caseReader{ctx: ctx, db: db, names: names, at: map[int64]int{}}
	r.where, r.args = filter.where()
	r.chosen, r.owners = "x.proposal_id IN (SELECT p.id FROM proposal p WHERE "+r.where+")", r.args
	if len(filter.IDs) == 1 { // the parts of any other are passed over
		r.chosen, r.owners = "x.proposal_id = ?", []any{filter.IDs[0]}
	}
	for _, of := range []struct {
		table string
		read  func() error
	}{
		{"proposal", r.heads},
		{"review_past", r.reviews},
		{roots, r.roots},
		{"archive_past", r.archives},
		{"proposal_proposer", r.proposers},
		{"proposal_refusal", r.reasons},
		{"assignment", r.assignments},
		{"assignment_past", r.past},
		{"consultation", r.talks},
		{"reminder", r.reminders},
		{"feedback", r.feedback},
		{"tracking_node", r.nodes},
		{"promise", r.promises},
		{"reply_draft", r.drafts},
		{"revisit", r.revisits},
		{"proposal_review", r.stages},
	} {
		if slices.Contains(filter.without, of.table) {
			continue
		}
		if err := of.read(); err != nil {
			return nil, fmt.Errorf("read proposals: %w", err)
		}
	}
	slices.SortFunc(r.cases, func(a, b docket.Case) int {
		return cmp.Or(cmp.Compare(placeOf(&a.Head, &a.Review), placeOf(&b.Head, &b.Review)), cmp.Compare(a.ID, b.ID))
	})
	return r.cases, nil
}

// caseReader reads proposals and puts each row of a part to its proposal.
type caseReader struct {
	ctx   context.Context
	db    bun.IDB
	names *docket.Names
	where string
	args  []any

	chosen string // which rows x of a part are read
	owners []any  // the values in chosen

	cases []docket.Case
	at    map[int64]int // of each proposal's id in cases
}

func (r *caseReader) heads() error {
	return store.ScanRows(r.ctx, r.db, func(scan func(...any) error) error {
		var c docket.Case
		err := scan(&c.ID, &c.SessionID, &c.Serial, &c.Number, &c.Title, &c.Kind, &c.Timing, &c.ReceivedOn, &c.Category, &c.Open, &c.SuggestedUnits, &c.Handling,
			&c.Excellent, &c.Note, &c.Conclusion, &c.ReviewedOn, &c.Destination, &c.MergedInto, &c.MergedNumber, &c.IsKey, &c.Tracked, &c.TrackedOn, &c.ChairLeader, &c.Method, &c.ArchivedOn, &c.PassedOn,
			&c.SubmittedBy, &c.Instructed, &c.InstructedOn)
		r.names.Head(&c.Head)
		c.Former = r.names.Former
		r.at[c.ID] = len(r.cases)
		r.cases = append(r.cases, c)
		return err
	}, `SELECT p.id, p.session_id, p.serial, COALESCE(p.number, 0), p.title, p.kind, p.timing, p.received_on, p.category, p.open, p.suggested_units, p.handling,
		p.excellent, p.note, p.conclusion, p.reviewed_on, p.destination, COALESCE(p.merged_into, 0), COALESCE(root.number, 0),
		k.id IS NOT NULL, COALESCE(k.tracked, 0), COALESCE(k.tracked_on, ''), COALESCE(k.chair_leader, ''), COALESCE(k.method, ''), p.archived_on, p.passed_on, p.submitted_by, p.instruction <> '' OR p.instructed_on <> '', p.instructed_on
		FROM proposal p LEFT JOIN proposal root ON root.id = p.merged_into LEFT JOIN key_proposal k ON k.proposal_id = p.id
		WHERE `+r.where, r.args...)
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
	}, strings.Replace(query, "{chosen}", r.chosen, 1), r.owners...)
}

func (r *caseReader) reviews() error {
	var p docket.PastReview
	return r.part(`SELECT x.proposal_id, x.conclusion, x.reviewed_on, x.destination, x.reasons, COALESCE(x.number, 0), COALESCE(x.merged_into, 0), COALESCE(root.number, 0), x.until_on
		FROM review_past x LEFT JOIN proposal root ON root.id = x.merged_into WHERE {chosen} ORDER BY x.until_on, x.id`,
		[]any{&p.Conclusion, &p.ReviewedOn, &p.Destination, &p.Reasons, &p.Number, &p.MergedInto, &p.MergedNumber, &p.UntilOn},
		func(c *docket.Case) { c.Reviews = append(c.Reviews, p) })
}

func (r *caseReader) archives() error {
	var a docket.Archived
	return r.part("SELECT x.proposal_id, x.archived_on, x.opened_on FROM archive_past x WHERE {chosen} ORDER BY x.id", []any{&a.On, &a.OpenedOn}, func(c *docket.Case) { c.Archives = append(c.Archives, a) })
}

// roots is what Filter.without calls the numbers of what proposals are merged into.
const roots = "proposal that others are merged into"

func (r *caseReader) roots() error {
	into := func(m *docket.Review) bool { return m.MergedInto != 0 }
	if !slices.ContainsFunc(r.cases, func(c docket.Case) bool {
		return into(&c.Review) || slices.ContainsFunc(c.Reviews, func(p docket.PastReview) bool { return into(&p.Review) })
	}) {
		return nil
	}
	var n docket.RootNumber
	const merged = "(SELECT id AS proposal_id, merged_into FROM proposal WHERE merged_into IS NOT NULL UNION SELECT proposal_id, merged_into FROM review_past WHERE merged_into IS NOT NULL) x"
	for _, of := range []string{
		"COALESCE(o.number, 0), o.reviewed_on, o.until_on FROM " + merged + " JOIN review_past o ON o.proposal_id = x.merged_into WHERE {chosen} ORDER BY o.until_on, o.id",
		"COALESCE(o.number, 0), o.reviewed_on, '' FROM " + merged + " JOIN proposal o ON o.id = x.merged_into WHERE {chosen}",
	} {
		if err := r.part("SELECT x.proposal_id, x.merged_into, "+of, []any{&n.ID, &n.Number, &n.ReviewedOn, &n.UntilOn}, func(c *docket.Case) { c.Roots = append(c.Roots, n) }); err != nil {
			return err
		}
	}
	return nil
}

func (r *caseReader) proposers() error {
	var p docket.Proposer
	var first, counts bool
	return r.part("SELECT x.proposal_id, COALESCE(x.member_id, 0), x.name, x.ordinal = 1, x.role <> '附议' FROM proposal_proposer x WHERE {chosen} ORDER BY x.proposal_id, x.ordinal",
		[]any{&p.MemberID, &p.Name, &first, &counts}, func(c *docket.Case) {
			if c.People = append(c.People, p); len(c.People) == 1 {
				c.Proposer, c.Proposers = p.Name, p.Name
			} else {
				c.Proposers += "、" + p.Name
			}
			if counts {
				c.ProposerCount++
			}
			if p.MemberID != 0 {
				c.Movers = c.Movers.With(p.MemberID, first, counts)
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
		x.due_rule, CASE WHEN x.extended_to <> '' THEN x.due_on ELSE '' END, x.extended_on, x.accepted_on, x.asked_on, x.kept_on, x.returned_on, COALESCE(y.replied_on, ''), COALESCE(y.result_class, ''), x.silent_on, x.evaluation_id IS NOT NULL
		FROM assignment x JOIN unit u ON u.id = x.unit_id LEFT JOIN reply y ON y.assignment_id = x.id WHERE {chosen} ORDER BY x.id`,
		[]any{
			&a.ID, &a.UnitID, &a.Unit, &a.Round, &a.Role, &a.AssignedOn, &a.DueOn, &a.Rule, &a.ExtendedFrom, &a.ExtendedOn, &a.SignedOn, &a.AskedOn, &a.KeptOn, &a.ReturnedOn,
			&a.RepliedOn, &a.ResultClass, &a.SilentOn, &a.Low,
		},
		func(c *docket.Case) { c.Assignments = append(c.Assignments, a) })
}

func (r *caseReader) past() error {
	var p docket.Past
	return r.part(`SELECT x.proposal_id, w.assignment_id, w.was_id, w.unit_id, u.name, x.round, w.role, w.assigned_on, CASE WHEN w.extended_to <> '' THEN w.extended_to ELSE w.due_on END,
		w.due_rule, CASE WHEN w.extended_to <> '' THEN w.due_on ELSE '' END, w.extended_on, w.accepted_on, w.asked_on, w.kept_on, w.returned_on, COALESCE(y.replied_on, ''), COALESCE(y.result_class, ''), CASE WHEN w.was_id = x.id THEN x.silent_on ELSE '' END, x.evaluation_id IS NOT NULL AND w.was_id = x.id, w.until_on
		FROM assignment_past w JOIN assignment x ON x.id = w.assignment_id JOIN unit u ON u.id = w.unit_id
		LEFT JOIN reply y ON y.assignment_id = x.id AND w.was_id = x.id WHERE {chosen} ORDER BY w.until_on, w.id`,
		[]any{
			&p.Of, &p.ID, &p.UnitID, &p.Unit, &p.Round, &p.Role, &p.AssignedOn, &p.DueOn, &p.Rule, &p.ExtendedFrom, &p.ExtendedOn, &p.SignedOn, &p.AskedOn,
			&p.KeptOn, &p.ReturnedOn, &p.RepliedOn, &p.ResultClass, &p.SilentOn, &p.Low, &p.UntilOn,
		},
		func(c *docket.Case) { c.Past = append(c.Past, p) })
}

func (r *caseReader) talks() error {
	var t docket.Talk
	return r.part(`SELECT x.proposal_id, COALESCE(x.unit_id, 0), COALESCE(u.name, ''), x.on_date, x.mode
		FROM consultation x LEFT JOIN unit u ON u.id = x.unit_id WHERE {chosen} ORDER BY x.id`, []any{&t.UnitID, &t.Unit, &t.On, &t.Mode}, func(c *docket.Case) {
		t.Face = r.names.Face(t.Mode)
		c.Talks = append(c.Talks, t)
	})
}

func (r *caseReader) reminders() error {
	var m docket.Reminder
	return r.part("SELECT x.proposal_id, x.unit_id, u.name, x.on_date, x.mode FROM reminder x JOIN unit u ON u.id = x.unit_id WHERE {chosen} ORDER BY x.id",
		[]any{&m.UnitID, &m.Unit, &m.On, &m.Mode}, func(c *docket.Case) { c.Reminders = append(c.Reminders, m) })
}

func (r *caseReader) feedback() error {
	var f docket.Feedback
	return r.part(`SELECT x.proposal_id, CASE WHEN q.proposal_id <> x.proposal_id THEN `+strconv.Itoa(docket.MergedPlace(0))+` + q.id ELSE COALESCE(q.ordinal, 1) END, COALESCE(q.name, ''), COALESCE(x.unit_id, 0), COALESCE(u.name, ''), x.round,
		x.returned_on, x.attitude, x.result, x.adoption, x.suggestions, x.adopted
		FROM feedback x LEFT JOIN unit u ON u.id = x.unit_id LEFT JOIN proposal_proposer q ON q.id = x.proposer_id WHERE {chosen} ORDER BY x.id`,
		[]any{&f.Place, &f.Proposer, &f.UnitID, &f.Unit, &f.Round, &f.ReturnedOn, &f.Attitude, &f.Result, &f.Adoption, &f.Suggestions, &f.Adopted},
		func(c *docket.Case) { c.Feedback = append(c.Feedback, f) })
}

func (r *caseReader) nodes() error {
	var n docket.Node
	err := r.part("SELECT x.proposal_id, x.id, x.kind, x.due_on, x.done_on, x.person, x.note FROM tracking_node x WHERE {chosen} ORDER BY x.id",
		[]any{&n.ID, &n.Kind, &n.DueOn, &n.DoneOn, &n.Person, &n.Note}, func(c *docket.Case) { c.Nodes = append(c.Nodes, n) })
	for i := range r.cases {
		r.names.Sort(r.cases[i].Nodes)
	}
	return err
}

func (r *caseReader) promises() error {
	var p docket.Promise
	return r.part("SELECT x.proposal_id, x.id, x.unit_id, u.name, x.text, x.made_on, x.due_on, x.settled_on, x.outcome FROM promise x JOIN unit u ON u.id = x.unit_id WHERE {chosen} ORDER BY x.id",
		[]any{&p.ID, &p.UnitID, &p.Unit, &p.Text, &p.MadeOn, &p.DueOn, &p.SettledOn, &p.Outcome}, func(c *docket.Case) { c.Promises = append(c.Promises, p) })
}

func (r *caseReader) drafts() error {
	var d docket.Draft
	return r.part("SELECT x.proposal_id, x.unit_id, u.name, x.round, x.sent_on, x.judged_on, x.outcome FROM reply_draft x JOIN unit u ON u.id = x.unit_id WHERE {chosen} ORDER BY x.id",
		[]any{&d.UnitID, &d.Unit, &d.Round, &d.SentOn, &d.JudgedOn, &d.Outcome}, func(c *docket.Case) { c.Drafts = append(c.Drafts, d) })
}

func (r *caseReader) stages() error {
	var s docket.Stage
	return r.part("SELECT x.proposal_id, x.stage, x.on_date FROM proposal_review x WHERE {chosen} AND x.stage <> '审定' ORDER BY x.stage = '复审', x.id",
		[]any{&s.Name, &s.On}, func(c *docket.Case) { c.Stages = append(c.Stages, s) })
}

func (r *caseReader) revisits() error {
	var v docket.Revisit
	return r.part("SELECT x.proposal_id, COALESCE(x.unit_id, 0), COALESCE(u.name, ''), x.on_date, x.finding FROM revisit x LEFT JOIN unit u ON u.id = x.unit_id WHERE {chosen} ORDER BY x.id",
		[]any{&v.UnitID, &v.Unit, &v.On, &v.Finding}, func(c *docket.Case) { c.Revisits = append(c.Revisits, v) })
}

package proposal

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// feedbackRule is the code of the rule until when what a proposer thinks of a reply is to be back (征询意见表返还).
const feedbackRule = "feedback"

// FeedbackDay is until when what the proposers think of a reply of the day is to be back (反馈期限), with how it was counted; "" where there is no reply or no rule.
func (r *Ruler) FeedbackDay(h *docket.Head, repliedOn string) (due, why string, err error) {
	if len(r.rules[feedbackRule]) == 0 {
		return "", "", nil
	}
	return r.Day(feedbackRule, SubjectOf(h), repliedOn)
}

// await sets until when it is waited for what the first proposer thinks.
func (r *Ruler) await(l *docket.Line) error {
	l.FeedbackDueOn, l.FeedbackEndsOn, l.FeedbackRule = "", "", ""
	if l.AwaitedSince == "" {
		return nil
	}
	key := waitKey{SubjectOf(&l.Head), l.AwaitedSince, l.AwaitedLast}
	w, known := r.waits[key]
	if !known {
		var err error
		if w, err = r.waitFor(&l.Head, l.AwaitedSince, l.AwaitedLast); err != nil {
			return err
		}
		r.waits[key] = w
	}
	l.FeedbackDueOn, l.FeedbackEndsOn, l.FeedbackRule = w.due, w.ends, w.why
	return nil
}

// waitKey is what a wait follows from, and waited until when it is for the earliest and the latest reply, with how the first came about. A list of many
// proposals has a few hundred of them.
type (
	waitKey struct {
		of          Subject
		since, last string
	}
	waited struct{ due, ends, why string }
)

func (r *Ruler) waitFor(h *docket.Head, since, last string) (w waited, err error) {
	if w.due, w.why, err = r.FeedbackDay(h, since); err != nil {
		return w, err
	}
	if w.ends = w.due; last != since {
		w.ends, _, err = r.FeedbackDay(h, last)
	}
	w.why = r.days.Explain(w.why, since, w.due)
	return w, err
}

// Wait is that what the first proposer thinks of a reply is to be back by a day.
type Wait struct {
	docket.Assignment

	By, Why string // why it is that day
}

// WaitsOf are those of a proposal.
func (r *Ruler) WaitsOf(c *docket.Case) ([]Wait, error) {
	var all []Wait
	for _, a := range c.Awaited() {
		by, why, err := r.FeedbackDay(&c.Head, a.RepliedOn)
		if err != nil {
			return nil, err
		}
		if by != "" {
			all = append(all, Wait{a, by, r.days.Explain(why, a.RepliedOn, by)})
		}
	}
	return all, nil
}

// toCome are the deadlines of what is waited for of the proposal, as its way shows them.
func toCome(ctx context.Context, db bun.IDB, id int64) ([]Milestone, error) {
	ruler, err := NewRuler(ctx, db)
	if err != nil {
		return nil, err
	}
	cases, err := Cases(ctx, db, Filter{IDs: []int64{id}})
	if err != nil || len(cases) == 0 {
		return nil, err
	}
	waits, err := ruler.WaitsOf(&cases[0])
	var all []Milestone
	for i := range waits {
		all = append(all, Milestone{On: waits[i].By, Text: "反馈期限 " + waits[i].Unit, Open: true})
	}
	return all, err
}

// withOpen adds to a way in its order what has still to be.
func withOpen(way, open []Milestone) []Milestone {
	way = append(way, open...)
	slices.SortStableFunc(way, func(a, b Milestone) int {
		switch {
		case a.Open && b.Open:
			return cmp.Compare(a.On, b.On)
		case a.Open:
			return 1
		case b.Open:
			return -1
		default:
			return 0
		}
	})
	return way
}

// The keys of what says until when the proposer's opinion is waited for, and whether that is over for each reply.
const (
	feedbackDue  = "feedback_due_on"
	feedbackEnds = "feedback_ends_on"
	feedbackOver = "feedback_over"
)

// setWait sets what the steps need of it.
func setWait(v record.Values, then *docket.Line) {
	if then.FeedbackEndsOn == "" {
		return
	}
	if v[feedbackEnds] = then.FeedbackEndsOn; then.FeedbackOver() {
		v[feedbackOver] = "是"
	}
}

// awaitedRows are the rows of the replies of which the first proposer has still to say what he thinks, as docket.Case.Awaited.
func awaitedRows(r record.Record) []rows.Row {
	all := answering(r)
	return slices.DeleteFunc(unheard(r, partRows(r, "proposers")[0]["name"]), func(row rows.Row) bool {
		return row["silent_on"] != "" || slices.ContainsFunc(all, func(other rows.Row) bool {
			return record.CountOf(other["round"]) > record.CountOf(row["round"]) && (other["unit"] == row["unit"] || other["role"] != docket.RoleSplit)
		})
	})
}

// feedbackOverdue says until when the proposer has to say what he thinks of the replies.
func feedbackOverdue(r record.Record) string {
	switch {
	case r.Values[feedbackEnds] == "":
		return "没有在等的征询意见，或期限规则里没有「征询意见表返还」。"
	case !record.Yes(r.Values[feedbackOver]):
		return "反馈期限是 " + r.Values[feedbackEnds] + "，过了这一天还没有收回征询意见表的才能登记「到期未反馈」。"
	default:
		return ""
	}
}

// unanswered notes that the office waits no more for what the proposer thinks.
func unanswered(r record.Record, v record.Values) (record.Values, error) {
	all := partRows(r, "assignments")
	for _, row := range awaitedRows(r) {
		record.ByRowID(all, row[rows.ID])["silent_on"] = v["silent_on"]
	}
	return record.Values{"assignments": rows.Text(all)}, nil
}

// brokenSilence is the record with what it said of the replies of being waited for in vain taken back, where the first proposer's opinion of them was there by
// then, and whether it is another.
func brokenSilence(r record.Record, of []rows.Row, on string) (record.Record, bool) {
	all, changed := partRows(r, "assignments"), false
	for _, heard := range of {
		if row := record.ByRowID(all, heard[rows.ID]); row["silent_on"] >= on && row["silent_on"] != "" {
			row["silent_on"], changed = "", true
		}
	}
	if changed {
		r.Values = maps.Clone(r.Values)
		r.Values["assignments"] = rows.Text(all)
	}
	return r, changed
}

// checkSilent refuses that the proposer's opinion of a reply is waited for no more before it had to be there.
func checkSilent(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) error {
	on, replied := v["silent_on"], v["replied_on"]
	if on == "" || replied == "" || on == was["silent_on"] && replied == was["replied_on"] {
		return nil
	}
	until, why, err := ruledDate(ctx, tx, feedbackRule, owner, replied)
	if err != nil || on > until {
		return err
	}
	if tx.Importing {
		tx.Remark("到期未反馈早于反馈期限的有")
		return nil
	}
	return store.Refuse(store.CodeInvalid, "「%s」的反馈期限是 %s（%s），到期未反馈的日期 %s 应晚于这一天。", v["unit"], until, why, on)
}

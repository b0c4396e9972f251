package supervision

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// Cause is what a proposal leaves to be put right: a promise of a unit, or what a proposer thought of a reply. One of the ids is 0.
type Cause struct{ Promise, Feedback int64 }

// column is where a point notes the cause, and its id.
func (c Cause) column() (string, int64) {
	if c.Promise != 0 {
		return "promise_id", c.Promise
	}
	return "feedback_id", c.Feedback
}

// Raised is a cause with the point of a letter that it has become, or can become (转为整改事项).
type Raised struct {
	Cause

	Unit, Text string // whose it is, and what the point says
	Why        string // why it cannot become one; "" when it can, or has

	Point, Letter  int64  // 0: none yet
	Title          string // of the letter
	Called, Status string // of the point: 3-1, 整改中
}

// CausesOf are the causes of a proposal: its promises that were not kept or are open, those overdue on the day (YYYY-MM-DD) called so, and the opinions of
// proposers who are not satisfied.
func CausesOf(ctx context.Context, db bun.IDB, proposalID int64, day string) ([]Raised, error) {
	r, err := proposal.Proposals.Record(ctx, db, proposalID)
	if err != nil {
		return nil, err
	}
	part := func(key string) (all []rows.Row) {
		if err == nil {
			all, err = rows.Parse(r.Values[key])
		}
		return all
	}
	promises, opinions, units := part("promises"), part("feedback"), part("assignments")
	if err != nil {
		return nil, fmt.Errorf("parts of proposal %d: %w", proposalID, err)
	}
	var all []Raised
	for _, row := range promises {
		if row["outcome"] != docket.Kept {
			all = append(all, Raised{Cause: Cause{Promise: record.RowID(row)}, Unit: row["unit"], Text: promiseText(calledIn(r), row, day)})
		}
	}
	for _, row := range opinions {
		if row["result"] != proposal.Dissatisfied && row["attitude"] != proposal.Dissatisfied {
			continue
		}
		c := Raised{Cause: Cause{Feedback: record.RowID(row)}, Unit: cmp.Or(row["unit"], answering(units, row["round"])), Text: opinionText(calledIn(r), row)}
		if c.Unit == "" {
			c.Why = "没有写明是对哪个单位的，请先在「征询意见」中写明承办单位。"
		}
		all = append(all, c)
	}
	return all, pointsOfCauses(ctx, db, proposalID, all)
}

// pointsOfCauses notes which of the causes are points already.
func pointsOfCauses(ctx context.Context, db bun.IDB, proposalID int64, all []Raised) error {
	query := "SELECT COALESCE(x.promise_id, 0), COALESCE(x.feedback_id, 0), x.id, l.id, l.title, COALESCE(l.number || '-' || x.ordinal, ''), " + pointState(forever) +
		", l.deleted_at FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE x.proposal_id = ? AND (x.promise_id IS NOT NULL OR x.feedback_id IS NOT NULL)"
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var found Raised
		var deleted string
		if err := scan(&found.Promise, &found.Feedback, &found.Point, &found.Letter, &found.Title, &found.Called, &found.Status, &deleted); err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(c Raised) bool { return c.Cause == found.Cause })
		switch {
		case at < 0: // kept since
		case deleted != "":
			all[at].Why = "已写入「" + found.Title + "」，那份意见书在回收站里，请先恢复。"
		default:
			found.Unit, found.Text = all[at].Unit, all[at].Text
			all[at] = found
		}
		return nil
	}, query, proposalID)
	if err != nil {
		return fmt.Errorf("points of proposal %d: %w", proposalID, err)
	}
	return nil
}

// calledIn is a proposal in a sentence: 第 12 号提案.
func calledIn(r record.Record) string {
	if number := r.Values["number"]; number != "" {
		return "第 " + number + " 号提案"
	}
	return "提案「" + r.Values["title"] + "」"
}

func promiseText(called string, row rows.Row, day string) string {
	how := "待落实"
	switch promise := (docket.Promise{DueOn: row["due_on"], SettledOn: row["settled_on"], Outcome: row["outcome"]}); {
	case promise.Outcome == docket.Broken:
		how = "没有落实"
	case promise.Late(day):
		how = "逾期未落实"
	}
	text := called + "承诺的事项" + how + "：" + row["text"]
	if row["due_on"] != "" {
		text += "（承诺 " + row["due_on"] + " 前落实）"
	}
	return text
}

func opinionText(called string, row rows.Row) string {
	what := "办理结果"
	if row["result"] != proposal.Dissatisfied {
		what = "办理工作"
	}
	text := called + "的提案人" + row["proposer"] + "对" + what + "不满意"
	if opinion := strings.Join(strings.Fields(row["opinion"]), " "); opinion != "" {
		text += "：" + opinion
	}
	return text
}

// answering is the unit that alone answers in a round, "" where several do or none.
func answering(units []rows.Row, round string) (only string) {
	for _, u := range units {
		switch {
		case u["round"] != round || u["role"] == docket.RoleCo || u["returned_on"] != "":
		case only != "":
			return ""
		default:
			only = u["unit"]
		}
	}
	return only
}

// RaiseWording is what the journal says of it.
func RaiseWording(c Raised) string { return "转为整改事项：" + c.Text }

// Raise makes a cause of a proposal a point of a letter (转为整改事项): of one to the unit of it that is still being drafted for the proposal, else of a new
// one of the scope's year. What has become a point is refused: it is followed there.
func Raise(ctx context.Context, tx *store.Tx, scope record.Scope, proposalID int64, cause Cause) (made Raised, err error) {
	all, err := CausesOf(ctx, tx, proposalID, tx.Today())
	if err != nil {
		return made, err
	}
	at := slices.IndexFunc(all, func(c Raised) bool { return c.Cause == cause })
	if at < 0 {
		return made, store.Refuse(store.CodeNotFound, "这件提案没有这一条要整改的承诺或不满意的反馈，可能已经改过了。")
	}
	made = all[at]
	switch {
	case made.Point != 0:
		return made, store.Refuse(store.CodeDuplicate, "「%s」已写入「%s」，一条只转一次，请到「整改」里办。", made.Text, made.Title)
	case made.Why != "":
		return made, store.Refuse(store.CodeInvalid, "「%s」不能转为整改事项：%s", made.Text, made.Why)
	}
	r, err := proposal.Proposals.RecordWith(ctx, tx, scope, proposalID, record.FlatFields)
	if err != nil {
		return made, err
	}
	column, id := cause.column()
	err = made.draft(ctx, tx, scope, "关于"+calledIn(r)+"办理情况的监督意见", "proposal_id", store.Columns{"proposal_id": proposalID, column: id})
	return made, err
}

// draft writes the text of the cause behind the other points of its letter: of one to the unit that is still being drafted with points of the same source,
// which is in the column of, else of a new one with the title. The point gets the columns.
func (c *Raised) draft(ctx context.Context, tx *store.Tx, scope record.Scope, title, of string, columns store.Columns) error {
	drafts, err := store.IDs(ctx, tx, `SELECT DISTINCT l.id FROM opinion_letter l JOIN unit u ON u.id = l.unit_id JOIN opinion_point x ON x.letter_id = l.id
		WHERE l.year = ? AND l.deleted_at = '' AND l.submitted_on = '' AND l.approved_on = '' AND l.delivered_on = '' AND x.`+of+` = ? AND u.name = ? ORDER BY l.id`, scope.Year, columns[of], c.Unit)
	if err != nil {
		return err
	}
	v := record.Values{"title": title, "unit": c.Unit}
	var points []rows.Row
	if len(drafts) > 0 {
		c.Letter = drafts[0]
		letter, err := Letters.Record(ctx, tx, c.Letter)
		if err != nil {
			return err
		}
		points, v = partRows(letter), record.Values{"title": letter.Values["title"]}
	}
	c.Title = v["title"]
	v["points"] = rows.Text(append(points, rows.Row{"text": c.Text}))
	if c.Letter, err = Letters.Save(ctx, tx, scope, c.Letter, v); err != nil {
		return err
	}
	if c.Point, err = store.LookUp(ctx, tx, "SELECT id FROM opinion_point WHERE letter_id = ? ORDER BY ordinal DESC LIMIT 1", c.Letter); err != nil {
		return err
	}
	return tx.Update(ctx, "opinion_point", c.Point, columns)
}

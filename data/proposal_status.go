package data

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/uptrace/bun"

	"cppccdesk/assets"
	"cppccdesk/data/calendar"
)

// ProposalFacts are what the state of a proposal follows from.
type ProposalFacts struct {
	Conclusion    string
	Assigned      bool // a unit has to answer
	Round         int  // the newest round of assignment
	Open          int  // units of the newest round that have not answered
	FeedbackRound int  // the newest round with feedback
	Satisfaction  string
}

// DeriveStatus gives the state a proposal is in. It is never typed, so it cannot contradict the record; the words are
// those of the state table the office works by.
func DeriveStatus(f ProposalFacts) string {
	switch f.Conclusion {
	case "":
		return "已提交"
	case "并案":
		return "已并案"
	case "不予立案":
		return "不立案"
	case "退回修改":
		return "草稿"
	case "撤案":
		return "已撤案"
	}
	switch {
	case !f.Assigned:
		return "已立案"
	case f.Open > 0 && f.Round > 1:
		return "重新办理"
	case f.Open > 0:
		return "办理中"
	case f.FeedbackRound < f.Round:
		return "已答复"
	case f.Satisfaction == "不满意":
		return "重新办理"
	default:
		return "已办结"
	}
}

// refreshStatus stores the state that follows from what is recorded. Every write that touches a proposal ends with it.
func refreshStatus(ctx context.Context, tx *Tx, id int64) error {
	var f ProposalFacts
	var answering int
	err := tx.QueryRowContext(ctx, `SELECT l.conclusion, l.round, l.feedback_round, l.satisfaction,
		(SELECT count(*) FROM answering a WHERE a.proposal_id = l.id),
		(SELECT count(*) FROM answering a WHERE a.proposal_id = l.id AND a.round = l.round AND a.replied_on = '')
		FROM proposal_list l WHERE l.id = ?`, id).Scan(&f.Conclusion, &f.Round, &f.FeedbackRound, &f.Satisfaction, &answering, &f.Open)
	if err != nil {
		return fmt.Errorf("status of proposal %d: %w", id, err)
	}
	f.Assigned = answering > 0
	status := DeriveStatus(f)
	return tx.exec(ctx, "UPDATE proposal SET status = ? WHERE id = ? AND status <> ?", status, id, status)
}

// WorkCalendar is the calendar of working days the program ships with.
var WorkCalendar = sync.OnceValues(func() (*calendar.Calendar, error) {
	holidays, err := fs.Sub(assets.HolidayFS, "holidays")
	if err != nil {
		return nil, fmt.Errorf("holiday table: %w", err)
	}
	return calendar.Load(holidays)
})

// DeadlineRule reads one of the office's deadline rules by its code.
func DeadlineRule(ctx context.Context, db bun.IDB, code string) (calendar.Rule, error) {
	var rule calendar.Rule
	var base string
	err := db.QueryRowContext(ctx, "SELECT months, days, workdays, roll, base FROM deadline_rule WHERE code = ?", code).
		Scan(&rule.Months, &rule.Days, &rule.Workdays, &rule.Roll, &base)
	if err != nil {
		return rule, fmt.Errorf("deadline rule %s: %w", code, err)
	}
	rule.From = strings.TrimSuffix(base, "日")
	return rule, nil
}

// dueDate settles a deadline: the one given, else the rule's counted from start; with its reason in words. A given date
// that is the rule's own is explained by the rule.
func dueDate(ctx context.Context, db bun.IDB, code, start, given string, spoken bool) (due, why string, err error) {
	if start != "" {
		if due, why, err = ruledDate(ctx, db, code, start); err != nil {
			return "", "", err
		}
	}
	if given != "" && given != due && (spoken || start == "") {
		return given, "期限由交办时写明", nil
	}
	return due, why, nil
}

func ruledDate(ctx context.Context, db bun.IDB, code, start string) (due, why string, err error) {
	rule, err := DeadlineRule(ctx, db, code)
	if err != nil {
		return "", "", err
	}
	from, err := calendar.ParseDate(start)
	if err != nil {
		return "", "", Refuse(CodeInvalid, "日期「%s」不对,应为 2026-03-10 这样的日期。", start)
	}
	days, err := WorkCalendar()
	if err != nil {
		return "", "", err
	}
	computed, err := days.Deadline(rule, from)
	if err != nil {
		return "", "", Refuse(CodeInvalid, "期限规则「%s」有误:%s。", code, err)
	}
	why = computed.Explanation
	if computed.Warning != "" {
		why += ";" + computed.Warning
	}
	return computed.Date.String(), why, nil
}

package proposal

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// RefreshStatus stores the state that follows from all that is recorded. Every write that touches a proposal ends with it, or with settleProposal.
func RefreshStatus(ctx context.Context, tx *store.Tx, id int64) error {
	cases, err := readCases(ctx, tx, Filter{IDs: []int64{id}})
	if err != nil || len(cases) == 0 {
		return err
	}
	_, err = storeStatus(ctx, tx, &cases[0])
	return err
}

func storeStatus(ctx context.Context, tx *store.Tx, c *docket.Case) (status string, err error) {
	status = c.LineOn(docket.EndOfTime).Status
	return status, tx.Run(ctx, "UPDATE proposal SET status = ? WHERE id = ? AND status <> ?", status, c.ID, status)
}

// DeadlineRule reads one of the office's deadline rules by its code.
func DeadlineRule(ctx context.Context, db bun.IDB, code string) (calendar.Rule, error) {
	return store.Remembered(db, "deadline rule "+code, []string{"deadline_rule"}, func() (rule calendar.Rule, err error) {
		var base string
		err = db.QueryRowContext(ctx, "SELECT months, days, workdays, roll, base FROM deadline_rule WHERE code = ?", code).
			Scan(&rule.Months, &rule.Days, &rule.Workdays, &rule.Roll, &base)
		if err != nil {
			return rule, fmt.Errorf("deadline rule %s: %w", code, err)
		}
		rule.From = strings.TrimSuffix(base, "日")
		return rule, nil
	})
}

// dueDate settles a deadline: the one given, else the rule's counted from start; with its reason in words. A given date
// that is the rule's own is explained by the rule.
func dueDate(ctx context.Context, db bun.IDB, code, start, given string, spoken bool) (due, why string, err error) {
	if start != "" {
		if due, why, err = RuledDate(ctx, db, code, start); err != nil {
			return "", "", err
		}
	}
	if given != "" && given != due && (spoken || start == "") {
		return given, ToldAtAssignment, nil
	}
	return due, why, nil
}

// RuledDate is the last day of the period of the rule with the code that starts on a day (YYYY-MM-DD), and how it was counted in words. What a year
// without a holiday notice makes of it is said where it is shown (calendar.Explain): the notice may come later.
func RuledDate(ctx context.Context, db bun.IDB, code, start string) (due, why string, err error) {
	rule, err := DeadlineRule(ctx, db, code)
	if err != nil {
		return "", "", err
	}
	from, err := calendar.ParseDate(start)
	if err != nil {
		return "", "", store.Refuse(store.CodeInvalid, "日期「%s」不对，应为 2026-03-10 这样的日期。", start)
	}
	days, err := WorkCalendar(ctx, db)
	if err != nil {
		return "", "", err
	}
	computed, err := days.Deadline(rule, from)
	if err != nil {
		return "", "", store.Refuse(store.CodeInvalid, "期限规则「%s」有误：%s。", code, err)
	}
	return computed.Date.String(), computed.Explanation, nil
}

package proposal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// The proposals that a rule can be for alone, the more special first.
const (
	forKey       = "重点提案"
	forSession   = "大会提案"
	forTheRest   = "平时提案"
	fromTheClose = "闭会日" // the start of a rule that counts from the last day of the session: 会议期间提案自闭会日起
)

var appliesTo = []string{forKey, forSession, forTheRest}

// Subject is what of a proposal says which of the office's rules are for it; the zero one is for what is no proposal.
type Subject struct {
	Timing    string
	Key       bool
	SessionID int64
}

// SubjectOf is that of a proposal.
func SubjectOf(h *docket.Head) Subject { return Subject{h.Timing, h.IsKey, h.SessionID} }

// is reports whether a rule that applies to something, to all when it is empty, is for the proposal.
func (s Subject) is(applies string) bool {
	return applies == "" || applies == forKey && s.Key || applies == s.Timing
}

// officeRule is one row of the office's rules.
type officeRule struct {
	calendar.Rule
	fromClose bool
}

// Ruler counts deadlines by the office's rules and holiday notices as they were when it was made. It is for one goroutine.
type Ruler struct {
	days   *calendar.Calendar
	rules  map[string][]officeRule // by code, the most special first
	closes map[int64]string        // the last days of sessions by their ids
	waits  map[waitKey]waited      // those met so far, see await
}

// NewRuler makes one of what is stored.
func NewRuler(ctx context.Context, db bun.IDB) (*Ruler, error) {
	r := &Ruler{waits: map[waitKey]waited{}}
	var err error
	if r.days, err = WorkCalendar(ctx, db); err != nil {
		return nil, err
	}
	if r.rules, err = officeRules(ctx, db); err != nil {
		return nil, err
	}
	r.closes, err = store.Remembered(db, "closing days", []string{"session"}, func() (map[int64]string, error) {
		closes := map[int64]string{}
		return closes, store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var id int64
			var on string
			err := scan(&id, &on)
			closes[id] = on
			return err
		}, "SELECT id, closes_on FROM session")
	})
	return r, err
}

func officeRules(ctx context.Context, db bun.IDB) (map[string][]officeRule, error) {
	return store.Remembered(db, "deadline rules", []string{"deadline_rule"}, func() (map[string][]officeRule, error) {
		rules := map[string][]officeRule{}
		err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var code, base, fixed string
			var rule officeRule
			if err := scan(&code, &rule.Months, &rule.Days, &rule.Workdays, &rule.Roll, &base, &fixed, &rule.For); err != nil {
				return err
			}
			if fixed != "" {
				var err error
				if rule.Until, err = calendar.ParseDayOfYear(fixed); err != nil {
					return fmt.Errorf("deadline rule %s: %w", code, err)
				}
			}
			rule.From, rule.fromClose = strings.TrimSuffix(base, "日"), base == fromTheClose
			code = generalCode(code)
			rules[code] = append(rules[code], rule)
			return nil
		}, "SELECT code, months, days, workdays, roll, base, fixed_on, applies FROM deadline_rule ORDER BY id")
		for _, all := range rules {
			slices.SortStableFunc(all, func(a, b officeRule) int { return speciality(a.For) - speciality(b.For) })
		}
		return rules, err
	})
}

// generalCode is the code of the general rule that one with the code is a special case of, or is.
func generalCode(code string) string {
	general, _, _ := strings.Cut(code, "/")
	return general
}

// speciality is the place of what a rule applies to among all there is, the general case last.
func speciality(applies string) int {
	if at := slices.Index(appliesTo, applies); at >= 0 {
		return at
	}
	return len(appliesTo)
}

// Rules are those with the code, the most special first and the general one last.
func (r *Ruler) Rules(code string) []calendar.Rule {
	rules := make([]calendar.Rule, len(r.rules[code]))
	for i, rule := range r.rules[code] {
		rules[i] = rule.Rule
	}
	return rules
}

// plain reports whether the rule with the code is the same for all.
func (r *Ruler) plain(code string) bool {
	rules := r.rules[code]
	return len(rules) == 1 && !rules[0].fromClose
}

// Deadline is the end of the period by the rule with the code that is for the subject. It starts on a day, or on the closing day of the session where the
// rule says so, that day is known and the period does not end before it could start. The errors are Chinese sentences.
func (r *Ruler) Deadline(code string, of Subject, start calendar.Date) (calendar.Due, error) {
	all := r.rules[code]
	at := slices.IndexFunc(all, func(rule officeRule) bool { return of.is(rule.For) })
	if at < 0 {
		return calendar.Due{}, fmt.Errorf("没有期限规则「%s」", code)
	}
	rule := all[at]
	if !rule.fromClose {
		return r.days.Deadline(rule.Rule, start)
	}
	if closed, err := calendar.ParseDate(r.closes[of.SessionID]); err == nil {
		if due, err := r.days.Deadline(rule.Rule, closed); err != nil || due.Date.After(start) {
			return due, err
		}
	}
	rule.From = "交办"
	return r.days.Deadline(rule.Rule, start)
}

// Day is the last day by Deadline for a start that is YYYY-MM-DD, with how it was counted; "" where there is no start.
func (r *Ruler) Day(code string, of Subject, start string) (due, why string, err error) {
	if start == "" {
		return "", "", nil
	}
	from, err := calendar.ParseDate(start)
	if err != nil {
		return "", "", store.Refuse(store.CodeInvalid, "日期「%s」不对，应为 2026-03-10 这样的日期。", start)
	}
	computed, err := r.Deadline(code, of, from)
	if err != nil {
		return "", "", store.Refuse(store.CodeInvalid, "期限规则「%s」有误：%s。", code, err)
	}
	return computed.Date.String(), computed.Explanation, nil
}

// RuledDate is the last day of the period by the rule with the code, for all alike, that starts on a day (YYYY-MM-DD), and how it was counted in words. What
// a year without a holiday notice makes of it is said where it is shown (calendar.Explain): the notice may come later.
func RuledDate(ctx context.Context, db bun.IDB, code, start string) (due, why string, err error) {
	return ruledDate(ctx, db, code, 0, start)
}

// ruledDate is RuledDate by the rule that is for a proposal.
func ruledDate(ctx context.Context, db bun.IDB, code string, proposalID int64, start string) (due, why string, err error) {
	ruler, err := NewRuler(ctx, db)
	if err != nil {
		return "", "", err
	}
	var of Subject
	if proposalID != 0 && !ruler.plain(code) {
		err = db.QueryRowContext(ctx, "SELECT timing, session_id, EXISTS (SELECT 1 FROM key_proposal k WHERE k.proposal_id = p.id) FROM proposal p WHERE id = ?", proposalID).
			Scan(&of.Timing, &of.SessionID, &of.Key)
		if err != nil {
			return "", "", fmt.Errorf("deadline of proposal %d: %w", proposalID, err)
		}
	}
	return ruler.Day(code, of, start)
}

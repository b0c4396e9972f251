package proposal

import (
	"cmp"
	"fmt"
	"slices"

	"cppccdesk/data/calendar"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
)

// LateLimit is the number of days beyond which an overdue reply is 严重逾期.
type LateLimit int

// LateLimitOf is the limit the office set.
func LateLimitOf(settings map[string]string) LateLimit {
	return LateLimit(cmp.Or(record.CountOf(settings["proposal.very_late"]), 30))
}

// Exceeded reports whether a reply so many days overdue is 严重逾期.
func (l LateLimit) Exceeded(days int) bool { return days > int(l) }

// veryLate counts the proposals that owe a reply for more days than the limit.
type veryLate struct {
	limit LateLimit
	of    measure.Set
}

func (v *veryLate) add(l *docket.Line) {
	if !l.Late() {
		return
	}
	if due, on, ok := calendar.Span(l.OpenDueOn, l.Day); ok && v.limit.Exceeded(due.DaysUntil(on)) {
		v.of.IDs = append(v.of.IDs, l.ID)
	}
}

func (v *veryLate) figures() []measure.Figure {
	v.of.Kind = Proposals.Name
	slices.Sort(v.of.IDs)
	rule := fmt.Sprintf("逾期未答复中，办理期限过了 %d 天（自然日）以上的，正好 %d 天的不算", v.limit, v.limit)
	return []measure.Figure{{Code: "overdue.very", Name: "严重逾期未答复", Num: v.of.Len(), Unit: "件", Rule: rule, Counted: v.of}}
}

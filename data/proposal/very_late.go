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

// VeryLateDays is the number of days beyond which an overdue reply is 严重逾期, as the office set it.
func VeryLateDays(settings map[string]string) int {
	return cmp.Or(record.CountOf(settings["proposal.very_late"]), 30)
}

// veryLate counts the proposals that owe a reply for more than limit days.
type veryLate struct {
	limit int
	of    measure.Set
}

func (v *veryLate) add(l *docket.Line) {
	if !l.Late() {
		return
	}
	if due, on, ok := calendar.Span(l.OpenDueOn, l.Day); ok && due.DaysUntil(on) > v.limit {
		v.of.IDs = append(v.of.IDs, l.ID)
	}
}

func (v *veryLate) figures() []measure.Figure {
	v.of.Kind = Proposals.Name
	slices.Sort(v.of.IDs)
	rule := fmt.Sprintf("逾期未答复中，办理期限过了 %d 天（自然日）以上的，正好 %d 天的不算", v.limit, v.limit)
	return []measure.Figure{{Code: "overdue.very", Name: "严重逾期未答复", Num: v.of.Len(), Unit: "件", Rule: rule, Counted: v.of}}
}

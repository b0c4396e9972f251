package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data"
)

// Who was let go earlier in the month in which the term ends is neither reappointed unasked nor engaged a few days longer.
func TestTurnoverLeavesEndedEngagementsAlone(t *testing.T) {
	o, members := termOffice(t)
	left := o.save(data.Supervisors, data.Values{"name": "李五", "from_on": "2024-03-01", "to_on": "2026-11-05"})
	monthly := o.save(data.Supervisors, data.Values{"name": "李六", "from_on": "2024-03", "to_on": "2026-11"})
	whole, err := data.WholeTurnover(t.Context(), o.DB(), "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(whole.Supervisors, left) || !slices.Contains(whole.Supervisors, monthly) {
		t.Errorf("carries %v, of whom %d had left and %d had not", whole.Supervisors, left, monthly)
	}
	done, sentence := o.turnOver(nextTerm(members))
	if sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(data.Supervisors, left, data.Values{"to_on": "2026-11-05"})
	o.expect(data.Supervisors, monthly, data.Values{"to_on": "2026-11-22"})
	if done.EndedSupervisors != 2 { // 李三 and 李六
		t.Errorf("ended %d", done.EndedSupervisors)
	}
}

package data_test

import (
	"slices"
	"strconv"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Who was let go earlier in the month in which the term ends is neither reappointed unasked nor engaged a few days longer.
func TestTurnoverLeavesEndedEngagementsAlone(t *testing.T) {
	o, members := termOffice(t)
	left := o.save(roster.Supervisors, record.Values{"name": "李五", "from_on": "2024-03-01", "to_on": "2026-11-05"})
	monthly := o.save(roster.Supervisors, record.Values{"name": "李六", "from_on": "2024-03", "to_on": "2026-11"})
	whole, err := roster.WholeTurnover(t.Context(), o.DB(), "2026-11-22")
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
	o.expect(roster.Supervisors, left, record.Values{"to_on": "2026-11-05"})
	o.expect(roster.Supervisors, monthly, record.Values{"to_on": "2026-11-22"})
	if done.EndedSupervisors != 2 { // 李三 and 李六
		t.Errorf("ended %d", done.EndedSupervisors)
	}
}

// The day typed is the term's 结束日期, and by the day, not by its month, an engagement goes on or is over.
func TestTurnoverKeepsTheDayTyped(t *testing.T) {
	o, members := termOffice(t)
	o.do("UPDATE term SET ends_on = '2026-12-19' WHERE id = 1")
	for _, on := range []string{"2026-11-09", "2026-11-22", "2026-11-23"} {
		turn := nextTerm(members)
		turn.ClosedOn, turn.StartsOn, turn.SessionOn, turn.SessionEndOn = on, on, "", ""
		before := o.rows("SELECT to_on FROM supervisor ORDER BY id")
		if _, sentence := o.turnOver(turn); sentence != "" {
			t.Fatal(sentence)
		}
		o.expect(roster.Terms, 1, record.Values{"ends_on": on, "closed_on": on, "state": "已结束"})
		if got := o.rows("SELECT to_on FROM supervisor WHERE id = 3"); got != on {
			t.Errorf("whose engagement ends with the term is engaged until %s, typed %s", got, on)
		}
		write := o.rows("SELECT CAST(max(id) AS TEXT) FROM journal_write")
		id, err := strconv.ParseInt(write, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Revert(t.Context(), "测试", id); err != nil {
			t.Fatal(err)
		}
		if got := o.rows("SELECT to_on FROM supervisor ORDER BY id"); got != before {
			t.Errorf("undone: %s, before: %s", got, before)
		}
	}
}

// Who was let go in the month of the end, but before it, is not taken for one whose engagement can be lengthened.
func TestTurnoverGoesByTheDayNotTheMonth(t *testing.T) {
	o, members := termOffice(t)
	left := o.save(roster.Supervisors, record.Values{"name": "李五", "from_on": "2024-03-01", "to_on": "2026-11-05"})
	turn := nextTerm(members)
	turn.Supervisors = append(turn.Supervisors, left)
	if _, sentence := o.turnOver(turn); sentence == "" {
		t.Error("an engagement that is over was lengthened")
	}
	turn.ClosedOn = "2026-11-05"
	if _, sentence := o.turnOver(turn); sentence != "" {
		t.Error(sentence)
	}
	o.expect(roster.Supervisors, left, record.Values{"to_on": "2031-11-22"})
}

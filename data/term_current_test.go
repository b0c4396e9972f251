package data_test

import (
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// The next term, or its first session, may be registered ahead: the roster stays that of the present one.
func TestTermRegisteredAheadIsNotTheCurrentOne(t *testing.T) {
	o, members := termOffice(t)
	o.save(roster.Sessions, record.Values{"term": "第十一届", "ordinal": "1", "year": "2027"})
	next, err := roster.WholeTurnover(t.Context(), o.DB(), "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	if next.From != 1 || next.Ordinal != 11 || len(next.Members) != len(members) {
		t.Errorf("from term %d to the %dth with %d members", next.From, next.Ordinal, len(next.Members))
	}
	o.expect(roster.Terms, 1, record.Values{"state": "本届"})
	if _, sentence := o.turnOver(nextTerm(members)); sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(roster.Terms, 1, record.Values{"state": "已结束"})
	if now, err := roster.CurrentTerm(t.Context(), o.DB()); err != nil || now == 1 {
		t.Errorf("current term %d, %v", now, err)
	}
	turn := nextTerm(members)
	turn.Name = "第十二届"
	if _, sentence := o.turnOver(turn); sentence == "" {
		t.Error("took a name of another number")
	}
}

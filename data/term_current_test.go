package data_test

import (
	"testing"

	"cppccdesk/data"
)

// The next term, or its first session, may be registered ahead: the roster stays that of the present one.
func TestTermRegisteredAheadIsNotTheCurrentOne(t *testing.T) {
	o, members := termOffice(t)
	o.save(data.Sessions, data.Values{"term": "第十一届", "ordinal": "1", "year": "2027"})
	next, err := data.WholeTurnover(t.Context(), o.DB(), "2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	if next.From != 1 || next.Ordinal != 11 || len(next.Members) != len(members) {
		t.Errorf("from term %d to the %dth with %d members", next.From, next.Ordinal, len(next.Members))
	}
	o.expect(data.Terms, 1, data.Values{"state": "本届"})
	if _, sentence := o.turnOver(nextTerm(members)); sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(data.Terms, 1, data.Values{"state": "已结束"})
	if now, err := data.CurrentTerm(t.Context(), o.DB()); err != nil || now == 1 {
		t.Errorf("current term %d, %v", now, err)
	}
	turn := nextTerm(members)
	turn.Name = "第十二届"
	if _, sentence := o.turnOver(turn); sentence == "" {
		t.Error("took a name of another number")
	}
}

package proposal

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/records"
)

// The page of the meetings counts what each handed over and lists the proposals of its batch, which have it in their own list.
func TestProposalsOfABatch(t *testing.T) {
	var p *Page
	var meetings *records.Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p, meetings = New(d), NewHandovers(d)
		d.Add(p)
		d.AddHidden(meetings)
	})
	const day = "2026-03-20"
	id, err := store.LookUp(t.Context(), d.Store().DB(), "SELECT id FROM handover WHERE held_on = ?", day)
	if err != nil || id == 0 {
		t.Fatal(id, err)
	}
	p.load()
	n := 0
	for _, r := range p.rows {
		if r.AssignedOn == day {
			n++
		}
		if want := map[string]string{day: "第 1 批", "2026-07-24": "第 2 批"}[r.AssignedOn]; r.batch != want {
			t.Fatalf("%d of %s is of batch %q", r.Number, r.AssignedOn, r.batch)
		}
	}
	d.Go(HandoversKey)
	meetings.Select(id)
	text := desktest.Text(d.Native().Content())
	if n == 0 || !strings.Contains(text, "第 1 批") || !strings.Contains(text, "县会议中心一楼报告厅") || !strings.Contains(text, "交办件数") {
		t.Fatalf("of %d, on screen:\n%s", n, text)
	}
	showBatch(d, records.Row{ID: id, Values: record.Values{"batch": "第 1 批", "held_on": day}})
	if got := len(p.grid.Rows()); d.Current() != desk.Page(p) || got != n {
		t.Errorf("lists %d of %d", got, n)
	}
}

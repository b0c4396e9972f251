package proposal

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/kittest"
)

// asked is the form that asks for a step of a proposal.
func (p *Page) asked(t *testing.T, step string, r row) *form.Form {
	t.Helper()
	p.editor.Take(step, r.ID)
	if top := p.desk.Native().Canvas().Overlays().Top(); top != nil { // of what was typed before
		desktest.PressButton(t, top, "放弃")
	}
	var found *form.Form
	kittest.Walk(p.desk.Native().Canvas().Content(), fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if f, ok := o.(*form.Form); ok {
			found = f
		}
	})
	if found == nil {
		t.Fatalf("no form asks for %s", step)
	}
	return found
}

// A day typed without its year is the next one after the day it has to lie after: the deadline that is put off, the day of the assignment.
func TestDayWithoutItsYear(t *testing.T) {
	p, d := open(t)
	at := slices.IndexFunc(p.rows, func(r row) bool { return r.Status == "办理中" && r.OpenDueOn > d.Today() && r.Owing == 1 })
	if at < 0 {
		t.Fatal("no deadline is to come")
	}
	r := p.rows[at]
	f := p.asked(t, "登记延期", r)
	for typed, want := range map[string]string{"1-15": "2027-01-15", "12月31日": "2026-12-31", "2027-2-1": "2027-02-01", "+120": "2027-03-23"} {
		f.Set("extended_to", typed)
		if got := f.Values()["extended_to"]; got != want {
			t.Errorf("due %s, put off to %q: %q, want %q", r.OpenDueOn, typed, got, want)
		}
	}
	filed := in(p, "不立案", 1)
	if err := record.TakeStep(t.Context(), d.Store(), "测试", proposal.Proposals, d.Scope(), "立案", record.Values{"reviewed_on": "2026-03-02"}, filed[0].ID); err != nil {
		t.Fatal(err)
	}
	f = p.asked(t, "交办", filed[0])
	for assigned, want := range map[string]string{"2026-11-20": "2027-02-20", "2026-01-10": "2026-02-20", "": "2026-02-20"} {
		f.Set("assigned_on", assigned)
		f.Set("due_on", "2-20")
		if got := f.Values()["due_on"]; got != want {
			t.Errorf("assigned %q, due 2-20: %q, want %q", assigned, got, want)
		}
	}
}

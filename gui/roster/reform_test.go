package roster

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/records"
)

// turnOver closes the sample's term and opens the next with everybody.
func turnOver(t *testing.T, d *desk.Desk) {
	t.Helper()
	turn, err := roster.WholeTurnover(t.Context(), d.Store().DB(), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	err = d.Store().Write(t.Context(), "测试", "换届", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.TurnOver(ctx, tx, turn)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	state, err := desk.ReadState(t.Context(), d.Store())
	if err != nil {
		t.Fatal(err)
	}
	d.SetState(state)
}

func unitID(t *testing.T, d *desk.Desk, name string) int64 {
	t.Helper()
	id, err := roster.NamedUnit(t.Context(), d.Store().DB(), name)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestMergeShowsWhatMovesAndDoesIt(t *testing.T) {
	p, d := openRoster(t)
	p.Show(p.Find(roster.Units.Name))
	units := p.Front.Tab.(*unitTab)
	groups, err := roster.Groups.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	name := groups[0].Values["units"] // a unit a group is stationed in
	from := unitID(t, d, name)
	units.Select(from)
	records, err := roster.Units.Records(t.Context(), d.Store().DB(), record.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	m := newMerging(d, from, name, records)
	if !m.box.agree.Disabled() {
		t.Error("it can be done before a successor is chosen")
	}
	m.box.form.Set("into", "县档案馆")
	m.preview()
	shown := desktest.Text(m.box.below)
	for _, want := range []string{"交办的提案", "派驻的监督小组", "民主评议", "下属单位"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in\n%s", want, shown)
		}
	}
	if m.plan == nil || !slices.ContainsFunc(m.plan.Parts, func(p data.MergedPart) bool { return len(p.Moves) > 0 }) {
		t.Fatalf("nothing moves: %s", shown)
	}
	m.do()
	record, err := roster.Units.Record(t.Context(), d.Store().DB(), from)
	if err != nil || record.Values["state"] != "已并入 县档案馆" {
		t.Errorf("the unit says %q, %v", record.Values["state"], err)
	}
	d.Undo()
	if record, err = roster.Units.Record(t.Context(), d.Store().DB(), from); err != nil || record.Values["state"] != "" {
		t.Errorf("undone, the unit says %q, %v", record.Values["state"], err)
	}
}

func TestMergeNeedsAUnit(t *testing.T) {
	p, d := openRoster(t)
	p.Show(p.Find(roster.Units.Name))
	p.Front.Tab.(*unitTab).merge()
	if d.Native().Canvas().Overlays().Top() != nil {
		t.Error("a box is shown for no unit")
	}
}

func TestArchiveIsLookedAtAndLeft(t *testing.T) {
	p, d := openRoster(t)
	old := d.Scope().TermID
	turnOver(t, d)
	if d.Scope().TermID == old {
		t.Fatal("the new term is not the current one")
	}
	p.View(old)
	if viewed := d.ViewedTerm(); viewed == nil || viewed.ID != old || d.Scope().TermID != old {
		t.Fatalf("looking at %v", viewed)
	}
	if got := desktest.Text(p.strip); !strings.Contains(got, "正在查看第十届（至 2026-11-23）的存档") {
		t.Errorf("the strip says %q", got)
	}
	if !p.New.Disabled() {
		t.Error("a member can be added to a closed term")
	}
	members := p.Front.Tab.(*records.ListTab)
	find(t, p, d, "guochun")
	desktest.Press(d, fyne.KeyReturn)
	if members.Active() {
		t.Error("a member of a closed term can be edited")
	}
	p.Desk.ViewTerm(nil)
	if d.Scope().TermID == old || !p.strip.Hidden || p.New.Disabled() {
		t.Error("the archive cannot be left")
	}
}

func TestArchiveIsLeftWhenTheTurnoverIsUndone(t *testing.T) {
	p, d := openRoster(t)
	old := d.Scope().TermID
	turnOver(t, d)
	p.View(old)
	unsubscribe := d.Store().Subscribe(func(c store.Change) {
		state, err := desk.ReadState(context.Background(), d.Store())
		if err != nil {
			t.Error(err)
		}
		d.SetState(state)
		d.Changed(c)
	})
	defer unsubscribe()
	d.Undo()
	if d.ViewedTerm() != nil || d.Scope().TermID != old || !p.strip.Hidden {
		t.Errorf("still looking at %v", d.ViewedTerm())
	}
}

func TestReopenAsksForAReason(t *testing.T) {
	p, d := openRoster(t)
	old := d.Scope().TermID
	turnOver(t, d)
	p.Show(p.Find(roster.Terms.Name))
	terms := p.Front.Tab.(*termTab)
	terms.Select(old)
	terms.withOne(terms.reopen)
	desktest.Press(d, fyne.KeyTab) // the reason is empty: nothing is written
	if top := d.Native().Canvas().Overlays().Top(); top == nil {
		t.Fatal("no question is shown")
	}
	err := d.Store().Write(t.Context(), "测试", "重新打开", func(ctx context.Context, tx *store.Tx) error { return roster.ReopenTerm(ctx, tx, old, "更正") })
	if err != nil {
		t.Fatal(err)
	}
	record, err := roster.Terms.Record(t.Context(), d.Store().DB(), old)
	if err != nil || record.Values["state"] != "未结束" || !strings.Contains(record.Values["note"], "重新打开：更正") {
		t.Errorf("%v, %v", record.Values, err)
	}
}

func TestBodiesAreListedWithTheirMembers(t *testing.T) {
	p, _ := openRoster(t)
	for _, c := range []struct{ key, count string }{{"sectors", "16"}, {"committees", "6"}, {"activity-groups", "6"}, {"terms", "1"}, {"sessions", "1"}} {
		if got := p.Row.Count(c.key); got != c.count {
			t.Errorf("%s: %q, want %q", c.key, got, c.count)
		}
	}
}

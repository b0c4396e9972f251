package records

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// openProposalsOn is openProposals with work run by the executor.
func openProposalsOn(t *testing.T, st *store.Store, run desk.Executor) (*List, *desk.Desk) {
	t.Helper()
	d := desktest.NewOn(t, st, run)
	l := New(d, Config{Kind: proposal.Proposals, Key: "test.proposals", Unit: "件", Title: "title", Sources: map[string]Source{"lead_units": FromUnits, "co_units": FromUnits}})
	d.Native().SetContent(l.Content())
	d.Native().Resize(fyne.NewSize(1280, 720))
	l.Load()
	return l, d
}

// What is being saved is not left by Esc: the form would look as if it were dropped, while it is stored.
func TestEscDuringASaveLeavesNothing(t *testing.T) {
	late := &desktest.Late{}
	l, d := openProposalsOn(t, sampletest.MustOpen(t), late.Executor())
	id := choose(t, l, "118")
	form := replyForm(t, l, d)
	form.Set("result_class", "A")
	form.Set("reply", "已经落实")
	late.Keep = true
	l.Save()
	l.Escape()
	if !l.editor.Active() || !strings.Contains(onScreen(d), desk.Saving) {
		t.Fatalf("left while it was being saved:\n%s", onScreen(d))
	}
	late.Arrive()
	if l.editor.Active() || state(t, d, id) != "已答复" {
		t.Fatalf("the form is open: %t, state %s", l.editor.Active(), state(t, d, id))
	}
	l.edit(id)
	l.editor.Form().Set("note", "改过")
	late.Keep = true
	l.Save()
	l.Escape()
	if !l.editor.Active() || d.Native().Canvas().Overlays().Top() != nil {
		t.Errorf("the record's form was left while it was being saved, or asked about")
	}
	late.Arrive()
	if r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), id); err != nil || r.Values["note"] != "改过" || l.editor.Active() {
		t.Errorf("note %q, open %t, %v", r.Values["note"], l.editor.Active(), err)
	}
}

// received stores proposals that wait for their review.
func received(t *testing.T, st *store.Store, n int) (ids []int64) {
	t.Helper()
	err := st.Write(t.Context(), "王芳", "登记提案", func(ctx context.Context, tx *store.Tx) error {
		for i := range n {
			id, err := proposal.Proposals.Save(ctx, tx, record.Scope{Year: 2026, TermID: 1}, 0, record.Values{
				"title": fmt.Sprintf("关于第%d条水渠的建议", i+1), "proposers": `[{"name":"民建云岭县支部","role":"提案人"}]`, "category": "农业农村",
			})
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// A step over many records is cancelled by 取消 while it is being taken: none of them has taken it, and the form is as it was.
func TestStepOverManyIsCancelled(t *testing.T) {
	st := sampletest.MustOpen(t)
	ids := received(t, st, 60)
	loop := desktest.NewLoop()
	l, d := openProposalsOn(t, st, loop.Executor())
	loop.Settle()
	states := func() map[string]int {
		counts := map[string]int{}
		for _, id := range ids {
			counts[state(t, d, id)]++
		}
		return counts
	}
	before := states()
	l.Take("立案", ids...)
	loop.Settle()
	box := d.Native().Canvas().Overlays().Top()
	if box == nil {
		t.Fatal("nothing is asked")
	}
	desktest.PressButton(t, box, "保存 Ctrl+S")
	desktest.PressButton(t, box, "取消 Esc")
	loop.Settle()
	if text := desktest.Text(box); d.Native().Canvas().Overlays().Top() != box || !strings.Contains(strings.ReplaceAll(text, "\n", ""), "已取消") {
		t.Errorf("the box says %s", text)
	}
	if now := states(); fmt.Sprint(now) != fmt.Sprint(before) {
		t.Fatalf("cancelled, and they are %v, before %v", now, before)
	}
	desktest.PressButton(t, box, "保存 Ctrl+S")
	loop.Settle()
	if now := states(); now["已立案"] != len(ids) {
		t.Errorf("they are %v", now)
	}
}

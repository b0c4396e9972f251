package evaluation

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// What is scored under the line is sent back from the page of results over a selection, as one write that is undone as one; above it there is no button.
func TestLowScoresSentBackFromTheWindow(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	r := p.results
	if r.again.Visible() {
		t.Error("the button is there without a line")
	}
	drawLine(t, d, r.results[0].Rubric.ID)
	r.load()
	if !r.again.Visible() || r.again.Text != "低分重办…" {
		t.Fatalf("the button is %q, visible %t", r.again.Text, r.again.Visible())
	}
	rows := r.grid.Rows()
	worst := rows[len(rows)-2:]
	hinted(t, worst, "低于重办线")
	r.grid.Focus()
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	if r.again.Text != "低分重办（2 件）…" {
		t.Errorf("of all chosen the button says %q", r.again.Text)
	}
	r.again.Tapped(nil)
	box := d.Native().Canvas().Overlays().Top()
	if box == nil {
		t.Fatal("no box")
	}
	if text := desktest.Text(box); strings.Contains(text, "低分评议") || !strings.Contains(text, "评议重办（2 件）") {
		t.Errorf("the box says\n%s", text)
	}
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl})
	if got := statesOf(t, d, worst); got[0] != "重新办理" || got[1] != "重新办理" {
		t.Errorf("after sending %v", got)
	}
	if r.again.Visible() {
		t.Errorf("the button %q is there with nothing left", r.again.Text)
	}
	hinted(t, r.grid.Rows()[len(rows)-2:], "已送重办")
	d.Undo()
	if got := statesOf(t, d, worst); got[0] == "重新办理" || got[1] == "重新办理" {
		t.Errorf("after undo %v", got)
	}
}

// drawLine makes a reply scored under 71 one that can be sent back.
func drawLine(t *testing.T, d *desk.Desk, scheme int64) {
	t.Helper()
	err := d.Store().Write(t.Context(), "王芳", "定重办线", func(ctx context.Context, tx *store.Tx) error {
		_, err := evaluation.Schemes.Save(ctx, tx, record.Scope{Year: d.Year()}, scheme, record.Values{"rework": "71"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// statesOf are the states of the proposals that the results are about.
func statesOf(t *testing.T, d *desk.Desk, results []row) (all []string) {
	t.Helper()
	for _, low := range results {
		r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), low.ProposalID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r.Values["status"])
	}
	return all
}

// hinted looks that the hint of each of the results begins so.
func hinted(t *testing.T, results []row, want string) {
	t.Helper()
	for _, r := range results {
		if !strings.HasPrefix(r.hint, want) {
			t.Errorf("%s with %s says %q, want %s", r.panel, r.ScoreText, r.hint, want)
		}
	}
}

package proposal

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// meet registers a review meeting with proposals that wait, and opens its list.
func meet(t *testing.T, n int) (p *ReviewPage, d *desk.Desk, ids []int64) {
	t.Helper()
	d = desktest.Open(t, func(d *desk.Desk) {
		p = NewReview(d)
		d.Add(New(d))
		d.AddHidden(NewReviewMeetings(d))
		d.AddHidden(p)
	})
	err := d.Store().Write(t.Context(), "王芳", "登记", func(ctx context.Context, tx *store.Tx) error {
		if _, err := proposal.ReviewMeetings.Save(ctx, tx, d.Scope(), 0, record.Values{"name": "第九次审查会", "held_on": d.Today()}); err != nil {
			return err
		}
		for i := range n {
			id, err := proposal.Proposals.Save(ctx, tx, d.Scope(), 0, record.Values{
				"title": "关于" + strings.Repeat("甲", i+1) + "的建议", "proposer": "民建县委", "serial": "990" + string(rune('1'+i)), "received_on": d.Today(), "body": "情况：第一段。",
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
	d.Go(ReviewKey)
	return p, d, ids
}

// digits types characters into what has the keyboard.
func digits(d *desk.Desk, text string) {
	for _, r := range text {
		d.Native().Canvas().Focused().TypedRune(r)
	}
}

// TestReviewByDigits concludes one proposal after another by a digit each, every one a write that can be undone, and asks only where it must.
func TestReviewByDigits(t *testing.T) {
	p, d, ids := meet(t, 4)
	text := func() string { return desktest.Text(d.Native().Content()) }
	if got := text(); !strings.Contains(got, "第 1/4 件") || !strings.Contains(got, "情况：第一段。") || !strings.Contains(got, "要「已立案」时才能撤案") {
		t.Fatalf("on screen:\n%s", got)
	}
	save := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	digits(d, "１4")
	mustAskWhy(t, p, d)
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(save)
	if got := statesNow(t, d, ids); !slices.Equal(got, []string{"已立案", "草稿", "已提交", "已提交"}) {
		t.Fatalf("states %v", got)
	}
	if got := text(); !strings.Contains(got, "第 3/4 件") || !strings.Contains(got, "立案 1 件、退回修改 1 件、待审 2 件") {
		t.Errorf("on screen:\n%s", got)
	}
	digits(d, "5")
	if got := statesNow(t, d, ids[2:3]); got[0] != "已提交" {
		t.Errorf("withdrawn though it cannot be: %v", got)
	}
	digits(d, "3")
	if !p.editor.Active() || !strings.Contains(text(), "不立案原因") || strings.Contains(text(), "审查日期") {
		t.Fatalf("asks:\n%s", text())
	}
	p.Escape()
	desktest.Press(d, fyne.KeyRight)
	if got := text(); !strings.Contains(got, "第 4/4 件") {
		t.Errorf("after →:\n%s", got)
	}
	digits(d, "2")
	digits(d, "131") // the first of the meeting: filed, and not answered
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(save)
	if got := statesNow(t, d, ids[3:]); got[0] != "已并案" {
		t.Fatalf("merged: %v\n%s", got, text())
	}
	if got := text(); !strings.Contains(got, "第 3/4 件") {
		t.Errorf("the next that waits:\n%s", got)
	}
	mustEnd(t, p, d, ids)
}

// mustAskWhy types the reason for which a proposal is sent back.
func mustAskWhy(t *testing.T, p *ReviewPage, d *desk.Desk) {
	t.Helper()
	if got := desktest.Text(d.Native().Content()); !p.editor.Active() || !strings.Contains(got, "退回修改的原因") {
		t.Fatalf("asks no reason:\n%s", got)
	}
	digits(d, "一案多事")
}

// mustEnd concludes the last one that waits and takes that back.
func mustEnd(t *testing.T, p *ReviewPage, d *desk.Desk, ids []int64) {
	t.Helper()
	text := func() string { return desktest.Text(d.Native().Content()) }
	digits(d, "1")
	if got := text(); !strings.Contains(got, "全部审完") || !strings.Contains(got, "立案 2 件、并案 1 件、退回修改 1 件") {
		t.Errorf("at the end:\n%s", got)
	}
	d.Undo()
	p.Changed(store.Change{})
	if got := statesNow(t, d, ids); !slices.Equal(got, []string{"已立案", "草稿", "已提交", "已并案"}) {
		t.Errorf("states after undo %v", got)
	}
	if got := text(); strings.Contains(got, "全部审完") || !strings.Contains(got, "待审 1 件") {
		t.Errorf("after undo:\n%s", got)
	}
}

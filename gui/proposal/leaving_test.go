package proposal

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// typed opens the form of a step of the first proposal in the state, types into it, and returns that proposal and another one.
func typed(t *testing.T, p *Page, d *desk.Desk) (of, other row) {
	t.Helper()
	rows := in(p, "办理中", 2)
	of, other = rows[0], rows[1]
	p.grid.Select(of.ID)
	p.editor.Take("登记催办", of.ID)
	for _, r := range "电话" {
		d.Native().Canvas().Focused().TypedRune(r)
	}
	return of, other
}

// One question is asked before a form is left for another proposal, however that is opened; with 取消 the list stays at the proposal of the form.
func TestFormIsAskedAboutOnce(t *testing.T) {
	p, d := open(t)
	of, other := typed(t, p, d)
	for range 3 {
		for _, leave := range []func(){func() { p.Open(other.ID) }, func() { p.grid.Select(other.ID) }} {
			leave()
			boxes := d.Native().Canvas().Overlays().List()
			if len(boxes) != 1 || !strings.Contains(desktest.Text(boxes[0]), "还没有保存") {
				t.Fatalf("%d boxes ask", len(boxes))
			}
			desktest.PressButton(t, boxes[0], "取消")
			if now := p.grid.Selected(); len(now) != 1 || now[0].ID != of.ID || p.chosen != of.ID || !p.editor.Active() {
				t.Fatalf("selected %v, shown %d, form open %t; want %d", now, p.chosen, p.editor.Active(), of.ID)
			}
		}
	}
	p.Open(other.ID)
	desktest.PressButton(t, d.Native().Canvas().Overlays().Top(), "放弃")
	if now := p.grid.Selected(); len(now) != 1 || now[0].ID != other.ID || p.chosen != other.ID || p.editor.Active() {
		t.Errorf("selected %v, shown %d, want %d", now, p.chosen, other.ID)
	}
}

// What was chosen together stays shown together when the box of a step is left.
func TestChosenTogetherAfterABoxIsLeft(t *testing.T) {
	p, d := open(t)
	p.grid.Focus()
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	chosen := p.grid.Selected()
	if len(chosen) < 100 || p.chosen != 0 {
		t.Fatalf("%d chosen, shown %d", len(chosen), p.chosen)
	}
	rows := in(p, "办理中", 2)
	p.editor.Take("登记催办", rows[0].ID, rows[1].ID)
	d.Native().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.Native().Canvas().Overlays().Top() != nil {
		t.Fatal("the box is still there")
	}
	if p.chosen != 0 || len(p.grid.Selected()) != len(chosen) || !strings.Contains(desktest.Text(d.Native().Content()), "已选 ") {
		t.Errorf("%d chosen, shown %d", len(p.grid.Selected()), p.chosen)
	}
}

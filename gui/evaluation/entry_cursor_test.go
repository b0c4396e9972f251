package evaluation

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
)

// After saving the cursor is still in the cell typed into: what is typed next is seen there, and what is seen is what is saved.
func TestCursorStaysInTheCellSaved(t *testing.T) {
	d, p := openPage(t)
	d.Open(Key, entryKey)
	e, c := p.entry, d.Native().Canvas()
	retype := func(text string) {
		at, ok := c.Focused().(*kit.Entry)
		if !ok {
			t.Fatalf("the keyboard is in %T", c.Focused())
		}
		at.TypedShortcut(&fyne.ShortcutSelectAll{})
		at.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		for _, r := range text {
			at.TypedRune(r)
		}
	}
	for row, tt := range []struct {
		name, first, second string
	}{{"points", "81", "82"}, {"an empty cell", "", "83"}, {"points said otherwise", "80.50", "80.6"}} {
		t.Run(tt.name, func(t *testing.T) {
			c.Focus(e.rows[row].cells[1])
			retype(tt.first)
			e.Save()
			if e.changed() || e.typed.Rows[row].Points[1] != plainNumber(tt.first) || e.rows[row].cells[1].Text != plainNumber(tt.first) {
				t.Fatalf("after saving: %+v beside %q", e.typed.Rows[row], e.rows[row].cells[1].Text)
			}
			if c.Focused() != fyne.Focusable(e.rows[row].cells[1]) {
				t.Error("the keyboard is not in the cell the window shows")
			}
			retype(tt.second)
			if got := e.rows[row].cells[1].Text; got != tt.second || e.typed.Rows[row].Points[1] != tt.second {
				t.Errorf("the cell shows %q while %q would be saved", got, e.typed.Rows[row].Points[1])
			}
			if !e.changed() || e.save.Disabled() {
				t.Error("what was typed after saving cannot be saved")
			}
			e.Save()
		})
	}
}

// What is typed while the sheets are being saved or read again stays, and is still to be saved.
func TestTypedWhileSheetsAreSaved(t *testing.T) {
	d, p := openPage(t)
	d.Open(Key, entryKey)
	e := p.entry
	before := e.stored
	e.rows[0].cells[1].SetText("81")
	e.Save()
	e.rows[0].cells[1].SetText("82")
	e.read(sheetRead{entry: before}) // was read before
	if got := e.rows[0].cells[1].Text; got != "82" || !e.changed() {
		t.Errorf("the cell shows %q, to be saved: %v", got, e.changed())
	}
}

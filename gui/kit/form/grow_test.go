package form

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func TestTextAreaGrowsWithItsText(t *testing.T) {
	f, w := every(t, Config{})
	note := f.line("note").input.(*editor.Area)
	w.Canvas().Focus(note)
	low := note.Size().Height
	kittest.PressAll(w, slices.Repeat([]fyne.KeyName{fyne.KeyReturn}, 5)...)
	line := (note.Size().Height - low) / 4
	if line < look.TextSize || line > 2*look.TextSize {
		t.Errorf("grew from %v to %v", low, note.Size().Height)
	}
	bottom := f.scroll.Offset.Y + f.scroll.Size().Height
	at, height := note.Caret()
	if y := f.line("note").Position().Y + at.Y + height; y > bottom {
		t.Errorf("the caret ends at %v, the form shows until %v", y, bottom)
	}
	kittest.PressAll(w, slices.Repeat([]fyne.KeyName{fyne.KeyReturn}, 40)...)
	if rows := int((note.Size().Height - 2*look.FieldPad) / line); rows != 12 {
		t.Errorf("%d lines high", rows)
	}
}

package kit

import (
	"strings"
	"testing"
)

func TestTextAreaGrowsWithItsText(t *testing.T) {
	f, w := every(t, FormConfig{})
	note := f.line("note").input.(*TextArea)
	w.Canvas().Focus(note)
	low := note.Size().Height
	keys(note, strings.Repeat("Return ", 5))
	if grown := note.Size().Height; grown != low+4*note.look.line {
		t.Errorf("grew from %v to %v", low, grown)
	}
	bottom := f.scroll.Offset.Y + f.scroll.Size().Height
	at, height := note.Caret()
	if y := f.line("note").Position().Y + at.Y + height; y > bottom {
		t.Errorf("the caret ends at %v, the form shows until %v", y, bottom)
	}
	keys(note, strings.Repeat("Return ", 40))
	if rows := int((note.Size().Height - 2*FieldPad) / note.look.line); rows != areaMost {
		t.Errorf("%d lines high", rows)
	}
}

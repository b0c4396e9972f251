package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

// TypedKey implements fyne.Focusable.
func (v *textView) TypedKey(ev *fyne.KeyEvent) {
	if v.Disabled() {
		if s := look.HeldShortcut(ev); s != nil {
			v.TypedShortcut(s)
			return
		}
	}
	if v.OnKey != nil && v.OnKey(ev) {
		return
	}
	shift := v.Shift || look.KeyModifiers()&fyne.KeyModifierShift != 0
	switch {
	case ev.Name == fyne.KeyTab:
		look.MoveFocus(v.outer, shift)
	case ev.Name == desktop.KeyMenu:
		at := look.PositionOf(v.outer.(fyne.CanvasObject))
		v.ask(at.Add(v.draw.caretAt()).AddXY(0, v.look.line))
	case ev.Name == fyne.KeyEscape || look.IsFunctionKey(ev.Name) || !v.typedKey(ev.Name, shift):
		look.ForwardKey(v.outer.(fyne.CanvasObject), ev)
	}
}

// typedKey moves the caret or edits, and tells whether the key does so. Text that is only read leaves the keys that would scroll to the window.
func (v *textView) typedKey(key fyne.KeyName, shift bool) bool {
	v.wrapTo(v.Size().Width)
	switch key {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if v.changed == nil && !shift {
			return false
		}
		v.moveLines(map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -v.page(), fyne.KeyPageDown: v.page()}[key], shift)
		return true
	}
	v.column = -1
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		v.moveSideways(key == fyne.KeyLeft, shift)
	case fyne.KeyHome:
		start, _ := v.text.Line(v.line())
		v.moveTo(start, false, shift)
	case fyne.KeyEnd:
		_, end := v.text.Line(v.line())
		v.moveTo(end, true, shift)
	case fyne.KeyBackspace:
		v.erase(v.text.Previous(v.at), text.ErasedBack)
	case fyne.KeyDelete:
		v.erase(v.text.Next(v.at), text.ErasedHere)
	case fyne.KeyReturn, fyne.KeyEnter:
		from, to := v.selection()
		v.replace(from, to, "\n", text.Whole)
	}
	return true
}

// moveSideways moves the caret by a character, or leaves a selection at its end.
func (v *textView) moveSideways(back, extend bool) {
	from, to := v.selection()
	switch {
	case v.selected() && !extend && back:
		v.moveTo(from, false, false)
	case v.selected() && !extend:
		v.moveTo(to, false, false)
	case back:
		v.moveTo(v.text.Previous(v.at), false, extend)
	default:
		v.moveTo(v.text.Next(v.at), false, extend)
	}
}

// line is the line the caret is in.
func (v *textView) line() int { return v.text.LineOf(v.at, v.tail) }

// page is how many lines PgUp and PgDn go.
func (v *textView) page() int {
	if v.draw == nil {
		return 1
	}
	return max(v.draw.rows()-1, 1)
}

// moveLines moves the caret some lines up or down, at the same distance from the left.
func (v *textView) moveLines(by int, extend bool) {
	n := v.line()
	if v.column < 0 {
		v.column = v.across(n, v.at)
	}
	p, tail := v.placeIn(min(max(n+by, 0), v.text.Lines()-1), v.column)
	v.moveTo(p, tail, extend)
}

// erase takes away what is selected, or else what is between the caret and a place.
func (v *textView) erase(until text.Place, kind text.Kind) {
	from, to := v.at, until
	if v.selected() {
		from, to, kind = v.at, v.anchor, text.Whole
	}
	if from != to {
		v.replace(from, to, "", kind)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (v *textView) TypedShortcut(s fyne.Shortcut) {
	if v.OnShortcut != nil && v.OnShortcut(s) {
		return
	}
	v.column = -1
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		v.copyTo(s.Clipboard)
	case *fyne.ShortcutCut:
		if v.changed != nil && !v.Disabled() {
			v.copyTo(s.Clipboard)
			v.erase(v.at, text.Whole)
		}
	case *fyne.ShortcutPaste:
		from, to := v.selection()
		if pasted := text.Clean(s.Clipboard.Content()); pasted != "" {
			v.replace(from, to, pasted, text.Whole)
		}
	case *fyne.ShortcutSelectAll:
		v.selectAll()
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		v.typedUndo(s)
	case *desktop.CustomShortcut:
		if !v.typedHeld(s) {
			look.ForwardShortcut(v.outer.(fyne.CanvasObject), s)
		}
	default:
		look.ForwardShortcut(v.outer.(fyne.CanvasObject), s)
	}
}

// typedUndo undoes typing or does it anew; in a text that is only read there is none, and the window's own steps are meant.
func (v *textView) typedUndo(s fyne.Shortcut) {
	_, undo := s.(*fyne.ShortcutUndo)
	switch {
	case v.changed == nil || v.Disabled():
		look.ForwardShortcut(v.outer.(fyne.CanvasObject), s)
	case undo:
		v.turn(v.text.Undo)
	default:
		v.turn(v.text.Redo)
	}
}

// typedHeld does what a key with Ctrl does in a text, and tells whether it does anything there.
func (v *textView) typedHeld(s *desktop.CustomShortcut) bool {
	if s.Modifier&^fyne.KeyModifierShift != fyne.KeyModifierControl {
		return false
	}
	shift := s.Modifier&fyne.KeyModifierShift != 0
	switch s.KeyName {
	case fyne.KeyLeft:
		v.moveTo(v.text.PreviousWord(v.at), false, shift)
	case fyne.KeyRight:
		v.moveTo(v.text.NextWord(v.at), false, shift)
	case fyne.KeyHome:
		v.moveTo(text.Place{}, false, shift)
	case fyne.KeyEnd:
		v.moveTo(v.text.End(), false, shift)
	case fyne.KeyBackspace:
		v.erase(v.text.PreviousWord(v.at), text.Whole)
	case fyne.KeyDelete:
		v.erase(v.text.NextWord(v.at), text.Whole)
	case fyne.KeyA: // given so to text that is only read
		v.selectAll()
	case fyne.KeyZ:
		if !shift {
			return false
		}
		v.turn(v.text.Redo)
	default:
		return false
	}
	return true
}

func (v *textView) selectAll() {
	v.text.Pause()
	v.anchor, v.at, v.tail = text.Place{}, v.text.End(), false
	v.show()
}

// turn undoes or redoes and leaves the caret behind what came back.
func (v *textView) turn(do func() (text.Place, text.Place, bool)) {
	if v.changed == nil || v.Disabled() {
		return
	}
	if _, to, ok := do(); ok {
		v.settle(to)
	}
}

func (v *textView) copyTo(c fyne.Clipboard) {
	if v.selected() {
		c.SetContent(v.SelectedText())
	}
}

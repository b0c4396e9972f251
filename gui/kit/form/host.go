package form

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/look"
)

// fieldText is the height in which text of TextSize stands level with the text of Fyne's text field, which is not quite in the middle.
const fieldText = look.FieldHeight - 1

// fieldHost is what an input asks about keys it has no use for, before the window is: the form it stands in. The zero value asks nobody.
type fieldHost struct {
	shortcut func(fyne.Shortcut) bool
	key      func(*fyne.KeyEvent) bool
	focused  func() // the input has got the keyboard
	enter    func() bool
}

// confirmed does what Enter does in the form where the input has its value, and tells whether there is such a thing: in a box it is 确定.
func (h *fieldHost) confirmed(has bool) bool { return has && h.enter != nil && h.enter() }

func (h *fieldHost) reached() {
	if h.focused != nil {
		h.focused()
	}
}

func (h *fieldHost) typedShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if h.shortcut == nil || !h.shortcut(s) {
		look.ForwardShortcut(from, s)
	}
}

func (h *fieldHost) typedKey(from fyne.Focusable, ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyTab:
		look.MoveFocus(from, look.KeyModifiers()&fyne.KeyModifierShift != 0)
	case h.key == nil || !h.key(ev):
		look.ForwardKey(from.(fyne.CanvasObject), ev)
	}
}

// Caret is where an input method's window opens while the picker has the keyboard: the first character typed opens its list.
func (p *Picker) Caret() (fyne.Position, float32) {
	return fyne.NewPos(look.FieldPad, look.FieldPad), fyne.MeasureText("国", look.TextSize, fyne.TextStyle{}).Height
}

// Caret is as the picker's, behind the last tag.
func (s *Several) Caret() (fyne.Position, float32) {
	at, height := fyne.NewPos(look.FieldPad, look.FieldPad), fyne.MeasureText("国", look.TextSize, fyne.TextStyle{}).Height
	if n := len(s.values); n > 0 {
		last := s.tags[n-1]
		at = last.Position().AddXY(last.Size().Width, 0)
	}
	return at, height
}

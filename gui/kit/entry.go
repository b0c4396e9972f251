package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that lets the window's shortcuts (Ctrl+S, Ctrl+K, Ctrl+1 ...) and Esc through: Fyne's own keeps them to itself.
type Entry struct {
	widget.Entry

	OnEscape   func()                   // nil: Esc goes to the window
	OnShortcut func(fyne.Shortcut) bool // asked before the window; true when used up
	OnKey      func(*fyne.KeyEvent) bool
	OnBlur     func()
}

// NewEntry makes a text field of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// NewMultiLineEntry makes a text field of several lines that wraps Chinese text at any character.
func NewMultiLineEntry(lines int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapBreak
	e.SetMinRowsVisible(lines)
	e.ExtendBaseWidget(e)
	return e
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.OnShortcut != nil && e.OnShortcut(s) {
		return
	}
	if custom, ok := s.(*desktop.CustomShortcut); ok && !editsText(custom) {
		forwardShortcut(e, s)
		return
	}
	e.Entry.TypedShortcut(s)
}

// editsText tells the word-wise movements the field itself registers from the window's shortcuts.
func editsText(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(ev) {
		return
	}
	if ev.Name == fyne.KeyEscape {
		if e.OnEscape != nil {
			e.OnEscape()
		} else {
			forwardKey(e, ev)
		}
		return
	}
	e.Entry.TypedKey(ev)
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnBlur != nil {
		e.OnBlur()
	}
}

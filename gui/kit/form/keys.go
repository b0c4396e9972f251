package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// Shortcut does what a shortcut asks of the form, Ctrl+S and Ctrl+Enter, and tells whether it was one of its own. The fields ask it before
// the window; the page gives it what is typed while nothing has the keyboard.
func (f *Form) Shortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierControl {
		return false
	}
	switch custom.KeyName {
	case fyne.KeyS:
		if f.config.OnSave == nil {
			return false
		}
		f.Save()
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.config.OnSaveNext == nil {
			return false
		}
		f.SaveNext()
	default:
		return false
	}
	return true
}

// Key does what a key asks of the form, Esc, PgUp and PgDn, and tells whether it was one of its own; see Shortcut.
func (f *Form) Key(ev *fyne.KeyEvent) bool {
	switch {
	case ev.Name == fyne.KeyEscape && f.config.OnLeave != nil:
		f.config.OnLeave()
	case ev.Name == fyne.KeyPageUp && f.config.OnStep != nil:
		f.config.OnStep(-1)
	case ev.Name == fyne.KeyPageDown && f.config.OnStep != nil:
		f.config.OnStep(1)
	default:
		return false
	}
	return true
}

// confirm does what Enter does in a field that has its value, and tells whether the form has that.
func (f *Form) confirm() bool {
	if f.enter != nil {
		f.enter()
	}
	return f.enter != nil
}

// key is Key for one field, whose own menu the menu key opens; several lines of text keep PgUp and PgDn for themselves.
func (l *formLine) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyPageUp, fyne.KeyPageDown:
		if l.field.Kind == FieldMultiLine && !l.field.ReadOnly {
			return false
		}
	case desktop.KeyMenu:
		at := look.PositionOf(l.label)
		l.menu(at.AddXY(0, look.FieldHeight))
		return true
	}
	return l.form.Key(ev)
}

// host is what the line's input asks about keys.
func (l *formLine) host() fieldHost {
	return fieldHost{shortcut: l.form.Shortcut, key: l.key, focused: func() { l.form.scrollTo(l); l.form.tell(l) }, enter: func() bool { return l.form.confirm() }}
}

// menu offers what can be done with a field, beside its label.
func (l *formLine) menu(at fyne.Position) {
	var items []*fyne.MenuItem
	if l.form.config.OnHistory != nil {
		items = append(items, fyne.NewMenuItem("查看历史/恢复…", func() { l.form.config.OnHistory(l.field.Key) }))
	}
	if start := l.form.start[l.field.Key]; !l.field.ReadOnly && l.value() != start {
		items = append(items, fyne.NewMenuItem("撤回这一栏的修改", func() { l.form.Set(l.field.Key, start) }))
	}
	menu.PopUp(l.label, at, items)
}

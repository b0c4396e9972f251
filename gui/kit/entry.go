package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a text field that lets the window's shortcuts (Ctrl+S, Ctrl+K, Ctrl+1 ...) and Esc through: Fyne's own keeps them to itself.
type Entry struct {
	widget.Entry

	OnEscape   func()                   // nil: Esc goes to the window
	OnShortcut func(fyne.Shortcut) bool // asked before the window; true when used up
	OnKey      func(*fyne.KeyEvent) bool
	OnFocus    func() // the field got the keyboard
	OnBlur     func()
	OnWheel    func(*fyne.ScrollEvent) // turned over a field whose text all fits; without it Fyne's field keeps the wheel to itself

	outer   fyne.Widget // the field itself, or what it is part of
	focused bool
	invalid bool
}

// ExtendBaseWidget remembers the widget this field is part of: only that one is in the window, and finds it.
func (e *Entry) ExtendBaseWidget(w fyne.Widget) {
	e.outer = w
	e.Entry.ExtendBaseWidget(w)
}

// whole is the field as the window knows it.
func (e *Entry) whole() fyne.Widget {
	if e.outer != nil {
		return e.outer
	}
	return e
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

// MinSize implements fyne.CanvasObject. Whole units: a fraction missing would make the field scroll inside itself.
func (e *Entry) MinSize() fyne.Size {
	size := e.Entry.MinSize()
	return fyne.NewSize(ceil(size.Width), max(ceil(size.Height), FieldHeight))
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.OnShortcut != nil && e.OnShortcut(s) {
		return
	}
	if custom, ok := s.(*desktop.CustomShortcut); ok && !editsText(custom) {
		forwardShortcut(e.whole(), s)
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

// AcceptsTab implements fyne.Tabbable; see moveFocus. Tab leaves a field of several lines too.
func (e *Entry) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.Disabled() && e.disabledShortcut(ev) || e.OnKey != nil && e.OnKey(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		moveFocus(e.whole().(fyne.Focusable), keyModifiers()&fyne.KeyModifierShift != 0)
	case fyne.KeyEscape:
		if e.OnEscape != nil {
			e.OnEscape()
		} else {
			forwardKey(e.whole(), ev)
		}
	default:
		if IsFunctionKey(ev.Name) { // F1, F5 and F6 are the window's
			forwardKey(e.whole(), ev)
			return
		}
		e.Entry.TypedKey(ev)
	}
}

// disabledShortcut hands on the shortcuts that Fyne's driver does not give to text that can only be read, although it has the keyboard.
func (e *Entry) disabledShortcut(ev *fyne.KeyEvent) bool {
	held := keyModifiers()
	if held&^fyne.KeyModifierShift == 0 {
		return false
	}
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: ev.Name, Modifier: held})
	return true
}

// selectText selects the whole text, as when the field is reached by Tab; of several lines none, because the first key would lose them all.
func (e *Entry) selectText() {
	if !e.MultiLine {
		e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// CreateRenderer implements fyne.Widget. The theme gives Fyne's entry neither border nor ground: it would draw them half a pixel off.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	f := &entryFrame{WidgetRenderer: e.Entry.CreateRenderer(), entry: e, edge: newFieldBack()}
	f.wheel = newWheel(e, f.WidgetRenderer.Objects())
	f.paint()
	return f
}

func (e *Entry) setInvalid(invalid bool) {
	e.invalid = invalid
	e.Refresh()
}

// entryFrame adds the kit's edge to Fyne's renderer.
type entryFrame struct {
	fyne.WidgetRenderer

	entry *Entry
	edge  *canvas.Rectangle
	wheel *wheel
}

func (f *entryFrame) Objects() []fyne.CanvasObject {
	return append(append([]fyne.CanvasObject{f.edge}, f.WidgetRenderer.Objects()...), f.wheel)
}

func (f *entryFrame) Layout(size fyne.Size) {
	f.WidgetRenderer.Layout(size)
	place(f.edge, 0, 0, size.Width, size.Height)
	place(f.wheel, 0, 0, size.Width, size.Height)
}

func (f *entryFrame) Refresh() {
	f.WidgetRenderer.Refresh()
	f.paint()
}

func (f *entryFrame) paint() {
	paintField(f.edge, f.entry.Disabled(), f.entry.invalid, f.entry.focused)
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.OnBlur != nil {
		e.OnBlur()
	}
}

package kit

import (
	"fmt"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

// Entry is a text field of one line that lets the window's shortcuts (Ctrl+S, Ctrl+K, Ctrl+1 ...) and Esc through: Fyne's own keeps them to itself.
type Entry struct {
	widget.Entry

	OnEscape   func()                   // nil: Esc goes to the window
	OnShortcut func(fyne.Shortcut) bool // asked before the window; true when used up
	OnKey      func(*fyne.KeyEvent) bool
	OnFocus    func() // the field got the keyboard
	OnBlur     func()
	OnWheel    func(*fyne.ScrollEvent) // turned over the field; without it Fyne's keeps the wheel to itself

	Most      int                // characters that can be typed; 0: EntryMost
	OnTooMuch func(words string) // more was typed or pasted, and is not taken; the words follow the name of the field. nil: TooMuch is told

	hint    string      // the whole words of the empty field
	cut     string      // as much of them as has room
	outer   fyne.Widget // the field itself, or what it is part of
	focused bool
	invalid bool
}

// ExtendBaseWidget remembers the widget this field is part of: only that one is in the window, and finds it.
func (e *Entry) ExtendBaseWidget(w fyne.Widget) {
	e.outer = w
	e.Entry.ExtendBaseWidget(w)
}

// Whole is the field as the window knows it.
func (e *Entry) Whole() fyne.Widget {
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

// MinSize implements fyne.CanvasObject. Whole units: a fraction missing would make the field scroll inside itself.
func (e *Entry) MinSize() fyne.Size {
	size := e.Entry.MinSize()
	return fyne.NewSize(look.Ceil(size.Width), max(look.Ceil(size.Height), look.FieldHeight))
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if e.OnShortcut != nil && e.OnShortcut(s) {
		return
	}
	if custom, ok := s.(*desktop.CustomShortcut); ok && !editsText(custom) {
		look.ForwardShortcut(e.Whole(), s)
		return
	}
	if e.Disabled() && (s.ShortcutName() == "Undo" || s.ShortcutName() == "Redo") { // nothing is typed that could be undone
		look.ForwardShortcut(e.Whole(), s)
		return
	}
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		if n := e.with(text.Clean(paste.Clipboard.Content())); n > e.most() {
			e.tooMuch(fmt.Sprintf("最多 %d 个字，粘贴进来会有 %d 个，没有粘贴；要粘贴的仍在剪贴板里", e.most(), n))
			return
		}
		s = &fyne.ShortcutPaste{Clipboard: cleanClipboard{paste.Clipboard}}
	}
	e.Entry.TypedShortcut(s)
}

// EntryMost is how many characters a field of one line takes: Fyne draws the line as one picture, which a longer one does not fit, and measures it anew
// for each press of the mouse.
const EntryMost = 1000

// TooMuch is told of what a field did not take that has nobody to tell; nil: nobody is.
var TooMuch func(words string)

func (e *Entry) most() int {
	if e.Most > 0 {
		return min(e.Most, EntryMost)
	}
	return EntryMost
}

// with is how many characters there are once a text is put in the place of what is selected.
func (e *Entry) with(text string) int {
	return utf8.RuneCountInString(e.Text) - utf8.RuneCountInString(e.SelectedText()) + utf8.RuneCountInString(text)
}

func (e *Entry) tooMuch(words string) {
	switch {
	case e.OnTooMuch != nil:
		e.OnTooMuch(words)
	case TooMuch != nil:
		TooMuch("这一栏" + words)
	}
}

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	if n := e.with(string(r)); n > e.most() {
		e.tooMuch(fmt.Sprintf("最多 %d 个字", e.most()))
		return
	}
	e.Entry.TypedRune(r)
}

// cleanClipboard leaves out of what is pasted what cannot be seen.
type cleanClipboard struct{ fyne.Clipboard }

// Content implements fyne.Clipboard.
func (c cleanClipboard) Content() string { return text.Clean(c.Clipboard.Content()) }

// editsText tells the word-wise movements the field itself registers from the window's shortcuts.
func editsText(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// AcceptsTab implements fyne.Tabbable; see MoveFocus.
func (e *Entry) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.Disabled() {
		if s := look.HeldShortcut(ev); s != nil {
			e.TypedShortcut(s)
			return
		}
	}
	if e.OnKey != nil && e.OnKey(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyTab:
		look.MoveFocus(e.Whole().(fyne.Focusable), look.KeyModifiers()&fyne.KeyModifierShift != 0)
	case fyne.KeyEscape:
		if e.OnEscape != nil {
			e.OnEscape()
		} else {
			look.ForwardKey(e.Whole(), ev)
		}
	default:
		if look.IsFunctionKey(ev.Name) { // F1, F5 and F6 are the window's
			look.ForwardKey(e.Whole(), ev)
			return
		}
		e.Entry.TypedKey(ev)
	}
}

// SelectText selects the whole text, as when the field is reached by Tab.
func (e *Entry) SelectText() { e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// CreateRenderer implements fyne.Widget. The theme gives Fyne's entry neither border nor ground: it would draw them half a pixel off.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	f := &entryFrame{WidgetRenderer: e.Entry.CreateRenderer(), entry: e, edge: look.NewFieldBack()}
	for _, o := range f.WidgetRenderer.Objects() {
		if scroll, ok := o.(*container.Scroll); ok {
			f.scroll, f.text = scroll, container.NewClip(scroll.Content)
		}
	}
	f.wheel = newWheel(e, f.scroll)
	f.paint()
	return f
}

func (e *Entry) SetInvalid(invalid bool) {
	e.invalid = invalid
	e.Refresh()
}

// entryFrame adds the kit's edge to Fyne's renderer, and takes away the bar that Fyne's scroller lays over the line: the text is moved by the
// scroller and shown without it.
type entryFrame struct {
	fyne.WidgetRenderer

	entry  *Entry
	edge   *canvas.Rectangle
	scroll *container.Scroll // Fyne's
	text   *container.Clip   // of its content, in its place
	wheel  *wheel
	laid   bool // see Renderer
}

func (f *entryFrame) Objects() []fyne.CanvasObject {
	if !f.laid {
		f.laid = true
		look.Resized(f.entry)
	}
	objects := append(append([]fyne.CanvasObject{f.edge}, f.WidgetRenderer.Objects()...), f.wheel)
	for i, o := range objects {
		if o == fyne.CanvasObject(f.scroll) {
			objects[i] = f.text
		}
	}
	return objects
}

func (f *entryFrame) Destroy() {
	f.WidgetRenderer.Destroy()
	look.Forgotten()
}

func (f *entryFrame) Layout(size fyne.Size) {
	f.laid = true
	f.WidgetRenderer.Layout(size)
	look.Place(f.edge, 0, 0, size.Width, size.Height)
	look.Place(f.wheel, 0, 0, size.Width, size.Height)
	f.text.Move(f.scroll.Position())
	f.text.Resize(f.scroll.Size())
	f.entry.fitHint(f.scroll.Size().Width)
}

// fitHint ends the words of the empty field in … where they are too long for it.
func (e *Entry) fitHint(width float32) {
	if e.PlaceHolder != e.cut {
		e.hint = e.PlaceHolder
	}
	e.cut = e.hint
	if room := width - 2*e.Theme().Size(theme.SizeNameInnerPadding); room > 0 {
		e.cut = look.Ellipsize(e.hint, room, look.TextSize, false)
	}
	if e.PlaceHolder != e.cut {
		e.SetPlaceHolder(e.cut)
	}
}

func (f *entryFrame) Refresh() {
	f.WidgetRenderer.Refresh()
	f.paint()
}

func (f *entryFrame) paint() {
	look.PaintField(f.edge, f.entry.Disabled(), f.entry.invalid, f.entry.focused)
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// HasFocus reports whether the keyboard is in the field.
func (e *Entry) HasFocus() bool { return e.focused }

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.OnBlur != nil {
		e.OnBlur()
	}
}

package editor

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

// textView is text of any length that wraps, and of which parts can be selected and copied: what Area and Reading share. Lines are
// broken by remembered widths of characters, again only where the text has changed, and only lines in sight are drawn.
type textView struct {
	widget.DisableableWidget
	look.ShiftKey

	OnShortcut func(fyne.Shortcut) bool // asked before the window; true when used up
	OnKey      func(*fyne.KeyEvent) bool
	OnFocus    func() // the text got the keyboard
	OnBlur     func()

	outer   fyne.Focusable // the widget this is part of
	text    *text.Text
	changed func() // after each change by the user; nil: the text is only read
	Moved   func() // the caret was moved; may be nil

	at, anchor text.Place // the caret and the other end of the selection
	tail       bool       // at a line's break the caret is shown at the end of the line before
	column     float32    // where Up and Down keep the caret; below 0: where it is

	Focused bool
	asking  bool // its menu is open and has the keyboard

	pressed  bool      // a press of the mouse is selecting
	clicks   int       // one selects characters, two words, three paragraphs
	clicked  time.Time // the last press
	press    fyne.Position
	from, to text.Place // what the press selected, from which dragging goes on
	now      func() time.Time

	first   int        // the line at the top
	sight   [2]float32 // what of the widget's height is in sight, when it is not all; see Reading
	hint    *text.Text // shown while there is no text; nil: nothing is
	invalid bool

	draw *textDraw // nil while not drawn
	look textLook
}

// textLook is how a text is set.
type textLook struct {
	pad    float32 // around the text
	gutter float32 // right of it, for the scroll bar
	size   float32
	line   float32 // height of a line
	tone   look.Tone
}

func (v *textView) begin(outer fyne.Focusable, look textLook) {
	v.outer, v.look, v.text, v.column, v.now = outer, look, text.New(), -1, time.Now
	v.ExtendBaseWidget(outer.(fyne.Widget))
}

// Text is the whole text.
func (v *textView) Text() string { return v.text.String() }

// put replaces the whole text, which cannot be undone; the caret goes to its beginning.
func (v *textView) put(s string) {
	v.text.Set(s)
	v.at, v.anchor, v.tail, v.column, v.first = text.Place{}, text.Place{}, false, -1, 0
}

// wrapTo breaks what has changed into lines for a width of the whole widget.
func (v *textView) wrapTo(width float32) {
	v.text.Wrap(max(width-2*v.look.pad-v.look.gutter, v.look.size), look.Advances(v.look.size, false))
}

// selection is what is selected, in the order of the text.
func (v *textView) selection() (from, to text.Place) { return text.Order(v.at, v.anchor) }

func (v *textView) selected() bool { return v.at != v.anchor }

// SelectedText is the part of the text that is selected. Fyne gives the keyboard to text that can only be read when it has this method.
func (v *textView) SelectedText() string { return v.text.Between(v.selection()) }

// SelectText is asked when the text is reached by Tab: of several lines nothing is selected, because the first key would lose it all.
func (v *textView) SelectText() {
	v.anchor = v.at
	v.show()
}

// moveTo puts the caret at a place; extend keeps the other end of the selection.
func (v *textView) moveTo(p text.Place, tail, extend bool) {
	v.at, v.tail = v.text.Clamp(p), tail
	if !extend {
		v.anchor = v.at
	}
	v.text.Pause()
	v.caretMoved()
}

func (v *textView) caretMoved() {
	if v.draw != nil {
		v.draw.reveal()
	}
	v.show()
	if v.Moved != nil {
		v.Moved()
	}
}

// show draws what has changed.
func (v *textView) show() {
	if v.draw != nil {
		v.draw.arrange()
	}
}

// replace puts s in the place of what is between two places, tells of it and leaves the caret behind s.
func (v *textView) replace(from, to text.Place, s string, kind text.Kind) {
	if v.changed == nil || v.Disabled() {
		return
	}
	v.settle(v.text.Replace(from, to, s, kind))
}

// settle puts the caret after a change.
func (v *textView) settle(at text.Place) {
	v.at = v.text.Clamp(at)
	v.anchor, v.tail, v.column = v.at, false, -1
	v.changed()
	v.caretMoved()
}

// lineText is line n up to a place in it, as drawn.
func (v *textView) lineText(n int, to text.Place) string {
	from, end := v.text.Line(n)
	if to.Para == end.Para && to.At < end.At {
		end = to
	}
	if end.Before(from) {
		return ""
	}
	return text.Drawn(v.text.Between(from, end))
}

// across is how far from the left of its line a place is drawn. It is measured rather than added up: fonts move some letters together.
func (v *textView) across(n int, p text.Place) float32 {
	s := v.lineText(n, p)
	if s == "" {
		return 0
	}
	return fyne.MeasureText(s, v.look.size, fyne.TextStyle{}).Width
}

// placeIn is the place of line n that is drawn nearest to x.
func (v *textView) placeIn(n int, x float32) (p text.Place, tail bool) {
	from, end := v.text.Line(n)
	low, high := from.At, end.At
	for low < high { // the last place drawn left of x
		middle := (low + high + 1) / 2
		if v.across(n, text.Place{Para: from.Para, At: middle}) <= x {
			low = middle
		} else {
			high = middle - 1
		}
	}
	p = v.text.Clamp(text.Place{Para: from.Para, At: low})
	if next := v.text.Next(p); next.Para == p.Para && next.At <= end.At && x-v.across(n, p) > v.across(n, next)-x {
		p = next
	}
	return p, p == end && end != v.text.ParagraphEnd(end)
}

// TypedRune implements fyne.Focusable.
func (v *textView) TypedRune(r rune) {
	if s := text.Clean(string(r)); s != "" {
		from, to := v.selection()
		v.replace(from, to, s, text.Typed)
	}
}

// FocusGained implements fyne.Focusable.
func (v *textView) FocusGained() {
	v.Focused, v.asking = true, false
	v.show()
	if v.OnFocus != nil {
		v.OnFocus()
	}
}

// FocusLost implements fyne.Focusable.
func (v *textView) FocusLost() {
	v.Focused, v.Shift, v.pressed = false, false, false
	v.text.Pause()
	v.show()
	if v.OnBlur != nil {
		v.OnBlur()
	}
}

// Cursor implements desktop.Cursorable.
func (v *textView) Cursor() desktop.Cursor { return desktop.TextCursor }

// AcceptsTab implements fyne.Tabbable; see MoveFocus.
func (v *textView) AcceptsTab() bool { return true }

// Caret is where the caret is drawn, for the input method's window.
func (v *textView) Caret() (fyne.Position, float32) {
	if v.draw == nil {
		return fyne.NewPos(v.look.pad, v.look.pad), v.look.line
	}
	return v.draw.caretAt(), v.look.line
}

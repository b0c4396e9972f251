package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

// ring is the width of an edge, which shows where the keyboard is.
func ring(focused bool) float32 {
	if focused {
		return 2 * Hairline
	}
	return Hairline
}

// presses tells the keys that do what a click does.
func presses(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeySpace || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
}

// IsFunctionKey tells F1 to F12, which a text field has no use for.
func IsFunctionKey(name fyne.KeyName) bool {
	return len(name) >= 2 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9'
}

// A Holder is a widget with others in it. Fyne tells nobody what a widget draws, so those that hold something the keyboard can be in say so.
type Holder interface {
	Held() []fyne.CanvasObject
}

// Held implements Holder.
func (c *Card) Held() []fyne.CanvasObject { return []fyne.CanvasObject{c.Content} }

// Held implements Holder.
func (f *Form) Held() []fyne.CanvasObject { return []fyne.CanvasObject{f.scroll} }

// Held implements Holder.
func (l *formLine) Held() []fyne.CanvasObject { return []fyne.CanvasObject{l.input, l.note} }

// Held implements Holder.
func (g *Grid[R]) Held() []fyne.CanvasObject { return []fyne.CanvasObject{g.list} }

// HeldBy is what an object holds, in the order drawn.
func HeldBy(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *container.Split:
		return []fyne.CanvasObject{o.Leading, o.Trailing}
	case Holder:
		return o.Held()
	}
	return nil
}

// FirstFocus is the first place in an object and what it holds where the keyboard can be, nil when there is none.
func FirstFocus(o fyne.CanvasObject) fyne.Focusable {
	if o == nil || !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
			return f
		}
	}
	for _, child := range HeldBy(o) {
		if f := FirstFocus(child); f != nil {
			return f
		}
	}
	return nil
}

// Holds tells whether an object is another or has it in it.
func Holds(o fyne.CanvasObject, sought fyne.CanvasObject) bool {
	if o == sought {
		return true
	}
	for _, child := range HeldBy(o) {
		if Holds(child, sought) {
			return true
		}
	}
	return false
}

// shiftKey knows whether Shift is held while the widget it is part of has the keyboard; it makes that one a desktop.Keyable.
type shiftKey struct{ shift bool }

// KeyDown implements desktop.Keyable.
func (s *shiftKey) KeyDown(ev *fyne.KeyEvent) { s.note(ev, true) }

// KeyUp implements desktop.Keyable.
func (s *shiftKey) KeyUp(ev *fyne.KeyEvent) { s.note(ev, false) }

func (s *shiftKey) note(ev *fyne.KeyEvent, held bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		s.shift = held
	}
}

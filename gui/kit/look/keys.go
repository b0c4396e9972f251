package look

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// KeyModifiers are the modifier keys held down now; none where the driver cannot tell.
func KeyModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// MoveFocus does what Tab does and selects the whole text of a field reached so, as office programs do. The inputs take the Tab key for
// themselves to have it: a field is not told why it got the keyboard, and text must not be selected after a click or when the window comes back.
func MoveFocus(from fyne.Focusable, back bool) {
	c := CanvasOf(from.(fyne.CanvasObject))
	if c == nil {
		return
	}
	if back {
		c.FocusPrevious()
	} else {
		c.FocusNext()
	}
	if next, ok := c.Focused().(interface{ SelectText() }); ok {
		next.SelectText()
	}
}

// HeldShortcut is the shortcut a key is part of, nil without Ctrl or Alt: Fyne's driver gives a text that can only be read the key alone,
// although it has the keyboard.
func HeldShortcut(ev *fyne.KeyEvent) fyne.Shortcut { return shortcutOf(ev.Name, KeyModifiers()) }

// shortcutOf is what a key means while others are held: those that undo have names of their own.
func shortcutOf(key fyne.KeyName, held fyne.KeyModifier) fyne.Shortcut {
	switch {
	case held&^fyne.KeyModifierShift == 0:
		return nil
	case held == fyne.KeyModifierControl && key == fyne.KeyZ:
		return &fyne.ShortcutUndo{}
	case held == fyne.KeyModifierControl && key == fyne.KeyY:
		return &fyne.ShortcutRedo{}
	}
	return &desktop.CustomShortcut{KeyName: key, Modifier: held}
}

// Ring is the width of an edge, which shows where the keyboard is.
func Ring(focused bool) float32 {
	if focused {
		return 2 * Hairline
	}
	return Hairline
}

// Presses tells the keys that do what a click does.
func Presses(ev *fyne.KeyEvent) bool {
	return ev.Name == fyne.KeySpace || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter
}

// IsFunctionKey tells F1 to F12, which a text field has no use for.
func IsFunctionKey(name fyne.KeyName) bool {
	return len(name) >= 2 && name[0] == 'F' && name[1] >= '1' && name[1] <= '9'
}

// ShiftKey knows whether Shift is held while the widget it is part of has the keyboard; it makes that one a desktop.Keyable.
type ShiftKey struct{ Shift bool }

// KeyDown implements desktop.Keyable.
func (s *ShiftKey) KeyDown(ev *fyne.KeyEvent) { s.note(ev, true) }

// KeyUp implements desktop.Keyable.
func (s *ShiftKey) KeyUp(ev *fyne.KeyEvent) { s.note(ev, false) }

func (s *ShiftKey) note(ev *fyne.KeyEvent, held bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		s.Shift = held
	}
}

// DoubleClick is the longest time between the two clicks that open a row.
const DoubleClick = 400 * time.Millisecond

// Clicks knows the place last clicked. Fyne waits with every click for a second one where a widget takes double-clicks; what counts them itself shows at
// once what was chosen.
type Clicks struct {
	place int64
	at    time.Time
}

// Again notes a click on a place, and tells whether it is the second one of a double-click.
func (c *Clicks) Again(place int64) bool {
	now := time.Now()
	second := c.place == place && now.Sub(c.at) < DoubleClick
	c.place, c.at = place, now
	if second {
		c.Forget()
	}
	return second
}

// Forget has the next click be a first one.
func (c *Clicks) Forget() { c.at = time.Time{} }

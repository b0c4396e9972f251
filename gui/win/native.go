package win

import "fyne.io/fyne/v2"

// Caret is the place of the text caret in pixels from the upper left corner of the window's content.
type Caret struct{ X, Y, Height int32 }

// Hooks are what the system asks or tells a window and Fyne does not pass on. All are called on the window's thread.
type Hooks struct {
	Caret func() (Caret, bool) // where an input method shows its candidates; false when no text field has the keyboard
	Ended func()               // the user logs off or the computer shuts down: the process is ended when this returns
}

// Attach answers the system for a window that is on the screen. It does nothing where there is nothing to answer. Call it on the
// window's thread.
func Attach(w fyne.Window, h Hooks) { attach(w, h) }

// Placement tells place, size and whether the window is maximised, as text for SetPlacement; "" where the system keeps that to itself.
func Placement(w fyne.Window) string { return placement(w) }

// SetPlacement puts the window where Placement found it, and onto the screen when that has become smaller. It tells whether it did.
func SetPlacement(w fyne.Window, text string) bool { return setPlacement(w, text) }

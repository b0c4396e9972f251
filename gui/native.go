package gui

import (
	"math"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/win"
)

// attach connects the window on the screen with what the system asks and tells beyond Fyne.
func (s *session) attach() {
	native := s.desk.Native()
	s.desk.Place()
	win.Attach(native, win.Hooks{Caret: s.caret, Ended: s.ended})
}

// caret is where an input method is to show its candidates, in pixels.
func (s *session) caret() (win.Caret, bool) {
	canvas := s.desk.Native().Canvas()
	at, height, ok := kit.CaretBox(canvas)
	if !ok {
		return win.Caret{}, false
	}
	pixels := func(v float32) int32 { return int32(math.Round(float64(v * canvas.Scale()))) }
	return win.Caret{X: pixels(at.X), Y: pixels(at.Y), Height: pixels(height)}, true
}

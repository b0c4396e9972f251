package look

import "runtime/debug"

// onPanic is told of a callback that broke off; nil lets the panic go its way.
var onPanic func(value any, stack []byte)

// OnPanic says who hears of a panic in what a button, a chip or a menu does. The window stays open then: what the callback had not done is
// not done, and nothing else is lost. Without it, as in tests, a panic goes its way. Call it before the first window is made.
func OnPanic(f func(value any, stack []byte)) { onPanic = f }

// Broke tells of a panic that was caught elsewhere, such as in work beside the window. Without a listener, as in tests, it goes its way.
func Broke(value any, stack []byte) {
	if onPanic == nil {
		panic(value)
	}
	onPanic(value, stack)
}

// Act calls back for a widget.
func Act(do func()) {
	if onPanic != nil {
		defer func() {
			if v := recover(); v != nil {
				Broke(v, debug.Stack())
			}
		}()
	}
	do()
}

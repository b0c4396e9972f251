package kittest

import "time"

// Now runs work at once on the caller's goroutine, where the program runs it beside the window or brings it back to its thread.
func Now(work func()) { work() }

// Never is a timer in whose test no time passes.
func Never(time.Duration, func()) (stop func()) { return func() {} }

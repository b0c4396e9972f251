//go:build !ci

package gui

import (
	"sync/atomic"
	_ "unsafe" // for go:linkname
)

// loopRunning is Fyne's own note that its loop runs. A panic leaves the loop without taking it back, and Run then returns at once. Fyne 2.7 holds
// no lock while it calls back, so the loop can be entered again.
//
//go:linkname loopRunning fyne.io/fyne/v2/internal/driver/glfw.running
var loopRunning atomic.Bool

// entered is whether the loop was entered, and no panic has left it since.
var entered atomic.Bool

// loopEntered is to be called when the loop has started.
func loopEntered() { entered.Store(true) }

// loopLeft lets the loop be entered again after a panic left it.
func loopLeft() {
	entered.Store(false)
	loopRunning.Store(false)
}

// loopEnded says whether the loop was ended, by the window or by a signal.
func loopEnded() bool { return entered.Load() && !loopRunning.Load() }

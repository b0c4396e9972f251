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

// loopLeft lets the loop be entered again after a panic left it.
func loopLeft() { loopRunning.Store(false) }

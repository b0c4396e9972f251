package desktest

import (
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/kittest"
)

// Loop is the window's thread in a test where work runs on goroutines of its own, as it does in the program: for the race detector. What the
// work brings back is applied by Until and Settle, on the goroutine that calls them.
type Loop struct {
	apply   chan func()
	working int
}

// NewLoop makes a loop at which nothing works yet.
func NewLoop() *Loop { return &Loop{apply: make(chan func(), 4096)} }

// Executor runs work beside the loop; no time passes.
func (l *Loop) Executor() desk.Executor {
	return desk.Executor{
		Background: func(work func()) {
			l.working++
			go func() {
				defer func() { l.apply <- func() { l.working-- } }()
				work()
			}()
		},
		UI:    func(apply func()) { l.apply <- apply },
		After: kittest.Never,
	}
}

// Until applies what comes back until done.
func (l *Loop) Until(done func() bool) {
	for !done() {
		(<-l.apply)()
	}
}

// Settle applies what comes back until nothing is at work.
func (l *Loop) Settle() {
	l.Until(func() bool { return l.working == 0 && len(l.apply) == 0 })
}

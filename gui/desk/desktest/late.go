package desktest

import (
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/kittest"
)

// Late is an executor that runs everything at once, but while Keep is set keeps what work brings back, as if its reading took long.
type Late struct {
	Keep bool

	kept []func()
}

// Executor runs work at once; no time passes.
func (l *Late) Executor() desk.Executor {
	return desk.Executor{
		Background: kittest.Now,
		UI: func(apply func()) {
			if l.Keep {
				l.kept = append(l.kept, apply)
				return
			}
			apply()
		},
		After: kittest.Never,
	}
}

// Arrive applies what was kept, in its order, and what comes back from then on at once.
func (l *Late) Arrive() {
	l.Keep = false
	kept := l.kept
	l.kept = nil
	for _, apply := range kept {
		apply()
	}
}

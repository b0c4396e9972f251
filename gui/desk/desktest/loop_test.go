package desktest_test

import (
	"testing"

	"cppccdesk/gui/desk/desktest"
)

// What work brings back is applied on the goroutine that settles the loop, also where it starts more work.
func TestLoopAppliesWhatRunsBeside(t *testing.T) {
	loop := desktest.NewLoop()
	run := loop.Executor()
	const works = 100
	begun, applied := 0, 0 // of the loop's goroutine alone, as the race detector sees
	var start func(again bool)
	start = func(again bool) {
		begun++
		made := 0
		run.Background(func() {
			made++
			run.UI(func() {
				applied += made
				if again {
					start(false)
				}
			})
		})
	}
	for range works {
		start(true)
	}
	loop.Until(func() bool { return applied > 0 })
	loop.Settle()
	if begun != 2*works || applied != 2*works {
		t.Errorf("%d begun, %d applied, want %d", begun, applied, 2*works)
	}
}

package desk

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/look"
)

// Executor says where work runs: beside the window, and back on its thread.
type Executor struct {
	Background func(work func())
	UI         func(apply func())
	After      func(d time.Duration, apply func()) (stop func()) // apply runs on the window's thread
}

// WindowExecutor runs work in goroutines and brings results to Fyne's thread. It is the only user of fyne.Do. What comes when ended says that
// Fyne's loop has ended is dropped: Fyne runs it on whatever goroutine it comes from.
func WindowExecutor(ended func() bool) Executor {
	do := func(apply func()) {
		fyne.Do(func() {
			if !ended() {
				apply()
			}
		})
	}
	return Executor{
		Background: func(work func()) { go work() },
		UI:         do,
		After: func(d time.Duration, apply func()) func() {
			t := time.AfterFunc(d, func() { do(apply) })
			return func() { t.Stop() }
		},
	}
}

// Progress is what the status bar shows of a running task. Total 0 means how far is unknown. Text "" with Name "" means nothing runs.
type Progress struct {
	Name   string
	Text   string
	Done   int
	Total  int
	Cancel context.CancelFunc
}

// Tasks runs reads and long work beside the window. Call its methods on the window's thread.
type Tasks struct {
	run    Executor
	report func(Progress)

	root   context.Context
	stop   context.CancelFunc
	wait   sync.WaitGroup
	slots  map[string]*slot
	number int // of the long task shown
}

// slot is one region of a page that shows the result of its newest load only.
type slot struct {
	number int
	cancel context.CancelFunc
}

// NewTasks makes a runner; report is called on the window's thread and may be nil.
func NewTasks(run Executor, report func(Progress)) *Tasks {
	if report == nil {
		report = func(Progress) {}
	}
	root, stop := context.WithCancel(context.Background())
	act := func(apply func()) { // not once the window closes: Fyne then runs what comes late on whatever goroutine it comes from
		if root.Err() == nil {
			look.Act(apply)
		}
	}
	ui, after := run.UI, run.After
	run.UI = func(apply func()) { ui(func() { act(apply) }) }
	run.After = func(d time.Duration, apply func()) func() { return after(d, func() { act(apply) }) }
	return &Tasks{run: run, report: report, root: root, stop: stop, slots: map[string]*slot{}}
}

// Load runs work beside the window and hands its result to done on the window's thread. A newer Load of the same slot cancels the older
// one's context and its result is dropped, so done is never called with stale rows. A panic in work arrives as an error.
func Load[T any](t *Tasks, name string, work func(ctx context.Context) (T, error), done func(T, error)) {
	s := t.slots[name]
	if s == nil {
		s = &slot{}
		t.slots[name] = s
	}
	if s.cancel != nil {
		s.cancel()
	}
	ctx, cancel := context.WithCancel(t.root)
	s.number++
	s.cancel = cancel
	number := s.number
	t.wait.Add(1)
	t.run.Background(func() {
		defer t.wait.Done()
		defer cancel()
		result, err := guarded(func() (T, error) { return work(ctx) })
		if t.root.Err() != nil {
			return
		}
		t.run.UI(func() {
			if s.number == number {
				done(result, err)
			}
		})
	})
}

// Drop cancels what a slot loads: its result is not wanted any more, and done is not called.
func (t *Tasks) Drop(name string) {
	if s := t.slots[name]; s != nil {
		s.number++
		s.cancel()
	}
}

// Run runs long work with its progress in the status bar, where the user can cancel it: then its context ends and done gets
// context.Canceled. say may be called from work at any time; done is called on the window's thread. The function returned cancels it, too.
func (t *Tasks) Run(name string, work func(ctx context.Context, say func(text string, done, total int)) error, done func(error)) context.CancelFunc {
	ctx, cancel := context.WithCancel(t.root)
	t.number++
	number := t.number
	t.report(Progress{Name: name, Cancel: cancel})
	say := func(text string, n, total int) {
		t.run.UI(func() {
			if ctx.Err() == nil && t.number == number {
				t.report(Progress{Name: name, Text: text, Done: n, Total: total, Cancel: cancel})
			}
		})
	}
	t.wait.Add(1)
	t.run.Background(func() {
		defer t.wait.Done()
		_, err := guarded(func() (struct{}, error) { return struct{}{}, work(ctx, say) })
		closing := t.root.Err() != nil
		cancel()
		if closing {
			return
		}
		t.run.UI(func() {
			if t.number == number {
				t.report(Progress{})
			}
			done(err)
		})
	})
	return cancel
}

// After calls apply on the window's thread when d has passed, unless stopped or closed before.
func (t *Tasks) After(d time.Duration, apply func()) (stop func()) {
	return t.run.After(d, func() {
		if t.root.Err() == nil {
			apply()
		}
	})
}

// Background runs work beside the window, then apply on its thread: for what must not hold the window up and has no result to number,
// such as a file dialog of the system. After a panic in work the user is told, and broken is called instead of apply; it may be nil.
func (t *Tasks) Background(work, apply, broken func()) {
	t.wait.Add(1)
	t.run.Background(func() {
		defer t.wait.Done()
		_, err := guarded(func() (struct{}, error) { work(); return struct{}{}, nil })
		if t.root.Err() != nil {
			return
		}
		t.run.UI(func() {
			if p := (*PanicError)(nil); errors.As(err, &p) {
				if broken != nil {
					broken()
				}
				look.Broke(p.Value, p.Stack)
				return
			}
			apply()
		})
	})
}

// UI runs apply on the window's thread: for what is told by others' goroutines, such as a change published by the store.
func (t *Tasks) UI(apply func()) {
	if t.root.Err() == nil {
		t.run.UI(apply)
	}
}

// Close cancels everything and waits at most limit for work to end. Nothing is applied to the window afterwards.
func (t *Tasks) Close(limit time.Duration) {
	t.stop()
	ended := make(chan struct{})
	go func() {
		t.wait.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(limit):
	}
}

// PanicError is work that broke off with a panic; Stack is for the log.
type PanicError struct {
	Value any
	Stack []byte
}

// Error implements error.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

func guarded[T any](work func() (T, error)) (result T, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return work()
}

package desk

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// queue is an executor whose background work and results are run by the test, in the order it wants.
type queue struct{ work, apply []func() }

func (q *queue) executor() Executor {
	return Executor{
		Background: func(f func()) { q.work = append(q.work, f) },
		UI:         func(f func()) { q.apply = append(q.apply, f) },
		After:      func(time.Duration, func()) func() { return func() {} },
	}
}

func run(fs *[]func()) {
	for _, f := range *fs {
		f()
	}
	*fs = nil
}

// synchronous runs everything at once on the caller's goroutine and never lets time pass.
var synchronous = Executor{Background: kittest.Now, UI: kittest.Now, After: kittest.Never}

func TestDroppedLoad(t *testing.T) {
	q := &queue{}
	tasks := NewTasks(q.executor(), nil)
	tasks.Drop("list") // nothing is loaded yet
	cancelled := false
	Load(tasks, "list", func(ctx context.Context) (string, error) {
		cancelled = ctx.Err() != nil
		return "", nil
	}, func(string, error) { t.Error("what was dropped is applied") })
	tasks.Drop("list")
	run(&q.work)
	run(&q.apply)
	if !cancelled {
		t.Error("what was dropped was not cancelled")
	}
}

func TestNewestLoadWins(t *testing.T) {
	q := &queue{}
	tasks := NewTasks(q.executor(), nil)
	var shown []string
	var cancelled bool
	load := func(slot, result string) {
		Load(tasks, slot, func(ctx context.Context) (string, error) {
			cancelled = cancelled || ctx.Err() != nil
			return result, nil
		}, func(s string, _ error) { shown = append(shown, s) })
	}
	load("list", "old")
	load("list", "new")
	load("detail", "other slot")
	for i := len(q.work) - 1; i >= 0; i-- { // the old load ends last
		q.work[i]()
	}
	run(&q.apply)
	if len(shown) != 2 || shown[0] != "other slot" || shown[1] != "new" {
		t.Errorf("applied %v, want the other slot's and the newest only", shown)
	}
	if !cancelled {
		t.Error("the old load was not cancelled")
	}
}

func TestLoadErrors(t *testing.T) {
	cases := []struct {
		name string
		work func(context.Context) (int, error)
		want string
	}{
		{"OK", func(context.Context) (int, error) { return 7, nil }, ""},
		{"error", func(context.Context) (int, error) { return 0, errors.New("no disk") }, "no disk"},
		{"panic", func(context.Context) (int, error) { panic("index out of range") }, "panic: index out of range"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tasks := NewTasks(synchronous, nil)
			called := false
			Load(tasks, "slot", c.work, func(_ int, err error) {
				called = true
				if got := errorText(err); got != c.want {
					t.Errorf("error %q, want %q", got, c.want)
				}
			})
			if !called {
				t.Error("done was not called")
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestWorkBesideTheWindowReportsAndIsCanceled(t *testing.T) {
	q := &queue{}
	var reports []Progress
	tasks := NewTasks(q.executor(), func(p Progress) { reports = append(reports, p) })
	var ended error
	tasks.Run("生成上报包", func(ctx context.Context, say func(string, int, int)) error {
		say("提案登记台账", 4, 10)
		<-ctx.Done()
		say("too late", 5, 10)
		return ctx.Err()
	}, func(err error) { ended = err })
	if len(reports) != 1 || reports[0].Name != "生成上报包" {
		t.Fatalf("at the start: %+v", reports)
	}
	cancel := reports[0].Cancel
	ready := make(chan struct{})
	go func() { run(&q.work); close(ready) }()
	cancel()
	<-ready
	run(&q.apply)
	last := reports[len(reports)-1]
	if !errors.Is(ended, context.Canceled) || last.Name != "" {
		t.Errorf("ended with %v, last report %+v", ended, last)
	}
	for _, p := range reports {
		if p.Text == "too late" {
			t.Error("reported after 取消")
		}
	}
}

func TestCloseWaitsForWorkBesideTheWindow(t *testing.T) {
	var mu sync.Mutex
	applied := false
	started := make(chan struct{})
	e := Executor{
		Background: func(f func()) { go f() },
		UI: func(f func()) {
			mu.Lock()
			defer mu.Unlock()
			f()
		},
	}
	tasks := NewTasks(e, nil)
	Load(tasks, "slot", func(ctx context.Context) (int, error) {
		close(started)
		<-ctx.Done()
		return 1, nil
	}, func(int, error) { applied = true })
	<-started
	tasks.Close(10 * time.Second)
	mu.Lock()
	defer mu.Unlock()
	if applied {
		t.Error("a result was applied to a closed window")
	}
}

// TestPanicInBackgroundIsTold has work break off that has no result to bring an error in.
func TestPanicInBackgroundIsTold(t *testing.T) {
	var told any
	look.OnPanic(func(value any, _ []byte) { told = value })
	t.Cleanup(func() { look.OnPanic(nil) })
	tasks := NewTasks(synchronous, nil)
	applied, broken := false, false
	tasks.Background(func() { panic("planted") }, func() { applied = true }, func() { broken = true })
	if told != "planted" || applied || !broken {
		t.Errorf("told %v, applied %v, broken %v", told, applied, broken)
	}
}

// What a timer brings after the window was closed is not applied: Fyne's loop has ended, and it would be on the timer's own thread.
func TestTimersEndWithTheWindow(t *testing.T) {
	var passed func()
	run := synchronous
	run.After = func(_ time.Duration, apply func()) func() {
		passed = apply
		return func() {}
	}
	tasks := NewTasks(run, nil)
	applied := 0
	tasks.After(time.Second, func() { applied++ })
	passed()
	tasks.Close(time.Second)
	passed()
	if applied != 1 {
		t.Errorf("applied %d times, want once while the window was open", applied)
	}
}

// A signal ends Fyne's loop some time before the tasks are closed.
func TestNothingIsAppliedBesideAnEndedLoop(t *testing.T) {
	test.NewTempApp(t)
	asked := make(chan struct{}, 1)
	ended := func() bool {
		asked <- struct{}{}
		return true
	}
	run := WindowExecutor(ended)
	fail := func() { t.Error("applied after the loop has ended") }
	run.UI(fail)
	<-asked
	run.After(0, fail)
	<-asked
}

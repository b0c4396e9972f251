package grid

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// later keeps what is to run beside the window until the test lets it.
type later struct {
	work, apply []func()
}

func (l *later) background(work, apply, _ func()) {
	l.work, l.apply = append(l.work, work), append(l.apply, apply)
}

// step runs the oldest.
func (l *later) step() {
	work, apply := l.work[0], l.apply[0]
	l.work, l.apply = l.work[1:], l.apply[1:]
	work()
	apply()
}

func TestManyRowsArePutInOrderBesideTheWindow(t *testing.T) {
	var beside later
	g, _ := newTestGrid(t, Config[person]{Background: beside.background})
	if g.Len() != len(people) || len(beside.work) != 0 {
		t.Fatalf("%d rows, %d jobs: few rows are shown at once", g.Len(), len(beside.work))
	}
	ready := 0
	g.SetRows(manyPeople(backgroundRows))
	g.Ready(func() { ready++ })
	if g.Len() != len(people) || ready != 0 {
		t.Errorf("%d rows before the work is done", g.Len())
	}
	beside.step()
	if g.Len() != backgroundRows || ready != 1 || g.running != nil {
		t.Errorf("%d rows, ready %d", g.Len(), ready)
	}
}

func TestOnlyTheNewestIsShown(t *testing.T) {
	var beside later
	told := 0
	g, _ := newTestGrid(t, Config[person]{Background: beside.background, OnFilter: func() { told++ }})
	g.SetRows(manyPeople(backgroundRows))
	beside.step()
	told = 0
	g.SetQuery("b")
	g.SetQuery("by")
	g.SetQuery("byxm")
	g.Sort(Sorting{Key: "days"})
	if len(beside.work) != 1 {
		t.Fatalf("%d jobs at once", len(beside.work))
	}
	beside.step() // given up: newer ones are wanted
	if told != 0 || g.Shown() != backgroundRows {
		t.Errorf("what was given up is shown: %d rows", g.Shown())
	}
	beside.step()
	if len(beside.work) != 0 || told != 1 {
		t.Errorf("%d jobs left, told %d times", len(beside.work), told)
	}
	want := slices.DeleteFunc(manyPeople(backgroundRows), func(p person) bool { return !strings.Contains(p.name, "白云小明") })
	slices.SortStableFunc(want, func(a, b person) int { return a.days - b.days })
	if !slices.Equal(g.Rows(), want) {
		t.Errorf("%d rows, want the %d of 白云小明 by days", g.Shown(), len(want))
	}
}

func TestRowsThatComeWhileOthersAreOrdered(t *testing.T) {
	var beside later
	g, _ := newTestGrid(t, Config[person]{Background: beside.background})
	g.SetRows(manyPeople(backgroundRows))
	g.Sort(Sorting{Key: "name"})
	g.SetRows(people)
	for len(beside.work) > 0 {
		beside.step()
	}
	if got := names(g.Rows()); got != "白云 欧阳建国 单立人 曾国强 张小明" {
		t.Errorf("rows %s", got)
	}
}

func TestTypingOnNarrowsWhatWasFound(t *testing.T) {
	g, _ := newTestGrid(t, Config[person]{})
	for _, query := range []string{"z", "zg", "zgq", "zg", "x", "zg q", "zgq"} {
		g.SetQuery(query)
		fresh, _ := newTestGrid(t, Config[person]{})
		fresh.SetQuery(query)
		if got, want := names(g.Rows()), names(fresh.Rows()); got != want {
			t.Errorf("%q after other words: %q, alone %q", query, got, want)
		}
	}
}

func TestRanksOrderAsComparingDoes(t *testing.T) {
	rows := manyPeople(5000)
	g, _ := newTestGrid(t, Config[person]{})
	g.SetRows(slices.Clone(rows))
	g.Sort(Sorting{Key: "unit", Desc: true}, Sorting{Key: "days"})
	unit := func(p person) int { return int(p.id)%22 + 1 }
	slices.SortStableFunc(rows, func(a, b person) int {
		if d := unit(b) - unit(a); d != 0 {
			return d
		}
		return a.days - b.days
	})
	if !slices.Equal(g.Rows(), rows) {
		t.Error("another order than comparing gives")
	}
}

func TestSelectionOfManyActsInOrder(t *testing.T) {
	g, _ := newTestGrid(t, Config[person]{})
	g.SetRows(manyPeople(1000))
	for _, pos := range []int{900, 5, 300} {
		g.set.toggle(pos)
	}
	var ids []int64
	for _, p := range g.Selected() {
		ids = append(ids, p.id)
	}
	if !slices.Equal(ids, []int64{5, 300, 900}) {
		t.Errorf("acts on %v", ids)
	}
	g.typedShortcut(&fyne.ShortcutSelectAll{})
	if n := len(g.Selected()); n != 1000 {
		t.Errorf("all: %d", n)
	}
}

// TestGoroutinesBesideTheWindow is for the race detector: what is made on another goroutine meets the window only when it is applied.
func TestGoroutinesBesideTheWindow(t *testing.T) {
	applied := make(chan func(), 16)
	g, _ := newTestGrid(t, Config[person]{Background: func(work, apply, _ func()) {
		go func() {
			work()
			applied <- apply
		}()
	}})
	rows := manyPeople(2 * backgroundRows)
	g.SetRows(rows)
	for i, query := range []string{"b", "by", "byx", "", "z"} {
		g.SetQuery(query)
		g.Sort(Sorting{Key: []string{"name", "days"}[i%2]})
		g.SetCondition(Condition{Column: "unit", Contains: fmt.Sprint(i)})
		g.typedRune('z')
		g.typedShortcut(&fyne.ShortcutSelectAll{})
		g.Refresh()
	}
	ready := false
	g.Ready(func() { ready = true })
	for !ready {
		(<-applied)()
	}
	want, _ := newTestGrid(t, Config[person]{})
	want.SetRows(rows)
	want.SetQuery("z")
	want.SetCondition(Condition{Column: "unit", Contains: "4"})
	if g.Shown() == 0 || g.Shown() != want.Shown() {
		t.Errorf("%d rows, want %d", g.Shown(), want.Shown())
	}
}

// A panic while rows are put in order leaves the old ones with a way to try again, which is taken without a new reading.
func TestBrokenArrangingCanBeTriedAgain(t *testing.T) {
	planted := true
	look.OnPanic(func(any, []byte) {})
	t.Cleanup(func() { look.OnPanic(nil) })
	g, _ := newTestGrid(t, Config[person]{Background: func(work, apply, broken func()) {
		if planted {
			broken()
			return
		}
		work()
		apply()
	}})
	g.SetRows(manyPeople(backgroundRows))
	if g.running != nil || !g.retry.Visible() || !strings.Contains(g.FootText(), "没有整理完") || g.Len() != len(people) {
		t.Fatalf("after the panic: %s", g.FootText())
	}
	planted = false
	test.Tap(g.retry)
	if g.retry.Visible() || strings.Contains(g.FootText(), "整理") || g.Len() != backgroundRows {
		t.Errorf("tried again: %s", g.FootText())
	}
}

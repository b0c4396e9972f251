package calendar

import (
	"fmt"
	"time"
)

// Month is one month of the plan, written "2026-03".
type Month struct {
	Year  int
	Month time.Month
}

// ParseMonth reads "2026-03". The error is a Chinese sentence.
func ParseMonth(text string) (Month, error) {
	t, err := time.Parse("2006-01", text)
	if err != nil {
		return Month{}, fmt.Errorf("「%s」不是月份,请填 2026-03 这样的年月", text)
	}
	return Month{t.Year(), t.Month()}, nil
}

// MonthOf is the month d lies in.
func MonthOf(d Date) Month { return Month{d.Year, d.Month} }

// String is "2026-03".
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, m.Month) }

// First is the month's first day.
func (m Month) First() Date { return Date{m.Year, m.Month, 1} }

// Last is the month's last day.
func (m Month) Last() Date { return m.First().AddMonths(1).AddDays(-1) }

// Window is the months in which an item of the plan is to be done, both
// included: 3–11 月 runs from March 1 to November 30.
type Window struct {
	From, To Month
}

// NewWindow reads "2026-03" and "2026-11". The errors are Chinese sentences.
func NewWindow(from, to string) (Window, error) {
	first, err := ParseMonth(from)
	if err != nil {
		return Window{}, err
	}
	last, err := ParseMonth(to)
	if err != nil {
		return Window{}, err
	}
	if last.First().Before(first.First()) {
		return Window{}, fmt.Errorf("截止月份 %s 早于开始月份 %s", last, first)
	}
	return Window{first, last}, nil
}

// Contains reports whether d lies in the window.
func (w Window) Contains(d Date) bool {
	return !d.Before(w.From.First()) && !d.After(w.To.Last())
}

// WindowState is where an item of the plan stands on a given day.
type WindowState int

// The states of a planned item.
const (
	Ahead    WindowState = iota // its months have not begun
	Running                     // in its months
	DueMonth                    // in its last month, not done
	Overdue                     // its last month is over, not done
	Done                        // as many done as planned
)

// String is the state as it is shown.
func (s WindowState) String() string {
	return [...]string{"未开始", "进行中", "本月截止", "已逾期", "已完成"}[s]
}

// State judges an item of which done out of planned are done, on the day today.
func (w Window) State(today Date, done, planned int) WindowState {
	switch {
	case done >= planned:
		return Done
	case today.Before(w.From.First()):
		return Ahead
	case today.After(w.To.Last()):
		return Overdue
	case MonthOf(today) == w.To:
		return DueMonth
	}
	return Running
}

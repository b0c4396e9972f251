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
		return Month{}, fmt.Errorf("「%s」不是月份，请填 2026-03 这样的年月", text)
	}
	return Month{t.Year(), t.Month()}, nil
}

// First is the month's first day.
func (m Month) First() Date { return Date{m.Year, m.Month, 1} }

// Last is the month's last day.
func (m Month) Last() Date { return m.First().AddMonths(1).AddDays(-1) }

package calendar

import (
	"fmt"
	"time"
)

// Date is a day without time or zone. The zero Date is "not known" and prints
// as "".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads ISO text "2026-03-10" and refuses days that do not exist.
// The error is a Chinese sentence.
func ParseDate(iso string) (Date, error) {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return Date{}, fmt.Errorf("「%s」不是日期，请填 2026-03-10 这样的日期", iso)
	}
	return DateOf(t), nil
}

// Span reads two dates; ok is false where one is unknown or no date.
func Span(from, to string) (first, last Date, ok bool) {
	first, err := ParseDate(from)
	last, other := ParseDate(to)
	return first, last, err == nil && other == nil
}

// DateOf is the day t falls on in t's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// IsZero reports the unknown date.
func (d Date) IsZero() bool { return d == Date{} }

// String is ISO text, "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Compare is -1, 0 or +1 as d is before, on or after e.
func (d Date) Compare(e Date) int { return d.time().Compare(e.time()) }

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// WeekdayName is it in Chinese: 周六.
func (d Date) WeekdayName() string {
	return [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}[d.Weekday()]
}

// AddDays counts calendar days; d itself is not counted (民法典第二百零一条).
func (d Date) AddDays(n int) Date { return DateOf(d.time().AddDate(0, 0, n)) }

// DaysUntil is the number of calendar days from d to e, negative when e is
// earlier.
func (d Date) DaysUntil(e Date) int {
	return int(e.time().Sub(d.time()) / (24 * time.Hour))
}

// AddMonths is the day with the same number n months on, or the last day of
// that month when there is none (民法典第二百零二条). n may be negative.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), first.Month(), min(d.Day, last)}
}

func (d Date) time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// Future is a sentence on a day on which something is said to have happened although it lies after today; "" when it does not. Days are ISO text.
func Future(title, on, today string) string {
	if on <= today {
		return ""
	}
	return fmt.Sprintf("%s %s 晚于今天（%s），还没有发生的事不能登记，请核对日期。", title, on, today)
}

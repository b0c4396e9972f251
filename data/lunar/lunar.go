// Package lunar is the 农历: which days its months have, and where they lie in the solar calendar. It knows the years 1900 to
// 2100; what is outside them is not told rather than guessed.
package lunar

import (
	"fmt"
	"sync"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

// The lunar years that can be asked about.
const (
	FirstYear = 1900
	LastYear  = 2100
)

// Date is a day of the lunar calendar, or a month of it with Day 0. Leap is a 闰月, which follows the month of its number.
type Date struct {
	Year, Month, Day int
	Leap             bool
}

// month is one lunar month: its first day and how many it has, 29 or 30.
type month struct {
	number int
	leap   bool
	days   int
	first  time.Time
}

// noon2000 is the Julian day of noon on 1 January 2000.
const noon2000 = 2451545

var years = struct {
	sync.Mutex
	months map[int][]month
}{months: map[int][]month{}}

// monthsOf lists the months of a lunar year in order; none for a year that is not known.
func monthsOf(year int) []month {
	if year < FirstYear || year > LastYear {
		return nil
	}
	years.Lock()
	defer years.Unlock()
	if known, ok := years.months[year]; ok {
		return known
	}
	var found []month
	for e := calendar.NewLunarYear(year).GetMonthsInYear().Front(); e != nil; e = e.Next() {
		m, ok := e.Value.(*calendar.LunarMonth)
		if !ok {
			continue
		}
		first := time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(m.GetFirstJulianDay())-noon2000)
		found = append(found, month{max(m.GetMonth(), -m.GetMonth()), m.IsLeap(), m.GetDayCount(), first})
	}
	years.months[year] = found
	return found
}

func (d Date) month() (month, bool) {
	for _, m := range monthsOf(d.Year) {
		if m.number == d.Month && m.leap == d.Leap {
			return m, true
		}
	}
	return month{}, false
}

// LeapMonth is the number of the leap month of a lunar year, 0 when it has none.
func LeapMonth(year int) int {
	for _, m := range monthsOf(year) {
		if m.leap {
			return m.number
		}
	}
	return 0
}

// Check says in Chinese why there is no such day; nil when there is.
func (d Date) Check() error {
	if d.Year < FirstYear || d.Year > LastYear {
		return fmt.Errorf("农历只能查 %d 年到 %d 年", FirstYear, LastYear)
	}
	m, ok := d.month()
	switch {
	case !ok && d.Leap:
		if leap := LeapMonth(d.Year); leap != 0 {
			return fmt.Errorf("农历 %d 年没有闰%s，那年是闰%s", d.Year, MonthName(d.Month), MonthName(leap))
		}
		return fmt.Errorf("农历 %d 年没有闰月", d.Year)
	case !ok:
		return fmt.Errorf("农历没有 %d 月", d.Month)
	case d.Day < 0 || d.Day > 30:
		return fmt.Errorf("农历没有 %d 日", d.Day)
	case d.Day > m.days:
		return fmt.Errorf("农历 %d 年%s只有 %d 天", d.Year, d.monthName(), m.days)
	}
	return nil
}

// Solar gives the day in the solar calendar, or with Day 0 the first of the month; false when there is no such day.
func (d Date) Solar() (time.Time, bool) {
	if d.Check() != nil {
		return time.Time{}, false
	}
	m, _ := d.month()
	return m.first.AddDate(0, 0, max(d.Day-1, 0)), true
}

// Days is how many days the month of d has, 0 when there is no such month.
func (d Date) Days() int {
	m, _ := d.month()
	return m.days
}

// Anniversary is the day on which somebody born on d has his birthday in a lunar year: a leap month counts as itself where
// the year has it and as the month before it otherwise, and a 三十 falls on 廿九 where the month has no thirtieth.
func (d Date) Anniversary(year int) Date {
	on := Date{year, d.Month, d.Day, d.Leap && LeapMonth(year) == d.Month}
	if days := on.Days(); days > 0 && on.Day > days {
		on.Day = days
	}
	return on
}

var monthNames = []string{"", "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月"}

// MonthName is the month as people call it: 正月, 冬月, 腊月.
func MonthName(n int) string {
	if n < 1 || n >= len(monthNames) {
		return fmt.Sprintf("%d 月", n)
	}
	return monthNames[n]
}

func (d Date) monthName() string {
	if d.Leap {
		return "闰" + MonthName(d.Month)
	}
	return MonthName(d.Month)
}

var dayDigits = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// String is the day without its year as people say it: 正月初一, 闰四月廿三, 腊月.
func (d Date) String() string {
	switch {
	case d.Day < 1 || d.Day > 30:
		return d.monthName()
	case d.Day <= 10:
		return d.monthName() + "初" + dayDigits[d.Day]
	case d.Day < 20:
		return d.monthName() + "十" + dayDigits[d.Day-10]
	case d.Day == 20:
		return d.monthName() + "二十"
	case d.Day < 30:
		return d.monthName() + "廿" + dayDigits[d.Day-20]
	default:
		return d.monthName() + "三十"
	}
}

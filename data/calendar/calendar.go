// Package calendar knows which days are working days and when a period ends:
// statutory holidays and make-up working days, deadlines by the 民法典, and the
// month windows of the annual plan. Which rule applies to which matter, and the
// number of days in it, is the callers' data.
package calendar

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Day is one entry of a year's holiday notice: a statutory day off, or a
// Saturday or Sunday that is worked instead.
type Day struct {
	Date Date
	Name string // 国庆节
	Off  bool
}

// Calendar answers questions about working days. It does not change once
// made and may be used from several goroutines.
type Calendar struct {
	days  map[Date]Day
	known map[int]bool
}

// ParseYear reads one holiday-cn file, for example one the user imports when the
// notice for next year is out. Every day must exist and be InNotice of the
// file's year.
func ParseYear(raw []byte) (year int, days []Day, err error) {
	var file struct {
		Year int `json:"year"`
		Days []struct {
			Name     string `json:"name"`
			Date     string `json:"date"`
			IsOffDay *bool  `json:"isOffDay"`
		} `json:"days"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return 0, nil, fmt.Errorf("不是放假安排文件（JSON）：%w", err)
	}
	if file.Year < 1949 || file.Year > 2999 {
		return 0, nil, fmt.Errorf("年份 %d 不对", file.Year)
	}
	for _, entry := range file.Days {
		date, err := ParseDate(entry.Date)
		if err != nil {
			return 0, nil, err
		}
		if !InNotice(file.Year, date) {
			return 0, nil, fmt.Errorf("%s 不在 %d 年的放假安排之内", date, file.Year)
		}
		if entry.IsOffDay == nil {
			return 0, nil, fmt.Errorf("%s 没有写明放假还是上班", date)
		}
		days = append(days, Day{Date: date, Name: entry.Name, Off: *entry.IsOffDay})
	}
	return file.Year, days, nil
}

// InNotice reports whether the notice of a year may speak of the day: it lies in
// that year, in the December before or in the January after.
func InNotice(year int, d Date) bool {
	return d.Year == year || d.Year == year-1 && d.Month == time.December || d.Year == year+1 && d.Month == time.January
}

// Of is the calendar of the notices of years. A year without days is not Known.
func Of(years map[int][]Day) *Calendar {
	c := &Calendar{days: map[Date]Day{}, known: map[int]bool{}}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		for _, day := range years[year] {
			c.days[day.Date] = day
			c.known[year] = true
		}
	}
	return c
}

// Known reports whether the year's holiday notice is there. Answers
// about other years treat every Monday to Friday as a working day and need a
// warning beside them; Deadline gives one.
func (c *Calendar) Known(year int) bool { return c.known[year] }

// Years lists the known years in order.
func (c *Calendar) Years() []int {
	return slices.Sorted(maps.Keys(c.known))
}

// Days lists the entries of one calendar year in order.
func (c *Calendar) Days(year int) []Day {
	var days []Day
	for date, day := range c.days {
		if date.Year == year {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) })
	return days
}

// IsWorkday reports a working day: 在调休上班集,或不在放假集且周一至周五.
func (c *Calendar) IsWorkday(d Date) bool {
	if day, ok := c.days[d]; ok {
		return !day.Off
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

// NextWorkday is d itself when it is a working day, otherwise the first one
// after it.
func (c *Calendar) NextWorkday(d Date) Date {
	for !c.IsWorkday(d) {
		d = d.AddDays(1)
	}
	return d
}

// AddWorkdays is the n-th working day after d, d itself not counted
// (民法典第二百零一条:开始的当日不计入). A negative n counts backwards, 0 is d.
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		if c.IsWorkday(d) {
			n--
		}
	}
	return d
}

// WorkdaysBetween is the number of working days after from up to and including
// to: what is left (余 n 个工作日) on the morning of from. It is negative when to
// is earlier: the working days it is late.
func (c *Calendar) WorkdaysBetween(from, to Date) int {
	if to.Before(from) {
		return -c.WorkdaysBetween(to, from)
	}
	n := 0
	for d := from; d.Before(to); {
		d = d.AddDays(1)
		if c.IsWorkday(d) {
			n++
		}
	}
	return n
}

// Workdays is the number of working days of a calendar year.
func (c *Calendar) Workdays(year int) int {
	return c.WorkdaysBetween(Date{year - 1, time.December, 31}, Date{year, time.December, 31})
}

// NotKnown is what Warning says after the years.
const NotKnown = " 年放假安排尚未录入，暂按周六、周日休息推算，公布后请导入并重新核对"

// Warning is the Chinese sentence to show beside a date that was computed over
// years whose holidays are not known, "" when all are.
func (c *Calendar) Warning(from, to Date) string {
	var unknown []string
	for year := from.Year; year <= to.Year; year++ {
		if !c.Known(year) {
			unknown = append(unknown, fmt.Sprint(year))
		}
	}
	if len(unknown) == 0 {
		return ""
	}
	return strings.Join(unknown, "、") + NotKnown
}

// Explain is why a deadline, of a period that began on from, is on the day due (YYYY-MM-DD), with the Warning that belongs beside it: of all years
// between when working days were counted, else of the year it lies in. It is said wherever a deadline is explained.
func (c *Calendar) Explain(why, from, due string) string {
	if !strings.Contains(why, workdayUnit) {
		from = due
	}
	first, last, ok := Span(from, due)
	if !ok {
		if first, last, ok = Span(due, due); !ok {
			return why
		}
	}
	warning := c.Warning(first, last)
	if why == "" || warning == "" {
		return why + warning
	}
	return why + "；" + warning
}

// Unsure is the Warning of the years that any of the days (YYYY-MM-DD) lies in; what is no date says nothing.
func (c *Calendar) Unsure(days ...string) string {
	var unknown []string
	for _, day := range days {
		if d, err := ParseDate(day); err == nil && !c.Known(d.Year) {
			unknown = append(unknown, fmt.Sprint(d.Year))
		}
	}
	if len(unknown) == 0 {
		return ""
	}
	slices.Sort(unknown)
	return strings.Join(slices.Compact(unknown), "、") + NotKnown
}

// whyOff names the reason d is not worked: 国庆节, 周六.
func (c *Calendar) whyOff(d Date) string {
	if day, ok := c.days[d]; ok && day.Name != "" {
		return day.Name
	}
	return d.WeekdayName()
}

// Package calendar knows which days are working days and when a period ends:
// statutory holidays and make-up working days, deadlines by the 民法典, and the
// month windows of the annual plan. Which rule applies to which matter, and the
// number of days in it, is the callers' data.
package calendar

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
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

var yearFile = regexp.MustCompile(`^[0-9]{4}\.json$`)

// Load reads the holiday-cn files (2026.json ...) at the root of each file
// system; a year in a later one replaces that year of the earlier ones, unless
// it is empty. Files are filed by the year of the notice, so days of late
// December may come from the next year's file. A year without a file or with an
// empty one is loaded but not Known.
func Load(sources ...fs.FS) (*Calendar, error) {
	c := &Calendar{days: map[Date]Day{}, known: map[int]bool{}}
	for _, source := range sources {
		entries, err := fs.ReadDir(source, ".")
		if err != nil {
			return nil, fmt.Errorf("放假安排目录打不开：%w", err)
		}
		for _, entry := range entries {
			if entry.IsDir() || !yearFile.MatchString(entry.Name()) {
				continue
			}
			year, days, err := readYear(source, entry.Name())
			if err != nil {
				return nil, fmt.Errorf("放假安排 %s 读不出来：%w", entry.Name(), err)
			}
			c = c.With(year, days)
		}
	}
	return c, nil
}

// maxYearFile is far above the few kilobytes of a real notice.
const maxYearFile = 1 << 20

func readYear(source fs.FS, name string) (year int, days []Day, err error) {
	info, err := fs.Stat(source, name)
	if err != nil {
		return 0, nil, err
	}
	if info.Size() > maxYearFile {
		return 0, nil, errors.New("文件过大，不像放假安排")
	}
	raw, err := fs.ReadFile(source, name)
	if err != nil {
		return 0, nil, err
	}
	return ParseYear(raw)
}

// ParseYear reads one holiday-cn file, for example one the user imports when the
// notice for next year is out. Every day must exist and lie in the file's year
// or at the end of the year before.
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
		if date.Year != file.Year && (date.Year != file.Year-1 || date.Month != time.December) {
			return 0, nil, fmt.Errorf("%s 不在 %d 年的放假安排之内", date, file.Year)
		}
		if entry.IsOffDay == nil {
			return 0, nil, fmt.Errorf("%s 没有写明放假还是上班", date)
		}
		days = append(days, Day{Date: date, Name: entry.Name, Off: *entry.IsOffDay})
	}
	return file.Year, days, nil
}

// With is the calendar with the notice of one year set to days; c itself is
// unchanged. Empty days leave c as it is, because a notice that is not out yet
// says nothing.
func (c *Calendar) With(year int, days []Day) *Calendar {
	if len(days) == 0 {
		return c
	}
	next := &Calendar{days: maps.Clone(c.days), known: maps.Clone(c.known)}
	if next.known[year] {
		maps.DeleteFunc(next.days, func(d Date, _ Day) bool { return d.Year == year })
	}
	for _, day := range days {
		next.days[day.Date] = day
	}
	next.known[year] = true
	return next
}

// Known reports whether the year's holiday notice has been loaded. Answers
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
	return strings.Join(unknown, "、") + " 年放假安排尚未录入，暂按周六、周日休息推算，公布后请导入并重新核对"
}

// whyOff names the reason d is not worked: 国庆节, 周六.
func (c *Calendar) whyOff(d Date) string {
	if day, ok := c.days[d]; ok && day.Name != "" {
		return day.Name
	}
	return d.WeekdayName()
}

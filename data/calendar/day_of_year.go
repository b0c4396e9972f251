package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// DayOfYear is a day that every year has: 9月30日. The zero one is none and prints as "".
type DayOfYear struct {
	Month time.Month
	Day   int
}

var dayOfYear = regexp.MustCompile(`^(?:每年|\d{4}年|\d{4}[-./])?(\d{1,2})[月\-./](\d{1,2})日?(?:以?前)?$`)

// ParseDayOfYear reads 9月30日, 9-30 and 9月30日前; of a whole date, which a sheet makes of such a text, the year is left out. The error is a Chinese
// sentence.
func ParseDayOfYear(text string) (DayOfYear, error) {
	found := dayOfYear.FindStringSubmatch(text)
	if found == nil {
		return DayOfYear{}, fmt.Errorf("「%s」不是每年的一天，请写 9月30日 这样的日子", text)
	}
	month, _ := strconv.Atoi(found[1]) // of one or two digits
	day, _ := strconv.Atoi(found[2])
	const leap = 2024 // it has every day
	if _, err := ParseDate(Date{leap, time.Month(month), day}.String()); err != nil {
		return DayOfYear{}, fmt.Errorf("没有 %d 月 %d 日这一天", month, day)
	}
	return DayOfYear{time.Month(month), day}, nil
}

// IsZero reports no day.
func (d DayOfYear) IsZero() bool { return d == DayOfYear{} }

// String is 9月30日, "" for none.
func (d DayOfYear) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d月%d日", d.Month, d.Day)
}

// In is the day in a year: 2月29日 is the last day of February.
func (d DayOfYear) In(year int) Date {
	last := time.Date(year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return Date{year, d.Month, min(d.Day, last)}
}

package kit

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
)

// ErrDate is the answer to text that is no date; its text is for the user.
var ErrDate = errors.New("日期看不懂，请写成 2026-11-23 这样")

const IsoDate = "2006-01-02"

// ParseDate reads a date as people write it: 2026-11-23, 2026/11/23, 2026.11.23, 20261123, 2026年11月23日, 11-23 (of today's year), 今天,
// +30 (so many days from today), in full-width digits too. It answers ISO text; "" for blank text; ErrDate for anything else, 2月30日 included.
func ParseDate(text string, today time.Time) (string, error) {
	text = strings.TrimSpace(HalfWidth(text))
	switch text {
	case "":
		return "", nil
	case "今天":
		return today.Format(IsoDate), nil
	}
	if ahead, found := strings.CutPrefix(text, "+"); found {
		return dateAhead(ahead, today)
	}
	if len(text) == 8 && strings.Trim(text, "0123456789") == "" {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	text = strings.TrimRight(text, "日号")
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-/.年月 ", r) })
	if strings.Trim(text, "0123456789-/.年月 ") != "" {
		return "", ErrDate
	}
	if len(parts) == 2 {
		parts = append([]string{strconv.Itoa(today.Year())}, parts...)
	}
	if len(parts) != 3 || len(parts[0]) != 4 {
		return "", ErrDate
	}
	return dateOf(parts)
}

// ParseDateAfter is ParseDate of a date that lies after another (ISO text, "" for none): a day typed without its year is the next such day after that.
func ParseDateAfter(text string, today time.Time, after string) (string, error) {
	iso, err := ParseDate(text, today)
	since, none := time.Parse(IsoDate, after)
	if none != nil || !yearless(text) {
		return iso, err
	}
	for year := since.Year(); year <= since.Year()+leapGap; year++ {
		iso, err = ParseDate(text, time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
		if err == nil && iso > after {
			return iso, nil
		}
	}
	return "", ErrDate
}

// leapGap is within how many years there is a 29 February once more.
const leapGap = 8

// yearless reports whether a text that may be a date says a month and a day alone.
func yearless(text string) bool {
	parts := strings.FieldsFunc(HalfWidth(text), func(r rune) bool { return r < '0' || r > '9' })
	return len(parts) == 2 && len(parts[0]) <= 2 && len(parts[1]) <= 2
}

// dateOf is the date of a year, a month and a day in digits.
func dateOf(parts []string) (string, error) {
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil {
			return "", ErrDate
		}
		n[i] = v
	}
	d := time.Date(n[0], time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	if d.Year() != n[0] || int(d.Month()) != n[1] || d.Day() != n[2] || n[0] < 1900 {
		return "", ErrDate
	}
	return d.Format(IsoDate), nil
}

// dateAhead is the date so many days after today.
func dateAhead(text string, today time.Time) (string, error) {
	days, err := strconv.ParseUint(text, 10, 12)
	if err != nil {
		return "", ErrDate
	}
	return today.AddDate(0, 0, int(days)).Format(IsoDate), nil
}

// HalfWidth turns the full-width forms U+FF01 to U+FF5E, which input methods leave behind, into ASCII and drops invisible characters.
func HalfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFF01 + '!'
		case r == 0x3000:
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
}

// DayMark is how a day is worked.
type DayMark int

// The marks of days.
const (
	Working DayMark = iota
	DayOff          // 休: a holiday or an ordinary weekend
	MakeUp          // 班: a weekend day that is worked
)

// WeekNames are the days of the week as calendars name them, Monday first.
var WeekNames = [7]string{"一", "二", "三", "四", "五", "六", "日"}

// MonthDays lists the days a month page shows: six weeks from the Monday on or before the first.
func MonthDays(year int, month time.Month) [42]time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	back := (int(first.Weekday()) + 6) % 7
	var days [42]time.Time
	for i := range days {
		days[i] = first.AddDate(0, 0, i-back)
	}
	return days
}

// DayBy is the day that a key of a calendar goes to from at: the one before or after, a week earlier or later, the first or the last of the month.
func DayBy(key fyne.KeyName, at time.Time) (day time.Time, ok bool) {
	switch key {
	case fyne.KeyLeft:
		return at.AddDate(0, 0, -1), true
	case fyne.KeyRight:
		return at.AddDate(0, 0, 1), true
	case fyne.KeyUp:
		return at.AddDate(0, 0, -7), true
	case fyne.KeyDown:
		return at.AddDate(0, 0, 7), true
	case fyne.KeyHome:
		return at.AddDate(0, 0, 1-at.Day()), true
	case fyne.KeyEnd:
		return at.AddDate(0, 1, -at.Day()), true
	}
	return at, false
}

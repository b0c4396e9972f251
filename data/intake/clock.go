package intake

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// timeText is a time of day as it is written: 16:04, 16:04:48, 9时30分, 下午3点半, 3:30 PM.
const timeText = `(?:(凌晨|清晨|早晨|早上|早|上午|中午|下午|傍晚|晚上|晚|夜里|夜间)\s*)?(\d{1,2})\s*[:时点](?:\s*(\d{1,2})(?:分(?:(\d{1,2})秒)?|:(\d{1,2})(?:\.\d+)?)?|(半)|整)?\s*(?:(am|pm)|z|[+-]\d\d:?\d\d)?`

var (
	clockText = regexp.MustCompile(`(?i)^` + timeText + `$`)
	dayShare  = regexp.MustCompile(`^0?\.\d+$`)

	// clockBeside is the time of day, or the first and the last, that a date ends with. What says which part of the day needs no blank before it.
	clockBeside = regexp.MustCompile(`(?i)(?:[\sT)日号,;]\s*|(?:凌晨|清晨|早|上午|中午|下午|傍晚|晚|夜).*?)\d{1,2}\s*[:时点].*$`)
	clockSpan   = regexp.MustCompile(`\s*[-~—–至到]+\s*`)
)

var (
	errNoClock   = errors.New("应为时刻，如 09:30")
	errClock     = errors.New("钟点不对，一天是 00:00 到 24:00")
	errClockHalf = errors.New("看不出是几点，应写成 00:30 这样的时刻")
)

// ParseClock reads a time of day as HH:MM; the end of the day is 24:00. A share of a day, as 0.6875, is what sheets store for one. The error says in
// Chinese what is wrong and is made to follow 「…」一栏为「…」,.
func ParseClock(s string) (string, error) {
	s = strings.TrimFunc(strings.Map(narrow, s), isBlank)
	if dayShare.MatchString(s) {
		if share, err := strconv.ParseFloat(s, 64); err == nil {
			return clockOf(math.Round(share*1440) / 1440)[:len("15:04")], nil
		}
	}
	m := clockText.FindStringSubmatch(s)
	if m == nil {
		return "", errNoClock
	}
	hour, err := hourOf(m[1]+strings.ToLower(m[7]), digits(m[2]))
	if err != nil {
		return "", err
	}
	minute, second := max(0, digits(m[3])), max(0, digits(m[4]+m[5]))
	if m[6] != "" {
		minute = 30
	}
	if hour > 24 || minute > 59 || second > 59 || hour == 24 && minute+second > 0 {
		return "", errClock
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), nil
}

// hourOf is the hour that is the given one in a part of the day; it is told where the two do not go together.
func hourOf(part string, hour int) (int, error) {
	switch part {
	case "凌晨", "am":
		if hour == 12 {
			hour = 0
		}
	case "中午":
		if hour < 10 {
			hour += 12
		}
		if hour < 10 || hour > 14 {
			return 0, errClockHalf
		}
		return hour, nil
	case "下午", "傍晚", "pm":
		if hour < 12 {
			hour += 12
		}
		return hour, nil
	case "晚上", "晚", "夜里", "夜间":
		switch {
		case hour < 5 || hour == 12: // of which day
			return 0, errClockHalf
		case hour < 12:
			hour += 12
		}
		return hour, nil
	case "":
		return hour, nil
	}
	if hour > 12 {
		return 0, errClockHalf
	}
	return hour, nil
}

// cutClock parts a date from the time of day it is written with. From the first to the last time is no one time: clock is "". The error is that of a
// time that there is not.
func cutClock(s string) (day, clock string, err error) {
	s = strings.TrimFunc(strings.Map(narrow, s), isBlank)
	if !strings.ContainsAny(s, ":时点") {
		return s, "", nil
	}
	at := clockBeside.FindStringIndex(s)
	if at == nil {
		return s, "", nil
	}
	text := s[at[0]:]
	day = s[:at[0]]
	for _, end := range []string{"日", "号", ")"} {
		if rest, ok := strings.CutPrefix(text, end); ok {
			day, text = day+end, rest
		}
	}
	text = strings.TrimLeft(text, "Tt,; \t\n\u00a0")
	clock, err = ParseClock(text)
	if err == nil || !errors.Is(err, errNoClock) {
		return day, clock, err
	}
	ends := clockSpan.Split(text, -1)
	for _, end := range ends {
		if _, err := ParseClock(end); err != nil {
			if errors.Is(err, errNoClock) {
				return s, "", nil
			}
			return day, "", err
		}
	}
	return day, "", nil
}

// ClockBeside is the time of day that a date is written with, as HH:MM; "" where there is none, or only the midnight that sheets write for none.
func ClockBeside(s string) string {
	_, clock, err := cutClock(s)
	if err != nil || clock == "00:00" {
		return ""
	}
	return clock
}

// Clock is the time of day in the cell of a date, as ClockBeside has it.
func (r Row) Clock(key string) string {
	c := r.Cells[key]
	if n, ok := c.number(); ok && c.Type == CellNumber && c.format.general() && timed(n) {
		if clock := clockOf(n)[:len("15:04")]; clock != "00:00" {
			return clock
		}
		return ""
	}
	return ClockBeside(r.Text(key))
}

// timed reports whether a number without a format is that of a day and a time on it: 46050.6875. Of 2026.03 the year is said.
func timed(n float64) bool { return n >= 10_000 && n < 100_000 && n != math.Trunc(n) }

// ParseMoment reads a day and the time on it as YYYY-MM-DD HH:MM.
func ParseMoment(s string) (string, error) {
	_, clock, err := cutClock(s)
	if err != nil {
		return "", err
	}
	if clock == "" || clock == "00:00" {
		return "", errors.New("应写到时分，如 2026-02-02 10:00")
	}
	date, err := ParseDate(s)
	if err != nil {
		return "", AsDay(err)
	}
	if date.Day == 0 {
		return "", errors.New("只有年月，应写到时分，如 2026-02-02 10:00")
	}
	return date.String() + " " + clock, nil
}

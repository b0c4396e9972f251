package intake

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// clockText is a time of day: 16:04, 16:04:48, 9时30分, 下午3点半.
var clockText = regexp.MustCompile(`^(上午|下午|晚上|晚|中午)?(\d{1,2})[:时点](?:(\d{1,2})分?|(半)|整)?(?::\d{1,2}(?:\.\d+)?Z?)?$`)

// ParseClock reads a time of day as HH:MM. The error says in Chinese what is wrong and is made to follow 「…」一栏为「…」,.
func ParseClock(s string) (string, error) {
	m := clockText.FindStringSubmatch(Squeeze(strings.Map(narrow, s)))
	if m == nil {
		return "", errors.New("应为时刻，如 09:30")
	}
	hour, minute := digits(m[2]), 0
	switch {
	case m[3] != "":
		minute = digits(m[3])
	case m[4] != "":
		minute = 30
	}
	if later := m[1] == "下午" || m[1] == "晚上" || m[1] == "晚"; later && hour < 12 {
		hour += 12
	}
	if hour > 23 || minute > 59 {
		return "", errors.New("没有这个时刻，应为 09:30 这样的时刻")
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), nil
}

// ClockBeside is the time of day that a date is written with, as HH:MM; "" where there is none, or only the midnight that sheets write for none.
func ClockBeside(s string) string {
	s = strings.TrimFunc(strings.Map(narrow, s), isBlank)
	at := max(strings.LastIndexFunc(s, isBlank), strings.LastIndexAny(s, "T)"))
	for _, end := range []string{"日", "号"} {
		if i := strings.LastIndex(s, end); i >= 0 {
			at = max(at, i+len(end)-1)
		}
	}
	if at < 0 {
		return ""
	}
	clock, err := ParseClock(strings.TrimSpace(s[at+1:]))
	if err != nil || clock == "00:00" {
		return ""
	}
	return clock
}

// ParseMoment reads a day and the time on it as YYYY-MM-DD HH:MM.
func ParseMoment(s string) (string, error) {
	clock := ClockBeside(s)
	if clock == "" {
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

// timesOfDay are those that a date is written with, there or not: hour, minute and second.
var timesOfDay = regexp.MustCompile(`(?:[\sT]|上午|下午|晚上|晚|中午)(\d{1,2})[:时点](?:(\d{1,2})(?::(\d{1,2}))?)?`)

// wrongClock reports whether a date is written with a time of day that there is not, such as 25:00.
func wrongClock(s string) bool {
	s = strings.Map(narrow, s)
	if !strings.ContainsAny(s, ":时点") {
		return false
	}
	for _, m := range timesOfDay.FindAllStringSubmatch(s, -1) {
		if digits(m[1]) > 24 || m[2] != "" && digits(m[2]) > 59 || m[3] != "" && digits(m[3]) > 60 || digits(m[1]) == 24 && strings.Trim(m[2]+m[3], "0") != "" {
			return true
		}
	}
	return false
}

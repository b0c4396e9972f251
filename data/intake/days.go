package intake

import (
	"regexp"
	"strings"
)

// The ways in which ledgers write several days in one cell, without days of the week and times of day: 2026年5月6日至8日, 6月30日—7月2日, 2026.7.6-7.7, 2026-08-06~08.
var (
	wordedDays   = regexp.MustCompile(`^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?(?:至|到|[-—–~]+)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})[日号]$`)
	numberedDays = regexp.MustCompile(`^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:至|到|[-—–~]+)(?:(?:(\d{4})[-./])?(\d{1,2})[-./])?(\d{1,2})[日号]?$`)
	partOfDay    = regexp.MustCompile(`\((星期|周)[一二三四五六日天]\)|上午|下午|晚上|全天`)
)

// ParseDays reads the first and the last of several days written as one text. Year is that of days without one; with 0 they are no days. ok is false for
// whatever else the text is, and where the last day is not after the first.
func ParseDays(s string, year int) (from, to Date, ok bool) {
	text := partOfDay.ReplaceAllString(Squeeze(strings.Map(narrow, s)), "")
	if strings.ContainsAny(text, "一二三四五六七八九〇零○十") {
		text = chineseDate(text)
	}
	m := wordedDays.FindStringSubmatch(text)
	if m == nil {
		if m = numberedDays.FindStringSubmatch(text); m == nil {
			return Date{}, Date{}, false
		}
	}
	or := func(text string, other int) int {
		if text == "" {
			return other
		}
		return digits(text)
	}
	from = Date{or(m[1], year), digits(m[2]), digits(m[3])}
	to = Date{or(m[4], from.Year), or(m[5], from.Month), digits(m[6])}
	if from.Year == 0 || from.check() != nil || to.check() != nil || to.String() <= from.String() || from.Day == 0 || to.Day == 0 {
		return Date{}, Date{}, false
	}
	return from, to, true
}

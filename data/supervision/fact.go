package supervision

import (
	"strings"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
)

// fact is something with a date; what else goes without it, and the text that says it and grows: of each later time a line behind its day.
type fact struct {
	date string
	said string
	also []string
}

// forget takes what is dated after the day out of v.
func forget(v record.Values, day string, facts []fact) {
	for _, f := range facts {
		before, newest := saidUntil(v[f.said], day)
		cut := before != v[f.said]
		if put(v, f.said, before); v[f.date] <= day {
			continue
		}
		if put(v, f.date, newest); !cut && f.said != "" {
			delete(v, f.said)
		}
		for _, key := range f.also {
			delete(v, key)
		}
	}
}

// saidBy takes out of v what is said of facts that have no date.
func saidBy(v record.Values, facts []fact) {
	for _, f := range facts {
		if f.said != "" && v[f.date] == "" {
			delete(v, f.said)
		}
	}
}

// saidUntil is what of a text was said until the day, and the newest day that one of its lines begins with; "" where none does.
func saidUntil(text, day string) (before, newest string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		on, _, _ := strings.Cut(line, " ")
		if _, err := calendar.ParseDate(on); err != nil || len(on) != len("2026-03-10") {
			continue
		}
		if on > day {
			return strings.Join(lines[:i], "\n"), newest
		}
		newest = on
	}
	return text, newest
}

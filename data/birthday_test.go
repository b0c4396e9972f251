package data_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func TestBirthdays(t *testing.T) {
	next30 := func(day string) roster.Span {
		on, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return roster.DaysSpan(on, 30)
	}
	for _, tt := range []struct {
		name string
		v    record.Values
		span roster.Span
		want string // day, age, 逢十, lunar, note; empty: none
	}{
		{"in the month", record.Values{"birth_on": "1975-03-08"}, roster.MonthSpan(2026, time.March), "2026-03-08 51"},
		{"not in the month", record.Values{"birth_on": "1975-03-08"}, roster.MonthSpan(2026, time.April), ""},
		{"round", record.Values{"birth_on": "1966-03-08"}, roster.MonthSpan(2026, time.March), "2026-03-08 60 逢十"},
		{"today counts", record.Values{"birth_on": "1975-11-23"}, next30("2026-11-23"), "2026-11-23 51"},
		{"the thirtieth day counts", record.Values{"birth_on": "1975-12-23"}, next30("2026-11-23"), "2026-12-23 51"},
		{"the day after does not", record.Values{"birth_on": "1975-12-24"}, next30("2026-11-23"), ""},
		{"across the year's end", record.Values{"birth_on": "1975-01-05"}, next30("2026-12-10"), "2027-01-05 52"},
		{"29 February in a common year", record.Values{"birth_on": "1976-02-29"}, roster.MonthSpan(2026, time.February), "2026-02-28 50 逢十 2 月 29 日生，平年按 2 月 28 日"},
		{"29 February in a leap year", record.Values{"birth_on": "1976-02-29"}, roster.MonthSpan(2028, time.February), "2028-02-29 52"},
		{"29 February in 2100", record.Values{"birth_on": "1976-02-29"}, roster.MonthSpan(2100, time.February), "2100-02-28 124 2 月 29 日生，平年按 2 月 28 日"},
		{"month only", record.Values{"birth_on": "1975-12"}, roster.MonthSpan(2026, time.December), "2026-12-01 51 只知道出生年月"},
		{"month only, half over", record.Values{"birth_on": "1975-11"}, next30("2026-11-23"), "2026-11-23 51 只知道出生年月"},
		{"lunar new year's day 2026", record.Values{"birth_on": "1976-01-01", "birth_lunar": "是"}, roster.MonthSpan(2026, time.February), "2026-02-17 50 逢十 农历正月初一"},
		{"lunar, twelfth month falls in the next year", record.Values{"birth_on": "1976-12-08", "birth_lunar": "是"}, roster.MonthSpan(2027, time.January), "2027-01-15 50 逢十 农历腊月初八"},
		{"leap month in a year without", record.Values{"birth_on": "1976-08-03", "birth_lunar": "是", "birth_leap": "是"}, roster.MonthSpan(2026, time.September), "2026-09-13 50 逢十 农历闰八月初三 当年无闰八月，按八月"},
		{"leap month in a year with", record.Values{"birth_on": "1976-08-03", "birth_lunar": "是", "birth_leap": "是"}, roster.MonthSpan(1995, time.September), "1995-09-27 19 农历闰八月初三"},
		{"thirtieth of a short month", record.Values{"birth_on": "1984-12-30", "birth_lunar": "是"}, roster.MonthSpan(2026, time.February), "2026-02-16 41 农历腊月三十 当月无三十，按廿九"},
		{"lunar month only", record.Values{"birth_on": "1976-05", "birth_lunar": "是"}, roster.MonthSpan(2026, time.June), "2026-06-15 50 逢十 农历五月 只知道出生年月"},
		{"has left", record.Values{"birth_on": "1975-03-08", "status": "调离"}, roster.MonthSpan(2026, time.March), ""},
		{"has died", record.Values{"birth_on": "1975-03-08", "status": "去世"}, roster.MonthSpan(2026, time.March), ""},
		{"not born yet", record.Values{"birth_on": "1975-03-08"}, roster.MonthSpan(1970, time.March), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := openOffice(t)
			tt.v["name"] = "张小明"
			o.save(roster.Members, tt.v)
			found, err := roster.Birthdays(t.Context(), o.DB(), record.Scope{TermID: 1}, tt.span)
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, b := range found {
				parts := []string{b.On, fmt.Sprint(b.Age)}
				if b.Round() {
					parts = append(parts, "逢十")
				}
				for _, more := range []string{b.Lunar, b.Note} {
					if more != "" {
						parts = append(parts, more)
					}
				}
				lines = append(lines, strings.Join(parts, " "))
			}
			if got := strings.Join(lines, "\n"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBirthdaysOfOnePersonInSeveralRolesAndInOrder(t *testing.T) {
	o := openOffice(t)
	for name, birth := range map[string]string{"甲一": "1960-12-30", "乙二": "1970-01-02", "丙三": "1980-12", "丁四": "1980-12-01"} {
		o.save(roster.Members, record.Values{"name": name, "birth_on": birth, "workplace": name + "处"})
	}
	o.save(roster.Supervisors, record.Values{"name": "甲一", "birth_on": "1960-12-30"})
	o.save(roster.Supervisors, record.Values{"name": "戊五", "birth_on": "1960-12-31", "from_on": "2020-01-01", "to_on": "2022-12-31"})
	o.save(roster.Supervisors, record.Values{"name": "己六", "birth_on": "1960-12-31", "from_on": "2026-01-01"})
	found, err := roster.Birthdays(t.Context(), o.DB(), record.Scope{TermID: 1}, roster.DaysSpan(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), 40))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range found {
		got = append(got, b.Day()+b.Name+"("+b.Roles+")")
	}
	want := "12 月丙三(委员) 12-01丁四(委员) 12-30甲一(委员、民主监督员) 12-31己六(民主监督员) 01-02乙二(委员)"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	if _, err := roster.Birthdays(t.Context(), o.DB(), record.Scope{TermID: 1}, roster.DaysSpan(time.Now(), 400)); store.CodeOf(err) != store.CodeInvalid {
		t.Errorf("400 days: %v", err)
	}
}

package lunar

import (
	"testing"
	"time"
)

// Known days as printed in almanacs: Spring Festivals, Mid-Autumn and Dragon Boat days, and the first days of leap months.
// 2033 is the year whose leap month is often got wrong.
func TestKnownDays(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lunar Date
		solar string
	}{
		{"春节 1900", Date{1900, 1, 1, false}, "1900-01-31"},
		{"春节 1949", Date{1949, 1, 1, false}, "1949-01-29"},
		{"春节 1984", Date{1984, 1, 1, false}, "1984-02-02"},
		{"春节 2018", Date{2018, 1, 1, false}, "2018-02-16"},
		{"春节 2024", Date{2024, 1, 1, false}, "2024-02-10"},
		{"春节 2025", Date{2025, 1, 1, false}, "2025-01-29"},
		{"春节 2026", Date{2026, 1, 1, false}, "2026-02-17"},
		{"春节 2027", Date{2027, 1, 1, false}, "2027-02-06"},
		{"中秋 2023, after 闰二月", Date{2023, 8, 15, false}, "2023-09-29"},
		{"中秋 2025", Date{2025, 8, 15, false}, "2025-10-06"},
		{"中秋 2026", Date{2026, 8, 15, false}, "2026-09-25"},
		{"端午 2026", Date{2026, 5, 5, false}, "2026-06-19"},
		{"闰四月初一 2020", Date{2020, 4, 1, true}, "2020-05-23"},
		{"闰六月初一 2025", Date{2025, 6, 1, true}, "2025-07-25"},
		{"闰二月初一 2023", Date{2023, 2, 1, true}, "2023-03-22"},
		{"闰十月初一 1984", Date{1984, 10, 1, true}, "1984-11-23"},
		{"闰冬月初一 2033", Date{2033, 11, 1, true}, "2033-12-22"},
		{"除夕 of 29 days 2025", Date{2025, 12, 29, false}, "2026-02-16"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := tt.lunar.Solar()
			if !ok || got.Format(time.DateOnly) != tt.solar {
				t.Fatalf("solar %v %v, want %s", got.Format(time.DateOnly), ok, tt.solar)
			}
			if back, ok := lunarOf(got); !ok || back != tt.lunar {
				t.Errorf("back to %+v %v", back, ok)
			}
		})
	}
}

func TestEveryDayHasOneLunarDay(t *testing.T) {
	day, _ := Date{1900, 1, 1, false}.Solar()
	end := time.Date(2100, time.December, 1, 0, 0, 0, 0, time.UTC)
	last := Date{}
	for ; day.Before(end); day = day.AddDate(0, 0, 1) {
		d, ok := lunarOf(day)
		if !ok {
			t.Fatalf("no lunar day of %s", day.Format(time.DateOnly))
		}
		if back, ok := d.Solar(); !ok || !back.Equal(day) {
			t.Fatalf("%s is %+v, which is %s", day.Format(time.DateOnly), d, back.Format(time.DateOnly))
		}
		if d.Day != last.Day+1 && d.Day != 1 {
			t.Fatalf("%+v follows %+v", d, last)
		}
		last = d
	}
}

func TestAnniversary(t *testing.T) {
	for _, tt := range []struct {
		name string
		born Date
		year int
		want Date
	}{
		{"plain", Date{1975, 1, 27, false}, 2026, Date{2026, 1, 27, false}},
		{"leap month in a year without it", Date{2020, 4, 10, true}, 2026, Date{2026, 4, 10, false}},
		{"leap month in a year with it", Date{1976, 8, 3, true}, 1995, Date{1995, 8, 3, true}},
		{"thirtieth in a month of 29", Date{1984, 12, 30, false}, 2025, Date{2025, 12, 29, false}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.born.Anniversary(tt.year); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestWhatIsNoDay(t *testing.T) {
	for _, tt := range []struct {
		name string
		date Date
		want string
	}{
		{"thirtieth of a short month", Date{2025, 12, 30, false}, "农历 2025 年腊月只有 29 天"},
		{"leap month in a year without one", Date{2026, 4, 1, true}, "农历 2026 年没有闰月"},
		{"another leap month", Date{2025, 4, 1, true}, "农历 2025 年没有闰四月，那年是闰六月"},
		{"month 13", Date{2025, 13, 1, false}, "农历没有 13 月"},
		{"day 31", Date{2025, 1, 31, false}, "农历没有 31 日"},
		{"before the tables", Date{1850, 1, 1, false}, "农历只能查 1900 年到 2100 年"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.date.Check()
			if err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	for want, d := range map[string]Date{
		"正月初一": {2026, 1, 1, false}, "冬月初十": {2026, 11, 10, false}, "腊月十九": {2026, 12, 19, false}, "闰四月二十": {2020, 4, 20, true},
		"八月廿三": {2026, 8, 23, false}, "三月三十": {2026, 3, 30, false}, "五月": {2026, 5, 0, false},
	} {
		if got := d.String(); got != want {
			t.Errorf("%+v is %s, want %s", d, got, want)
		}
	}
}

// lunarOf looks a solar day up in the table of months; false outside the years that are known.
func lunarOf(day time.Time) (Date, bool) {
	for _, year := range []int{day.Year(), day.Year() - 1} {
		for _, m := range monthsOf(year) {
			if n := int(day.Sub(m.first).Hours() / 24); n >= 0 && n < m.days {
				return Date{year, m.number, n + 1, m.leap}, true
			}
		}
	}
	return Date{}, false
}

package calendar

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// shipped are the holiday notices the program ships.
func shipped(t *testing.T) *Calendar {
	t.Helper()
	years := map[int][]Day{}
	for year := 2018; year <= 2027; year++ {
		raw, err := os.ReadFile(fmt.Sprintf("../../assets/holidays/%d.json", year))
		if err != nil {
			t.Fatal(err)
		}
		if _, years[year], err = ParseYear(raw); err != nil {
			t.Fatal(err)
		}
	}
	return Of(years)
}

func date(t *testing.T, iso string) Date {
	t.Helper()
	d, err := ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWorkdaysOfTheYear(t *testing.T) {
	c := shipped(t)
	for year, want := range map[int]int{2025: 248, 2026: 248} {
		if got := c.Workdays(year); got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
}

// 2025 年、2026 年放假调休通知逐日核对.
func TestNotices(t *testing.T) {
	c := shipped(t)
	spans := []struct{ from, to string }{
		{"2025-01-01", "2025-01-01"},
		{"2025-01-28", "2025-02-04"},
		{"2025-04-04", "2025-04-06"},
		{"2025-05-01", "2025-05-05"},
		{"2025-05-31", "2025-06-02"},
		{"2025-10-01", "2025-10-08"},
		{"2026-01-01", "2026-01-03"},
		{"2026-02-15", "2026-02-23"},
		{"2026-04-04", "2026-04-06"},
		{"2026-05-01", "2026-05-05"},
		{"2026-06-19", "2026-06-21"},
		{"2026-09-25", "2026-09-27"},
		{"2026-10-01", "2026-10-07"},
	}
	for _, span := range spans {
		for d := date(t, span.from); !d.After(date(t, span.to)); d = d.AddDays(1) {
			if c.IsWorkday(d) {
				t.Errorf("%s is a holiday", d)
			}
		}
	}
	for _, worked := range []string{
		"2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
		"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
	} {
		if d := date(t, worked); !c.IsWorkday(d) || d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			t.Errorf("%s is a weekend day that is worked", worked)
		}
	}
}

func TestDeadline(t *testing.T) {
	c := shipped(t)
	for _, tc := range []struct {
		name, start string
		rule        Rule
		raw, date   string
		explanation string
	}{
		{
			"plain", "2018-08-06",
			Rule{Months: 3, Roll: true, From: "交办"},
			"2018-11-06", "2018-11-06",
			"交办 2018-08-06 起 3 个月，2018-11-06 到期；未逢节假日，不顺延",
		},
		{"Wednesday", "2026-03-10", Rule{Months: 3, Roll: true}, "2026-06-10", "2026-06-10", ""},
		{
			"中秋", "2026-06-25",
			Rule{Months: 3, Roll: true, From: "交办"},
			"2026-09-25", "2026-09-28",
			"交办 2026-06-25 起 3 个月，2026-09-25 到期；逢中秋节，顺延至 2026-09-28",
		},
		{
			"中秋不顺延", "2026-06-25",
			Rule{Months: 3},
			"2026-09-25", "2026-09-25",
			"2026-06-25 起 3 个月，2026-09-25 到期；逢中秋节，按所用规则不顺延",
		},
		{"国庆", "2026-07-01", Rule{Months: 3, Roll: true}, "2026-10-01", "2026-10-08", ""},
		{
			"month end, worked Saturday", "2025-11-30",
			Rule{Months: 3, Roll: true},
			"2026-02-28", "2026-02-28",
			"2025-11-30 起 3 个月（2 月无 30 日，取月末），2026-02-28 到期；未逢节假日，不顺延",
		},
		{"worked Saturday", "2025-11-14", Rule{Months: 3, Roll: true}, "2026-02-14", "2026-02-14", ""},
		{"six months", "2026-03-10", Rule{Months: 6, Roll: true}, "2026-09-10", "2026-09-10", ""},
		{"31 January", "2026-01-31", Rule{Months: 1, Roll: true}, "2026-02-28", "2026-02-28", ""},
		{"leap year", "2024-01-31", Rule{Months: 1}, "2024-02-29", "2024-02-29", ""},
		{
			"days to a Saturday", "2026-03-12",
			Rule{Days: 30, Roll: true},
			"2026-04-11", "2026-04-13",
			"2026-03-12 起 30 天，2026-04-11 到期；逢周六，顺延至 2026-04-13",
		},
		{
			"working days", "2026-04-20",
			Rule{Workdays: 15, Roll: true, From: "签收"},
			"2026-05-13", "2026-05-13",
			"签收 2026-04-20 起 15 个工作日，2026-05-13 到期；未逢节假日，不顺延",
		},
		{
			"固定日期", "2026-04-09",
			Rule{Until: DayOfYear{8, 31}, Roll: true, From: "交办", For: "大会提案"},
			"2026-08-31", "2026-08-31",
			"交办 2026-04-09 的限 8 月 31 日前（大会提案），2026-08-31 到期；未逢节假日，不顺延",
		},
		{
			"固定日期逢周六顺延", "2026-02-28",
			Rule{Until: DayOfYear{5, 10}, Roll: true, From: "交办"},
			"2026-05-10", "2026-05-11",
			"交办 2026-02-28 的限 5 月 10 日前，2026-05-10 到期；逢周日，顺延至 2026-05-11",
		},
		{
			"固定日期已过，按月数", "2026-08-31",
			Rule{Until: DayOfYear{8, 31}, Months: 3, Roll: true, From: "交办"},
			"2026-11-30", "2026-11-30",
			"交办 2026-08-31 起 3 个月（已过 8 月 31 日）（11 月无 31 日，取月末），2026-11-30 到期；未逢节假日，不顺延",
		},
		{
			"固定日期已过，取下一年", "2024-09-02",
			Rule{Until: DayOfYear{2, 29}, From: "交办"},
			"2025-02-28", "2025-02-28",
			"交办 2024-09-02 的限 2 月 29 日前（当年已过，取下一年），2025-02-28 到期；未逢节假日，不顺延",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			due, err := c.Deadline(tc.rule, date(t, tc.start))
			if err != nil {
				t.Fatal(err)
			}
			if due.Raw.String() != tc.raw || due.Date.String() != tc.date {
				t.Errorf("due %s, moved to %s; want %s, %s", due.Raw, due.Date, tc.raw, tc.date)
			}
			if due.Shifted != (tc.raw != tc.date) {
				t.Errorf("Shifted = %t", due.Shifted)
			}
			if tc.explanation != "" && due.Explanation != tc.explanation {
				t.Errorf("got  %s\nwant %s", due.Explanation, tc.explanation)
			}
			if due.Warning != "" {
				t.Errorf("warning %s", due.Warning)
			}
		})
	}
}

func TestDeadlineRefuses(t *testing.T) {
	c := shipped(t)
	for name, rule := range map[string]Rule{
		"nothing": {}, "negative": {Months: -1}, "absurd months": {Months: 1 << 40}, "absurd working days": {Workdays: 1 << 40},
	} {
		if due, err := c.Deadline(rule, date(t, "2026-03-10")); err == nil {
			t.Errorf("%s: due %s", name, due.Date)
		}
	}
	if _, err := c.Deadline(Rule{Months: 1}, Date{}); err == nil {
		t.Error("a deadline without a start")
	}
}

// Without next year's notice a date must never look as sure as one with it.
func TestUnknownYearWarns(t *testing.T) {
	c := shipped(t)
	if c.Known(2027) || !c.Known(2026) || c.Known(1999) {
		t.Fatal("2027.json is empty and must not count as known")
	}
	for _, tc := range []struct {
		name, start string
		rule        Rule
		warns       bool
	}{
		{"ends in 2027", "2026-11-10", Rule{Months: 3, Roll: true}, true},
		{"counted into 2027", "2026-12-25", Rule{Workdays: 10}, true},
		{"ends in 2026", "2026-09-10", Rule{Months: 3, Roll: true}, false},
		{"does not move, but says whether it is a holiday", "2026-11-10", Rule{Months: 3}, true},
		{"does not move, in 2026", "2026-09-10", Rule{Months: 3}, false},
		{"starts in an unknown year", "1999-12-31", Rule{Days: 1, Roll: true}, true},
	} {
		due, err := c.Deadline(tc.rule, date(t, tc.start))
		if err != nil {
			t.Fatal(err)
		}
		if (due.Warning != "") != tc.warns {
			t.Errorf("%s: warning %q", tc.name, due.Warning)
		}
	}
	if got := c.Warning(date(t, "2026-12-01"), date(t, "2028-01-01")); !strings.HasPrefix(got, "2027、2028 年") {
		t.Errorf("got %s", got)
	}
}

func TestAddWorkdays(t *testing.T) {
	c := shipped(t)
	for _, tc := range []struct {
		start string
		n     int
		want  string
	}{
		{"2026-04-20", 15, "2026-05-13"},
		{"2026-02-09", 5, "2026-02-14"},
		{"2026-09-18", 7, "2026-09-29"},
		{"2026-04-28", 10, "2026-05-14"},
		{"2026-09-28", 10, "2026-10-16"},
		{"2025-01-24", 5, "2025-02-07"},
		{"2025-04-25", 3, "2025-04-29"},
		{"2026-03-10", 0, "2026-03-10"},
	} {
		start, want := date(t, tc.start), date(t, tc.want)
		if got := c.AddWorkdays(start, tc.n); got != want {
			t.Errorf("%s + %d = %s, want %s", start, tc.n, got, want)
		}
		if got := c.WorkdaysBetween(start, want); got != tc.n {
			t.Errorf("from %s to %s %d working days, want %d", start, want, got, tc.n)
		}
	}
}

func TestWorkdayProperties(t *testing.T) {
	c := shipped(t)
	random := rand.New(rand.NewPCG(1, 2))
	base := date(t, "2018-01-01")
	for range 2000 {
		d := c.NextWorkday(base.AddDays(random.IntN(3500)))
		n := random.IntN(121) - 60
		moved := c.AddWorkdays(d, n)
		if !c.IsWorkday(moved) {
			t.Fatalf("%s + %d working days = %s, not a working day", d, n, moved)
		}
		if back := c.AddWorkdays(moved, -n); back != d {
			t.Fatalf("%s + %d - %d = %s", d, n, n, back)
		}
		if got := c.WorkdaysBetween(d, moved); got != n {
			t.Fatalf("between %s and %s: %d, want %d", d, moved, got, n)
		}
		middle := d.AddDays(random.IntN(100) - 50)
		if c.WorkdaysBetween(d, middle)+c.WorkdaysBetween(middle, moved) != n {
			t.Fatalf("%s to %s over %s does not add up", d, moved, middle)
		}
		months := random.IntN(49) - 24
		if later := d.AddMonths(months); later.Day > d.Day || later.AddDays(d.Day-later.Day).Month != later.Month && later != (Month{later.Year, later.Month}).Last() {
			t.Fatalf("%s + %d months = %s", d, months, later)
		}
		if d.AddDays(n).DaysUntil(d) != -n {
			t.Fatalf("%s + %d days and back", d, n)
		}
	}
}

func TestParseYear(t *testing.T) {
	const good = `{"year":2027,"papers":[],"days":[{"name":"元旦","date":"2026-12-31","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":false},{"name":"元旦","date":"2028-01-01","isOffDay":true}]}`
	year, days, err := ParseYear([]byte(good))
	if err != nil || year != 2027 || len(days) != 3 {
		t.Fatalf("%d %v %v", year, days, err)
	}
	c := Of(map[int][]Day{year: days, 2029: nil})
	if c.IsWorkday(date(t, "2026-12-31")) || !c.IsWorkday(date(t, "2027-01-02")) || c.Known(2026) || !c.Known(2027) || c.Known(2028) || c.Known(2029) {
		t.Error("the file's days were not taken as written")
	}
	for name, bad := range map[string]string{
		"not JSON":        "PK\x03\x04",
		"no such day":     `{"year":2027,"days":[{"date":"2027-02-29","isOffDay":true}]}`,
		"other year":      `{"year":2027,"days":[{"date":"2031-02-01","isOffDay":true}]}`,
		"November before": `{"year":2027,"days":[{"date":"2026-11-30","isOffDay":true}]}`,
		"off or not":      `{"year":2027,"days":[{"date":"2027-02-01"}]}`,
		"impossible year": `{"year":0,"days":[]}`,
	} {
		if _, _, err := ParseYear([]byte(bad)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// What is said beside a deadline: of the years between when working days were counted, else of the one it lies in.
func TestExplain(t *testing.T) {
	c := shipped(t)
	for _, tc := range []struct{ why, from, due, want string }{
		{"期限由交办时写明", "2026-11-10", "2027-03-01", "期限由交办时写明；2027 年"},
		{"期限由交办时写明", "2026-03-10", "2026-06-10", "期限由交办时写明"},
		{"", "", "2027-03-01", "2027 年"},
		{"转办 2017-12-28 起 15 个工作日", "2017-12-28", "2018-01-19", "转办 2017-12-28 起 15 个工作日；2017 年"},
		{"交办 2017-12-28 起 3 个月", "2017-12-28", "2018-03-28", "交办 2017-12-28 起 3 个月"},
		{"没有起算日", "", "", "没有起算日"},
	} {
		got := c.Explain(tc.why, tc.from, tc.due)
		if want := strings.TrimSuffix(tc.want, " 年"); got != tc.want && (want == tc.want || got != want+NotKnown) {
			t.Errorf("got %q, want %q", got, tc.want)
		}
	}
	if got := c.Unsure("2028-01-01", "2026-01-01", "", "2027-03-01", "2027-05-01"); got != "2027、2028"+NotKnown {
		t.Errorf("got %q", got)
	}
}

func TestMonth(t *testing.T) {
	for text, want := range map[string]string{"2026-03": "2026-03-31", "2024-02": "2024-02-29", "2026-12": "2026-12-31"} {
		m, err := ParseMonth(text)
		if err != nil || m.Last().String() != want {
			t.Errorf("%s ends on %s, %v", text, m.Last(), err)
		}
	}
	for _, bad := range []string{"2026-13", "11", "2026-11-23", ""} {
		if m, err := ParseMonth(bad); err == nil {
			t.Errorf("%q became %v", bad, m)
		}
	}
}

func TestParseDayOfYear(t *testing.T) {
	for text, want := range map[string]string{
		"9月30日": "9月30日", "9-30": "9月30日", "09-30": "9月30日", "9月30日前": "9月30日", "9月30日以前": "9月30日", "每年9月30日": "9月30日", "2026-09-30": "9月30日", "2026年9月30日": "9月30日", "9.30": "9月30日", "2月29日": "2月29日",
	} {
		if got, err := ParseDayOfYear(text); err != nil || got.String() != want {
			t.Errorf("%s is %s %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "9月", "9月31日", "13-01", "0-1", "九月底", "9月30日起", "30"} {
		if got, err := ParseDayOfYear(text); err == nil {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
}

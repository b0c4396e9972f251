package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// longTests, set to anything, lets the tests that take minutes run whole.
const longTests = "CPPCCDESK_LONG_TESTS"

func long() bool { return os.Getenv(longTests) != "" }

// clockFaults are computers' clocks: what each says on a day, counted from 0, on which it is truly at.
func clockFaults() map[string]func(day int, at time.Time) time.Time {
	random := rand.New(rand.NewPCG(7, 7))
	return map[string]func(day int, at time.Time) time.Time{
		"Right": func(_ int, at time.Time) time.Time { return at },
		"BackAYear": func(day int, at time.Time) time.Time {
			if day%60 >= 30 {
				return at.AddDate(-1, 0, 0)
			}
			return at
		},
		"AheadTo2031For8Days": func(day int, at time.Time) time.Time {
			if day%50 >= 20 && day%50 < 28 {
				return at.AddDate(2031-at.Year(), 0, 0)
			}
			return at
		},
		"Jumping": func(_ int, at time.Time) time.Time {
			if random.IntN(4) == 0 {
				return at.AddDate(0, 0, random.IntN(4000)-2000)
			}
			return at
		},
		"DeadBattery": func(day int, _ time.Time) time.Time { // begins at the same moment whenever it is switched on
			return time.Date(2020, 1, 1, 0, day%7, 0, 0, time.UTC)
		},
	}
}

// keptDays says how many of the last 7 days, 5 weeks of 7 days and 12 months of 30 days have a copy among those made on the days kept.
func keptDays(kept []int, last int) (days, weeks, months int) {
	count := func(length, limit int) (n int) {
		for i := range limit {
			if slices.ContainsFunc(kept, func(day int) bool { return (last-day)/length == i }) {
				n++
			}
		}
		return n
	}
	return count(1, keepDaily), count(7, keepWeekly), count(30, keepMonthly)
}

// Whatever the clock says, the copies of the last days are there, and some of each of the last weeks and months.
func TestFourHundredDaysOfWrongClocks(t *testing.T) {
	start := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	for name, clock := range clockFaults() {
		t.Run(name, func(t *testing.T) {
			var copies []Copy
			days := map[string]int{}
			for day := range 400 {
				c := Copy{Kind: CopyDaily, State: CopyVerified, Made: clock(day, start.AddDate(0, 0, day)), Path: fmt.Sprintf("%03d", day)}
				days[c.Path] = day
				c.Serial, c.Counted = count(copies, c.Made)
				copies = append(copies, c)
				slices.SortFunc(copies, Copy.after)
				if copies[0].Path != c.Path {
					t.Fatalf("day %d: the newest is %s", day, copies[0].Path)
				}
				for _, r := range prune(copies) {
					copies = slices.DeleteFunc(copies, func(c Copy) bool { return c.Path == r.Path })
				}
			}
			var kept []int
			for _, c := range copies {
				kept = append(kept, days[c.Path])
			}
			lastDays, weeks, months := keptDays(kept, 399)
			t.Logf("kept %d copies: %d of 7 days, %d of 5 weeks, %d of 12 months", len(kept), lastDays, weeks, months)
			if lastDays < keepDaily || len(kept) > keepNewest+keepDaily+keepWeekly+keepMonthly {
				t.Errorf("kept the days %v", kept)
			}
			if name != "DeadBattery" && (weeks < keepWeekly-1 || months < keepMonthly-3) {
				t.Errorf("kept the days %v", kept)
			}
		})
	}
}

// The same with real copies: none that was just made is gone, and all that are kept are whole.
func TestBackupDailyWithAWrongClock(t *testing.T) {
	days := 12
	if long() {
		days = 400
	}
	for name, clock := range clockFaults() {
		t.Run(name, func(t *testing.T) {
			o := testOptions(t.TempDir())
			now := testClock
			o.Now = func() time.Time { return now }
			s := mustOpen(t, o)
			made := map[string]int{}
			for day := range days {
				now = clock(day+24, testClock.AddDate(0, 0, day)) // from shortly before the first fault
				mustWrite(t, s, "登记", fmt.Sprintf("INSERT INTO unit (name) VALUES ('单位%d')", day))
				path, err := s.BackupDaily(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				last, ok := s.LastBackup()
				if !ok || last.Path != path || path == "" {
					t.Fatalf("day %d: made %q, the newest is %q", day, path, last.Path)
				}
				made[path] = day
			}
			copies, err := Copies(o.Dir)
			if err != nil {
				t.Fatal(err)
			}
			var kept []int
			for _, c := range copies {
				kept = append(kept, made[c.Path])
				if c, err = c.Check(t.Context()); err != nil || c.State != CopyVerified {
					t.Errorf("%s: state %d, %v", filepath.Base(c.Path), c.State, err)
				}
			}
			lastDays, weeks, months := keptDays(kept, days-1)
			t.Logf("%d days, kept %d copies: %d of 7 days, %d of 5 weeks, %d of 12 months", days, len(kept), lastDays, weeks, months)
			if lastDays != keepDaily {
				t.Errorf("kept the days %v", kept)
			}
		})
	}
}

func TestClockBehind(t *testing.T) {
	o := testOptions(t.TempDir())
	now := testClock
	o.Now = func() time.Time { return now }
	s := mustOpen(t, o)
	mustWrite(t, s, "登记", "INSERT INTO unit (name) VALUES ('卫健局')")
	said := func() string {
		t.Helper()
		warnings, err := s.CopyWarnings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		report, err := s.Check(t.Context())
		if err != nil || len(report.Findings) > 0 || !slices.Equal(report.Notices, warnings) {
			t.Errorf("check: %+v, %v", report, err)
		}
		return strings.Join(warnings, "")
	}
	now = testClock.Add(-time.Minute)
	if got := said(); got != "" {
		t.Errorf("one minute back: %q", got)
	}
	now = testClock.AddDate(-1, 0, 0)
	if got, want := said(), "电脑时钟不对：现在是 2025-11-23 08:12，早于最近一次修改（2026-11-23 08:12）。请校正电脑的日期和时间。"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

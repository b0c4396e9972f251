package sampleyear

import (
	"encoding/json"
	"fmt"
	"time"

	"cppccdesk/assets"
)

const isoDay = "2006-01-02"

func day(year, month, dayOfMonth int) time.Time {
	return time.Date(year, time.Month(month), dayOfMonth, 0, 0, 0, 0, time.UTC)
}

// workdays knows on which days an office meets and signs papers. In years without an announced holiday table it keeps
// to weekends and the fixed holidays of 元旦, 劳动节 and 国庆节.
type workdays struct {
	off map[string]bool // announced: true a day off, false a make-up working day
}

func newWorkdays(year int) workdays {
	w := workdays{off: map[string]bool{}}
	for y := year - 1; y <= year+1; y++ {
		var table struct {
			Days []struct {
				Date     string
				IsOffDay bool
			}
		}
		content, err := assets.HolidayFS.ReadFile(fmt.Sprintf("holidays/%d.json", y))
		if err == nil {
			err = json.Unmarshal(content, &table)
		}
		if err != nil || len(table.Days) == 0 {
			w.addFixedHolidays(y)
			continue
		}
		for _, d := range table.Days {
			w.off[d.Date] = d.IsOffDay
		}
	}
	return w
}

func (w workdays) addFixedHolidays(year int) {
	for _, span := range [][3]int{{1, 1, 1}, {5, 1, 5}, {10, 1, 7}} {
		for d := span[1]; d <= span[2]; d++ {
			w.off[day(year, span[0], d).Format(isoDay)] = true
		}
	}
}

func (w workdays) is(d time.Time) bool {
	if off, announced := w.off[d.Format(isoDay)]; announced {
		return !off
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

func (w workdays) onOrAfter(d time.Time) time.Time {
	for !w.is(d) {
		d = d.AddDate(0, 0, 1)
	}
	return d
}

func (w workdays) onOrBefore(d time.Time) time.Time {
	for !w.is(d) {
		d = d.AddDate(0, 0, -1)
	}
	return d
}

// after is the first working day at least n days later.
func (w workdays) after(d time.Time, n int) time.Time { return w.onOrAfter(d.AddDate(0, 0, n)) }

// monthsLater is the last day of a period of n months from d: the day of the same number, or the month's last, moved on
// when it is a day off (民法典第二百零二条、第二百零三条).
func (w workdays) monthsLater(d time.Time, n int) time.Time {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return w.onOrAfter(first.AddDate(0, 0, min(d.Day(), last)-1))
}

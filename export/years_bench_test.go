package export_test

import (
	"fmt"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/export"
)

// BenchmarkYears reads the lists of supervision and activities of a year, its figures, what is due, and writes reports 10, 11, 15, 22 and 23, with nothing
// but this year in the store and with ten, against a bare query of eight columns of each point of the year.
func BenchmarkYears(b *testing.B) {
	for _, years := range []int{1, 10} {
		b.Run(fmt.Sprint(years), func(b *testing.B) {
			st := datatest.ManyYears(b, years)
			day := datatest.Clock.Format(time.DateOnly)
			run := func(name string, want int, read func() (int, error)) {
				b.Run(name, func(b *testing.B) {
					before := datatest.ProcessorTime(b)
					for b.Loop() {
						if n, err := read(); err != nil || want >= 0 && n != want {
							b.Fatal(n, err)
						}
					}
					b.ReportMetric(float64((datatest.ProcessorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
				})
			}
			run("bare", datatest.YearPoints, func() (n int, err error) {
				var id int64
				var texts [7]string
				return n, store.ScanRows(b.Context(), st.DB(), func(scan func(...any) error) error {
					n++
					return scan(&id, &texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5], &texts[6])
				}, `SELECT x.id, x.text, x.measure, x.measure_on, x.replied_on, x.accepted_on, x.closed_on, l.title
					FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.year = 2026 ORDER BY l.number, x.ordinal`)
			})
			for _, list := range []struct {
				kind *record.Kind
				want int
			}{
				{supervision.Visits, datatest.YearVisits},
				{supervision.Findings, datatest.YearPoints},
				{supervision.Letters, datatest.YearVisits},
				{supervision.Points, datatest.YearPoints},
				{roster.Groups, datatest.YearGroups},
				{activity.Activities, datatest.YearActivities},
				{activity.Attendances, datatest.YearActivities * datatest.YearMembers},
			} {
				run("list of "+list.kind.Name, list.want, func() (int, error) {
					all, err := list.kind.Records(b.Context(), st.DB(), record.Scope{Year: 2026, TermID: 1, Day: day})
					return len(all), err
				})
			}
			run("参加情况", datatest.YearActivities, func() (int, error) {
				y, err := activity.ReadYear(b.Context(), st.DB(), 2026, day)
				return len(y.Activities), err
			})
			run("due", -1, func() (int, error) {
				all, err := data.Due(b.Context(), st.DB(), 2026, day)
				return len(all), err
			})
			run("figures", -1, func() (int, error) {
				all, err := data.Figures(b.Context(), st.DB(), 2026, day)
				return len(all), err
			})
			for _, code := range []string{"10", "11", "15", "22", "23"} {
				run("report "+code, 1, func() (int, error) {
					files, err := export.WritePack(b.Context(), st, "测试", export.Request{Year: 2026, Date: datatest.Clock, Dir: b.TempDir(), Only: []string{code}, Replace: true})
					return len(files), err
				})
			}
		})
	}
}

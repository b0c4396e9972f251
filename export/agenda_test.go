package export_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

func agenda(t *testing.T, st *store.Store, from, to, today string, kinds ...string) []data.Entry {
	t.Helper()
	entries, err := data.Agenda(t.Context(), st.DB(), 2026, from, to, today, kinds...)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// mustBeWhole holds what an entry says of its day against the day.
func mustBeWhole(t *testing.T, e data.Entry, today string) {
	t.Helper()
	if e.On == "" || e.Title == "" || e.Done != (e.Turn == record.Held) || e.Turn == record.Overdue && e.On >= today || e.Turn == record.Falls && e.On < today {
		t.Errorf("%+v on %s", e, today)
	}
}

// What falls on the days of a year is what is due by them: the calendar and the list of what is late or due agree, as of any day.
func TestAgendaIsWhatIsDue(t *testing.T) {
	st := sampletest.MustOpen(t)
	for _, today := range []string{"2026-03-01", "2026-06-22", "2026-08-31", "2026-11-23", "2027-02-01"} {
		t.Run(today, func(t *testing.T) {
			due, err := data.Due(t.Context(), st.DB(), 2026, today)
			if err != nil {
				t.Fatal(err)
			}
			entries := agenda(t, st, "2020-01-01", "2029-12-31", today)
			if !slices.IsSortedFunc(entries, func(a, b data.Entry) int { return strings.Compare(a.On, b.On) }) {
				t.Error("the days are not in order")
			}
			had := map[string]int{}
			for _, e := range entries {
				mustBeWhole(t, e, today)
				if e.Turn == record.Overdue || e.Turn == record.Falls {
					had[e.What+" "+e.On+" "+e.Who+" "+e.Title]++
				}
			}
			for _, d := range due {
				if slices.Contains([]string{"答复", "重办", "承诺", "跟踪", "整改", "部署"}, d.Kind) && had[d.Kind+" "+d.On+" "+d.Who+" "+d.Title] == 0 {
					t.Errorf("%+v is on no day", d)
				}
			}
		})
	}
}

// The activities of a month are only that, and the numbers of a year count each record once.
func TestAgendaOfAMonth(t *testing.T) {
	st := sampletest.MustOpen(t)
	for _, e := range agenda(t, st, "2026-03-01", "2026-03-31", "2026-11-23", activity.Activities.Name) {
		if e.Kind != activity.Activities || e.On[:7] != "2026-03" {
			t.Errorf("%+v in March of the activities", e)
		}
	}
	for _, f := range data.AgendaSets(agenda(t, st, "2026-01-01", "2026-12-31", "2026-11-23")) {
		ids := slices.Clone(f.Counted.IDs)
		slices.Sort(ids)
		if f.Num != int64(len(slices.Compact(ids))) || f.Num == 0 || f.Unit == "" {
			t.Errorf("%s: %d of %v", f.Name, f.Num, ids)
		}
	}
}

// The parts of a year's proposals are those of the figures: by category what is filed, by state all that was received, each once.
func TestSharesAreTheFigures(t *testing.T) {
	st := sampletest.MustOpen(t)
	for _, day := range []string{"2026-02-10", "2026-06-30", "2026-11-23"} {
		figures, err := proposal.Figures(t.Context(), st.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		num := func(code string) int64 { return measure.Of(figures, code).Num }
		for i := range proposal.Divisions {
			by := &proposal.Divisions[i]
			y, err := proposal.SharesOf(t.Context(), st.DB(), by, 2026, day)
			if err != nil {
				t.Fatal(err)
			}
			var sum int64
			for _, s := range y.Shares {
				sum += s.Set.Len()
				if by.Key == "category" {
					code := "filed.category." + s.Label
					if s.Label == proposal.Unknown {
						code = "filed.category."
					}
					if n := num(code); n != s.Set.Len() {
						t.Errorf("%s %s: %d, the figure says %d", day, s.Label, s.Set.Len(), n)
					}
				}
			}
			want := map[string]int64{"status": num("received"), "category": num("filed"), "filed": num("filed"), "answered": num("answered")}
			if n, ok := want[by.Key]; ok && n != sum {
				t.Errorf("%s by %s: %d in all, the figure says %d", day, by.Title, sum, n)
			}
			if by.Key == "unit" && sum < num("due") {
				t.Errorf("%s: units hold %d of %d", day, sum, num("due"))
			}
		}
	}
}

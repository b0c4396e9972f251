package export_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

const mergedOn = "2026-10-01"

// unitByName is the unit of the name.
func unitByName(t *testing.T, s *store.Store, name string) int64 {
	t.Helper()
	id, err := roster.NamedUnit(t.Context(), s.DB(), name)
	if err != nil || id == 0 {
		t.Fatalf("%s: %d, %v", name, id, err)
	}
	return id
}

// merge merges the unit from into another on mergedOn.
func merge(t *testing.T, s *store.Store, from, into int64) {
	t.Helper()
	err := s.Write(t.Context(), "测试", "并入", func(ctx context.Context, tx *store.Tx) error {
		_, err := data.MergeUnits(ctx, tx, from, into, mergedOn)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// monthEnds are the last days of the months of the year up to and including the day.
func monthEnds(until string) []time.Time {
	var days []time.Time
	for month := time.January; month <= time.December; month++ {
		if day := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC); day.Format(time.DateOnly) <= until {
			days = append(days, day)
		}
	}
	return days
}

// asOf is everything counted as of the day: all figures with what they count, each unit's row, each proposal's line.
func asOf(t *testing.T, s *store.Store, day string) string {
	t.Helper()
	units, err := proposal.UnitHandling(t.Context(), s.DB(), year, day)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := proposal.Find(t.Context(), s.DB(), proposal.Filter{Year: year}, day)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range figuresOn(t, s, day) {
		fmt.Fprintf(&all, "%+v\n", f)
	}
	for i := range units {
		fmt.Fprintf(&all, "%+v\n", units[i])
	}
	for i := range lines {
		fmt.Fprintf(&all, "%+v\n", lines[i])
	}
	return all.String()
}

// TestDaysBeforeAMergerStayAsTheyWere merges units of the sample year, one after the other: what was counted of the days before stays.
func TestDaysBeforeAMergerStayAsTheyWere(t *testing.T) {
	s := sampletest.MustOpen(t)
	before := map[string]string{}
	days := monthEnds(mergedOn)
	for _, day := range days {
		before[day.Format(time.DateOnly)] = asOf(t, s, day.Format(time.DateOnly))
	}
	units, err := proposal.UnitHandling(t.Context(), s.DB(), year, mergedOn)
	if err != nil {
		t.Fatal(err)
	}
	after := asOf(t, s, mergedOn)
	for i := 1; i < min(len(units), 12); i++ {
		merge(t, s, units[i-1].UnitID, units[i].UnitID)
	}
	for _, day := range days {
		day := day.Format(time.DateOnly)
		if diff := cmp.Diff(before[day], asOf(t, s, day)); diff != "" {
			t.Errorf("%s (-before +after the mergers):\n%s", day, diff)
		}
	}
	if asOf(t, s, mergedOn) == after {
		t.Error("on the day of the mergers nothing moved")
	}
}

// TestReportOfADayBeforeAMerger compares every cell of the pack of a day before with that written before the merger was known.
func TestReportOfADayBeforeAMerger(t *testing.T) {
	s := sampletest.MustOpen(t)
	day := time.Date(year, time.August, 31, 0, 0, 0, 0, time.UTC)
	before := packCells(t, writePackOn(t, s, day))
	merge(t, s, unitByName(t, s, "县公安局"), unitByName(t, s, "县司法局"))
	if diff := cmp.Diff(before, packCells(t, writePackOn(t, s, day))); diff != "" {
		t.Errorf("-before +after the merger:\n%s", diff)
	}
	merge(t, s, unitByName(t, s, "县司法局"), unitByName(t, s, "县民政局")) // on the same day
	if diff := cmp.Diff(before, packCells(t, writePackOn(t, s, day))); diff != "" {
		t.Errorf("-before +after the second merger:\n%s", diff)
	}
	if got := figuresOfUnit(t, s, "县公安局", "2026-08-31"); got != "5 3 4" {
		t.Errorf("县公安局 on 2026-08-31: %s", got)
	}
	if got := figuresOfUnit(t, s, "县司法局", "2026-08-31"); got != "2 1 2" {
		t.Errorf("县司法局 on 2026-08-31: %s", got)
	}
	if got := figuresOfUnit(t, s, "县公安局", "2026-10-01"); got != "4 2 4" {
		t.Errorf("县公安局 on the day: %s", got)
	}
}

// figuresOfUnit are a unit's 主办, 会办 and 办复 as of the day.
func figuresOfUnit(t *testing.T, s *store.Store, name, day string) string {
	t.Helper()
	units, err := proposal.UnitHandling(t.Context(), s.DB(), year, day)
	if err != nil {
		t.Fatal(err)
	}
	for i := range units {
		if u := &units[i]; u.Unit == name {
			return fmt.Sprint(u.Lead, u.Co, u.LeadReplied)
		}
	}
	return ""
}

// packCells are the rows of the workbooks of a pack.
func packCells(t *testing.T, pack map[string][]byte) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for name, content := range pack {
		if !strings.HasSuffix(name, ".xlsx") {
			continue
		}
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				all[name+" "+sheet] = append(all[name+" "+sheet], strings.Join(row, "|"))
			}
		}
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}
	return all
}

package export

import (
	"slices"
	"testing"
	"time"

	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

// Each unit that is late with a point or an item of the 直通车 on the day has one document with all of them, and no other unit has one.
func TestSuperviseSheetNamesWhatEachUnitIsLateWith(t *testing.T) {
	st := sampletest.MustOpen(t)
	plan, err := PlanPapers(t.Context(), st, PaperRequest{Paper: superviseSheet, Year: sampleyear.DefaultYear, Date: sampleyear.AsOf(sampleyear.DefaultYear), Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	const day = "'2026-11-23'"
	want, err := store.Texts(t.Context(), st.DB(), `SELECT unit FROM (
		SELECT u.name AS unit FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN unit u ON u.id = l.unit_id
			WHERE l.delivered_on <> '' AND x.replied_on = '' AND `+day+` > CASE WHEN x.measure_on = '' THEN l.measures_due WHEN x.extended_on <> '' THEN x.extended_to ELSE l.due_on END
		UNION ALL SELECT u.name FROM direct_item d JOIN unit u ON u.id = d.handler_id WHERE d.replied_on = '' AND d.due_on < `+day+`) ORDER BY unit`)
	if err != nil || len(want) == 0 {
		t.Fatal(want, err)
	}
	var got []string
	for _, d := range plan.docs {
		for _, row := range d.data.Lists["每项逾期"] {
			if row.Texts["事项"] == "" || row.Texts["逾期天数"] == "0" || row.Texts["期限依据"] == "" {
				t.Errorf("%s: %v", d.name, row.Texts)
			}
			got = append(got, d.name)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("late %v, want %v", got, want)
	}
	if _, err := WritePapers(t.Context(), st, plan); err != nil {
		t.Error(err)
	}
	if _, err := PlanPapers(t.Context(), st, PaperRequest{Paper: superviseSheet, Year: sampleyear.DefaultYear, Date: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}); store.CodeOf(err) != store.CodeNotFound {
		t.Errorf("before anything was delivered: %v", err)
	}
}

package export

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
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

// An item that was answered and sent back is not told as one that nobody answered: when it was passed on, answered and returned, and why.
func TestSuperviseSheetSaysWhatWasSentBack(t *testing.T) {
	st := sampletest.MustOpen(t)
	scope := record.Scope{Year: sampleyear.DefaultYear}
	err := st.Write(t.Context(), "测试", "直通车", func(ctx context.Context, tx *store.Tx) error {
		raiser, err := store.Texts(ctx, tx, "SELECT p.name FROM supervisor v JOIN person p ON p.id = v.person_id GROUP BY p.name HAVING count(*) = 1 LIMIT 1")
		if err != nil {
			return err
		}
		id, err := supervision.Directs.Save(ctx, tx, scope, 0, record.Values{"on_date": "2026-07-01", "raiser": raiser[0], "unit": "县教育局", "content": "窗口午间无人"})
		if err != nil {
			return err
		}
		for _, s := range []struct {
			name string
			v    record.Values
		}{
			{"分流", record.Values{"class": supervision.General, "triaged_on": "2026-07-01"}},
			{"转办", record.Values{"passed_on": "2026-07-02"}},
			{"登记答复", record.Values{"replied_on": "2026-07-06", "reply": "已安排轮班"}},
			{"退回重办", record.Values{"returned_on": "2026-07-10", "return_why": "仍然没有人。"}},
		} {
			if err := supervision.Directs.Take(ctx, tx, scope, id, s.name, s.v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := PlanPapers(t.Context(), st, PaperRequest{Paper: superviseSheet, Year: sampleyear.DefaultYear, Date: time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range plan.docs {
		for _, row := range d.data.Lists["每项逾期"] {
			if row.Texts["事项"] != "窗口午间无人" {
				continue
			}
			if got := row.Texts["经过"]; got != "2026年7月2日转办，2026年7月6日答复，2026年7月10日退回重办：仍然没有人" {
				t.Error(got)
			}
			if got := row.Texts["期限依据"]; !strings.HasPrefix(got, "退回重办 2026-07-10 起") {
				t.Error(got)
			}
			return
		}
	}
	t.Error("the item is on no paper")
}

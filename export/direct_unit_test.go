package export_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
)

// An item of the 直通车 is in the row of one unit in report 15: the one it was passed to by the day, else the one it concerns, else none; and in the dossier of that unit.
func TestDirectItemIsOfOneUnit(t *testing.T) {
	s := sampletest.MustOpen(t)
	const handler, other = "县住房和城乡建设局", "县教育局"
	raisers, err := store.Texts(t.Context(), s.DB(), "SELECT p.name FROM direct_item d JOIN person p ON p.id = d.person_id WHERE d.deleted_at = '' ORDER BY d.id LIMIT 1")
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), "测试", "登记直通车", func(ctx context.Context, tx *store.Tx) error {
		for _, v := range []record.Values{
			{"content": "路灯不亮", "class": "一般", "triaged_on": "2026-05-13", "passed_on": "2026-05-20", "handler": handler},
			{"content": "井盖松动", "class": "一般", "triaged_on": "2026-05-13", "passed_on": "2026-05-20", "unit": other, "handler": handler},
			{"content": "路口积水", "class": "一般", "triaged_on": "2026-05-13"},
			{"content": "校门口拥堵", "class": "一般", "triaged_on": "2026-05-13", "unit": other},
		} {
			v["on_date"], v["raiser"] = "2026-05-12", raisers[0]
			if _, err := supervision.Directs.Save(ctx, tx, record.Scope{Year: year}, 0, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for day, more := range map[string]map[string][2]int{
		"2026-05-19": {handler: {}, other: {2, 0}, "未注明单位": {2, 0}},
		"2026-05-31": {handler: {2, 2}, other: {1, 0}, "未注明单位": {1, 0}},
	} {
		date, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		book := writePackOn(t, s, date, "15")["15民主监督工作情况统计表.xlsx"]
		units := column(t, book, "被监督单位情况统计表", "单位")
		reported, passed := column(t, book, "被监督单位情况统计表", "反映"), column(t, book, "被监督单位情况统计表", "转办")
		of := func(unit string) (out [2]int) {
			if at := slices.Index(units, unit); at >= 0 {
				out[0], _ = strconv.Atoi(reported[at])
				out[1], _ = strconv.Atoi(passed[at])
			}
			return out
		}
		if got := of("未注明单位"); got != more["未注明单位"] {
			t.Errorf("%s: of no unit %v, want %v", day, got, more["未注明单位"])
		}
		for _, unit := range []string{handler, other} {
			dossier := dossierDirects(t, s, unit, day)
			if got := of(unit); got[0] != dossier || got[0] < more[unit][0] || got[1] < more[unit][1] || got[1] > got[0] {
				t.Errorf("%s: %s has %v, at least %v were added; its dossier has %d", day, unit, got, more[unit], dossier)
			}
		}
	}
}

// dossierDirects counts the items of the year in the dossier of a unit.
func dossierDirects(t *testing.T, s *store.Store, unit, day string) (n int) {
	t.Helper()
	ids, err := store.IDs(t.Context(), s.DB(), "SELECT id FROM unit WHERE name = ?", unit)
	if err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
	d, err := data.ReadUnitDossier(t.Context(), s.DB(), ids[0], day)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range d.Of(year) {
		if r.Kind == "直通车" {
			n++
		}
	}
	return n
}

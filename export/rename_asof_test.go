package export_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// TestReportOfADayBeforeARenaming compares every cell of the pack of a day before a unit was renamed with that written before it was known.
func TestReportOfADayBeforeARenaming(t *testing.T) {
	s := sampletest.MustOpen(t)
	day := time.Date(year, time.August, 31, 0, 0, 0, 0, time.UTC)
	before, was := packCells(t, writePackOn(t, s, day)), asOf(t, s, "2026-08-31")
	for old, name := range map[string]string{"县商务局": "县商务和粮食局", "县水务局": "县水利和湖泊局", "县教育局": "县教育和体育局"} {
		id := unitByName(t, s, old)
		err := s.Write(t.Context(), "测试", "改名", func(ctx context.Context, tx *store.Tx) error {
			_, err := roster.Units.Save(ctx, tx, record.Scope{Year: year}, id, record.Values{"name": name, "renamed_on": "2026-09-10"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(before, packCells(t, writePackOn(t, s, day))); diff != "" {
		t.Errorf("-before +after the renaming:\n%s", diff)
	}
	if diff := cmp.Diff(was, asOf(t, s, "2026-08-31")); diff != "" {
		t.Errorf("-before +after the renaming:\n%s", diff)
	}
	if figuresOfUnit(t, s, "县商务局", "2026-09-09") == "" || figuresOfUnit(t, s, "县商务和粮食局", "2026-09-10") == "" {
		t.Error("the unit is not called by its old name until the day and by the new one from it on")
	}
}

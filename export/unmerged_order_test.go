package export_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// A proposal that is taken out of another and filed under a number of its own stands in the lists of the days before where it stood.
func TestListsOfADayBeforeAnUnmerging(t *testing.T) {
	s := sampletest.MustOpen(t)
	day := time.Date(year, time.August, 31, 0, 0, 0, 0, time.UTC)
	before := packCells(t, writePackOn(t, s, day, "04", "30"))
	ids, err := store.IDs(t.Context(), s.DB(), "SELECT id FROM proposal WHERE conclusion = '并案' AND number IS NULL AND deleted_at = '' AND reviewed_on < '2026-08-31' ORDER BY id DESC LIMIT 1")
	if err != nil || len(ids) == 0 {
		t.Fatal(ids, err)
	}
	scope := record.Scope{Year: year}
	if err := record.TakeStep(t.Context(), s, "测试", proposal.Proposals, scope, "解除并案", record.Values{"reviewed_on": "2026-11-18", "note": "不是一回事"}, ids[0]); err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), "测试", "立案", func(ctx context.Context, tx *store.Tx) error {
		_, err := proposal.Proposals.Save(ctx, tx, scope, ids[0], record.Values{"conclusion": "立案", "reviewed_on": "2026-11-19", "number": "900"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, packCells(t, writePackOn(t, s, day, "04", "30"))); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
}

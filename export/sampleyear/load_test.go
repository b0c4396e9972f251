package sampleyear

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	kinds "cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func TestLoadOutsideItsYears(t *testing.T) {
	st := datatest.MustOpen(t)
	for year, want := range map[int]string{0: "只能是", MinYear - 1: "只能是", MaxYear + 1: "只能是", MaxYear: "还没有到那一天"} {
		if _, err := Load(t.Context(), st, "测试", year, nil); err == nil || !strings.Contains(store.Sentence(err), want) {
			t.Errorf("%d: %v, want %q", year, err, want)
		}
	}
}

func TestLoad(t *testing.T) {
	st := datatest.MustOpen(t)
	imports, err := Load(t.Context(), st, "测试", 2026, nil)
	if err != nil {
		t.Fatal(store.Sentence(err), err)
	}
	for _, im := range imports {
		t.Log(im.Kind.Name, im.Summary(), im.Unknown, im.Notes)
	}
	for name, want := range map[string]int{"supervisors": 98, "groups": 22, "units": 60, "proposals": 150, "plan": 6} {
		kind, err := data.KindByName(name)
		if err != nil {
			t.Fatal(err)
		}
		termID, err := roster.CurrentTerm(t.Context(), st.DB())
		if err != nil {
			t.Fatal(err)
		}
		records, err := kind.Records(t.Context(), st.DB(), record.Scope{Year: 2026, TermID: termID})
		if err != nil {
			t.Fatal(err)
		}
		if len(records) != want {
			t.Errorf("%s: %d records, want %d", name, len(records), want)
		}
	}
	proposals, err := kinds.Proposals.Records(t.Context(), st.DB(), record.Scope{Year: 2026})
	if err != nil {
		t.Fatal(err)
	}
	err = st.Write(t.Context(), "测试", "再保存一次", func(ctx context.Context, tx *store.Tx) error {
		for _, r := range proposals { // as it is, which checks the whole of it
			if _, err := kinds.Proposals.Save(ctx, tx, record.Scope{Year: 2026}, r.ID, record.Values{}); err != nil {
				return kinds.Proposals.RefusedFor(r, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(store.Sentence(err))
	}
}

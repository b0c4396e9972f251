package sampleyear

import (
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
)

func TestLoad(t *testing.T) {
	store := datatest.MustOpen(t)
	imports, err := Load(t.Context(), store, "测试", 2026, nil)
	if err != nil {
		t.Fatal(data.Sentence(err), err)
	}
	for _, im := range imports {
		t.Log(im.Kind.Name, im.Summary(), im.Unknown, im.Notes)
	}
	for name, want := range map[string]int{"supervisors": 98, "groups": 22, "units": 60, "proposals": 150, "plan": 6} {
		kind, err := data.KindByName(name)
		if err != nil {
			t.Fatal(err)
		}
		termID, err := data.CurrentTerm(t.Context(), store.DB())
		if err != nil {
			t.Fatal(err)
		}
		records, err := kind.Records(t.Context(), store.DB(), data.Scope{Year: 2026, TermID: termID})
		if err != nil {
			t.Fatal(err)
		}
		if len(records) != want {
			t.Errorf("%s: %d records, want %d", name, len(records), want)
		}
	}
	proposals, err := data.Proposals.Records(t.Context(), store.DB(), data.Scope{Year: 2026})
	if err != nil {
		t.Fatal(err)
	}
	err = store.Write(t.Context(), "测试", "再保存一次", func(tx *data.Tx) error {
		for _, r := range proposals { // as it is, which checks the whole of it
			if _, err := data.Proposals.Save(t.Context(), tx, data.Scope{Year: 2026}, r.ID, data.Values{}); err != nil {
				return data.Proposals.RefusedFor(r, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(data.Sentence(err))
	}
}

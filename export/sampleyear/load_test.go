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
}

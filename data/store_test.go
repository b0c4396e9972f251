package data_test

import (
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/store"
)

func TestOpenWithTheProgramsSchema(t *testing.T) {
	s := datatest.MustOpen(t)
	var triggers int
	if err := s.DB().QueryRowContext(t.Context(), `SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal\_%' ESCAPE '\'`).Scan(&triggers); err != nil {
		t.Fatal(err)
	}
	if triggers == 0 {
		t.Error("no journal triggers")
	}
}

func TestStoresOfATestAreApart(t *testing.T) {
	a, b := datatest.MustOpen(t), datatest.MustOpen(t)
	if a.Dir() == b.Dir() {
		t.Fatal("two stores in one folder")
	}
	for _, s := range []*store.Store{a, b} {
		r, err := s.Check(t.Context())
		if err != nil || len(r.Findings) > 0 || r.Tables == 0 {
			t.Errorf("check of a new store: %+v, %v", r, err)
		}
	}
}

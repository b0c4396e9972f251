package data_test

import (
	"testing"

	"cppccdesk/data/datatest"
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

package data_test

import (
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// Of many only the month of birth is entered; their ID numbers still say that they are two.
func TestNamesakesOfOneMonthAreTwoPeople(t *testing.T) {
	store := storeWithMembers(t)
	im, err := take.PlanWorkbook(t.Context(), store, roster.Members, record.Scope{}, intake.FromText("名册", [][]string{
		personHeader, {"张伟", "1975-03", id18("33010619750308123"), "县一中", ""},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Apply(t.Context(), store, "测试", im); err != nil {
		t.Fatal(err)
	}
	other := []string{"张伟", "1975-03", id18("33010619750321123"), "县二中", ""}
	if _, row := planRow(t, store, take.Options{}, personHeader, other); row.Outcome != take.RowNew {
		t.Errorf("%s of %d: %s %+v", row.Outcome, row.ID, row.Reason, row.Changes)
	}
	if _, row := planRow(t, store, take.Options{Ask: true}, personHeader, other); row.Outcome != take.RowAsked {
		t.Errorf("asks nobody: %s %+v", row.Outcome, row.Changes)
	}
}

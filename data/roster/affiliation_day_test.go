package roster

import (
	"slices"
	"testing"
)

// A member who goes from one committee to another on a day is of the other on it; one who only leaves is of the first until that day.
func TestBodiesOnTheDayOfAMove(t *testing.T) {
	moved := &Affiliation{committees: []heldPost{{"提案委员会", "2026-01-01", "2026-11-29"}, {"教科卫体委员会", "2026-11-29", ""}}}
	left := &Affiliation{committees: []heldPost{{"提案委员会", "2026-01-01", "2026-11-29"}}}
	for _, test := range []struct {
		of   *Affiliation
		day  string
		want []string
	}{
		{moved, "2026-11-28", []string{"提案委员会"}},
		{moved, "2026-11-29", []string{"教科卫体委员会"}},
		{moved, "2026-11-30", []string{"教科卫体委员会"}},
		{left, "2026-11-29", []string{"提案委员会"}},
		{left, "2026-11-30", nil},
	} {
		if got := test.of.Committees(test.day); !slices.Equal(got, test.want) {
			t.Errorf("on %s: %q, want %q", test.day, got, test.want)
		}
	}
}

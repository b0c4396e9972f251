package docket_test

import (
	"slices"
	"testing"

	"cppccdesk/data/proposal/docket"
)

// splitAgain is a proposal of three units that answer each for itself: 1 A, 2 C, 3 B and again A on 2026-10-20. The first proposer is satisfied with 1,
// fairly with 2, not with 3 and then with that, too.
func splitAgain() docket.Case {
	c := filed(1, 2, 3)
	for i, class := range []string{"A", "C", "B"} {
		c.Assignments[i].RepliedOn, c.Assignments[i].ResultClass = "2026-06-01", class
	}
	c.Assignments = append(c.Assignments, docket.Assignment{UnitID: 3, Round: 2, Role: docket.RoleSplit, AssignedOn: "2026-07-01", DueOn: "2026-10-30", RepliedOn: "2026-10-20", ResultClass: "A"})
	opinion := func(unit int64, round int, on, word string) docket.Feedback {
		return docket.Feedback{Place: 1, UnitID: unit, Round: round, ReturnedOn: on, Attitude: word, Result: word}
	}
	return fedBack(c, opinion(1, 1, "2026-06-10", "满意"), opinion(2, 1, "2026-06-10", "基本满意"), opinion(3, 1, "2026-07-01", "不满意"), opinion(3, 2, "2026-10-25", "满意"))
}

// Of units that answer each for itself each one's newest reply and opinion stand, and the proposal's is the worst of them.
func TestRepliesThatStand(t *testing.T) {
	second := splitAgain()
	second.Feedback[1].Result = "不满意" // with 2, whose rework runs while 3 is done with its own
	second.Assignments = append(second.Assignments, docket.Assignment{UnitID: 2, Round: 2, Role: docket.RoleSplit, AssignedOn: "2026-10-26"})
	let := second
	let.Assignments = append(slices.Clone(second.Assignments[:4]), docket.Assignment{UnitID: 2, Round: 2, Role: docket.RoleSplit, AssignedOn: "2026-10-26", AskedOn: "2026-10-28", ReturnedOn: "2026-10-29"})
	led := splitAgain() // a single unit leads the round after
	led.Assignments = append(led.Assignments, docket.Assignment{UnitID: 1, Round: 3, Role: docket.RoleLead, AssignedOn: "2026-11-01", RepliedOn: "2026-11-10", ResultClass: "B"})
	for _, c := range []struct {
		name, day, class, result string
		in                       docket.Case
	}{
		{"before the rework", "2026-07-01", "C", "不满意", splitAgain()},
		{"answered once more", "2026-10-22", "C", "不满意", splitAgain()},
		{"satisfied once more", "2026-10-25", "C", "基本满意", splitAgain()},
		{"not satisfied with another", "2026-10-27", "C", "不满意", second},
		{"that one let go", "2026-10-29", "A", "满意", let},
		{"led by one", "2026-11-12", "B", "满意", led},
	} {
		if l := c.in.LineOn(c.day); l.ResultClass != c.class || l.Satisfaction != c.result {
			t.Errorf("%s: %s %s, want %s %s", c.name, l.ResultClass, l.Satisfaction, c.class, c.result)
		}
	}
}

// A talk counts for the unit that held it, for that it was merged into, and for all where it was nobody's in particular.
func TestTalkedFaceWith(t *testing.T) {
	c := filed(1, 2)
	c.Assignments[0].ID, c.Assignments[1].ID = 11, 12
	c.Talks = []docket.Talk{{UnitID: 1, On: "2026-04-01", Face: true}, {UnitID: 2, On: "2026-04-01"}}
	faces := func(day string) [2]bool {
		then := c.On(day)
		return [2]bool{then.TalkedFaceWith(&then.Assignments[0]), then.TalkedFaceWith(&then.Assignments[1])}
	}
	if got := faces("2026-04-01"); got != [2]bool{true, false} {
		t.Errorf("of one unit: %v", got)
	}
	c.Past = []docket.Past{{Assignment: docket.Assignment{ID: 12, UnitID: 3, Round: 1, Role: docket.RoleSplit, AssignedOn: "2026-03-10"}, Of: 12, UntilOn: "2026-05-01"}}
	c.Talks = append(c.Talks, docket.Talk{UnitID: 3, On: "2026-04-02", Face: true})
	for _, day := range []string{"2026-04-02", "2026-05-01"} {
		if got := faces(day); got != [2]bool{true, true} {
			t.Errorf("of a unit merged on 2026-05-01, on %s: %v", day, got)
		}
	}
	c.Talks = []docket.Talk{{On: "2026-04-01", Face: true}}
	if got := faces("2026-04-01"); got != [2]bool{true, true} {
		t.Errorf("of nobody in particular: %v", got)
	}
}

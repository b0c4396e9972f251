package docket_test

import (
	"reflect"
	"slices"
	"testing"

	"cppccdesk/data/proposal/docket"
)

// filed is a proposal received, filed and assigned to the units in the first round, due on 2026-06-10.
func filed(units ...int64) docket.Case {
	c := docket.Case{Head: docket.Head{ReceivedOn: "2026-01-20"}, Review: docket.Review{Conclusion: "立案", ReviewedOn: "2026-01-25", Number: 7}}
	role := docket.RoleLead
	if len(units) > 1 {
		role = docket.RoleSplit
	}
	for _, id := range units {
		c.Assignments = append(c.Assignments, docket.Assignment{UnitID: id, Round: 1, Role: role, AssignedOn: "2026-03-10", DueOn: "2026-06-10"})
	}
	return c
}

// again adds a rework due on 2026-09-01.
func again(c docket.Case) docket.Case {
	c.Assignments = append(c.Assignments, docket.Assignment{UnitID: 1, Round: 2, Role: docket.RoleLead, AssignedOn: "2026-07-20", DueOn: "2026-09-01"})
	return c
}

func replied(c docket.Case, on string) docket.Case {
	c.Assignments[0].RepliedOn, c.Assignments[0].ResultClass = on, "B"
	return c
}

// fedBack adds opinions, of the first proposer unless another is said.
func fedBack(c docket.Case, all ...docket.Feedback) docket.Case {
	for _, f := range all {
		f.Place = max(f.Place, 1)
		c.Feedback = append(c.Feedback, f)
	}
	return c
}

func concluded(c docket.Case, conclusion string) docket.Case {
	c.Conclusion = conclusion
	return c
}

func TestStatusAndLateness(t *testing.T) {
	dissatisfied := docket.Feedback{Round: 1, ReturnedOn: "2026-07-01", Attitude: "满意", Result: "不满意"}
	for _, c := range []struct {
		name, day      string
		in             docket.Case
		status, due    string
		late, answered bool
	}{
		{"not yet received", "2026-01-19", filed(1), "已提交", "", false, false},
		{"not yet reviewed", "2026-01-24", filed(1), "已提交", "", false, false},
		{"not yet assigned", "2026-03-09", filed(1), "已立案", "", false, false},
		{"on the last day", "2026-06-10", filed(1), "办理中", "2026-06-10", false, false},
		{"the day after", "2026-06-11", filed(1), "办理中", "2026-06-10", true, false},
		{"replied late", "2026-07-01", replied(filed(1), "2026-06-20"), "已答复", "", false, true},
		{"a reply of next year is none today", "2026-11-26", replied(filed(1), "2027-06-01"), "办理中", "2026-06-10", true, false},
		{"one of two units replied", "2026-06-11", replied(filed(1, 2), "2026-05-01"), "办理中", "2026-06-10", true, false},
		{"rework running", "2026-08-01", again(fedBack(replied(filed(1), "2026-05-01"), dissatisfied)), "重新办理", "2026-09-01", false, true},
		{"rework overdue", "2026-09-02", again(fedBack(replied(filed(1), "2026-05-01"), dissatisfied)), "重新办理", "2026-09-01", true, true},
		{"before the rework", "2026-07-10", again(fedBack(replied(filed(1), "2026-05-01"), dissatisfied)), "重新办理", "", false, true},
		{"before its feedback", "2026-06-15", again(fedBack(replied(filed(1), "2026-05-01"), dissatisfied)), "已答复", "", false, true},
		{"what is merged has no deadline", "2026-11-26", concluded(filed(1), "并案"), "已并案", "", false, false},
		{"nor what is withdrawn", "2026-11-26", concluded(filed(1), "撤案"), "已撤案", "", false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := c.in.LineOn(c.day)
			if l.Status != c.status || l.OpenDueOn != c.due || l.Late() != c.late || l.AnsweredAll() != c.answered {
				t.Errorf("%s due %q late %v answered %v", l.Status, l.OpenDueOn, l.Late(), l.AnsweredAll())
			}
			then := c.in.On(c.day)
			if l.Late() != slices.ContainsFunc(then.Due("9999-12-31"), func(a docket.Assignment) bool { return a.Late(c.day) }) {
				t.Error("the line and its assignments differ about lateness")
			}
		})
	}
}

func TestOpinions(t *testing.T) {
	for _, c := range []struct {
		name                              string
		in                                []docket.Feedback
		attitude, result, first, adoption string
	}{
		{"none came back", nil, "", "", "", ""},
		{"came back without a word", []docket.Feedback{{Round: 1}}, "未表态", "未表态", "未表态", ""},
		{"a later round replaces", []docket.Feedback{{Round: 1, Attitude: "基本满意", Result: "不满意"}, {Round: 2, Attitude: "满意", Result: "满意"}}, "满意", "满意", "不满意", ""},
		{
			"a later round without attitude leaves it",
			[]docket.Feedback{{Round: 1, Attitude: "基本满意", Result: "不满意", Adoption: "未采纳"}, {Round: 2, Attitude: "未表态", Result: "满意"}},
			"基本满意", "满意", "不满意", "未采纳",
		},
		{"the first proposer speaks, not one who joined", []docket.Feedback{{Round: 1, Place: 2, Attitude: "不满意", Result: "不满意"}, {Round: 1, Attitude: "满意", Result: "满意"}}, "满意", "满意", "满意", ""},
		{"one who joined says nothing for the first", []docket.Feedback{{Round: 1, Place: 2, Attitude: "不满意", Result: "不满意", Adoption: "未采纳"}}, "", "", "", ""},
		{
			"no opinion of the newest reply is not the one of an earlier reply",
			[]docket.Feedback{{Round: 1, Attitude: "满意", Result: "不满意", Adoption: "未采纳"}, {Round: 2, Attitude: "未表态", Result: "未表态"}},
			"满意", "未表态", "不满意", "未采纳",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := fedBack(again(replied(filed(1), "2026-05-01")), c.in...)
			l := in.LineOn("2026-12-31")
			slices.Reverse(in.Feedback)
			if back := in.LineOn("2026-12-31"); !reflect.DeepEqual(l, back) {
				t.Errorf("in the other order %+v, not %+v", back, l)
			}
			if l.Attitude != c.attitude || l.Satisfaction != c.result || l.FirstSatisfaction != c.first || l.Adoption != c.adoption {
				t.Errorf("attitude %s result %s first %s adoption %s", l.Attitude, l.Satisfaction, l.FirstSatisfaction, l.Adoption)
			}
			attitude, result, ok := in.OpinionOf(1)
			if attitude != c.attitude || result != c.result || ok != (c.result != "") {
				t.Errorf("of the unit: %s %s %v", attitude, result, ok)
			}
		})
	}
}

// What is said of one unit counts where the unit answers; of several that answer for themselves the worst does.
func TestOpinionOfSeveralUnits(t *testing.T) {
	c := filed(1, 2)
	c.Assignments = append(c.Assignments, docket.Assignment{UnitID: 3, Round: 1, Role: docket.RoleCo})
	c = fedBack(c, docket.Feedback{Round: 1, UnitID: 1, Result: "满意", Adoption: "采纳"}, docket.Feedback{Round: 1, UnitID: 3, Result: "不满意", Adoption: "未采纳"},
		docket.Feedback{Round: 1, UnitID: 2, Result: "基本满意", Adoption: "部分采纳"})
	for range c.Feedback {
		c.Feedback = append(c.Feedback[1:], c.Feedback[0])
		if l := c.LineOn("2026-12-31"); l.Satisfaction != "基本满意" || l.Adoption != "部分采纳" {
			t.Errorf("%s %s", l.Satisfaction, l.Adoption)
		}
	}
}

func TestOpinionOfTheUnitComesFirst(t *testing.T) {
	c := fedBack(filed(1, 2), docket.Feedback{Round: 1, Result: "满意"}, docket.Feedback{Round: 1, UnitID: 2, Result: "不满意"})
	for unit, want := range map[int64]string{1: "满意", 2: "不满意"} {
		if _, got, _ := c.OpinionOf(unit); got != want {
			t.Errorf("unit %d: %s, want %s", unit, got, want)
		}
	}
}

// What was noted of a node is known from the day it was done.
func TestNoteOfANode(t *testing.T) {
	c := docket.Case{Head: docket.Head{ReceivedOn: "2026-01-10"}, Nodes: []docket.Node{{Kind: "面商", DueOn: "2026-05-31", DoneOn: "2026-05-20", Person: "王芳", Note: "已面商"}}}
	for day, want := range map[string]docket.Node{
		"2026-05-19": {Kind: "面商", DueOn: "2026-05-31", Person: "王芳"},
		"2026-05-20": c.Nodes[0],
	} {
		if l := c.LineOn(day); l.Nodes[0] != want {
			t.Errorf("on %s: %+v", day, l.Nodes[0])
		}
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Of rows that contradict each other about one proposal, or about one person at an activity, none is taken; the same said twice is taken once.
func TestContradictoryRowsAreAllRefused(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	const heads = "案号|案由|提案人|审查结论|审查日期|不立案原因"
	for _, c := range []struct{ name, second, want string }{
		{"another conclusion", "51|关于甲乙丙的建议|民建县委|不予立案|2026-02-01|", "退回 与第 3 行说的是同一提案，内容不同，都没有收；请核对后只留一行，再导入。\n退回 与第 2 行说的是同一提案，内容不同，都没有收；请核对后只留一行，再导入。"},
		{"the same", "51|关于甲乙丙的建议|民建县委|立案|2026-02-01|", "新增\n相同"},
	} {
		if got, _ := o.takenSheets(proposal.Proposals, pipedSheet(heads, "51|关于甲乙丙的建议|民建县委|立案|2026-02-01|", c.second)); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	got, _ := o.takenSheets(activity.Attendances, pipedSheet("姓名|座谈|备注", "甲一|√|", "甲二|√|", "甲一|请假|", "乙一|√|", "乙一|√|"))
	lines := strings.Split(got, "\n")
	if !strings.HasPrefix(lines[0], "退回") || !strings.Contains(lines[0], "说的是同一出席，内容不同") || lines[1] != "新增" || !strings.HasPrefix(lines[2], "退回") || lines[3] != "新增" || lines[4] != "相同" {
		t.Errorf("attendance: %s", got)
	}
	if there := o.there(talk); strings.Contains(there, "甲一") || !strings.Contains(there, "甲二") {
		t.Errorf("there: %s", there)
	}
}

// Radicals that look like the characters of a name are these characters: one person in a file.
func TestRadicalsInOneFile(t *testing.T) {
	for _, rows := range [][]string{{"⾼⽟玉,经济界", "高玉玉,经济界"}, {"高玉玉,经济界", "⾼⽟玉,经济界"}, {"⾼⽟玉,经济界", "⾼玉玉,经济界"}} {
		o := openOffice(t)
		if got, _ := o.taken(roster.Members, append([]string{"姓名,界别"}, rows...)...); got != "新增\n相同" {
			t.Errorf("%s: %s", rows, got)
		}
		if n, err := store.LookUp(t.Context(), o.DB(), "SELECT count(*) FROM person WHERE name LIKE '%玉'"); err != nil || n != 1 {
			t.Errorf("%s: %d called so", rows, n)
		}
	}
}

package data_test

import (
	"testing"

	"cppccdesk/data/proposal"
)

// A row of which only a date says the year never makes a session: the year it points to has one, or a proposal of the year worked on is meant.
func TestDatedRowsMakeNoSession(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "UPDATE proposal SET received_on = '2026-01-14' WHERE id = 1")
	head := "案号,案由,第一提案人,收到日期"
	refused := "，这一年还没有登记会议；请改正日期，或先在「名册」的「会议」中登记；属于别年会议的请填「会议」一栏（命令用 --year）。"
	got, _ := o.takenSheets(proposal.Proposals, sheetOf("台账", head,
		"151,关于误写年份的建议,民建县委,2062-01-28",
		"152,关于上一年的建议,民建县委,1999-01-28",
		"12,关于治理城区内涝的建议,民建县委,2025-12-28",
		"153,关于年底的建议,民建县委,2025-12-20",
		"154,关于去年的建议,民建县委,2025-06-20",
		"155,关于今年的建议,民建县委,2026-06-20",
	))
	want := "退回 收到日期写的是 2062-01-28" + refused + "\n退回 收到日期写的是 1999-01-28" + refused +
		"\n变更\n退回 收到日期 2025-12-20 在年底，看不出是 2025 年还是 2026 年会议的提案；请填「会议」一栏，或在标题中写明年度（命令用 --year）。\n新增\n新增"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := o.texts("SELECT year FROM session ORDER BY year"); len(got) != 2 {
		t.Errorf("sessions of %v", got)
	}
	if got := o.texts("SELECT id FROM proposal WHERE number = 12"); len(got) != 1 {
		t.Errorf("proposals of number 12: %v", got)
	}
}

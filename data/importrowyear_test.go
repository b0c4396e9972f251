package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// A column that says of which year a row is decides, whatever it is called.
func TestARowsOwnYear(t *testing.T) {
	for _, heading := range []string{"年度", "年份", "所属年度", "届次年度", "提案年度"} {
		for said, want := range map[string]string{
			"2025": "2025", "2025年": "2025", "2025年度": "2025", "十届四次会议": "2025", "2026": "2026", "": "2026", "—": "2026",
			"2024":    "退回 「" + heading + "」一栏写的是 2024 年，这一年还没有登记会议；请先在「名册」的「会议」中登记，或改正这一栏。",
			"2025-26": "退回 「" + heading + "」一栏为「2025-26」，看不出是哪一年，应为 2026 这样的四位年份。",
			"25":      "退回 「" + heading + "」一栏为「25」，看不出是哪一年，应为 2026 这样的四位年份。",
		} {
			o := openOffice(t)
			o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'")
			was := o.titles(2026)
			got, im := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", heading+","+ledgerHead, said+",31,关于乡村振兴的建议,张三"))
			in2025, in2026 := o.titles(2025) != "", o.titles(2026) != was
			if strings.HasPrefix(want, "退回") {
				if got != want || in2025 || in2026 {
					t.Errorf("%s %s: got %s", heading, said, got)
				}
				continue
			}
			if got != "新增" || in2025 != (want == "2025") || in2026 != (want == "2026") {
				t.Errorf("%s %s: got %s, 2025 %s", heading, said, got, o.titles(2025))
			}
			if named := strings.Contains(strings.Join(im.Strange, ""), "不是当前的 2026 年"); named != in2025 {
				t.Errorf("%s %s: %q", heading, said, im.Strange)
			}
		}
	}
}

// Rows of several years each go into their own. One that leaves it open beside them is refused, and one whose session or number is of another year.
func TestRowsOfSeveralYears(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'")
	got, _ := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", "案号,案由,第一提案人,会议,年度",
		"31,关于甲的建议,张三,,2025", "32,关于乙的建议,张三,,2026", "33,关于丙的建议,张三,,", "34,关于丁的建议,张三,五次会议,2025", "〔2026〕35,关于戊的建议,张三,,2025", "36,关于己的建议,张三,四次会议,2025"))
	want := strings.Join([]string{
		"新增", "新增",
		"退回 「年度」一栏空着，别的行写的不是 2026 年，看不出这一行是哪一年的；请补上年度后再导入。",
		"退回 「年度」一栏写的是 2025 年，这一行的会议写的是第十届五次会议（2026 年）；请改成一致后再导入。",
		"退回 案号写的是 2026 年，这一行是 2025 年的；请改成一致后再导入。", "新增",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := o.titles(2025); got != "31 关于甲的建议|36 关于己的建议" {
		t.Errorf("2025: %s", got)
	}
}

// Kinds without a field for the year have it of the column, too, and those with one by all its names.
func TestARowsYearOfOtherKinds(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'",
		"INSERT INTO proposal (id, session_id, number, title, conclusion, status) VALUES (8, 2, 12, '关于灌区改造的建议', '立案', '已立案')",
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, name) VALUES (8, 1, '提案人', '民进县委')")
	if got, _ := o.takenSheets(proposal.Tracking, sheetOf("Sheet1", "所属年度,案号,节点,完成日期", "2025年,12,交办,2025-04-02")); got != "新增" {
		t.Errorf("tracking: %s", got)
	}
	if got, _ := o.takenSheets(roster.Groups, sheetOf("Sheet1", "所属年度,组号,派驻单位", "2025年度,1,县教育局")); got != "新增" {
		t.Errorf("groups: %s", got)
	}
	for _, kind := range []*record.Kind{proposal.Tracking, roster.Groups} {
		if records, err := kind.Records(t.Context(), o.DB(), record.Scope{Year: 2025}); err != nil || len(records) != 1 {
			t.Errorf("%s of 2025: %v %v", kind.Name, records, err)
		}
	}
}

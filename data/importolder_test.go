package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/take"
)

// A row that goes into the year worked on only because nothing names another is refused when its dates are older, or what stands over it was written
// before that year.
func TestRowsOfAnOlderFile(t *testing.T) {
	older := "，看不出是不是 2026 年的；请在标题中写明年度，如「2026年」，或加一栏「年度」，再导入。"
	for name, c := range map[string]struct {
		kind  *record.Kind
		file  string
		rows  []string
		taken string // 退回 with what; "": 新增
	}{
		"counted then":  {proposal.Proposals, "", []string{"统计时间：2025年12月31日,,", ledgerHead, "31,关于甲的建议,张三"}, "表头上面「统计时间：2025年12月31日」里的日期是 2025 年的，表里没有写是哪一年的提案" + older},
		"printed then":  {proposal.Proposals, "", []string{"打印日期：2025.3.5,,", ledgerHead, "31,关于甲的建议,张三"}, "表头上面「打印日期：2025.3.5」里的日期是 2025 年的，表里没有写是哪一年的提案" + older},
		"of a plan":     {plan.Items, "", []string{"制表日期：2025-12-20,,,", "事项,类别,目标,开始月份", "座谈会,座谈会,1次,10月"}, "表头上面「制表日期：2025-12-20」里的日期是 2025 年的，表里没有写是哪一年的部署事项" + older},
		"file":          {proposal.Proposals, "提案台账20251201.xlsx", []string{ledgerHead, "31,关于甲的建议,张三"}, "文件名「提案台账20251201」里的日期是 2025 年的，表里没有写是哪一年的提案" + older},
		"printed later": {proposal.Proposals, "", []string{"打印日期：2027.1.5,,", ledgerHead, "31,关于甲的建议,张三"}, ""},
		"title":         {proposal.Proposals, "", []string{"2026年提案台账,,", "统计时间：2025年12月31日,,", ledgerHead, "31,关于甲的建议,张三"}, ""},
		"received":      {proposal.Proposals, "", []string{"统计时间：2025年12月31日,,", ledgerHead + ",收到日期", "31,关于甲的建议,张三,2026-01-05"}, ""},
		"assigned": {
			proposal.Proposals, "",
			[]string{ledgerHead + ",主办单位,交办日期", "31,关于甲的建议,张三,县教育局,2025-03-01"},
			"「交办日期」一栏为 2025-03-01，这一行要录入 2026 年；是别的年度的请填「年度」一栏，或在标题中写明年度，是 2026 年的请改正。",
		},
		"reviewed in December": {proposal.Proposals, "", []string{ledgerHead + ",审查日期", "31,关于甲的建议,张三,2025-12-20"}, ""},
		"reply of a unit": {
			proposal.Assignments, "",
			[]string{"案号,承办单位,分工,交办日期", "12,县教育局,会办,2025-03-01"},
			"「交办日期」一栏为 2025-03-01，这一行要录入 2026 年；是别的年度的请填「年度」一栏，或在标题中写明年度，是 2026 年的请改正。",
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "UPDATE proposal SET conclusion = '立案', status = '已立案' WHERE id = 1")
			scope := in2026
			if c.kind == proposal.Proposals {
				scope.Year = 0
			}
			im, err := take.PlanWith(t.Context(), o.Store, c.kind, scope, &intake.Workbook{Path: c.file, Sheets: []intake.Sheet{sheetOf("Sheet1", c.rows...)}}, take.Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := "新增"
			if c.taken != "" {
				want = "退回 " + c.taken
			}
			if got := outcomesOf(im); strings.TrimSpace(got) != want {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// Papers of the program that count are refused by their names without their titles, too.
func TestOwnPapersWithoutTheirTitles(t *testing.T) {
	o := openOffice(t)
	for name, rows := range map[string][]string{
		"分类综合统计表": {"分类,立案,不立案转意见,不立案退回,合计", "城建管理,14,1,0,15"},
		"单位交办清单":  {"序号,单位,主办,,分办,,协办,", ",,件数,提案号,件数,提案号,件数,提案号", "1,县教育局,1,12,,,,"},
		"承办单位汇总表": {"序号,承办单位名称,主办件数,主办提案号,协办件数,协办提案号,分办件数,分办提案号", "1,县教育局,1,12,,,,"},
	} {
		for _, kind := range []*record.Kind{proposal.Proposals, proposal.Assignments} {
			_, err := take.PlanWorkbook(t.Context(), o.Store, kind, in2026, textOf(rows...))
			if got := store.Sentence(err); !strings.Contains(got, "是本程序的《"+name+"》，里面的内容是统计或汇编出来的，不能导入；请改用") {
				t.Errorf("%s as %s: %s", name, kind.Name, got)
			}
		}
	}
	if got, _ := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", "案号,案由,第一提案人,分类,主办,协办", "31,关于停车的建议,张三,城建管理,县教育局,")); got != "新增" {
		t.Error(got)
	}
}

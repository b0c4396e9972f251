package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// TestTakenInTwice takes the office's own tables in two times: the second time nothing is new and nothing changes,
// whatever order and wording the rows use.
func TestTakenInTwice(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四")
	for _, test := range []struct {
		name string
		kind *record.Kind
		rows []string
	}{
		{"groups", roster.Groups, []string{"组号,小组名称,派驻单位,组长,联络员,成员,派驻开始", "第1组,第一监督小组,水务局、县公安局,张三,张四,张一、张二、张三、张四,2026年3月2日"}},
		{"plan", plan.Items, []string{"代号,事项,类别,目标,开始月份,结束月份", "(一),进驻职能部门,派驻监督,98人 22组,3月,11月", "(四),座谈会,座谈会,1次,10月,"}},
		{"tracking", proposal.Tracking, []string{"案号,节点,完成日期,情况", "第12号,交办,2026-04-01,已交办", "12,面商,,"}},
		{"activities", activity.Activities, []string{"类别,名称,完成日期,参加人数", "座谈会,民主监督工作座谈会,2026.10.20,64"}},
		{"panels", evaluation.Panels, []string{"组号,小组名称,评委,评委类别,是否回避,评议案号,承办单位", "1,经济组,评一,常委,否,12,水务局", "1,经济组,评二,提案人,是,12,水务局", "第2组,教育组,评一,常委,,15,"}},
		{"scores", evaluation.Scores, []string{"组号,评议案号,承办单位,评委,组织领导,沟通面商,办理成效,规范答复", "1,12,水务局,评一,90,87.5,88.25,100", "2,15,,评一,90,90,90,90"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), test.name+".csv")
			if err := os.WriteFile(path, []byte(strings.Join(test.rows, "\r\n")), 0o600); err != nil {
				t.Fatal(err)
			}
			for _, want := range []take.Outcome{take.RowNew, take.RowSame} {
				im, err := take.PlanFile(t.Context(), o.Store, test.kind, in2026, path)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range im.Rows {
					if row.Outcome != want {
						t.Errorf("line %d: got %s %s %v, want %s", row.Line, row.Outcome, row.Reason, row.Changes, want)
					}
				}
				if len(im.Rows) != len(test.rows)-1 {
					t.Errorf("got %d rows, want %d", len(im.Rows), len(test.rows)-1)
				}
				if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

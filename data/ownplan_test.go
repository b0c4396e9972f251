package data_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// An item of the deployment has a line for each target on its paper; taken back in they are one, and what was edited of them is the change.
func TestLinesOfAPlanItemAreTakenTogether(t *testing.T) {
	paper := func(stationed, title string) []string {
		return []string{
			"2026年度工作部署完成情况表", "填报单位：政协云岭县委员会||||填报日期：2026年6月30日|单位：人、组、件、次",
			"代号|工作事项|性质|时间|完成情况||||状态", "||||单位|计划|完成|完成率|",
			"（一）|选派监督员进驻部门|派驻|3—11月|人|" + stationed + "|98|100%|进行中", title + "|派驻|3—11月|组|22|22|100%|进行中",
			"（二）|工作座谈会|会议|10月|次|1|0|0%|未开始",
		}
	}
	for _, test := range []struct {
		name, stationed, next string
		want, targets         string
	}{
		{"as printed", "98", "|", "相同\n相同", "98人、22组"},
		{"without merged cells", "98", "（一）|选派监督员进驻部门", "相同\n相同", "98人、22组"},
		{"edited", "100", "|", "变更\n相同", "100人、22组"},
		{"without a number", "", "|", "退回 目标「人、22组」看不懂，应写成「98人、22组」「3件」「1次」这样。\n相同", "98人、22组"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.save(plan.Items, record.Values{"code": "（一）", "title": "选派监督员进驻部门", "nature": "派驻", "targets": "98人、22组", "from_month": "3月", "to_month": "11月"})
			o.save(plan.Items, record.Values{"code": "（二）", "title": "工作座谈会", "nature": "会议", "targets": "1次", "from_month": "10月"})
			if got, im := o.takenWith(plan.Items, in2026, take.Options{}, pipedSheet(paper(test.stationed, test.next)...)); got != test.want {
				t.Errorf("got %s\n%q\nwant %s", got, im.Notes, test.want)
			}
			o.expect(plan.Items, id, record.Values{"targets": test.targets})
		})
	}
}

// Papers saved as text have no merged cells; they are known all the same.
func TestPapersSavedAsText(t *testing.T) {
	const top = "填报单位（盖章）：政协云岭县委员会,,,填报日期：2026年6月30日,"
	for _, test := range []struct {
		name   string
		kind   *record.Kind
		lines  []string
		became string
	}{
		{
			"tracking", proposal.Tracking,
			[]string{"2026年重点提案全程跟踪表", top + ",单位：节点", "提案,,,跟踪,", "案号,案由,主办单位,节点,完成日期", "12,关于停车的建议,县公安局,交办,2026-04-01", ",,县公安局,面商,2026-05-01", "合计,,,2,"},
			"新增 2 行",
		},
		{
			"part of the statistics", proposal.Proposals,
			[]string{"2026年提案分类情况统计表", top + ",单位：件、%", "序号,分类,收到", "1,教育,12"},
			"工作表「文本」是本程序的《2026年提案分类情况统计表》，里面的内容是统计或汇编出来的，不能导入；请改用「提案」的列表或提案登记台账。",
		},
		{
			"what members did, counted", roster.Members,
			[]string{"2026年委员履职情况表", top + ",单位：件、半天、次、%", "序号,姓名,性别,界别,工作单位,提案,,", ",,,,,领衔,其中立案,联名", "1,张三,男,经济界,县一中,1,1,0"},
			"工作表「文本」是本程序的《2026年委员履职情况表》，里面的内容是统计或汇编出来的，不能导入；请改用「委员」「提案」或「出席」的列表。",
		},
		{
			"what members did, without its title", roster.Members,
			[]string{"序号,姓名,性别,界别,工作单位,提案,,", ",,,,,领衔,其中立案,联名", "1,张三,男,经济界,县一中,1,1,0"},
			"工作表「文本」是本程序的《委员履职情况表》，里面的内容是统计或汇编出来的，不能导入；请改用「委员」「提案」或「出席」的列表。",
		},
		{
			"who came, counted", activity.Attendances,
			[]string{"2026年出席情况统计表", top + ",单位：半天、%", "序号,姓名,应到,到会", "1,张三,12,10"},
			"工作表「文本」是本程序的《2026年出席情况统计表》，里面的内容是统计或汇编出来的，不能导入；请改用「出席」的列表或活动出席登记表。",
		},
		{
			"checks, which have no unit", plan.Items,
			[]string{"2026年勾稽核对表", top, "序号,核对事项,甲", "1,提案总数,12"},
			"工作表「文本」是本程序的《2026年勾稽核对表》，里面的内容是统计或汇编出来的，不能导入；请改用要改的那一类数据的列表。",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			o.do("UPDATE proposal SET title = '关于停车的建议' WHERE number = 12")
			path := filepath.Join(t.TempDir(), "表.csv")
			if err := os.WriteFile(path, []byte(strings.Join(test.lines, "\r\n")), 0o600); err != nil {
				t.Fatal(err)
			}
			im, err := take.PlanFile(t.Context(), o.Store, test.kind, in2026, path)
			became := store.Sentence(err)
			if err == nil {
				became = "新增 " + strings.TrimPrefix(im.Summary()[:5], "new ") + " 行"
			}
			if became != test.became {
				t.Errorf("got %s, want %s", became, test.became)
			}
		})
	}
}

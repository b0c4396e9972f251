package data_test

import (
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
)

// The headings that systems in use print are understood without a question; what has no place here is named.
func TestHeadingsOfPublicSystems(t *testing.T) {
	tryTexts(t, map[string]textCase{
		"提案目录": {
			cellCase{
				kind: proposal.Proposals, keys: "number title proposer lead_units co_units replied_on result_class", unknown: "提案者回执",
				want: "新增 31|关于停车的建议|张三|县教育局|县水务局|2026-06-01|A",
			},
			[]string{
				"提案,姓名,提案题目,承办单位,协办单位,提案者回执,办复日期,类型ABC,是否为重点提案,,报交办机关", ",,,,,,,,是,区领导督办,签字,日期",
				"31[主并],张三,关于停车的建议,县教育局,县水务局,已交,2026-06-01,A,,,",
			},
		},
		"分类目录": {
			cellCase{kind: proposal.Proposals, keys: "category number proposer title lead_units replied_on result_class", unknown: "通讯地址", want: "新增 城建管理|31|张三|关于停车的建议|县教育局|2026-06-01|B"},
			[]string{"分类,提案号,姓名,通讯地址,提案题目,承办单位,办复日期,类型ABC", "城建管理,31,张三,县一中,关于停车的建议,县教育局,2026-06-01,B"},
		},
		"立案登记": {
			cellCase{kind: proposal.Proposals, keys: "number title proposer lead_units", want: "新增 31|关于停车的建议|张三|县教育局"},
			[]string{"立案号,题名,提案者,承办部门", "31,关于停车的建议,张三,县教育局"},
		},
		"委员履职情况": {
			cellCase{kind: roster.Members, keys: "name gender sector workplace job mobile email", want: "新增 丁一|男|教育界|县一中|校长|13900000001|a@b.cn", unknown: "建言献策"},
			[]string{"委员,性别,界别,工作单位,职务,电话,邮箱,建言献策,,", ",,,,,,,发言,提案,社情民意", "丁一,男,教育界,县一中,校长,13900000001,a@b.cn,1,2,3"},
		},
	})
}

package data_test

import (
	"testing"

	"cppccdesk/data/proposal"
)

// The mark beside a number says into which proposal it is merged, and a second line of headings who leads a key one.
func TestDirectoryOfPublicSystems(t *testing.T) {
	const (
		headings = "提案,姓名,提案题目,承办单位,是否为重点提案,"
		below    = ",,,,是,区领导督办"
	)
	tryTexts(t, map[string]textCase{
		"key proposals": {
			cellCase{kind: proposal.Proposals, keys: "number is_key chair_leader", want: "新增 31|是|李四\n新增 32|是\n新增 33|否"},
			[]string{headings, below, "31,张三,关于停车的建议,县教育局,√,李四", "32,张三,关于河道的建议,县教育局,√,√", "33,张三,关于桥梁的建议,县教育局,,"},
		},
		"merged, its root below": {
			cellCase{kind: proposal.Proposals, keys: "number conclusion merged_number", want: "新增 31|并案|33\n新增 33|立案"},
			[]string{headings, below, "31[并33],张三,关于停车的建议,,,", "33[主并],张三,关于停车场的建议,县教育局,,"},
		},
		"merged, its root not said": {
			cellCase{kind: proposal.Proposals, keys: "number conclusion", want: "新增 31|立案\n退回 审查结论是并案，但没有写并入哪一件，请填「并入案号」。\n退回 审查结论是并案，但没有写并入哪一件，请填「并入案号」。"},
			[]string{headings, below, "31[主并],张三,关于停车的建议,县教育局,,", "32[被并],张三,关于停车场的建议,,,", "33[并],张三,关于停车位的建议,,,"},
		},
		"its root in a column": {
			cellCase{kind: proposal.Proposals, keys: "number conclusion merged_number", want: "新增 31|立案\n新增 32|并案|31\n新增 33|并案|31\n退回 「34[并33]」的记号是并入 33 号，「并入案号」写的是 31；请改成一致后再导入。"},
			[]string{
				"提案,姓名,提案题目,承办单位,审查结论,并入案号", "31[主并],张三,关于停车的建议,县教育局,,", "32[被并],张三,关于停车场的建议,,,31", "33,张三,关于停车位的建议,,,31",
				"34[并33],张三,关于停车楼的建议,,,31",
			},
		},
		"said to be filed": {
			cellCase{kind: proposal.Proposals, keys: "number", want: "新增 31\n退回 「32[并31]」的记号是并案，审查结论写的是「立案」；请改成一致后再导入。\n" +
				"退回 审查结论是「立案」，却写了并入案号 31；并案的请把审查结论改为「并案」，不是的请清空「并入案号」。"},
			[]string{"提案,姓名,提案题目,承办单位,审查结论,并入案号", "31,张三,关于停车的建议,县教育局,立案,", "32[并31],张三,关于停车场的建议,,立案,", "33,张三,关于停车位的建议,,立案,31"},
		},
	})
}

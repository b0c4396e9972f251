package data_test

import (
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// Bodies that make proposals are one however they are spaced, and are no single people.
func TestBodiesThatPropose(t *testing.T) {
	for name, want := range map[string]string{
		"民盟县委": "民盟县委 党派提案", "民盟 县委": "民盟县委 党派提案", "民　盟县委会": "民盟县委会 党派提案", "民建县委员会": "民建县委员会 党派提案", "农工党县总支": "农工党县总支 党派提案",
		"九三学社": "九三学社 党派提案", "民盟": "民盟 党派提案", "农工党": "农工党 党派提案", "民革雷": "民革雷 个人提案", "工商联": "工商联 团体提案", "县工商联": "县工商联 团体提案", "团县委": "团县委 团体提案", "教育界": "教育界 界别提案", "第一组": "第一组 小组提案",
		"１组": "1组 小组提案", "第一监督小组": "第一监督小组 小组提案", "提案委员会": "提案委员会 专委会提案", "李文联": "李文联 个人提案", "张三": "张三 个人提案", "张 三、李四": "张三 联名提案",
	} {
		o := openOffice(t)
		o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
		o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|第一提案人", "71|关于乙的建议|"+name))
		if got := o.valuesOf(proposal.Proposals, "proposer", "kind"); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// A group is meant by its number however that is written.
func TestNumbersOfGroups(t *testing.T) {
	for _, text := range []string{"3", "３", "第3组", "三组", "第三组", "第 三 监督小组", "第３监督小组", "3 组", "03"} {
		v := record.Values{"number": text}
		if record.CanonicalNumber(v, "number"); v["number"] != "3" {
			t.Errorf("%q: %q", text, v["number"])
		}
	}
}

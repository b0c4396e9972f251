package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// What stands beside a name is no second proposer, and no proposer by itself.
func TestWhatStandsBesideAProposer(t *testing.T) {
	for cell, want := range map[string]string{
		"张三，女": "新增", "张三、回族": "新增", "张三,男,汉族": "新增", "张三": "新增",
		"女": "退回 「第一提案人」一栏为「女」，「女」不是姓名，请改正后再导入。", "女、张三": "退回 「第一提案人」一栏为「女、张三」，「女」不是姓名，请改正后再导入。",
	} {
		o := openOffice(t)
		got, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|第一提案人", "31|关于停车的建议|"+cell))
		if got != want {
			t.Errorf("%s: %s", cell, got)
			continue
		}
		if want != "新增" {
			continue
		}
		o.expect(proposal.Proposals, im.Rows[0].ID, record.Values{"proposer": "张三", "joint": ""})
		if named := slices.Contains(im.Strange, "「第一提案人」一栏里的性别、民族不是姓名，没有录入：第 2 行「"+cell+"」。请核对。"); named != (cell != "张三") {
			t.Errorf("%s: %q", cell, im.Strange)
		}
	}
}

// 待定 is no word for what somebody is, and the kinds of workplaces have other names.
func TestWordsOfPeople(t *testing.T) {
	o := openOffice(t)
	got, im := o.taken(roster.Members, "姓名,政治面貌,民族,学历,单位性质", "丁一,待定,待定,待定,待定", "马二,群众,汉族,大学,行政机关", "方三,群众,汉族,大学,私企")
	if got != "新增\n新增\n新增" {
		t.Error(got, im.Strange)
	}
	if got := o.valuesOf(roster.Members, "name", "political", "ethnicity", "education", "org_kind"); got != "丁一    |方三 群众 汉族 大学本科 私营|马二 群众 汉族 大学本科 机关" {
		t.Error(got)
	}
	if got, _ := o.taken(roster.Members, "姓名,状态", "汤四,待定"); got == "新增" {
		t.Error(got)
	}
}

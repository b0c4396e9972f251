package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
)

// What is promised, agreed on or was so before is not what is, and who made a table is not in it.
func TestTurnedHeadings(t *testing.T) {
	tryTexts(t, map[string]textCase{
		"promised and agreed": {
			cellCase{
				kind: proposal.Proposals, keys: "number status replied_on consulted_on result_class",
				want: "新增 31|已立案", unknown: "上次办理结果 下次答复日期 延期答复日期 承诺答复日期 约定面商日期",
			},
			[]string{"案号,案由,提案人,承诺答复日期,约定面商日期,下次答复日期,延期答复日期,上次办理结果", "31,关于停车的建议,张三,2026-06-01,2026-05-01,2026-06-02,2026-06-03,C"},
		},
		"before": {
			cellCase{kind: roster.Members, keys: "name gender workplace cppcc_post job", want: "新增 丁一|男", unknown: "上一工作单位 上届政协职务 之前职务 旧单位"},
			[]string{"姓名,性别,上届政协职务,上一工作单位,之前职务,旧单位", "丁一,男,副主席,县一中,校长,县二中"},
		},
		"telephone of the unit": {
			cellCase{kind: roster.Members, keys: "name mobile office_phone", want: "新增 丁一||0571-8888123"},
			[]string{"姓名,单位联系电话", "丁一,0571-8888123"},
		},
		"telephone of the contact": {
			cellCase{
				kind: roster.Members, keys: "name mobile office_phone secretary",
				want: "新增 丁一|||王一\n新增 马二|13900000002||马二\n新增 方三|13900000003||本人\n新增 汤四",
			},
			[]string{"姓名,联系人,联系电话", "丁一,王一,13900000001", "马二,马二,13900000002", "方三,本人,13900000003", "汤四,,13900000004"},
		},
		"own telephone beside that of the contact": {
			cellCase{kind: roster.Members, keys: "name mobile office_phone secretary", want: "新增 丁一|13900000001||王一", unknown: "电话"},
			[]string{"姓名,手机,秘书,电话", "丁一,13900000001,王一,0571-8888123"},
		},
		"telephone of who fills in the form": {
			cellCase{kind: roster.Supervisors, keys: "name mobile workplace", want: "新增 丁一||县一中", unknown: "填报人"},
			[]string{"姓名,工作单位,填报人,手机", "丁一,县一中,王一,13900000001"},
		},
		"telephone after another column": {
			cellCase{kind: roster.Supervisors, keys: "name mobile workplace", want: "新增 丁一|13900000001|县一中", unknown: "联系人"},
			[]string{"姓名,联系人,工作单位,手机", "丁一,王一,县一中,13900000001"},
		},
		"telephone of a unit's contact": {
			cellCase{kind: roster.Units, keys: "name contact phone", want: "新增 县财政局|丁一|0571-8888123"},
			[]string{"单位名称,联系人,联系电话", "县财政局,丁一,0571-8888123"},
		},
		"telephones of a unit's head and contact": {
			cellCase{kind: roster.Units, keys: "name contact phone", want: "新增 县财政局|丁一|0571-8888123", unknown: "主要负责人", notes: "工作表「名单」有几栏都叫「电话」，只读了 E 列，C 列没有读取，看不出它是什么；要读它请把标题写明白（命令用 --map 电话=项目）。"},
			[]string{"单位名称,主要负责人,电话,联系人,电话", "县财政局,王一,0571-8888999,丁一,0571-8888123"},
		},
		"units called 部门": {
			cellCase{kind: proposal.Proposals, keys: "number lead_units co_units result_class", want: "新增 31|县教育局|县水务局|A"},
			[]string{"案号,案由,提案人,承办部门,协办部门,办复日期,办复结果", "31,关于停车的建议,张三,县教育局,县水务局,2026-06-01,A"},
		},
		"who made the table": {
			cellCase{kind: roster.Members, keys: "name workplace", want: "新增 丁一|县一中"},
			[]string{"序号,姓名,工作单位,职务", "1,丁一,县一中,校长", "制表人,王芳,审核人,李慧敏"},
		},
		"who checked it, in short, and their telephone": {
			cellCase{kind: roster.Members, keys: "name sector", want: "新增 丁一|经济界"},
			[]string{"姓名,界别,工作单位,职务", "丁一,经济界,县一中,校长", "单位负责人", "审核：,赵国栋,制表：,王芳", "填报人,王芳,联系电话,0000-5550001"},
		},
		"so of units": {
			cellCase{kind: roster.Units, keys: "name contact", want: "新增 县财政局|丁一\n新增 县审核中心|马二"},
			[]string{"单位名称,联系人,联系电话", "县财政局,丁一,", "县审核中心,马二,", "审核：赵国栋", ",审核：赵国栋,", "经办,王芳,0000-5550001", "联系人,王芳,0000-5550001"},
		},
		"who checked proposals": {
			cellCase{kind: proposal.Proposals, keys: "number title", want: "新增 31|关于停车的建议"},
			[]string{"案号,案由,提案人,承办单位", "31,关于停车的建议,张三,县教育局", ",审核：赵国栋,制表：王芳,"},
		},
		"how many of whom": {
			cellCase{kind: roster.Members, keys: "name sector", want: "新增 丁一|经济界"},
			[]string{"姓名,界别,工作单位,职务", "丁一,经济界,县一中,校长", "女委员,1人", "其中：,女1人", "其中女委员,1", "男,3人,女,1人"},
		},
		"and when": {
			cellCase{kind: roster.Units, keys: "name", want: "新增 县财政局"},
			[]string{"单位名称,联系人", "县财政局,丁一", "制表人,王芳", "填表日期,2026-03-01"},
		},
	})
	o := openOffice(t)
	_, im := o.taken(roster.Members, "姓名,联系人,联系电话", "丁一,王一,13900000001", "马二,马二,13900000002")
	if want := "「联系电话」一栏在「联系人」后面，是联系人的，没有录入本人：第 2 行「13900000001」。请核对。"; !slices.Contains(im.Strange, want) {
		t.Errorf("%q", im.Strange)
	}
}

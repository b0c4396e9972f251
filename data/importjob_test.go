package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// 工作单位及职务 in one cell is parted where a unit, of the office or called like one, ends and a post begins; what is not parted is named.
func TestWorkplaceAndPostArePartedAtTheUnit(t *testing.T) {
	for cell, want := range map[string]string{
		"县一中校长": "县一中|校长", "县医院院长": "县医院|院长", "云岭县人民医院副院长、主任医师": "云岭县人民医院|副院长、主任医师", "云岭茶业有限公司董事长兼总经理": "云岭茶业有限公司|董事长兼总经理",
		"城关镇党委副书记、镇长": "城关镇|党委副书记、镇长", "县教育局党委书记、局长": "县教育局|党委书记、局长", "县林场场长": "县林场|场长", "卫健局副局长": "卫健局|副局长",
		"县政协办公室主任": "县政协办公室|主任", "县财政局": "县财政局|", "个体工商户": "个体工商户|", "县检察院检察长": "县检察院|检察长", "和平村村支部书记": "和平村|村支部书记", "退休干部": "退休干部|", "县第三中学 教师": "县第三中学|教师",
		"县人大常委会副主任": "县人大常委会|副主任", "某某律师事务所律师": "某某律师事务所|律师", "县工商联副主席": "县工商联|副主席", "县公安局刑侦大队大队长": "县公安局|刑侦大队大队长",
		"县政协主席": "县政协|主席", "县政府副县长": "县政府|副县长", "县委常委、统战部部长": "县委|常委、统战部部长", "县融媒体中心记者": "县融媒体中心|记者", "县政协委员": "县政协委员|",
	} {
		o := openOffice(t)
		o.save(roster.Units, record.Values{"name": "县公安局"})
		got, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位及职务", "丁一|男|"+cell))
		if got != "新增" {
			t.Fatalf("%s: %s", cell, got)
		}
		workplace, job, _ := strings.Cut(want, "|")
		o.expect(roster.Members, im.Rows[0].ID, record.Values{"workplace": workplace, "job": job})
		named := slices.ContainsFunc(im.Strange, func(s string) bool { return strings.Contains(s, "看不出单位和职务在哪里分开") })
		if named != slices.Contains([]string{"退休干部", "县政协委员"}, cell) {
			t.Errorf("%s: %q", cell, im.Strange)
		}
	}
}

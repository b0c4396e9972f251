package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
)

// What stands in brackets may make something else of a heading: a deadline is no event, and another's number nobody's here.
func TestBracketsThatTurnAHeading(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|主办单位|交办日期|答复时间（要求）|面商日期（拟）", "31|关于甲的建议|民建县委|县教育局|2026-03-01|2026-05-20|2026-04-01"))
	if got := o.stored31(); got != "县教育局||||民建县委|" {
		t.Errorf("stored %s", got)
	}
	if got := o.rows("SELECT due_on FROM assignment WHERE proposal_id = (SELECT id FROM proposal WHERE number = 31)"); got != "2026-05-20" {
		t.Errorf("due %s, left aside %v", got, im.Unknown)
	}
	if got := strings.Join(im.Unknown, "、"); got != "面商日期（拟）" {
		t.Errorf("left aside %s", got)
	}
	o = openOffice(t)
	_, im = o.takenSheets(roster.Members, pipedSheet("姓名|手机（配偶）|职务（原）|出生年月（如1965.03）|籍贯（原籍）", "甲一|13800000001|科长|1970.3|本县"))
	if got := o.valuesOf(roster.Members, "name", "mobile", "job", "birth_on", "native_place"); got != "甲一   1970-03 本县" {
		t.Errorf("stored %s, left aside %v", got, im.Unknown)
	}
}

// A group that has only a number is no 界别.
func TestNumberedGroupsAreNoSector(t *testing.T) {
	o := openOffice(t)
	got, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|职务", "第一组||", "甲一|男|校长", "第2小组||", "甲二|女|教师"))
	if stored := o.valuesOf(roster.Members, "name", "sector"); stored != "甲一 |甲二 " {
		t.Errorf("stored %s: %s", stored, got)
	}
	if said := strings.Join(im.Strange, ""); !strings.Contains(said, "分组「第一组」没有录入") || strings.Contains(said, "新增") {
		t.Errorf("said %s", said)
	}
}

// The name of a sheet may be nothing but the sort of its people.
func TestSheetsOfThoseWhoLeft(t *testing.T) {
	o := openOffice(t)
	left, dead, other := pipedSheet("姓名|性别", "甲一|男"), pipedSheet("姓名|性别", "甲二|男"), pipedSheet("姓名|性别", "甲三|男")
	left.Name, dead.Name, other.Name = "离任", "去世（1人）", "名单"
	got, _ := o.takenSheets(roster.Members, left, dead, other)
	if !strings.Contains(got, "工作表「离任」里的人离任了，没有说明是怎样离任的") {
		t.Error(got)
	}
	if stored := o.valuesOf(roster.Members, "name", "status"); stored != "甲三 在册|甲二 去世" && stored != "甲二 去世|甲三 在册" {
		t.Errorf("stored %s", stored)
	}
}

// What a sheet shows in place of a value that it has no room for is no value, and a question names the field where there is no column.
func TestHashesAndHeadingsOfGroups(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO sector (id, term_id, name, sort) VALUES (1, 1, '科学技术界', 1)")
	got, _ := o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位", "甲一|男|####", "甲二|男|#名称?", "科技界||", "甲三|男|县一中"))
	for _, want := range []string{"「工作单位」一栏为「####」，只有井号", "「工作单位」一栏为「#名称?」，是公式出错的标记", "「界别」一栏为「科技界」，与已有的「科学技术界」"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %s", got, want)
		}
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// The rows below write 马, 龙, 黄, 金, 长, 月, 日 and 女 as radicals or compatibility forms, as text copied from a PDF file has them.

func TestNamesInRadicalsAreFoundAndKept(t *testing.T) {
	for _, test := range []struct {
		name string
		kind *record.Kind
		rows [][]string // one file each
		want []string
	}{
		{"member", roster.Members, [][]string{{"姓名,性别", "马龙,女"}, {"姓名,性别", "⻢⻰,⼥"}, {"姓名,性别,出生年月", "⻢⻰,女,1980年5⽉6⽇"}}, []string{"新增", "相同", "变更"}},
		{"member kept as written", roster.Members, [][]string{{"姓名,性别", "⻢⻰,女"}, {"姓名,性别", "⻢⻰,女"}, {"姓名,性别", "马龙,女"}}, []string{"新增", "相同", "变更"}},
		{"compatibility form", roster.Members, [][]string{{"姓名,性别", "金龙,女"}, {"姓名,性别", "\uf90a龙,女"}}, []string{"新增", "相同"}},
		{"headings", roster.Members, [][]string{{"姓名,⼿机", "马龙,13800000000"}, {"姓名,手机", "马龙,13800000000"}}, []string{"新增", "相同"}},
		{"body", roster.Members, [][]string{{"姓名,界别", "马龙,工商联"}, {"姓名,界别", "马龙,⼯商联"}}, []string{"新增", "相同"}},
		{"text", roster.Members, [][]string{{"姓名,工作单位", "马龙,黄龙镇"}, {"姓名,工作单位", "马龙,⻩⻰镇"}}, []string{"新增", "相同"}},
		{"supervisor", roster.Supervisors, [][]string{{"姓名,聘任日期", "马龙,2026-03-01"}, {"姓名,聘任日期", "⻢⻰,2026-03-01"}}, []string{"新增", "相同"}},
		{"unit", roster.Units, [][]string{{"单位名称,简称", "县黄金局,黄金局"}, {"单位名称,简称", "县⻩⾦局,⻩⾦局"}}, []string{"新增", "相同"}},
		{"sector", roster.Sectors, [][]string{{"界别名称,顺序", "龙门界,9"}, {"界别名称,顺序", "⻰⻔界,9"}}, []string{"新增", "相同"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			for i, rows := range test.rows {
				became, im := o.taken(test.kind, rows...)
				if became != test.want[i] {
					t.Errorf("%q became %q, want %q; changes %v", rows, became, test.want[i], im.Rows[0].Changes)
				}
			}
		})
	}
}

// TestPeopleCalledByRadicals finds a member called so as proposer, and the human being of another roster.
func TestPeopleCalledByRadicals(t *testing.T) {
	o := openOffice(t)
	o.taken(roster.Members, "姓名,出生年月,工作单位", "马龙,1980-05-06,县一中", "⻩长,1981-02-03,县二中")
	if became, _ := o.taken(roster.Supervisors, "姓名,出生年月,工作单位", "⻢⻰,1980-05-06,县一中", "黄长,1981-02-03,县二中"); became != "新增\n新增" {
		t.Errorf("supervisors became %q", became)
	}
	if people := o.texts("SELECT CAST(count(*) AS TEXT) FROM person"); people[0] != "2" {
		t.Errorf("there are %s people, want 2", people[0])
	}
	if became, _ := o.taken(proposal.Proposals, "案号,案由,第一提案人,主办单位", "31,关于农田水利的建议,⻢⻰,县⽔务局", "32,关于乡村道路的建议,黄长,县水务局"); became != "新增\n新增" {
		t.Errorf("proposals became %q", became)
	}
	if members := o.texts("SELECT CAST(count(member_id) AS TEXT) FROM proposal_proposer"); members[0] != "2" {
		t.Errorf("%s proposers are members, want 2", members[0])
	}
}

func TestNamesWrittenInRadicals(t *testing.T) {
	name, err := intake.ParseName("⻢ ⻰")
	if err != nil || name != "⻢⻰" {
		t.Errorf("ParseName = %q, %v; want ⻢⻰, as written", name, err)
	}
}

// A sheet of another kind beside one of members is left out by its name; a file that has nothing better is read as it is.
func TestSheetOfAnotherKindIsLeftOut(t *testing.T) {
	o := openOffice(t)
	members := sheetOf("委员花名册", "姓名,性别,界别", "张小明,男,教育界", "李静,女,教育界")
	units := sheetOf("承办单位", "单位全称,简称,系统,联系人,办公电话", "县数据局,数据局,政府系统,王小明,0571-88880000")
	outcomes, im := o.takenSheets(roster.Members, members, units)
	if strings.Contains(outcomes, "退回") || len(im.Rows) != 2 {
		t.Errorf("rows %d:\n%s", len(im.Rows), outcomes)
	}
	if said := strings.Join(im.Notes, ""); !strings.Contains(said, "工作表「承办单位」没有「姓名」一列，不像委员名册，没有读取") {
		t.Errorf("said %q", said)
	}
	if alone, _ := o.takenSheets(roster.Members, units); !strings.Contains(alone, "退回") {
		t.Errorf("alone:\n%s", alone)
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Nobody is overwritten by somebody of his name and the other sex, on his own roster or on another.
func TestAnotherSexIsAskedAbout(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"number": "YL10001", "name": "郭春", "gender": "男", "workplace": "县委办公室", "birth_on": "1970-05-01"})
	o.save(roster.Supervisors, record.Values{"number": "JD-001", "name": "郑明林", "gender": "男", "workplace": "县水务局"})
	for rows, kind := range map[string]*record.Kind{
		"姓名,性别\n郭春,女": roster.Members, "姓名,性别,工作单位,手机\n郭春,女,县医院,13900000001": roster.Members, "姓名,性别,出生日期\n郭春,女,1970-05-01": roster.Members,
		"姓名,性别,工作单位\n郭春,女,县委办公室": roster.Supervisors, "姓名,性别,工作单位\n郑明林,女,县水务局": roster.Supervisors,
		"姓名,性别,工作单位,界别\n郑明林,女,县水务局,教育界": roster.Members,
	} {
		if got, im := o.taken(kind, strings.Split(rows, "\n")...); im.Count(0) != 0 || !strings.Contains(got, "性别是男，与填写的女不同") {
			t.Errorf("%s %s: %s", kind.Name, rows, got)
		}
	}
	o.expect(roster.Members, id, record.Values{"gender": "男", "workplace": "县委办公室"})
	if got, _ := o.taken(roster.Members, "委员编号,姓名,性别", "YL10001,郭春,女"); got != "变更" {
		t.Errorf("corrected by number: %s", got)
	}
}

// The number on the roster says who is meant, and is one member's alone.
func TestMemberNumberIdentifies(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"number": "YL10001", "name": "郭春", "birth_on": "1970-05-01"})
	other := o.save(roster.Members, record.Values{"number": "YL10002", "name": "苏若竹", "birth_on": "1980-05-01"})
	if got, im := o.taken(roster.Members, "委员编号,姓名,出生日期", "YL10001,郭春,1971-05-02"); got != "变更" || im.Rows[0].ID != id {
		t.Errorf("another birth: %s", got)
	}
	want := "退回 委员编号 YL10001 已是「郭春」的，请核对编号和姓名。"
	if got, _ := o.taken(roster.Members, "委员编号,姓名,工作单位", "YL10001,苏若竹,县一中", "YL10001,新名字,县一中", "YL10009,甲一,县一中", "YL10009,甲二,县一中"); got !=
		want+"\n"+want+"\n新增\n退回 委员编号 YL10009 已是「甲一」的，请核对编号和姓名。" {
		t.Errorf("taken in:\n%s", got)
	}
	for _, id := range []int64{0, other} {
		if _, sentence := o.saveAs(roster.Members, id, record.Values{"number": "YL10001", "name": "苏若竹"}); sentence != strings.TrimPrefix(want, "退回 ") {
			t.Errorf("form of %d: %q", id, sentence)
		}
	}
}

package data_test

import (
	"strings"
	"testing"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

func TestABirthOfNobodyOnARosterIsRefused(t *testing.T) {
	now := time.Date(2026, 11, 27, 9, 0, 0, 0, time.Local)
	for birth, refused := range map[string]bool{"2026-03": true, "2021-05-01": true, "1896-05-01": true, "1926-05": false, "2008-11": false, "1975-03-08": false, "1975": false} {
		for _, kind := range []*record.Kind{roster.Members, roster.Supervisors} {
			o := openOfficeAt(t, &now)
			_, im := o.takenSheets(kind, pipedSheet("姓名|性别|出生年月", "甲|男|"+birth))
			if row := im.Rows[0]; birth != "1975" && refused != (row.Outcome == take.RowRejected && strings.Contains(row.Reason, "岁，请核对")) {
				t.Errorf("%s %s: %s", kind.Title, birth, outcomesOf(im))
			}
		}
	}
	o := openOfficeAt(t, &now)
	if _, sentence := o.try(roster.Members, record.Values{"name": "甲", "birth_on": "1920-03-08"}); sentence != "" {
		t.Errorf("by hand: %s", sentence)
	}
}

func TestSomebodyWhoIsGoneByHisNoteIsNamed(t *testing.T) {
	for row, want := range map[string]bool{
		"甲|在册|已故": true, "甲||2025年3月调离": true, "甲||去世": true, "甲|去世|2025年3月去世": false, "甲||提案积极": false, "甲||2024年增补": false, "甲||免去局长职务": false,
	} {
		o := openOffice(t)
		got, im := o.takenSheets(roster.Members, pipedSheet("姓名|状态|备注", row))
		if said := strings.Join(im.Strange, ""); got != "新增" || want != strings.Contains(said, "「备注」里写着去世或离任，仍照在任的录入；是的请填「状态」或任期：第 2 行「") {
			t.Errorf("%s: %s %q", row, got, said)
		}
	}
	o := openOffice(t)
	if _, im := o.takenSheets(roster.Supervisors, pipedSheet("姓名|性别|情况说明", "甲|男|已去世")); !strings.Contains(strings.Join(im.Strange, ""), "「情况说明」里写着去世") {
		t.Errorf("supervisors: %q", im.Strange)
	}
	o.save(roster.Members, record.Values{"name": "乙", "status": "去世"})
	if _, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|备注", "乙|男|已故")); len(im.Strange) > 0 {
		t.Errorf("one known to be gone: %q", im.Strange)
	}
}

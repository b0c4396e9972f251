package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/take"
)

// An attendance book has people down and activities across: each cell is what became of one at one.
func TestAttendanceBookOfActivitiesAcross(t *testing.T) {
	o, talk, study, _ := withPeople(t)
	book := pipedSheet("2026年活动出席情况|||||", "序号|姓名|座谈|调研|协商会|备注", "1|甲一|√|请假|√|", "2|甲二|缺席|√|×|病假", "3|乙一||√|√|", "4|乙二|迟到了||√|", "合计||2|3|4|")
	got, im := o.takenSheets(activity.Attendances, book)
	if want := "新增 新增 新增 新增 新增 退回 "; !strings.HasPrefix(strings.ReplaceAll(got, "\n", " "), want) {
		t.Errorf("rows %s, want %s", got, want)
	}
	if there := o.there(talk); there != "甲一 到会 1，甲二 缺席" {
		t.Errorf("talk: %s", there)
	}
	if there := o.there(study); there != "甲一 请假，甲二 到会 4，乙一 到会 4" {
		t.Errorf("study: %s", there)
	}
	said := strings.Join(im.Notes, "\n")
	for _, want := range []string{"「座谈」「调研」各栏是活动，一格读作一行「出席情况」", "「协商会」各栏像是「出席情况」，却没有叫这些名称的活动", "「备注」看不出是哪一次活动的"} {
		if !strings.Contains(said, want) {
			t.Errorf("notes lack %s:\n%s", want, said)
		}
	}
	if again, _ := o.takenSheets(activity.Attendances, book); !strings.HasPrefix(strings.ReplaceAll(again, "\n", " "), "相同 相同 相同 相同 相同 退回 ") {
		t.Errorf("again: %s", again)
	}
	if kind, err := take.GuessKind(t.Context(), o.Store, record.Scope{Year: 2026}, &intake.Workbook{Path: "台账.xlsx", Sheets: []intake.Sheet{book}}); err != nil || kind != activity.Attendances {
		t.Errorf("it is taken for %v, %v", kind, err)
	}
}

// One activity alone has the remarks too; of none registered nothing is taken, and the words say why.
func TestAttendanceBookOfOneAndOfNone(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	if got, _ := o.takenSheets(activity.Attendances, pipedSheet("姓名|座谈|备注", "甲一|√|迟到")); got != "新增" {
		t.Errorf("one: %s", got)
	}
	if notes := o.texts("SELECT note FROM attendance WHERE activity_id = ?", talk); strings.Join(notes, "|") != "迟到" {
		t.Errorf("notes %v", notes)
	}
	marks := &intake.Workbook{Path: "出席.xlsx", Sheets: []intake.Sheet{pipedSheet("姓名|界别|联谊会|协商会", "甲一|教育界|√|×", "甲二|教育界|√|请假")}}
	_, err := take.PlanWorkbook(t.Context(), o.Store, activity.Attendances, in2026, marks)
	if err == nil || !strings.Contains(err.Error(), "「联谊会」「协商会」各栏像是「出席情况」，却没有叫这些名称的活动，没有录入；请先登记活动") {
		t.Errorf("none: %v", err)
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Points that may be of another scale than the scheme's are refused, and so are rows of which no indicator is read.
func TestPointsOfAnotherScaleAreRefused(t *testing.T) {
	for _, test := range []struct{ name, head, row, want string }{
		{"full mark in the heading", "组织领导（15分）", "14", "表格里写的满分是 15 分，评分方案的满分是 100 分"},
		{"in words", "组织领导（满分15分）", "14", "表格里写的满分是 15 分，评分方案的满分是 100 分"},
		{"the same full mark", "组织领导（满分100分）", "90", ""},
		{"percent", "组织领导", "90%", "「组织领导」一栏为「90%」，是百分数"},
		{"weight behind the name, points within it", "组织领导15%", "14", "不超过标题里的权重 15"},
		{"weight behind the name", "组织领导（15%）", "90", ""},
		{"no indicator", "领导重视甲", "90", "没有认出一项评分表的内容，认不出的标题是「领导重视甲」"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "category": "常委", "proposals": "12"})
			o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": "80"})
			got, _ := o.takenSheets(evaluation.Scores, pipedSheet("组号|评议案号|评委|"+test.head, "1|12|评一|"+test.row))
			found, err := store.Texts(t.Context(), o.DB(), "SELECT CAST(points AS TEXT) FROM score")
			if err != nil {
				t.Fatal(err)
			}
			stored := strings.Join(found, " ")
			if test.want == "" && (got != "变更" || stored != "9000") || test.want != "" && (!strings.Contains(got, test.want) || stored != "8000") {
				t.Errorf("%s, stored %s", got, stored)
			}
		})
	}
}

// A row 满分 above the sheets says of what scale they are.
func TestARowOfFullMarks(t *testing.T) {
	o := openOffice(t)
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "category": "常委", "proposals": "12"})
	got, _ := o.takenSheets(evaluation.Scores, pipedSheet("组号|评议案号|评委|组织领导", "满分|||15", "1|12|评一|14"))
	if !strings.HasPrefix(got, "退回 「组织领导」一栏为「14」，表格里写的满分是 15 分") || strings.Contains(got, "\n") {
		t.Error(got)
	}
}

func TestCrossesAreAbsences(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	got, _ := o.takenSheets(activity.Attendances, pipedSheet("活动名称|姓名|出席情况", "座谈|甲一|×", "座谈|甲二|✗", "座谈|乙一|╳", "座谈|乙二|X", "座谈|张一|☑"))
	if there := o.there(talk); strings.Count(there, "缺席") != 4 || strings.Count(there, "到会") != 1 {
		t.Errorf("%s\n%s", got, there)
	}
}

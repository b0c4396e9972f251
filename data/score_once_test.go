package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// A rater has one sheet for a target: rows that say the same are one, of those that contradict each other none is taken, whichever comes first.
func TestRowsOfOneSheetOfARater(t *testing.T) {
	o := openOffice(t)
	for _, rater := range []string{"评一", "评二", "评三"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "proposals": "12"})
	}
	got, im := o.taken(evaluation.Scores, "组号,案号,承办单位,评委,组织领导,沟通面商,办理成效,规范答复,备注",
		"1,12,,评一,90,90,90,90,", "1,12,,评二,80,80,80,80,", "第1组,12,县水务局,评一,90,90,90,90,", "1,12,,评二,80,80,80,81,", "1,12,,评三,70,70,70,70,好", "1,12,,评三,70,70,70,70,不好")
	want := []string{
		"新增", "退回 与第 5 行说的是同一评分表，内容不同，都没有收；请核对后只留一行，再导入。", "相同",
		"退回 与第 3 行说的是同一评分表，内容不同，都没有收；请核对后只留一行，再导入。",
		"退回 与第 7 行说的是同一评分表，内容不同，都没有收；请核对后只留一行，再导入。", "退回 与第 6 行说的是同一评分表，内容不同，都没有收；请核对后只留一行，再导入。",
	}
	if lines := strings.Split(got, "\n"); strings.Join(lines, "|") != strings.Join(want, "|") {
		t.Errorf("got\n%s", got)
	}
	if remark := strings.Join(im.Strange, ""); !strings.Contains(remark, "和另一行说的相同，只收一次") || !strings.Contains(remark, "同第 2 行") {
		t.Errorf("remarks %q", im.Strange)
	}
}

// Points are digits and a point, in whatever width; what else a number may be written as is refused.
func TestPointsArePlainDecimals(t *testing.T) {
	for _, of := range []struct{ text, want string }{
		{"８７．５", "新增"},
		{"1e2", "退回 「组织领导」一栏为「1e2」，应为数字，如 87.5。"},
		{"1E+2", "退回 「组织领导」一栏为「1E+2」，应为数字，如 87.5。"},
		{"-0", "退回 「组织领导」一栏为「-0」，请改写成 87.25 这样的数字，不写正负号、科学计数或千位分隔。"},
		{"+5", "退回 「组织领导」一栏为「+5」，请改写成 87.25 这样的数字，不写正负号、科学计数或千位分隔。"},
	} {
		o := openOffice(t)
		o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "proposals": "12"})
		if got, _ := o.taken(evaluation.Scores, "组号,案号,评委,组织领导,沟通面商,办理成效,规范答复", "1,12,评一,"+of.text+",90,90,90"); got != of.want {
			t.Errorf("%s: %s", of.text, got)
		}
		if _, sentence := o.try(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": of.text}); (sentence == "") != (of.want == "新增") {
			t.Errorf("%s typed in: %q", of.text, sentence)
		}
	}
	o := openOffice(t)
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "proposals": "12"})
	o.taken(evaluation.Scores, "组号,案号,评委,组织领导,沟通面商,办理成效,规范答复", "1,12,评一,８７．５０,90,90,90")
	if p := o.results()[0].Targets[0].Sheets[0].Points[0]; p != "87.5" {
		t.Errorf("points %s", p)
	}
}

// A score with 分 behind it is that score; a list of one indicator a row is said to be that.
func TestPointsWithTheirMeasure(t *testing.T) {
	head := "组号,案号,评委,组织领导,沟通面商,办理成效,规范答复"
	for _, of := range []struct{ text, want string }{
		{"95分", "新增"},
		{"87.5 分", "新增"},
		{"101分", "退回 「组织领导」一栏为「101」，超过满分 100。"},
		{"-1分", "退回 「组织领导」一栏为「-1分」，请改写成 87.25 这样的数字，不写正负号、科学计数或千位分隔。"},
		{"95分左右", "退回 「组织领导」一栏为「95分左右」，应为数字，如 87.5。"},
		{"分", "退回 「组织领导」一栏为「分」，应为数字，如 87.5。"},
	} {
		o := openOffice(t)
		o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "proposals": "12"})
		if got, _ := o.taken(evaluation.Scores, head, "1,12,评一,"+of.text+",90,90,90"); got != of.want {
			t.Errorf("%s: %s", of.text, got)
		}
	}
	o := openOffice(t)
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "proposals": "12"})
	_, err := take.PlanWorkbook(t.Context(), o.Store, evaluation.Scores, in2026, textOf("评委,承办单位,指标,得分", "评一,县水务局,组织领导,80", "评一,县水务局,沟通面商,81"))
	if got := store.Sentence(err); !strings.Contains(got, "一行只有一项指标的分数，不能读取；请改成一位评委给一个对象的评分写一行，每项指标一栏") {
		t.Error(got)
	}
}

// More ballots issued than people present are refused when they are typed in and when they are taken in.
func TestBallotsIssuedToPeoplePresent(t *testing.T) {
	o, _ := voted(t, 600)
	said := "发出 601 张多于实到 600 人，一人只有一张票，请核对。"
	if _, sentence := o.try(evaluation.Rounds, record.Values{"number": "1", "issued": "601"}); sentence != said {
		t.Errorf("typed in: %q", sentence)
	}
	if got, _ := o.taken(evaluation.Rounds, "评议名称,轮次,测评日期,应到,实到,发出票,收回票", ",1,2026-10-20,900,600,601,600"); got != "退回 "+said {
		t.Errorf("taken in: %s", got)
	}
}

package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/take"
)

// A word of a closed field in the heading of each of several columns, and a tick under one of them.
func TestTicksUnderTheWordsOfAField(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	got, im := o.takenSheets(activity.Attendances, pipedSheet("活动名称|姓名|出席|请假|缺席|备注", "座谈|甲一|√|||", "座谈|甲二||✔||出差", "座谈|乙一|×||☑|", "座谈|乙二|√|√||", "座谈|张一||病假||", "座谈|张二||||"))
	there := o.there(talk)
	for _, want := range []string{"甲一 到会", "甲二 请假", "乙一 缺席"} {
		if !strings.Contains(there, want) {
			t.Errorf("no %s in %s", want, there)
		}
	}
	for _, want := range []string{"「到会」「请假」都打了勾，「出席情况」只能有一个", "「出席情况」按打勾读取，D6 写的是「病假」，不是打勾"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	if notes := strings.Join(im.Notes, ""); !strings.Contains(notes, "「到会」「请假」「缺席」各栏的打勾读作「出席情况」") {
		t.Error(notes)
	}
}

// What is over the words says which field they are of; columns of numbers are no ticks.
func TestWhichFieldTicksAreFor(t *testing.T) {
	for _, test := range []struct {
		name   string
		map1   string // what a column was assigned
		sheet  []string
		stored string
		want   string
	}{
		{"heading over them", "", []string{"案号|案由|提案人|主办单位|答复日期|办理态度||", "|||||满意|基本满意|不满意", "31|关于甲乙丙的建议|民建县委|县水务局|2026-06-01||√|"}, "attitude 基本满意 satisfaction 未表态", "读作「办理态度」"},
		{"the one of the list", "", []string{"案号|案由|提案人|主办单位|答复日期|A|B|C|满意|基本满意|不满意", "31|关于甲乙丙的建议|民建县委|县水务局|2026-06-01||1||||1", "合计|1||||0|1|0|0|0|1"}, "result_class B attitude 未表态 satisfaction 不满意", "读作「结果评价」"},
		{"one of its own beside them", "", []string{"案号|案由|提案人|主办单位|答复日期|结果评价|办理态度|满意|基本满意|不满意", "31|关于甲乙丙的建议|民建县委|县水务局|2026-06-01|满意|满意||1|"}, "attitude 满意 satisfaction 满意", ""},
		{"numbers", "", []string{"案号|案由|提案人|主办单位|满意|基本满意|不满意", "31|关于甲乙丙的建议|民建县委|县水务局|12|3|1"}, "", ""},
		{"chosen", "attitude", []string{"案号|案由|提案人|主办单位|答复日期|满意|基本满意|不满意", "31|关于甲乙丙的建议|民建县委|县水务局|2026-06-01|||√"}, "attitude 不满意 satisfaction 未表态", ""},
		{"left out", "-", []string{"案号|案由|提案人|主办单位|答复日期|满意|基本满意|不满意", "31|关于甲乙丙的建议|民建县委|县水务局|2026-06-01|||√"}, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			options := take.Options{}
			if test.map1 != "" {
				options.Assigned = intake.Assignments{"满意": strings.Trim(test.map1, "-")}
			}
			got, im := o.takenWith(proposal.Proposals, record.Scope{}, options, pipedSheet(test.sheet...))
			records, err := proposal.Proposals.Records(t.Context(), o.DB(), in2026)
			if err != nil {
				t.Fatal(err)
			}
			var stored []string
			for _, r := range records {
				for _, key := range []string{"result_class", "attitude", "satisfaction"} {
					if r.Values["number"] == "31" && r.Values[key] != "" {
						stored = append(stored, key, r.Values[key])
					}
				}
			}
			if notes := strings.Join(im.Notes, ""); strings.Join(stored, " ") != test.stored || !strings.Contains(notes, test.want) || test.want == "" && strings.Contains(notes, "打勾") {
				t.Errorf("stored %v, %s, %s", stored, got, notes)
			}
		})
	}
}

// Two ratings of one form, and nothing over the ticks that says which.
func TestTicksOfOneOfTwoFields(t *testing.T) {
	o := openOffice(t)
	got, _ := o.takenSheets(proposal.Feedback, pipedSheet("案号|收回日期|满意|基本满意|不满意", "12|2026-07-01|√||"))
	if want := "退回 「满意」「基本满意」「不满意」各栏打了勾，看不出是哪一项；请在它们上面加一行标题写明，再导入。"; !strings.Contains(got, want) {
		t.Error(got)
	}
}

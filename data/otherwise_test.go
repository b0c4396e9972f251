package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// 职务 beside a group's number, with nothing but posts in the group under it, is no job.
func TestPostsInTheGroupAreNoJobs(t *testing.T) {
	o, _, _, _ := withPeople(t)
	o.takenSheets(roster.Supervisors, pipedSheet("姓名|性别|工作单位|职务", "张一|男|县第三中学|教师", "张二|男|县林场|场长"))
	got, im := o.takenSheets(roster.Supervisors, pipedSheet("姓名|性别|工作单位及职务|小组|职务", "张一|男|县第三中学教师|3|成员", "张二|男|县林场场长|3|组长"))
	if notes := strings.Join(im.Notes, ""); !strings.Contains(notes, "「职务」写的都是组内职务，录入组内职务一栏") {
		t.Error(got, notes)
	}
	if got := o.valuesOf(roster.Supervisors, "name", "workplace", "job", "role"); !strings.Contains(got, "张一 县第三中学 教师 成员") || !strings.Contains(got, "张二 县林场 场长 组长") {
		t.Error(got)
	}
}

// 工作单位及职务 in one cell says the job; what 职务 beside it holds of a member is in the CPPCC.
func TestPostNextToWorkplaceAndPost(t *testing.T) {
	o := openOffice(t)
	o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位|职务", "苏若竹|女|县政协办公室|科长"))
	got, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位及职务|职务", "苏若竹|女|县政协办公室科长|常委"))
	if notes := strings.Join(im.Notes, ""); got != "相同" || !strings.Contains(notes, "「职务」是在政协的职务，没有录入") {
		t.Error(got, notes)
	}
}

// 类别 with the words of 办理结果 is that; with others it is the category.
func TestWordsOfAnotherField(t *testing.T) {
	for _, test := range []struct{ word, stored string }{{"A", "|A"}, {"经济发展", "经济发展|"}} {
		o := openOffice(t)
		got, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|主办单位|答复日期|类别", "31|关于甲乙丙的建议|民建县委|县水务局|2026-06-01|"+test.word))
		records, err := proposal.Proposals.Records(t.Context(), o.DB(), in2026)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			if stored := r.Values["category"] + "|" + r.Values["result_class"]; r.Values["number"] == "31" && stored != test.stored {
				t.Errorf("%s: %s, %s, %s", test.word, stored, got, im.Notes)
			}
		}
	}
}

// A proposal over several rows is not taken in by the later ones when the first is refused.
func TestRowsOfARefusedProposal(t *testing.T) {
	o := openOffice(t)
	got, _ := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|承办单位|答复日期", "31|关于甲乙丙的建议|民建县委|县水务局|6月上旬", "31|关于甲乙丙的建议|民建县委|县教育局|2026-06-02", "32|关于丁戊己的建议|民建县委|县教育局|2026-06-02"))
	if want := "退回 与第 2 行是同一提案，那一行没有录入，请一起改正后再导入。"; !strings.Contains(got, want) || !strings.HasSuffix(got, "新增") || strings.Contains(o.titles(2026), "甲乙丙") {
		t.Errorf("%s, stored %s", got, o.titles(2026))
	}
}

// A list may name those with a post beside the members only.
func TestThoseWithAPostAreMembers(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四")
	if got, _ := o.takenSheets(roster.Groups, pipedSheet("组号|派驻单位|组长|副组长|联络员|成员", "3|县教育局|张二|张三||张一、张四")); got != "新增" {
		t.Fatal(got)
	}
	if got := o.valuesOf(roster.Groups, "leader", "deputy", "members"); got != "张二 张三 张二、张三、张一、张四" {
		t.Error(got)
	}
}

// A word for which a record is refused is asked about.
func TestRefusedWordsAreAsked(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(activity.Activities, pipedSheet("类别|名称|活动时间", "座谈|一季度座谈|2026-03-05", "座谈|二季度座谈|2026-06-05"))
	if len(im.Words) != 1 || !im.Words[0].Closed || im.Words[0].Text != "座谈" || im.Words[0].Rows != 2 {
		t.Fatalf("%+v", im.Words)
	}
	words, err := take.Answers(t.Context(), o.DB(), activity.Activities, map[string]string{"座谈": "座谈会"})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := o.takenWith(activity.Activities, in2026, take.Options{Words: words}, pipedSheet("类别|名称|活动时间", "座谈|一季度座谈|2026-03-05")); got != "新增" {
		t.Error(got)
	}
}

// One cell may say which unit leads and which help.
func TestUnitsWithTheirParts(t *testing.T) {
	for _, test := range []struct{ cell, want string }{
		{"县水务局（主办）、县教育局（会办）", "县水务局|县教育局"},
		{"县水务局(主办单位)；县教育局（协办单位）；县公安局（会办）", "县水务局|县教育局、县公安局"},
		{"主办：县公安局 会办：县教育局、县水务局", "县公安局|县教育局、县水务局"},
		{"主办单位：县公安局；会办单位：县教育局", "县公安局|县教育局"},
		{"县公安局牵头，县教育局配合", "县公安局|县教育局"},
		{"县公安局、县教育局（会办）", "县公安局|县教育局"},
		{"县公安局（主办）", "县公安局|"},
		{"县公安局", "县公安局|"},
		{"县公安局、县水务局、县教育局（会办）", "退回"}, // who leads is not clear
		{"县公安局（主办）、县水务局", "退回"},
		{"会办：县教育局", "退回"},
	} {
		o := openOffice(t)
		got, _ := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|承办单位|交办日期", "31|关于甲乙丙的建议|民建县委|"+test.cell+"|2026-03-01"))
		stored := strings.Fields(got)[0]
		records, err := proposal.Proposals.Records(t.Context(), o.DB(), in2026)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			if r.Values["number"] == "31" {
				stored = r.Values["lead_units"] + "|" + r.Values["co_units"]
			}
		}
		if stored != test.want {
			t.Errorf("%s: %s (%s)", test.cell, stored, got)
		}
	}
}

// A ledger of one year need not write it with each day.
func TestDaysWithoutTheirYear(t *testing.T) {
	for _, test := range []struct{ name, sheet, title, day, want string }{
		{"title", "Sheet1", "2026年活动台账", "7月8日", "2026-07-08"},
		{"sheet", "2026年", "", "7月8号", "2026-07-08"},
		{"nobody says it", "Sheet1", "", "7月8日", "退回"},
		{"no such day", "Sheet1", "2026年活动台账", "6月31日", "退回"},
		{"number", "Sheet1", "2026年活动台账", "7.8", "退回"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			rows := []string{"类别|名称|活动时间", "座谈会|一季度座谈|" + test.day}
			if test.title != "" {
				rows = append([]string{test.title}, rows...)
			}
			sheet := pipedSheet(rows...)
			sheet.Name = test.sheet
			got, im := o.takenSheets(activity.Activities, sheet)
			stored := o.valuesOf(activity.Activities, "started_on")
			if test.want == "退回" && (stored != "" || !strings.HasPrefix(got, "退回")) || test.want != "退回" && (stored != test.want || !strings.Contains(strings.Join(im.Strange, ""), "没有写年份，按 2026 年读取")) {
				t.Errorf("stored %q, %s, %s", stored, got, im.Strange)
			}
		})
	}
}

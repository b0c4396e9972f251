package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
	"cppccdesk/data/take"
)

func TestSeveralNumbersInOneCellAreRefused(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'")
	for _, text := range []string{"2/3", "1-3", "第2组、第3组", "2组和3组", "2.3", "2 3", "第一、二组", "一至三组"} {
		for kind, sheet := range map[*record.Kind]string{
			supervision.Visits: "日期|监督小组|监督单位\n2026-05-21|" + text + "|县教育局", roster.Supervisors: "姓名|组号\n丁一|" + text,
			proposal.Proposals: "案号|案由|提案人\n" + text + "|关于甲的建议|民进县委", supervision.Points: "文号|意见内容\n" + text + "|改进服务",
		} {
			_, im := o.takenSheets(kind, pipedSheet(strings.Split(sheet, "\n")...))
			if im.Rows[0].Outcome != take.RowRejected || kind != proposal.Proposals && !strings.Contains(im.Rows[0].Reason, "写了几个号") {
				t.Errorf("%s %q: %s", kind.Title, text, outcomesOf(im))
			}
		}
	}
	for text, want := range map[string]int{
		"3": 3, "３": 3, "第3组": 3, "第十二监督小组": 12, "二十小组": 20, "一百零五": 105, "第一百三十八号": 138, "提案委员会第1评议小组": 1, "统一战线第三组": 3, "2026年第012号": 12, "3.0": 3, "20": 20, "-3": 0,
	} {
		if _, n, several := record.CalledNumber(text); n != want || several {
			t.Errorf("%q: %d %v, want %d", text, n, several, want)
		}
	}
}

func TestANumberOfAnotherYearIsNotOfThisOne(t *testing.T) {
	for _, text := range []string{"2019-12", "〔2019〕12号", "云政协监〔2019〕12号"} {
		o := openOffice(t)
		o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "UPDATE proposal SET number = 12 WHERE id = 1")
		for kind, sheet := range map[*record.Kind]string{
			proposal.Reminders: "案号|承办单位|催办日期|催办方式|催办人\n" + text + "|县教育局|2026-07-01|电话|王芳", supervision.Points: "文号|意见内容\n" + text + "|改进服务",
		} {
			if _, im := o.takenSheets(kind, pipedSheet(strings.Split(sheet, "\n")...)); im.Rows[0].Outcome != take.RowRejected || !strings.Contains(im.Rows[0].Reason, "2019 年") {
				t.Errorf("%s %q: %s", kind.Title, text, outcomesOf(im))
			}
		}
	}
}

func TestASupervisorsNumberIsNobodyElses(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(roster.Supervisors, pipedSheet("编号|姓名|工作单位", "JD-1|丁一|县林场", "JD-1|丁二|县一中"))
	if got := o.valuesOf(roster.Supervisors, "name"); got != "丁一" || !strings.Contains(outcomesOf(im), "监督员编号 JD-1 已是「丁一」的") {
		t.Errorf("%s: %s", got, outcomesOf(im))
	}
	if _, sentence := o.try(roster.Supervisors, record.Values{"number": "JD-1", "name": "丁三"}); !strings.Contains(sentence, "已是「丁一」的") {
		t.Errorf("by hand: %s", sentence)
	}
}

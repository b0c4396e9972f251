package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
)

// A heading may begin with what the rows are: 委员性别 is 性别, unless a column is headed just so. 委员职务 may be either of two posts and is left.
func TestHeadingsThatBeginWithTheirSubject(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(roster.Members, pipedSheet("委员委员编号|委员姓名|委员性别|委员出生年月|委员手机|委员单位|委员职务", "7|甲一|男|1970.3|13800000001|县一中|校长"))
	if got, want := o.valuesOf(roster.Members, "number", "name", "gender", "birth_on", "mobile", "workplace", "job", "posts"), "7 甲一 男 1970-03 13800000001 县一中  "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if left := strings.Join(im.Unknown, "、"); left != "委员职务" {
		t.Errorf("left aside %s", left)
	}
	o = openOffice(t)
	o.takenSheets(roster.Supervisors, pipedSheet("监督员姓名|民主监督员性别|监督员手机号码|手机", "甲一|男|13800000001|13900000001"))
	if got, want := o.valuesOf(roster.Supervisors, "name", "gender", "mobile"), "甲一 男 13900000001"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Of two columns of numbers the one that says what it numbers is the number of the proposal.
func TestColumnsOfTwoNumbers(t *testing.T) {
	o := openOffice(t)
	o.takenSheets(proposal.Proposals, pipedSheet("编号|立案号|案由|提案人", "7|31|关于甲的建议|民建县委"))
	if got := o.rows("SELECT number FROM proposal WHERE title = '关于甲的建议'"); got != "31" {
		t.Errorf("number %s", got)
	}
}

// Words for nothing may stand in brackets, with blanks in them or a full stop behind.
func TestPlaceholdersInBrackets(t *testing.T) {
	o := openOffice(t)
	got, _ := o.takenSheets(roster.Members, pipedSheet("姓名|出生日期|手机|籍贯", "甲一|（不详）|无。|未提供", "甲二|不 详|（ 无 ）|空白"))
	if stored, want := o.valuesOf(roster.Members, "name", "birth_on", "mobile", "native_place"), "甲一   |甲二   "; stored != want {
		t.Errorf("got  %s\nwant %s\n%s", stored, want, got)
	}
}

// 时间属性 is counted by its two words: another way of writing them is one of them, and any other word is asked about.
func TestWordsOfTheTimeOfAProposal(t *testing.T) {
	o := openOffice(t)
	got, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|时间属性|办理方式", "31|关于甲的建议|民建县委|大会期间|独办", "32|关于乙的建议|民建县委|闭会期间|", "33|关于丙的建议|民建县委|协商会|"))
	if stored, want := o.rows("SELECT timing || ' ' || handling FROM proposal WHERE number > 30 ORDER BY number"), "大会提案 单办 | 平时提案 "; stored != want {
		t.Errorf("got  %q\nwant %q", stored, want)
	}
	if !strings.Contains(got, "应为大会提案、平时提案之一") || len(im.Words) != 1 {
		t.Errorf("%s, asked %v", got, im.Words)
	}
}

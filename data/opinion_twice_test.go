package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

const opinionHead = "案号,提案人,承办单位,收回日期,结果评价,意见"

// answeredBy is a proposal answered by units on 2026-05-01, of which 郭春 said on 2026-05-20 that he is content.
func (o office) answeredBy(units ...string) {
	o.tb.Helper()
	ways := "主办"
	if len(units) > 1 {
		ways = "分办"
	}
	o.save(proposal.Proposals, record.Values{"number": "30", "title": "关于三十的建议", "proposer": "郭春", "received_on": "2026-01-20", "conclusion": "立案"})
	for _, unit := range units {
		o.save(proposal.Assignments, record.Values{"number": "30", "unit": unit, "role": ways, "assigned_on": "2026-03-01", "replied_on": "2026-05-01", "result_class": "A"})
	}
	o.save(proposal.Feedback, record.Values{"number": "30", "proposer": "郭春", "returned_on": "2026-05-20", "result": "满意"})
}

func (o office) opinions() string {
	o.tb.Helper()
	return o.valuesOf(proposal.Feedback, "number", "unit", "returned_on", "result", "opinion")
}

func TestAnOpinionOfTheOnlyUnitIsTheOneOfAllUnits(t *testing.T) {
	o := openOffice(t)
	o.answeredBy("县教育局")
	if got, _ := o.taken(proposal.Feedback, opinionHead, "30,郭春,县教育局,2026-05-20,满意,"); got != "相同" || o.opinions() != "30  2026-05-20 满意 " {
		t.Errorf("the same: %s, %s", got, o.opinions())
	}
	if got, _ := o.taken(proposal.Feedback, opinionHead, "30,郭春,教育局,2026-05-20,满意,办得好"); got != "变更" || o.opinions() != "30  2026-05-20 满意 办得好" {
		t.Errorf("more of it: %s, %s", got, o.opinions())
	}
	got, _ := o.taken(proposal.Feedback, opinionHead, "30,郭春,县教育局,2026-07-01,不满意,重办")
	if !strings.HasPrefix(got, "退回") || !strings.Contains(got, "2026-05-20 收回") || !strings.Contains(got, "结果评价不满意（2026-07-01 收回）") || o.opinions() != "30  2026-05-20 满意 办得好" {
		t.Errorf("the other way: %s, %s", got, o.opinions())
	}
}

func TestOpinionsOfOneFileThatContradictAreRefused(t *testing.T) {
	o := openOffice(t)
	o.answeredBy("县教育局")
	o.do("DELETE FROM feedback")
	got, _ := o.taken(proposal.Feedback, opinionHead, "30,郭春,,2026-05-20,满意,", "30,郭春,县教育局,2026-07-01,不满意,")
	if !strings.HasPrefix(got, "新增\n退回") || o.opinions() != "30  2026-05-20 满意 " {
		t.Errorf("%s: %s", got, o.opinions())
	}
}

func TestAnOpinionOfOneOfSeveralUnitsIsKeptAndNamed(t *testing.T) {
	o := openOffice(t)
	o.answeredBy("县教育局", "县水务局")
	got, im := o.taken(proposal.Feedback, opinionHead, "30,郭春,县教育局,2026-07-01,不满意,", "30,郭春,县水务局,2026-07-01,满意,")
	if notes := strings.Join(im.Strange, ""); got != "新增\n新增" || !strings.Contains(notes, "与对各单位的不同，两份都留着：第 2 行") || strings.Contains(notes, "第 3 行") {
		t.Errorf("%s: %s; %s", got, o.opinions(), notes)
	}
}

// Of two rows of one file that say different things of one member, or of one opinion, none is taken.
func TestRowsThatContradictEachOtherAreAllRefused(t *testing.T) {
	o := openOffice(t)
	for _, rows := range []string{
		"委员编号,姓名,工作单位\nYL10001,郭春,县医院\nYL10001,郭春,县一中", "姓名,出生日期,工作单位\n郭春,1970-05-01,县医院\n郭春,1970-05-01,县一中",
	} {
		if got, im := o.taken(roster.Members, strings.Split(rows, "\n")...); im.Count(0) != 0 || strings.Count(got, "内容不同，都没有收") != 2 || o.howMany(roster.Members) != 0 {
			t.Errorf("%s: %s", rows, got)
		}
	}
	if got, _ := o.taken(roster.Members, "委员编号,姓名,工作单位", "YL10001,郭春,县医院", "YL10001,郭春,县医院"); got != "新增\n相同" {
		t.Errorf("the same twice: %s", got)
	}
	o.answeredBy("县教育局")
	o.do("DELETE FROM feedback")
	if got, _ := o.taken(proposal.Feedback, opinionHead, "30,郭春,,2026-05-20,满意,", "30,郭春,,2026-05-20,不满意,"); strings.Count(got, "内容不同，都没有收") != 2 || o.opinions() != "" {
		t.Errorf("%s: %s", got, o.opinions())
	}
}

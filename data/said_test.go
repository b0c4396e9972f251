package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// An opinion belongs to who said it, whoever is put in his place.
func TestAnOpinionStaysWithWhoSaidIt(t *testing.T) {
	o := openOffice(t)
	for _, name := range []string{"郭春", "苏若竹"} {
		o.save(roster.Members, record.Values{"name": name, "gender": "男", "sector": "教育界", "workplace": "县一中"})
	}
	id := o.save(proposal.Proposals, record.Values{
		"number": "80", "title": "关于乙的建议", "proposer": "郭春", "received_on": "2026-01-20", "reviewed_on": "2026-02-01", "conclusion": "立案",
		"lead_units": "县教育局", "assigned_on": "2026-03-10", "replied_on": "2026-05-20", "result_class": "A", "feedback_on": "2026-06-01", "satisfaction": "满意",
	})
	refused := "「郭春」已有征询意见，改成「苏若竹」会把他的意见记到别人名下；姓名写错的，请先删去这份征询意见，改好姓名再登记；换了人的，请另加一位提案人。"
	for _, test := range []struct{ name, proposer, sentence string }{
		{"another member", "苏若竹", refused},
		{"himself, with his workplace", "郭春（县一中）", ""},
		{"with another beside him", "郭春、苏若竹", ""},
	} {
		if _, sentence := o.saveAs(proposal.Proposals, id, record.Values{"proposer": test.proposer}); sentence != test.sentence {
			t.Errorf("%s: %q, want %q", test.name, sentence, test.sentence)
		}
	}
	if got := o.valuesOf(proposal.Feedback, "number", "proposer", "result"); !strings.Contains(got, "80 郭春 满意") {
		t.Errorf("the opinions are %q", got)
	}
}

func TestTheNameOfWhoSaidAnOpinionIsCorrected(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"number": "80", "title": "关于乙的建议", "proposer": "民建县委", "received_on": "2026-01-20", "reviewed_on": "2026-02-01", "conclusion": "立案",
		"lead_units": "县教育局", "assigned_on": "2026-03-10", "replied_on": "2026-05-20", "result_class": "A", "feedback_on": "2026-06-01", "satisfaction": "满意",
	})
	for proposer, want := range map[string]string{
		"民建县委员会": "",
		"民盟县委":   "改成「民盟县委」会把他的意见记到别人名下",
	} {
		if _, sentence := o.saveAs(proposal.Proposals, id, record.Values{"proposer": proposer}); !strings.Contains(sentence, want) || want == "" && sentence != "" {
			t.Errorf("%s: %q, want %q", proposer, sentence, want)
		}
	}
}

func TestPanelsNameWhomNobodyKnows(t *testing.T) {
	const heads = "评议名称,组号,组长,评委,评委类别,评议案号,承办单位"
	for _, test := range []struct{ name, row, became, strange string }{
		{"a leader who is a rater", "民主评议,1,郭春,郭春,常委,12,县水务局", "新增", ""},
		{"a leader nobody knows", "民主评议,1,不在组的人,郭春,常委,12,县水务局", "新增", "第 1 组的组长「不在组的人」不是本组评委，也不在委员和民主监督员名册中。请核对。"},
		{"a unit nobody knows", "民主评议,1,郭春,郭春,常委,12,县粮食局", "退回 单位「县粮食局」不在承办单位名录中，请先登记该单位，或把它登记为某单位的曾用名。", ""},
		{"a unit as a whole", "民主评议,1,郭春,郭春,常委,,县水务局", "新增", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			became, im := o.taken(evaluation.Panels, heads, test.row)
			if became != test.became || strings.Join(im.Strange, "\n") != test.strange {
				t.Errorf("became %q, said %q; want %q, %q", became, im.Strange, test.became, test.strange)
			}
		})
	}
	o := openOffice(t)
	want := "第 1 组的组长「不在组的人」不是本组评委，也不在委员和民主监督员名册中；请核对姓名，或先登记他是本组评委。"
	if _, sentence := o.saveAs(evaluation.Panels, 0, record.Values{"number": "1", "leader": "不在组的人", "name": "郭春", "category": "常委"}); sentence != want {
		t.Errorf("typed: %q, want %q", sentence, want)
	}
}

func TestTrackingSaysThatAProposalBecomesAKeyProposal(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO key_proposal (proposal_id) VALUES (2)")
	_, im := o.taken(proposal.Tracking, "案号,节点,计划日期", "12,交办,2026-04-01", "12,方案,2026-05-01", "15,交办,2026-04-01")
	if got, want := strings.Join(im.Strange, "\n"), "全程跟踪的提案列为重点提案，以前不是的有：第 2 行「12 交办」。请核对。"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

func TestNumbersThatSeveralHave(t *testing.T) {
	o := openOffice(t)
	for _, name := range []string{"郭春", "苏若竹", "赵思"} {
		o.save(roster.Members, record.Values{"name": name, "gender": "男", "sector": "教育界", "workplace": name + "单位"})
	}
	o.do("UPDATE member SET number = 'YL1' WHERE id < 3", "UPDATE unit SET code = '301' WHERE id > 2")
	got, err := roster.TwiceNumbered(t.Context(), o.DB())
	want := "第十届委员编号「YL1」有 2 人：郭春、苏若竹；请改正其中的编号。\n单位编码「301」有 2 个单位：县卫生健康局、县公安局；请改正其中的编码。"
	if err != nil || strings.Join(got, "\n") != want {
		t.Errorf("told\n%s\nwant\n%s (%v)", strings.Join(got, "\n"), want, err)
	}
}

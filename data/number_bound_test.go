package data_test

import (
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// One bound holds for whole numbers by whatever way they come in.
func TestNumbersAreBounded(t *testing.T) {
	const long = "99999999999"
	paper := func(number string) record.Values {
		return record.Values{"number": number, "title": "关于甲的建议", "proposer": "民进县委"}
	}
	for _, test := range []struct {
		name, sentence string
		kind           *record.Kind
		v              record.Values
	}{
		{"案号", "案号「" + long + "」不对，太大，最大是 99999。", proposal.Proposals, paper(long)},
		{"案号 one too many", "案号「100000」不对，太大，最大是 99999。", proposal.Proposals, paper("100000")},
		{"the largest 案号", "", proposal.Proposals, paper("99999")},
		{"案号 longer than any number", "案号「" + long + long + "」不对，太大，最大是 99999。", proposal.Proposals, paper(long + long)},
		{"group", "组号「" + long + "」不对，太大，最大是 99999。", roster.Groups, record.Values{"number": long, "year": "2026"}},
		{"panel", "组号「" + long + "」不对，太大，最大是 99999。", evaluation.Panels, record.Values{"number": long, "name": "郭春"}},
		{"people", "活动的「参加人数」一栏为「100000」，太大，最大是 99999。", activity.Activities, record.Values{"kind": "座谈会", "title": "座谈", "attendees": "100000"}},
		{"target", "目标「100000次」的数量不对，太大，最大是 99999。", plan.Items, record.Values{"title": "座谈会", "kind": "座谈会", "targets": "100000次", "from_month": "2026-10", "to_month": "2026-10"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			if _, sentence := o.try(test.kind, test.v); sentence != test.sentence {
				t.Errorf("saved: %q, want %q", sentence, test.sentence)
			}
		})
	}
}

func TestNumbersOfStepsAreBounded(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"serial": "001", "title": "关于甲的建议", "proposer": "民进县委", "received_on": "2026-01-20"})
	file := func(v record.Values) string {
		v["reviewed_on"] = "2026-02-01"
		return store.Sentence(record.TakeStep(t.Context(), o.Store, "测试", proposal.Proposals, in2026, "立案", v, id))
	}
	if got, want := file(record.Values{"number": "99999999999"}), "「案号」一栏为「99999999999」，太大，最大是 99999。"; got != want {
		t.Errorf("by step: %q, want %q", got, want)
	}
	o.do("UPDATE proposal SET number = 99999 WHERE id = 2")
	if got, want := file(record.Values{}), "本次会议的案号已用到 99999，不能再往后编；请先改正太大的案号，或填写案号。"; got != want {
		t.Errorf("counted on: %q, want %q", got, want)
	}
}

func TestNumbersOfFilesAreBounded(t *testing.T) {
	o := openOffice(t)
	for _, test := range []struct {
		kind   *record.Kind
		rows   []string
		became string
	}{
		{proposal.Proposals, []string{"案号,案由,第一提案人", "123456,关于甲的建议,民进县委"}, "退回 案号「123456」不对，太大，最大是 99999。"},
		{activity.Activities, []string{"年度,类别,名称,参加人数", "2026,座谈会,座谈,100000"}, "退回 「参加人数」一栏为「100000」，太大，最大是 99999。"},
		{activity.Activities, []string{"年度,类别,名称,参加人数", "2026,座谈会,座谈,-3"}, "退回 「参加人数」一栏为「-3」，应为 0 以上的整数，如 12。"},
	} {
		if became, _ := o.taken(test.kind, test.rows...); became != test.became {
			t.Errorf("%s became %q, want %q", test.rows[1], became, test.became)
		}
	}
}

func TestLetterNumbersAreBounded(t *testing.T) {
	o := atWork(t)
	if _, sentence := o.try(supervision.Letters, record.Values{"title": "甲", "group": "3", "number": "100000"}); sentence != "文号「100000」不对，太大，最大是 99999。" {
		t.Errorf("saved: %q", sentence)
	}
	o.save(supervision.Letters, record.Values{"title": "甲", "group": "3", "number": "99999"})
	id := o.save(supervision.Letters, record.Values{"title": "乙", "group": "3", "submitted_on": "2026-03-02", "leader_on": "2026-03-03"})
	if got, want := o.takeStep(supervision.Letters, id, "主席会议审定", record.Values{"approved_on": "2026-03-05"}), "2026 年的文号已用到 99999，不能再往后编；请先改正太大的文号，或填写文号。"; got != want {
		t.Errorf("counted on: %q, want %q", got, want)
	}
}

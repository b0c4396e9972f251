package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// The kind of a proposal follows its proposers while nobody says otherwise, and one that contradicts them is refused, whatever the way in.
func TestKindFollowsTheProposers(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于渣土车的建议", "proposer": "贾文", "received_on": "2026-01-20"})
	o.expect(proposal.Proposals, id, record.Values{"kind": "个人提案"})
	people := o.part(id, "proposers")
	two := rows.Text(append(people, rows.Row{"name": "蒋文娟", "role": "联名"}))
	o.must(id, record.Values{"proposers": two, "kind": "个人提案"}) // as the form had it
	o.expect(proposal.Proposals, id, record.Values{"kind": "联名提案"})
	o.refused(id, record.Values{"kind": "个人提案"}, "提案类型是「个人提案」，提案人却有 2 位")
	o.must(id, record.Values{"proposers": rows.Text(o.part(id, "proposers")[:1])})
	o.expect(proposal.Proposals, id, record.Values{"kind": "个人提案"})
	o.must(id, record.Values{"kind": "小组提案"})
	o.must(id, record.Values{"joint": "蒋文娟"}) // the office says what it is
	o.expect(proposal.Proposals, id, record.Values{"kind": "小组提案"})
	if _, sentence := o.saveAs(proposal.Proposals, 0, record.Values{"title": "关于甲的建议", "proposer": "贾文", "joint": "蒋文娟", "kind": "个人提案"}); !strings.Contains(sentence, "提案人却有 2 位") {
		t.Errorf("told otherwise: %q", sentence)
	}
}

// A file's words for the kind and the time are those of the lists, or what proposals count as by their proposers.
func TestKindsOfAFile(t *testing.T) {
	o := openOffice(t)
	for _, test := range []struct{ kind, timing, proposer, joint, outcome, want string }{
		{"个人", "大会", "贾文", "", "新增", "个人提案"},
		{"联名", "会间", "贾文", "蒋文娟", "新增", "联名提案"},
		{"委员提案", "", "贾文", "", "新增", "个人提案"},
		{"委员提案", "", "贾文", "蒋文娟", "新增", "联名提案"},
		{"集体提案", "", "民进县委", "", "新增", "党派提案"},
		{"集体提案", "", "贾文", "", "提案类型写的是「集体提案」，按提案人却是「个人提案」", ""},
		{"个人提案", "", "贾文", "蒋文娟", "提案人却有 2 位", ""},
		{"什么提案", "", "贾文", "", "提案类型「什么提案」不对", ""},
		{"", "什么时候", "贾文", "", "「时间属性」一栏为「什么时候」", ""},
	} {
		title := "关于" + test.kind + test.timing + test.proposer + test.joint + "的建议"
		got := o.imported(proposal.Proposals, []string{"案由", "第一提案人", "联名人", "提案类型", "时间属性", "收到日期"}, []string{title, test.proposer, test.joint, test.kind, test.timing, "2026-01-20"})
		if !strings.Contains(got, test.outcome) {
			t.Errorf("%s: %q, want %q", title, got, test.outcome)
		}
		if kinds := o.texts("SELECT kind FROM proposal WHERE title = ?", title); strings.Join(kinds, "、") != test.want {
			t.Errorf("%s: %v, want %s", title, kinds, test.want)
		}
	}
}

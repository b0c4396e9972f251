package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// A proposal that is not to be published has the reason; one that a ledger brought without it is named, and may be changed otherwise.
func TestReasonForNotPublishing(t *testing.T) {
	o := openOffice(t)
	v := record.Values{"title": "关于甲的建议", "proposer": "张三", "received_on": "2026-01-20", "open": "否"}
	if _, why := o.try(proposal.Proposals, v); why != "不公开的提案要写明「不公开原由」。" {
		t.Error(why)
	}
	v["open_why"] = "涉及未公开的规划"
	id := o.save(proposal.Proposals, v)
	o.expect(proposal.Proposals, id, record.Values{"open": "否", "open_why": "涉及未公开的规划"})
	for want, v := range map[string]record.Values{"不公开的提案要写明": {"open_why": ""}, "「是否公开」却是「是」": {"open": "是", "open_why": "涉及未公开的规划"}} {
		if _, why := o.saveAs(proposal.Proposals, id, v); !strings.Contains(why, want) {
			t.Errorf("%v: %q", v, why)
		}
	}
	if _, why := o.saveAs(proposal.Proposals, id, record.Values{"open": "是", "open_why": ""}); why != "" {
		t.Error(why)
	}
	_, im := o.taken(proposal.Proposals, "案号,案由,第一提案人,收到日期,是否公开,不公开理由", "1,关于乙的建议,张三,2026-01-20,否,", "2,关于丙的建议,张三,2026-01-20,否,涉密")
	if said := strings.Join(im.Strange, "\n"); !strings.Contains(said, "不公开的没有写不公开原由，请在提案中补上：第 2 行") || strings.Contains(said, "第 3 行「2 关于丙") {
		t.Errorf("said %q", said)
	}
	o.expect(proposal.Proposals, im.Rows[1].ID, record.Values{"open": "否", "open_why": "涉密"})
	if _, why := o.saveAs(proposal.Proposals, im.Rows[0].ID, record.Values{"note": "旧台账"}); why != "" {
		t.Error(why)
	}
}

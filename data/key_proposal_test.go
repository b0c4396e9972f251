package data_test

import (
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// What is said to be no key proposal has no leader who sees to it: neither is left aside.
func TestNoKeyProposalWithALeader(t *testing.T) {
	o := openOffice(t)
	id := o.id("proposal", "number = 12")
	want := "「重点提案」写的是否，却有「督办领导」李主席；是重点提案的请改为是，不是的请清空「督办领导」。"
	if _, got := o.saveAs(proposal.Proposals, id, record.Values{"is_key": "否", "chair_leader": "李主席"}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	o.change(proposal.Proposals, id, record.Values{"chair_leader": "李主席"})
	o.expect(proposal.Proposals, id, record.Values{"is_key": "是"})
	o.change(proposal.Proposals, id, record.Values{"is_key": "否", "chair_leader": ""})
	o.expect(proposal.Proposals, id, record.Values{"is_key": "否"})
}

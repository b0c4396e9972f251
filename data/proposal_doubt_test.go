package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
)

// A file of proposals says which have no day of receipt and which numbers it leaves out; numbers that were there before are none of it.
func TestDoubtsOfProposalsTaken(t *testing.T) {
	o := openOffice(t)
	_, im := o.taken(proposal.Proposals, "案号,案由,第一提案人,收到日期", "1,建桥,张三,2026-01-10", "4,修路,张三,", "7,种树,张三,2026-01-11", "9,清渠,张三,2026-01-11")
	said := strings.Join(im.Strange, "\n")
	for _, want := range []string{"2026 年第 4 号「修路」没有收到日期，请补上。请核对。", "2026 年空着的案号有 2—3、5—6、8。请核对。"} {
		if !strings.Contains(said, want) {
			t.Errorf("said %q, want %q", said, want)
		}
	}
	_, im = o.taken(proposal.Proposals, "案号,案由,第一提案人,收到日期", "10,架线,张三,2026-01-10", "1,建桥,张三,2026-01-10")
	if said := strings.Join(im.Strange, "\n"); strings.Contains(said, "空着的案号") || strings.Contains(said, "没有收到日期") {
		t.Errorf("of the next number it says %q", said)
	}
}

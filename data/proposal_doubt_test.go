package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
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

// What is left empty is 联名 where several propose, whichever way they were entered; who only seconds is none of them, a body is one.
func TestKindOfProposersInTheForm(t *testing.T) {
	o := openOffice(t)
	for _, c := range []struct {
		want string
		rows []rows.Row
	}{
		{"个人提案", []rows.Row{{"name": "张三", "role": "提案人"}}},
		{"联名提案", []rows.Row{{"name": "张三", "role": "提案人"}, {"name": "李四", "role": "联名"}}},
		{"联名提案", []rows.Row{{"name": "张三", "role": "提案人"}, {"name": "李四", "role": "提案人"}}},
		{"个人提案", []rows.Row{{"name": "张三", "role": "提案人"}, {"name": "李四", "role": "附议"}}},
		{"党派提案", []rows.Row{{"name": "民盟云岭县支部", "role": "提案人"}}},
	} {
		id := o.save(proposal.Proposals, record.Values{"title": "建桥", "received_on": "2026-01-10", "proposers": rows.Text(c.rows)})
		o.expect(proposal.Proposals, id, record.Values{"kind": c.want})
	}
}

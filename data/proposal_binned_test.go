package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// TestNumberInTheBinIsNobodyElses bins a filed proposal: its number is refused to others, whatever way, and it comes back with it.
func TestNumberInTheBinIsNobodyElses(t *testing.T) {
	o := openOffice(t)
	filed := func(title, number string) record.Values {
		return record.Values{"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22", "number": number}
	}
	id := o.save(proposal.Proposals, filed("关于古井的建议", "77"))
	waiting := o.save(proposal.Proposals, record.Values{"title": "关于古桥的建议", "proposer": "民建县委", "received_on": "2026-01-21"})
	o.bin("删除", record.BinKey{Kind: "proposals", ID: id})
	const refusal = "案号 77 是回收站里「关于古井的建议」的，不能给别的提案；请从回收站恢复它，或换一个案号。"
	if sentence := o.saveRefused(proposal.Proposals, filed("关于古塔的建议", "77")); sentence != refusal {
		t.Errorf("a new one: %q", sentence)
	}
	if sentence := o.step(waiting, "立案", record.Values{"reviewed_on": "2026-01-25", "number": "77"}); sentence != refusal {
		t.Errorf("the step: %q", sentence)
	}
	if err := o.restore(record.BinKey{Kind: "proposals", ID: id}); err != nil {
		t.Fatal(err)
	}
	o.expect(proposal.Proposals, id, record.Values{"number": "77", "conclusion": "立案"})
	o.bin("删除", record.BinKey{Kind: "proposals", ID: id})
	if again, sentence := o.try(proposal.Proposals, filed("关于古井的建议", "77")); sentence != "" || again == 0 {
		t.Errorf("the same entered once more: %q", sentence)
	}
	if sentence := o.step(waiting, "立案", record.Values{"reviewed_on": "2026-01-25"}); sentence != "" || strings.Contains(sentence, "回收站") {
		t.Errorf("the next free number: %q", sentence)
	}
}

// TestNumbersOfAFile takes a file in beside a proposal in the bin: its number is refused to another and given to itself, a row that was refused keeps none, and
// rows without a number get those after all others, in the order of the file.
func TestNumbersOfAFile(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于古井的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "number": "900"})
	o.bin("删除", record.BinKey{Kind: "proposals", ID: id})
	outcomes, im := o.taken(proposal.Proposals,
		"案号,案由,第一提案人,收到日期,审查结论,主办单位,交办日期",
		",关于古桥的建议,民建县委,2026-01-21,立案,,",
		"900,关于古塔的建议,民建县委,2026-01-21,立案,,",
		"950,关于古树的建议,民建县委,2026-01-21,立案,县教育局,2026-01-02", // is refused when it is stored, for its days
		"902,关于古道的建议,民建县委,2026-01-21,立案,,",
		"900,关于古井的建议,民建县委,2026-01-20,立案,,",
		",关于古城的建议,民建县委,2026-01-22,立案,,")
	if got := o.texts("SELECT title || ' ' || number FROM proposal WHERE title LIKE '关于古%' AND deleted_at = '' ORDER BY id"); strings.Join(got, "；") !=
		"关于古桥的建议 901；关于古道的建议 902；关于古井的建议 900；关于古城的建议 903" {
		t.Errorf("%s: %v", outcomes, got)
	}
	if why := im.Rows[1].Reason; why != "案号 900 是回收站里「关于古井的建议」的，不能给别的提案；请从回收站恢复它，或换一个案号。" {
		t.Errorf("the number in the bin: %q", why)
	}
}

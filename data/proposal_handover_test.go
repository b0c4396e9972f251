package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// A meeting numbers its batch and has what was first handed over on its day; a proposal handed on again on the day of another stays in its own.
func TestBatchesAreHandedOver(t *testing.T) {
	o := openOffice(t)
	first := o.save(proposal.Handovers, record.Values{"held_on": "2026-03-10", "place": "县政府会议室"})
	second := o.save(proposal.Handovers, record.Values{"held_on": "2026-06-20"})
	planned := o.save(proposal.Handovers, record.Values{"held_on": "2026-12-30", "number": "5"})
	o.expect(proposal.Handovers, first, record.Values{"number": "1", "batch": "第 1 批", "handed": ""})
	a, b := o.handled(record.Values{"number": "31"}), o.handled(record.Values{"number": "32"})
	later := o.handled(record.Values{"number": "33", "assigned_on": "2026-03-11"})
	o.handled(record.Values{"number": "34", "assigned_on": "2026-06-20"})
	o.walked(a, stepTo{"登记答复", answeredBy10May, "已答复"}, stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"}, "重新办理"},
		stepTo{"重新交办", record.Values{"assigned_on": "2026-06-20"}, "重新办理"})
	o.expect(proposal.Handovers, first, record.Values{"handed": "2", "replied": "1"})
	o.expect(proposal.Handovers, second, record.Values{"number": "2", "handed": "1", "replied": ""})
	o.expect(proposal.Handovers, planned, record.Values{"number": "5", "handed": ""})
	if ids, err := proposal.HandedAt(t.Context(), o.DB(), first); err != nil || !slices.Equal(ids, []int64{a, b}) {
		t.Errorf("of the first batch %v, %v", ids, err)
	}
	o.tells(b, "交办 主办 县教育局、会办 县公安局（第 1 批交办会，县政府会议室）")
	if way := o.way(later); strings.Contains(way, "批") {
		t.Errorf("handed over beside the meeting: %s", way)
	}
	if sentence := o.saveRefused(proposal.Handovers, record.Values{"held_on": "2027-03-10"}); !strings.Contains(sentence, "不在 2026 年度") {
		t.Errorf("a day of another year: %q", sentence)
	}
	o.refuses(proposal.Handovers, first, record.Values{"held_on": "2026-03-12"}, "第 1 批 2026-03-10 已交办 2 件提案")
	o.refuses(proposal.Handovers, planned, record.Values{"held_on": "2026-03-10"}, "2026-03-10 已有第 1 批，一天只有一次交办会")
	o.refuses(proposal.Handovers, planned, record.Values{"number": "1"}, "2026 年已有第 1 批")
	o.change(proposal.Handovers, planned, record.Values{"held_on": "2026-12-29"})
}

// An 交办日期 says of which batch it is, and of a day without a meeting which was the last one.
func TestHandingOverTellsItsBatch(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.Handovers, record.Values{"held_on": "2026-03-10", "place": "县政府会议室"})
	id := o.handled(record.Values{"number": "31"})
	for _, c := range []struct{ day, words, instead string }{
		{"2026-03-10", "第 1 批，县政府会议室，已交办 1 件", ""},
		{"2026-03-12", "这一天没有交办会；第 1 批是 2026-03-10", "2026-03-10"},
		{"2026-03-09", "", ""},
	} {
		told, err := proposal.Proposals.Field("assigned_on").Tells(t.Context(), o.DB(), in2026, id, c.day)
		if err != nil || told.Words != c.words || told.Instead != c.instead {
			t.Errorf("%s: %+v, %v", c.day, told, err)
		}
	}
}

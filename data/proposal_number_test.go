package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// A number given on filing stays with its proposal, whatever the way in, and is never another's.
func TestANumberStays(t *testing.T) {
	o := openOffice(t)
	file := func(title string) int64 {
		return o.save(proposal.Proposals, record.Values{"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案"})
	}
	first, second := file("关于河道的建议"), file("关于水库的建议")
	number := o.values(proposal.Proposals, second)["number"]
	o.refused(second, record.Values{"number": "200"}, "案号 "+number+" 已经编定，不能改为 200；确实编错了，请在交办以前用「更正案号」改，写明原因。")
	o.refused(second, record.Values{"number": ""}, "案号 "+number+" 已经编定，不能清除。")
	o.must(second, record.Values{"number": number, "conclusion": "立案"}) // as it is
	if got := o.step(second, "立案", record.Values{"number": "200", "reviewed_on": "2026-02-01"}); !strings.Contains(got, "立案") {
		t.Errorf("filed again: %q", got)
	}
	if got := o.step(second, "更正案号", record.Values{"number": "200"}); got == "" {
		t.Error("corrected without a reason")
	}
	if got := o.step(second, "更正案号", record.Values{"number": o.values(proposal.Proposals, first)["number"], "note": "抄错"}); got == "" {
		t.Error("corrected to another's")
	}
	o.walk(second, "更正案号", record.Values{"number": "200", "note": "审查会记录抄错"})
	o.expect(proposal.Proposals, second, record.Values{"number": "200", "note": "更正案号：" + number + " 改为 200，审查会记录抄错"})

	if _, sentence := o.saveAs(proposal.Proposals, 0, record.Values{"title": "关于森林的建议", "proposer": "民建县委", "number": number}); !strings.Contains(sentence, "案号 "+number+" 曾经编给「关于水库的建议」") {
		t.Errorf("given again: %q", sentence)
	}
	o.walk(second, "更正案号", record.Values{"number": number, "note": "原来是对的"}) // its own
	o.walk(second, "更正案号", record.Values{"number": "200", "note": "还是错的"})
	third := file("关于桥梁的建议")
	o.expect(proposal.Proposals, third, record.Values{"number": "201"})

	o.walk(second, "撤案", record.Values{"reviewed_on": "2026-02-02", "opinion": "已经解决"})
	o.refused(second, record.Values{"number": "300"}, "案号 200 已经编定，不能改为 300")
	o.walk(third, "交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-10"})
	if got := o.step(third, "更正案号", record.Values{"number": "300", "note": "抄错"}); !strings.Contains(got, "更正案号") {
		t.Errorf("after it was handed over: %q", got)
	}
}

// The review of a day before a number was corrected is that of the days in between, too.
func TestReviewBeforeACorrectedNumber(t *testing.T) {
	o := openOffice(t)
	o.handled(record.Values{"number": "31"})
	for name, step := range map[string]stepTo{
		"已并案": {"并案", record.Values{"reviewed_on": "2026-11-17", "merged_number": "31"}, "已并案"},
		"已撤案": {"撤案", record.Values{"reviewed_on": "2026-11-17", "opinion": "情况变了"}, "已撤案"},
	} {
		id := o.save(proposal.Proposals, record.Values{"title": "关于" + name + "的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
		o.walk(id, "立案", record.Values{"reviewed_on": "2026-11-03"})
		o.walk(id, "更正案号", record.Values{"number": map[string]string{"已并案": "700", "已撤案": "701"}[name], "note": "抄错"}) // on 2026-11-23
		o.walked(id, step)
		for day, want := range map[string]string{"2026-11-16": "已立案 ", "2026-11-17": name + " ", "2026-11-20": name + " ", "2026-11-23": name + " "} {
			if got := o.on(id, day); got != want {
				t.Errorf("%s on %s: %q, want %q", name, day, got, want)
			}
		}
	}
}

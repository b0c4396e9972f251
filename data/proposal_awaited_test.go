package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// Of units that answer each for itself an opinion is of the replies there are: what another replies later waits for its own, and until then the
// proposal is not ended.
func TestAnOpinionIsOfTheRepliesThereAre(t *testing.T) {
	for _, c := range []struct{ name, first, second, unit string }{
		{"nobody named", "县教育局", "县水务局", ""},
		{"the other way round", "县水务局", "县教育局", ""},
		{"named", "县教育局", "县水务局", "县教育局"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.split()
			o.mustStep(id, "登记答复", record.Values{"unit": c.first, "replied_on": "2026-05-01", "result_class": "A"})
			o.mustStep(id, "登记反馈", record.Values{"unit": c.unit, "returned_on": "2026-05-03", "result": "满意"})
			o.mustStep(id, "登记答复", record.Values{"unit": c.second, "replied_on": "2026-05-10", "result_class": "D"})
			o.expect(proposal.Proposals, id, record.Values{"status": "已答复"})
			if why := o.step(id, "登记反馈", record.Values{"unit": c.first, "returned_on": "2026-05-12", "result": "满意"}); !strings.Contains(why, "还没有收回的有："+c.second) {
				t.Errorf("asked once more about %s: %q", c.first, why)
			}
			o.mustStep(id, "登记反馈", record.Values{"returned_on": "2026-05-12", "result": "基本满意"})
			o.expect(proposal.Proposals, id, record.Values{"status": "已办结", "satisfaction": "基本满意"})
		})
	}
}

// An extension to the deadline there is puts nothing off, and is not counted as one.
func TestAnExtensionPutsOff(t *testing.T) {
	o, id := extendable(t)
	v := record.Values{"extended_to": "2026-06-10", "extended_by": "李主席", "extended_why": "等上级批复", "extended_on": "2026-06-01"}
	if why := o.step(id, "登记延期", v); !strings.Contains(why, "延期至 2026-06-10 不晚于现在的期限 2026-06-10") {
		t.Errorf("got %q", why)
	}
	v["extended_to"] = "2026-07-10"
	o.mustStep(id, "登记延期", v)
}

// A unit that was let go is not talked with any more; what was talked of before stays.
func TestNoTalkWithAUnitThatWasLetGo(t *testing.T) {
	o, id := extendable(t)
	o.mustStep(id, "登记申退", record.Values{"asked_on": "2026-03-12", "asked_why": "不属于本单位职责"})
	o.mustStep(id, "同意申退", record.Values{"returned_on": "2026-03-14"})
	o.mustStep(id, "交办", record.Values{"lead_units": "县水务局", "assigned_on": "2026-03-20"})
	talk := record.Values{"unit": "县教育局", "on_date": "2026-04-01", "mode": "面谈"}
	if why := o.step(id, "登记面商", talk); !strings.Contains(why, "「县教育局」2026-03-14 已同意申退，与它的面商日期 2026-04-01 在这以后") {
		t.Errorf("got %q", why)
	}
	talk["on_date"] = "2026-03-13"
	o.mustStep(id, "登记面商", talk)
}

// A number that another proposal has is refused by the number and by whose it is.
func TestNumberOfAnotherProposal(t *testing.T) {
	o, id := extendable(t)
	other := o.save(proposal.Proposals, record.Values{"title": "关于乙的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	r, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	why := o.step(other, "立案", record.Values{"reviewed_on": "2026-02-01", "number": r.Values["number"]})
	if want := "案号 " + r.Values["number"] + " 已经编给「关于河道的建议」，请换一个案号"; !strings.HasPrefix(why, want) {
		t.Errorf("got %q, want %s", why, want)
	}
}

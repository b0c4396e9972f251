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

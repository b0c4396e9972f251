package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// A state follows from what is recorded; one that a file says otherwise is named.
func TestAStateOfAFileIsNotRead(t *testing.T) {
	o := openOffice(t)
	for _, number := range []string{"80", "81", "82"} {
		o.save(proposal.Proposals, record.Values{
			"number": number, "title": "关于" + number + "的建议", "proposer": "民进县委", "conclusion": "立案", "reviewed_on": "2026-02-01",
			"lead_units": "县教育局", "assigned_on": "2026-03-10",
		})
	}
	became, im := o.taken(proposal.Proposals, "案号,案由,第一提案人,状态", "80,关于80的建议,民进县委,已办结", "81,关于81的建议,民进县委,办理中", "82,关于82的建议,民进县委,")
	if became != "相同\n相同\n相同" {
		t.Errorf("the rows became %q", became)
	}
	want := "「状态」由记录推定，不从表中读取，与现在不同的：第 2 行「已办结」（现在「办理中」）。请核对。"
	if !slices.Equal(im.Strange, []string{want}) {
		t.Errorf("said %q, want %q", strings.Join(im.Strange, "\n"), want)
	}
}

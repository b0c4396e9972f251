package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
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

// What follows from records of a day alone is compared with what the day has: the list of ratings, taken in again, says nothing new.
func TestAListReckonedOnADayIsTheSame(t *testing.T) {
	o := atWork(t)
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "findings": rowsText(rows.Row{"kind": "建议", "text": "甲", "raiser": "张二"})})
	all, err := supervision.SupervisorReviews.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: o.Today()})
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	lines := []string{"年度,姓名,监督活动,得分,测算等次,考评等次,考评理由"}
	for _, r := range all {
		lines = append(lines, strings.Join([]string{"2026", r.Values["name"], r.Values["visits"], r.Values["points"], r.Values["reckoned"], "", ""}, ","))
	}
	outcomes, im := o.taken(supervision.SupervisorReviews, lines...)
	if want := strings.TrimSuffix(strings.Repeat("相同\n", len(all)), "\n"); outcomes != want || len(im.Strange) > 0 {
		t.Errorf("%s: %q", outcomes, im.Strange)
	}
	lines[1] = strings.Replace(lines[1], all[0].Values["name"]+",", all[0].Values["name"]+",9", 1)
	if _, im = o.taken(supervision.SupervisorReviews, lines...); len(im.Strange) != 1 || !strings.Contains(im.Strange[0], "「监督活动」由记录推定") {
		t.Errorf("other figures: %q", im.Strange)
	}
}

package data_test

import (
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// Who could lead a proposal is said while nobody is named: whom its proposers suggest, and who answered most of its category, as it is called now.
func TestUnitsAreSuggested(t *testing.T) {
	o := openOffice(t)
	put := func(title, category, unit, suggested string) int64 {
		v := record.Values{"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "category": category, "suggested_units": suggested}
		if unit != "" {
			v["lead_units"], v["assigned_on"] = unit, "2026-03-10"
			v["replied_on"], v["result_class"] = "2026-06-01", "A" // what is answered stays with who answered
		}
		return o.save(proposal.Proposals, v)
	}
	o.do("UPDATE proposal SET category = ''")
	for _, of := range [][2]string{{"甲", "县水务局"}, {"乙", "县教育局"}, {"丙", "县教育局"}, {"丁", "县公安局"}} {
		put("关于"+of[0]+"的建议", "农林水利", of[1], "")
	}
	put("关于戊的建议", "道路交通", "县公安局", "")
	asked, named, other := put("关于己的建议", "农林水利", "", ""), put("关于庚的建议", "农林水利", "", "县水利局、县气象站"), put("关于辛的建议", "文化体育", "", "")
	tells := func(id int64, value string) record.Told {
		t.Helper()
		told, err := proposal.Proposals.Field("lead_units").Tells(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-11-23"}, id, value)
		if err != nil {
			t.Fatal(err)
		}
		return told
	}
	for _, test := range []struct {
		name  string
		id    int64
		value string
		want  record.Told
	}{
		{"by category", asked, "", record.Told{Words: "历年「农林水利」类多由 县教育局（2 件）、县水务局（1 件）、县公安局（1 件） 承办", Instead: "县教育局"}},
		{"by the proposers", named, "", record.Told{Words: "提案人建议县水利局、县气象站；历年「农林水利」类多由 县教育局（2 件）、县水务局（1 件）、县公安局（1 件） 承办", Instead: "县水务局"}},
		{"nothing like it", other, "", record.Told{}},
		{"once somebody is named", asked, "县公安局", record.Told{}},
		{"a new one", 0, "", record.Told{}},
	} {
		if got := tells(test.id, test.value); got != test.want {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
	if _, sentence := o.merge(1, 4, "2026-10-01"); sentence != "" { // 县教育局 into 县公安局
		t.Fatal(sentence)
	}
	if got := tells(asked, ""); got.Words != "历年「农林水利」类多由 县公安局（3 件）、县水务局（1 件） 承办" || got.Instead != "县公安局" {
		t.Errorf("after a merger: %+v", got)
	}
}

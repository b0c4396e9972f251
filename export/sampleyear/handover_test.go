package sampleyear

import (
	"fmt"
	"testing"

	"cppccdesk/data/datatest"
	kinds "cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// The meetings of the sample year hold what its ledger of proposals says was handed over on their days: all filed at the session, and the four of July.
func TestHandoversOfTheSampleYear(t *testing.T) {
	st := datatest.MustOpen(t)
	if _, err := Load(t.Context(), st, "测试", DefaultYear, nil); err != nil {
		t.Fatal(err)
	}
	c := mustCounty(t, DefaultYear)
	atSession, replied := 0, map[bool]int{}
	for _, p := range c.proposals {
		if p.number == 0 {
			continue
		}
		if p.timing == "大会提案" {
			atSession++
		}
		if !p.replied.IsZero() {
			replied[p.assigned.Equal(c.briefing)]++
		}
	}
	meetings, err := kinds.Handovers.Records(t.Context(), st.DB(), record.Scope{Year: DefaultYear})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range meetings {
		got = append(got, fmt.Sprintf("%s %s %s %s", m.Values["batch"], m.Values["held_on"], m.Values["handed"], m.Values["place"]))
		if m.Values["held_on"] == date(c.briefing) && m.Values["replied"] != fmt.Sprint(replied[true]) {
			t.Errorf("%s of the first batch are answered, the model has %d", m.Values["replied"], replied[true])
		}
	}
	want := []string{fmt.Sprintf("第 1 批 2026-03-20 %d 县会议中心一楼报告厅", atSession), "第 2 批 2026-07-24 4 县政协二楼会议室"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q, want %q", got, want)
	}
}

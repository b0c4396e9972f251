package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// What the first proposer says of several units at once is counted once, and the numbers say the word where nobody wrote it.
func TestSuggestionsOfSeveralUnitsAtOnce(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于寅的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22",
		"lead_units": "县水务局、县教育局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	for _, unit := range []string{"县水务局", "县教育局"} {
		o.mustStep(id, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-10", "result_class": "A"})
	}
	o.mustStep(id, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意", "suggestions": "6", "adopted": "4"})
	o.expectFigures("2026-06-30", map[string]string{"suggestions": "6", "suggestions.adopted": "4", "adopted": "1"})
	if word := o.part(id, "feedback")[0]["adoption"]; word != "部分采纳" {
		t.Errorf("4 of 6 are %q", word)
	}
}

// The rate of suggestions adopted counts what the first proposers counted, of the newest reply of each unit, as of the day.
func TestSuggestionsAdopted(t *testing.T) {
	o := openOffice(t)
	filed := record.Values{"title": "关于寅的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22", "lead_units": "县水务局", "assigned_on": "2026-03-10"}
	one := o.save(proposal.Proposals, filed)
	filed["title"], filed["lead_units"], filed["handling"] = "关于卯的建议", "县水务局、县教育局", "分办"
	two := o.save(proposal.Proposals, filed)
	o.mustStep(one, "登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "A"})
	for _, unit := range []string{"县水务局", "县教育局"} {
		o.mustStep(two, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-10", "result_class": "A"})
	}
	o.mustStep(one, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意", "suggestions": "5", "adopted": "2"})
	o.mustStep(two, "登记反馈", record.Values{"unit": "县水务局", "returned_on": "2026-05-21", "result": "满意", "suggestions": "3", "adopted": "3"})
	o.mustStep(two, "登记反馈", record.Values{"unit": "县教育局", "returned_on": "2026-05-22", "result": "满意", "suggestions": "2", "adopted": "0"})
	o.mustStep(one, "登记答复", record.Values{"replied_on": "2026-06-10", "result_class": "A"})
	o.mustStep(one, "登记反馈", record.Values{"returned_on": "2026-06-20", "result": "满意", "suggestions": "5", "adopted": "4"})
	for day, want := range map[string]string{"2026-05-19": "0/0", "2026-05-20": "2/5", "2026-05-21": "5/8", "2026-05-31": "5/10", "2026-06-30": "7/10"} {
		figures, err := proposal.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		rate := measure.Of(figures, "suggestions.adopted_rate")
		if got := fmt.Sprintf("%d/%d", rate.Num, rate.Den); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
		if made := measure.Of(figures, "suggestions"); made.Num != rate.Den || rate.Base.Len() != made.Counted.Len() {
			t.Errorf("%s: %+v and %+v", day, made, rate)
		}
	}
}

func TestSuggestionsThatContradictEachOther(t *testing.T) {
	o := openOffice(t)
	for i, c := range []struct{ adoption, suggestions, adopted, want string }{
		{"", "", "2", "写了「采纳条数」2，没有写「建议条数」，请写明一共提了几条建议。"},
		{"", "2", "3", "采纳条数 3 多于建议条数 2，请改正其中一项。"},
		{"采纳", "2", "1", "采纳情况是「采纳」，采纳条数却是 2 条中的 1 条，请改正其中一项。"},
		{"部分采纳", "2", "2", "采纳情况是「部分采纳」，采纳条数却是 2 条中的 2 条，请改正其中一项。"},
		{"未采纳", "2", "1", "采纳情况是「未采纳」，采纳条数却是 2 条中的 1 条，请改正其中一项。"},
		{"近期不能落实", "2", "2", "采纳情况是「近期不能落实」，采纳条数却是 2 条中的 2 条，请改正其中一项。"},
		{"部分采纳", "2", "1", ""},
		{"采纳", "", "", ""},
	} {
		id := o.save(proposal.Proposals, record.Values{"title": fmt.Sprintf("关于第 %d 件事的建议", i), "proposer": "民建县委", "conclusion": "立案", "lead_units": "县水务局", "assigned_on": "2026-03-10"})
		o.mustStep(id, "登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "A"})
		got := o.step(id, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意", "adoption": c.adoption, "suggestions": c.suggestions, "adopted": c.adopted})
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

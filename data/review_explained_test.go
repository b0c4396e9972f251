package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// criteria are those among figures in words, with the ids of the records behind each.
func criteria(figures []measure.Figure) string {
	var all []string
	for _, f := range figures {
		if f.Under != "" {
			all = append(all, fmt.Sprintf("%s：%s %d%s（%s）%v", f.Under, f.Name, f.Num, f.Unit, f.Rule, f.Counted.IDs))
		}
	}
	return strings.Join(all, "\n")
}

// The points of a rating are told by its criteria: how often each is met, what it gives, and the records behind it.
func TestRatingIsExplained(t *testing.T) {
	o := atWork(t)
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "findings": rowsText(
		rows.Row{"kind": "建议", "text": "甲", "raiser": "张二", "outcome": "已采纳", "settled_on": "2026-06-01"}, rows.Row{"kind": "建议", "text": "乙", "raiser": "张二"})})
	o.save(supervision.Visits, record.Values{"on_date": "2026-08-12", "group": "3"})
	o.save(supervision.Directs, record.Values{"on_date": "2026-05-04", "raiser": "张二", "content": "窗口无人"})
	if _, sentence := o.saveAs(roster.Groups, 1, record.Values{"report_on": "2026-11-10", "unit_opinion": "基本满意"}); sentence != "" {
		t.Fatal(sentence)
	}
	work, err := data.GroupWork(t.Context(), o.DB(), 1, "2026-11-20")
	if err != nil {
		t.Fatal(err)
	}
	group := func(grade string, lines ...string) string {
		return "考评测算 " + grade + "：" + strings.Join(lines, "\n考评测算 "+grade+"：")
	}
	if got, want := criteria(work), group("50 分，不称职", "监督活动次数 10分（2 × 5 分，最多 20 分）[1 2]", "达到最低次数的季度 10分（2 × 5 分，最多 15 分）[1 2]", "问题建议条数 8分（2 × 4 分，最多 20 分）[1 2]",
		"采纳的问题建议 4分（1 × 4 分，最多 20 分）[1]", "年度报告 10分（1 × 10 分，最多 10 分）[]", "单位评价满意 0分（0 × 15 分，最多 15 分）[]", "单位评价基本满意 8分（1 × 8 分，最多 8 分）[]"); got != want {
		t.Errorf("the group:\n%s\nwant\n%s", got, want)
	}
	if got := o.rated("2026-11-20"); got != "50 不称职 不称职|60 称职 称职" {
		t.Errorf("the rating says %s", got)
	}
	all, err := supervision.SupervisorReviews.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-11-20"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.Values["name"] != "张二" {
			continue
		}
		work, err := supervision.SupervisorScore(t.Context(), o.DB(), r.ID, "2026-11-20")
		if got, want := criteria(work), group("60 分，称职", "参加监督活动 30分（2 × 15 分，最多 45 分）[1 2]", "提出的问题建议 20分（2 × 10 分，最多 40 分）[1 2]", "直通车事项 10分（1 × 10 分，最多 15 分）[1]"); got != want || err != nil {
			t.Errorf("%s: %v\n%s\nwant\n%s", r.Values["name"], err, got, want)
		}
	}
}

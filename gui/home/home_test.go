package home

import (
	"slices"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/gui/kit/look"
)

func TestDueCards(t *testing.T) {
	wednesday := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name       string
		items      []data.DueItem
		late, week card
	}{
		{
			"Nothing", nil,
			card{number: "0", basis: "没有逾期的事项", tone: look.ToneDone},
			card{note: "11-25 至 11-29", number: "0", basis: "本周没有到期的事项", tone: look.ToneMuted},
		},
		{
			"WorstFirst",
			[]data.DueItem{
				{Days: -17, Kind: "答复", Who: "县水务局", ProposalID: 42},
				{Days: -17, Kind: "答复", Who: "县教育局", ProposalID: 42},
				{Days: -3, Kind: "重办", ProposalID: 7},
				{Days: -1, Kind: "部署"},
			},
			card{note: "提案 2 · 部署 1", number: "3", basis: "最久 17 天 · 县水务局", tone: look.ToneLate},
			card{note: "11-25 至 11-29", number: "0", basis: "本周没有到期的事项", tone: look.ToneMuted},
		},
		{
			"SundayIsThisWeekMondayIsNot",
			[]data.DueItem{{Days: 0, Kind: "答复"}, {Days: 4, Kind: "跟踪"}, {Days: 5, Kind: "答复"}},
			card{number: "0", basis: "没有逾期的事项", tone: look.ToneDone},
			card{note: "11-25 至 11-29", number: "2", basis: "答复 1 · 跟踪 1", tone: look.ToneDue},
		},
		{
			"AProposalOfSeveralUnitsIsOne",
			[]data.DueItem{{Days: 1, Kind: "答复", ProposalID: 3}, {Days: 1, Kind: "答复", ProposalID: 3}, {Days: 2, Kind: "重办", ProposalID: 3}, {Days: 2, Kind: "部署"}},
			card{number: "0", basis: "没有逾期的事项", tone: look.ToneDone},
			card{note: "11-25 至 11-29", number: "3", basis: "答复 1 · 重办 1 · 部署 1", tone: look.ToneDue},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			late, week := dueCards(c.items, wednesday, lateMatters(c.items), weekMatters(c.items, wednesday))
			if late != c.late {
				t.Errorf("late %+v, want %+v", late, c.late)
			}
			if week != c.week {
				t.Errorf("week %+v, want %+v", week, c.week)
			}
		})
	}
}

func TestDueRow(t *testing.T) {
	for _, c := range []struct {
		days int
		when string
		tone look.Tone
	}{
		{-17, "逾期 17 天", look.ToneLate},
		{0, "今天", look.ToneDue},
		{1, "明天", look.ToneDue},
		{7, "7 天后", look.ToneDue},
		{8, "8 天后", look.ToneMuted},
	} {
		t.Run(c.when, func(t *testing.T) {
			row := dueRowOf(0, data.DueItem{Days: c.days})
			if row.when != c.when || row.tone != c.tone {
				t.Errorf("got %q tone %d, want %q tone %d", row.when, row.tone, c.when, c.tone)
			}
		})
	}
}

// Whatever a row is about can be opened from it.
func TestDueRowKnowsItsRecord(t *testing.T) {
	for _, item := range []data.DueItem{{ProposalID: 7}, {PointID: 7}, {DirectID: 7}, {PlanID: 7}, {Activities: true}, {GroupIDs: []int64{7}}} {
		r := dueRowOf(0, item)
		if r.proposal+r.point+r.direct+r.plan != 7 && !r.activities && len(r.groups) == 0 {
			t.Errorf("%+v: %+v", item, r)
		}
	}
}

func TestPlanRow(t *testing.T) {
	p := plan.Progress{
		Item:  plan.Item{Title: "民主评议", FromMonth: "2026-09", ToMonth: "2026-11"},
		State: plan.Late, Late: 12,
		Targets: []plan.TargetDone{{Measure: "组", Target: 13, Done: 11}, {Measure: "件", Target: 10, Done: 10}},
	}
	row := planRowOf(p)
	if row.time != "9–11 月" || row.done != "11 / 13 组 · 10 / 10 件" || row.state != "逾期 12 天" || row.share != 11.0/13 {
		t.Errorf("got %+v", row)
	}
	p.Item.FromMonth, p.Item.ToMonth, p.Targets = "2026-10", "2026-10", nil
	if row := planRowOf(p); row.time != "10 月" || row.share != 0 {
		t.Errorf("an item without targets: %+v", row)
	}
}

func TestMonths(t *testing.T) {
	march := time.Date(2026, 3, 15, 0, 0, 0, 0, time.UTC)
	proposals := []docket.Line{
		{Review: docket.Review{Conclusion: "立案", ReviewedOn: "2026-01-20"}, ToAnswer: 1, Answered: 1, LastReplyOn: "2026-03-02"},
		{Review: docket.Review{Conclusion: "立案", ReviewedOn: "2025-12-30"}}, // filed in the year before
		{Review: docket.Review{Conclusion: "并案", ReviewedOn: "2026-01-20"}},
		{Review: docket.Review{Conclusion: "立案", ReviewedOn: "2026-02-01"}, ToAnswer: 2, Answered: 1, LastReplyOn: "2026-03-02"},
	}
	for i := range proposals {
		proposals[i].ID = int64(i + 1)
	}
	bars, behind := months(proposals, 2026, march)
	if len(bars) != 3 {
		t.Fatalf("%d months, want January to March", len(bars))
	}
	for i, want := range [][2]float64{{1, 0}, {1, 0}, {0, 1}} {
		if bars[i].Values[0] != want[0] || bars[i].Values[1] != want[1] {
			t.Errorf("%s: %v, want %v", bars[i].Label, bars[i].Values, want)
		}
	}
	if l := behind[1][0]; !slices.Equal(l.Set.IDs, []int64{4}) || l.Title != "2 月立案 1 件" {
		t.Errorf("the bar of February lists %q %v", l.Title, l.Set.IDs)
	}
	if l := behind[2][1]; !slices.Equal(l.Set.IDs, []int64{1}) || l.Title != "3 月答复已齐 1 件" {
		t.Errorf("the second bar of March lists %q %v", l.Title, l.Set.IDs)
	}
	if got, _ := months(nil, 2025, march); len(got) != 12 {
		t.Errorf("%d months of a past year, want 12", len(got))
	}
}

// What is of a year before is counted and listed apart, of its year.
func TestMattersOfAYearBefore(t *testing.T) {
	late := lateMatters([]data.DueItem{{Days: -2, Kind: "整改", PointID: 1}, {Days: -9, Kind: "整改", PointID: 5, Year: 2026}, {Days: -8, Kind: "整改", PointID: 6, Year: 2026}})
	if len(late) != 2 || late[1].Name != "2026 年整改" || late[1].Of != "2026 年" || late[1].Num != 2 {
		t.Errorf("%+v", late)
	}
}

// Each number of the cards opens exactly the records it counts: a proposal once, each group of a line, and only what has no record counts without one.
func TestMattersAreWhatTheyCount(t *testing.T) {
	late := lateMatters([]data.DueItem{
		{Days: -17, Kind: "答复", ProposalID: 42},
		{Days: -17, Kind: "答复", ProposalID: 42},
		{Days: -3, Kind: "重办", ProposalID: 7},
		{Days: -2, Kind: "承诺", ProposalID: 7},
		{Days: -2, Kind: "整改", PointID: 1},
		{Days: -1, Kind: "直通车", DirectID: 2},
		{Days: -1, Kind: "部署", PlanID: 3},
		{Days: -9, Kind: "监督活动", GroupIDs: []int64{1, 2}},
		{Days: -5, Kind: "监督活动", GroupIDs: []int64{2, 3}},
		{Days: 0, Kind: "整改", PointID: 9},
		{Days: -1, Kind: "政情通报", Activities: true},
	})
	want := map[string][]int64{"提案": {42, 7}, "承诺": {7}, "整改": {1}, "直通车": {2}, "部署": {3}, "监督活动": {1, 2, 3}, "政情通报": nil}
	if len(late) != len(want) {
		t.Fatalf("%d sorts, want %d", len(late), len(want))
	}
	for _, f := range late {
		if ids := want[f.Name]; !slices.Equal(f.Counted.IDs, ids) || f.Num != max(int64(len(ids)), 1) || f.Unit == "" {
			t.Errorf("%s: %d %s, %v; want %v", f.Name, f.Num, f.Unit, f.Counted.IDs, ids)
		}
	}
}

// The rate of satisfaction names what the office divides by.
func TestSatisfiedCardNamesItsBase(t *testing.T) {
	for rule, want := range map[string]string{
		"（满意 + 基本满意），分母 = 收回反馈表数（剔除未表态）": "101 ÷ 115（收回反馈）",
		"（满意 + 基本满意），分母 = 首轮已答复件数":       "101 ÷ 115（首轮已答复）",
	} {
		if got := satisfiedCard(measure.Figure{Num: 101, Den: 115, IsRate: true, Rule: rule}).basis; got != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
	}
}

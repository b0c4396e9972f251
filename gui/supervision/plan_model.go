package supervision

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/calendar"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/look"
)

// PlanTones are how the states of plan items are drawn: red, amber and green only for late, due and done.
var PlanTones = map[plan.State]look.Tone{
	plan.Done: look.ToneDone, plan.DueNow: look.ToneDue, plan.UnderWay: look.ToneDue, plan.Late: look.ToneLate,
	plan.NotYet: look.ToneMuted,
}

// PlanState is the state of an item in words: 逾期 23 天.
func PlanState(p *plan.Progress) string {
	if p.State == plan.Late {
		return fmt.Sprintf("逾期 %d 天", p.Late)
	}
	return string(p.State)
}

// PlanDone is what is done of an item, each measure beside its target: 98 / 98 人 · 22 / 22 组.
func PlanDone(p *plan.Progress) string {
	parts := make([]string, 0, len(p.Targets))
	for _, t := range p.Targets {
		parts = append(parts, fmt.Sprintf("%d / %d %s", t.Done, t.Target, t.Measure))
	}
	return strings.Join(parts, " · ")
}

// PlanShare is how much of an item is done, by the measure least done; 0 without a target.
func PlanShare(p *plan.Progress) float64 {
	if len(p.Targets) == 0 {
		return 0
	}
	share := 1.0
	for _, t := range p.Targets {
		share = min(share, partOf(t.Done, t.Target))
	}
	return share
}

func partOf(n, of int64) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

// MonthSpan shortens 2026-03 and 2026-11 to 3–11 月.
func MonthSpan(from, to string) string {
	short := func(month string) string {
		if len(month) == len("2026-03") {
			return strings.TrimPrefix(month[5:], "0")
		}
		return month
	}
	if from == to {
		return short(from) + " 月"
	}
	return short(from) + "–" + short(to) + " 月"
}

// planView is the year's plan, ready to be shown.
type planView struct {
	year    int
	items   []plan.Progress
	today   float32 // months since the year began
	foot    string
	figures []measure.Figure // see planCards
}

// planCards are the figures shown beside the plan: what the groups did.
var planCards = []struct{ code, name string }{
	{"visits", "监督活动"}, {"findings", "意见建议"}, {"adoption_rate", "采纳率"}, {"points_closed_rate", "销号率"},
}

// readPlan reads the plan of the year as of today.
func readPlan(ctx context.Context, st *store.Store, year int, today string) (v planView, err error) {
	day, err := calendar.ParseDate(today)
	if err != nil {
		return v, fmt.Errorf("today: %w", err)
	}
	if v.items, err = plan.ProgressOf(ctx, st.DB(), year, today); err != nil {
		return v, err
	}
	before, err := plan.ProgressOf(ctx, st.DB(), year-1, day.AddMonths(-12).String())
	if err != nil {
		return v, err
	}
	v.year, v.today = year, monthsSince(year, day)
	v.foot = planFoot(v.items, before)
	for _, kind := range []*record.Kind{supervision.Visits, supervision.Letters} {
		figures, err := kind.Figures(ctx, st.DB(), year, today)
		if err != nil {
			return v, err
		}
		for _, c := range planCards {
			if f := measure.ByCode(figures, c.code); f != nil {
				v.figures = append(v.figures, *f)
			}
		}
	}
	return v, nil
}

// monthsSince is how many months of a year had passed on a day, with the part of its own.
func monthsSince(year int, day calendar.Date) float32 {
	days := calendar.Month{Year: day.Year, Month: day.Month}.Last().Day
	return float32((day.Year-year)*12+int(day.Month)-1) + (float32(day.Day)-0.5)/float32(days)
}

// planFoot counts the items by how far they are, and beside them those done a year before.
func planFoot(items, before []plan.Progress) string {
	if len(items) == 0 {
		return ""
	}
	texts := []string{fmt.Sprintf("共 %d 项", len(items))}
	for _, state := range []plan.State{plan.Done, plan.UnderWay, plan.DueNow, plan.Late, plan.NotYet} {
		if n := inState(items, state); n > 0 {
			texts = append(texts, fmt.Sprintf("%s %d", state, n))
		}
	}
	foot := strings.Join(texts, " · ")
	if len(before) > 0 {
		foot += fmt.Sprintf(" · 上年同期已完成 %d ÷ %d 项", inState(before, plan.Done), len(before))
	}
	return foot
}

func inState(items []plan.Progress, state plan.State) (n int) {
	for i := range items {
		if items[i].State == state {
			n++
		}
	}
	return n
}

// spanOf draws an item in the year.
func spanOf(p *plan.Progress, year int) chart.Span {
	under := p.Item.Nature
	if under != "" {
		under += " · "
	}
	s := chart.Span{
		ID: p.Item.ID, Title: strings.TrimSpace(p.Item.Code + " " + p.Item.Title), Under: under + MonthSpan(p.Item.FromMonth, p.Item.ToMonth),
		Done: PlanShare(p), Tone: PlanTones[p.State], Numbers: PlanDone(p), State: PlanState(p),
	}
	s.Title = strings.ReplaceAll(s.Title, "） ", "）")
	if from, err := calendar.ParseMonth(p.Item.FromMonth); err == nil {
		s.From = float32((from.Year-year)*12 + int(from.Month) - 1)
	}
	if to, err := calendar.ParseMonth(p.Item.ToMonth); err == nil {
		s.To = float32((to.Year-year)*12 + int(to.Month))
	}
	for _, t := range p.Targets {
		if n := t.Planned.Len(); n > 0 && t.Done < t.Target {
			s.Planned = partOf(n, t.Target)
			s.Numbers += " · 已安排 " + strconv.FormatInt(n, 10)
		}
	}
	return s
}

// planNote explains how far an item is, and from what that is counted: 逾期 23 天, 10 月应 1 次，已完成 0 次。按「活动」中已经举行的汇报会计数。
func planNote(p *plan.Progress) *kit.Note {
	var parts []string
	for _, t := range p.Targets {
		part := fmt.Sprintf("应 %d %s，已完成 %d %s", t.Target, t.Measure, t.Done, t.Measure)
		if n := t.Planned.Len(); n > 0 && t.Done < t.Target {
			part += fmt.Sprintf("，另有 %d %s已安排，最近的在 %s", n, t.Measure, p.NextOn)
		}
		parts = append(parts, part)
	}
	text := "没有写明目标，无法统计完成多少。"
	if len(parts) > 0 {
		text = MonthSpan(p.Item.FromMonth, p.Item.ToMonth) + strings.Join(parts, "；") + "。" + countedBy(p.Item.Kind)
	}
	if p.LastOn != "" {
		text += "最近一次 " + p.LastOn + "。"
	}
	return kit.NewNote(PlanState(p), text, PlanTones[p.State])
}

// countedBy says what records the progress of each kind of item is counted from.
func countedBy(kind plan.Kind) string {
	return cmp.Or(ownCount[kind], "按「活动」中已经举行的"+string(kind)+"计数。")
}

// ownCount is of the kinds that are not simply counted by the activities of their name.
var ownCount = map[plan.Kind]string{
	plan.Stationing: "按有派驻单位的监督小组和组里的人计数。",
	plan.Tracking:   "按各节点都已完成的全程跟踪提案计数。",
	plan.Evaluation: "件按收到有效评分表的提案计数，组按对它评的每件提案或每家单位都收到有效评分表的评议小组计数。",
	plan.Visits:     "次按登记的监督活动计数，组按开展过活动的监督小组，条按活动中的问题建议。",
	plan.Opinions:   "份按已送达的监督意见书计数，条按其中的意见，% 是销号率：已销号的意见 ÷ 已送达的意见。",
	plan.Directs:    "按登记的直通车事项计数。",
	plan.Study:      "按「活动」中已经完成的专题调研计数。",
}

// planOpenings are what is counted of an item, a figure for each of its measures and of what is arranged.
func planOpenings(p *plan.Progress) []measure.Figure {
	var figures []measure.Figure
	for _, t := range p.Targets {
		if t.IsRate() {
			figures = append(figures, measure.Figure{Name: p.Item.Title, Num: t.Counted.Len(), Den: t.Base.Len(), IsRate: true, Digits: 2, Counted: t.Counted, Base: t.Base})
			continue
		}
		figures = append(figures, measure.Figure{Name: p.Item.Title, Unit: t.Measure, Num: t.Done, Counted: t.Counted})
		if t.Planned.Len() > 0 {
			figures = append(figures, measure.Figure{Name: p.Item.Title + "（已安排）", Unit: t.Measure, Num: t.Planned.Len(), Counted: t.Planned})
		}
	}
	return figures
}

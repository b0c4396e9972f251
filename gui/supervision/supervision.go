// Package supervision is the page 监督: the year's plan, the visits of the groups and what they found, the letters of opinions, the points of those
// with what became of each (整改), and what was reported on the spot (直通车).
package supervision

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// Key is the page's key.
const Key = "supervision"

// agendaKey is the key of the tab 日历.
const agendaKey = "agenda"

// Page is the page 监督.
type Page struct{ *records.Tabbed }

var (
	_ desk.Page   = (*Page)(nil)
	_ desk.Helper = (*Page)(nil)
)

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{records.NewTabbed(d, Key, "监督")}
	p.Add(0, plan.Items.Name, "年度部署", newPlan(d))
	p.AddList(1, "监督活动", visits(d))
	p.AddList(1, "问题建议", findingList)
	p.AddList(2, "意见书", letters(d))
	p.AddList(2, "整改", points(d))
	p.AddList(3, "直通车", directs(d))
	p.AddList(4, "监督员考评", reviewList)
	p.Add(5, agendaKey, "日历", records.NewAgenda(d, Key, plan.Items.Name, supervision.Visits.Name, supervision.Letters.Name, supervision.Points.Name, supervision.Directs.Name, roster.Groups.Name))
	p.Ready()
	return p
}

// HelpTopics are the headings of the manual that belong to tabs, by the tabs' keys.
var HelpTopics = map[string]string{
	agendaKey:                 "日历",
	plan.Items.Name:           "年度工作部署",
	supervision.Visits.Name:   "监督活动",
	supervision.Findings.Name: "监督活动",
	supervision.Letters.Name:  "监督意见书",
	supervision.Points.Name:   "整改",
	supervision.Directs.Name:  "监督直通车",

	supervision.SupervisorReviews.Name: "年度考评",
}

// HelpTopic implements desk.Helper.
func (p *Page) HelpTopic() string {
	if p.Front == nil {
		return ""
	}
	return HelpTopics[p.Front.Key]
}

// AddCommands declares the command that opens the plan.
func AddCommands(d *desk.Desk) {
	d.AddCommand(desk.Command{Menu: "工具", Title: "年度工作部署…", Letter: 'P', Group: 40, Do: func() {
		d.Go(Key)
		d.Open(Key, plan.Items)
	}})
}

func visits(d *desk.Desk) records.Config {
	return records.Config{
		Kind: supervision.Visits, Key: "supervision.visits", Unit: "次", Title: "unit", Tags: []string{"form", "group"}, Names: []string{"people"}, Flex: "content",
		Numbers: []string{"group"}, Hide: []string{"mode", "place", "people", "findings"}, Sums: []string{"people_count", "findings_count", "adopted_count"},
		Sources: map[string]records.Source{"unit": records.FromUnits, "people": records.FromSupervisors, "findings.raiser": records.FromSupervisors},
		Filters: []records.Filter{
			{Text: "形式", Field: "form"},
			{Text: "活动形式", Field: "mode"},
			{Text: "小组", Field: "group"},
			{Text: "单位", Field: "unit"},
			{Text: "没有记录问题建议", Keep: func(v record.Values) bool { return v["findings_count"] == "" && v["on_date"] <= d.Today() }},
			{Text: "已安排", Keep: func(v record.Values) bool { return v["on_date"] > d.Today() }},
		},
		Foot: func(rows iter.Seq[records.Row]) string {
			groups, found, adopted := map[string]bool{}, 0, 0
			for r := range rows {
				groups[r.Values["group"]] = true
				found += record.CountOf(r.Values["findings_count"])
				adopted += record.CountOf(r.Values["adopted_count"])
			}
			return fmt.Sprintf("%d 个小组 · 问题建议 %d 条，采纳 %d 条", len(groups), found, adopted)
		},
	}
}

var findingList = records.Config{
	Kind: supervision.Findings, Key: "supervision.findings", Unit: "条", Title: "text", Tags: []string{"kind", "unit"}, Flex: "text", Numbers: []string{"group"},
	Hide: []string{"raiser"}, Sources: map[string]records.Source{"raiser": records.FromSupervisors, "unit": records.FromUnits},
	Filters: []records.Filter{
		{Text: "性质", Field: "kind"},
		{Text: "单位", Field: "unit"},
		{Text: "小组", Field: "group"},
		{Text: "已采纳", Keep: func(v record.Values) bool { return v["outcome"] == supervision.Adopted }},
		{Text: "未答复", Keep: func(v record.Values) bool { return v["outcome"] == "" }},
	},
	Foot: func(rows iter.Seq[records.Row]) string {
		all, adopted := 0, 0
		for r := range rows {
			if all++; r.Values["outcome"] == supervision.Adopted {
				adopted++
			}
		}
		return ratio("采纳", adopted, all)
	},
}

// lateTone draws what a letter, a point or an item of the 直通车 owes: late, or not.
func lateTone(d *desk.Desk) func(field string, v record.Values) look.Tone {
	return func(field string, v record.Values) look.Tone {
		switch {
		case field == "due_now" && supervision.Late(v, d.Today()):
			return look.ToneLate
		case field == "status" && (v["status"] == supervision.Closed || v["status"] == supervision.Done):
			return look.ToneDone
		}
		return look.ToneNormal
	}
}

func late(d *desk.Desk) records.Filter {
	return records.Filter{Text: "逾期", Keep: func(v record.Values) bool { return supervision.Late(v, d.Today()) }}
}

// carried keeps what was carried over from the years before.
func carried(d *desk.Desk) records.Filter {
	return records.Filter{Text: "往年结转", Keep: func(v record.Values) bool { return v["year"] != record.WholeNumber(d.Year()) }}
}

// ended says how many of the year's records that count are at their end, and apart from them of those carried over.
func ended(d *desk.Desk, rows iter.Seq[records.Row], what string, judge func(record.Values) (counts, ended bool)) string {
	var all, done [2]int
	for r := range rows {
		of := 0
		if carried(d).Keep(r.Values) {
			of = 1
		}
		counts, ended := judge(r.Values)
		if counts {
			all[of]++
		}
		if ended {
			done[of]++
		}
	}
	text := ratio(what, done[0], all[0])
	if all[1] > 0 {
		text += " · " + ratio("往年结转"+what, done[1], all[1])
	}
	return text
}

func letters(d *desk.Desk) records.Config {
	return records.Config{
		Kind: supervision.Letters, Key: "supervision.letters", Unit: "份", Title: "title", Tags: []string{"status", "unit", "group"}, Flex: "title", Numbers: []string{"group"},
		Hide:    []string{"group", "visited_on", "due_on", "points", "delivered_on"},
		Sums:    []string{"points_count", "closed_count"},
		Papers:  append([]records.Paper{{Name: "监督意见书", Choose: ofLetters}}, urging("unit")...),
		Sources: map[string]records.Source{"unit": records.FromUnits, "points.source": records.FromOrigins},
		Filters: []records.Filter{
			{Text: "状态", Field: "status"},
			{Text: "单位", Field: "unit"},
			{Text: "小组", Field: "group"},
			late(d),
			{Text: "未送达", Keep: func(v record.Values) bool { return v["delivered_on"] == "" }},
		},
		Tone: lateTone(d),
		More: func(row records.Row) []records.More {
			more := linked(d, row)
			if row.Values["points_count"] != "" {
				more = append(more, records.More{Text: "逐条整改 " + row.Values["points_count"], Do: func() { openPoints(d, row) }})
			}
			return more
		},
		Taken: relapsed(d),
		Typed: offerFindings(d), Noted: sourceVisit,
	}
}

// openPoints shows the points of a letter in the list 整改.
func openPoints(d *desk.Desk, letter records.Row) {
	desk.Load(d.Tasks(), "supervision.points", func(ctx context.Context) ([]int64, error) {
		return supervision.PointsOf(ctx, d.Store().DB(), letter.ID)
	}, func(ids []int64, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.Open(Key, desk.Listing{Title: fmt.Sprintf("%s · %d 条意见", letter.Values["title"], len(ids)), Set: measure.Set{Kind: supervision.Points.Name, IDs: ids}})
	})
}

func points(d *desk.Desk) records.Config {
	return records.Config{
		Kind: supervision.Points, Key: "supervision.points", Unit: "条", Title: "text", Tags: []string{"status", "unit", "serial"}, Flex: "text", Numbers: []string{"group"},
		Hide:   []string{"title", "group", "source", "responsible", "measure", "measure_on", "progress", "progress_on", "extended_to", "extended_on", "extended_by", "extended_why", "replied_on", "reply", "returned_on", "return_why", "accepted_on", "accepted_by", "looked_on", "looked", "closed_on", "delivered_on"},
		Papers: urging("unit"),
		Filters: []records.Filter{
			{Text: "未销号", Keep: func(v record.Values) bool {
				return v["status"] != supervision.Closed && v["status"] != supervision.NotSent
			}},
			late(d),
			carried(d),
			{Text: "待回头看", Keep: func(v record.Values) bool { return v["status"] == supervision.ToLookBack }},
			{Text: "状态", Field: "status"},
			{Text: "单位", Field: "unit"},
			{Text: "来源", Field: "origin"},
			{Text: "意见书", Field: "title"},
		},
		Tone: lateTone(d),
		Foot: func(rows iter.Seq[records.Row]) string {
			return ended(d, rows, "已销号", func(v record.Values) (bool, bool) {
				return v["status"] != supervision.NotSent, v["status"] == supervision.Closed
			})
		},
		Taken: relapsedPoint(d),
	}
}

func directs(d *desk.Desk) records.Config {
	return records.Config{
		Kind: supervision.Directs, Key: "supervision.directs", Unit: "件", Title: "content", Tags: []string{"status", "class", "unit"}, Flex: "content", Numbers: []string{"group"},
		Hide:    []string{"group", "place", "triaged_on", "passed_on", "replied_on", "told_on"},
		Sources: map[string]records.Source{"unit": records.FromUnits, "handler": records.FromUnits, "raiser": records.FromPeople},
		Papers:  urging("handler"),
		Filters: []records.Filter{
			{Text: "未办结", Keep: func(v record.Values) bool {
				return v["status"] != supervision.Done && v["status"] != supervision.Declined
			}},
			late(d),
			carried(d),
			{Text: "待反馈", Keep: func(v record.Values) bool {
				return v["told_on"] == "" && (v["status"] == supervision.Replied || v["status"] == supervision.Declined)
			}},
			{Text: "状态", Field: "status"},
			{Text: "类别", Field: "class"},
			{Text: "涉及单位", Field: "unit"},
			{Text: "转办单位", Field: "handler"},
		},
		Tone: lateTone(d),
		Foot: func(rows iter.Seq[records.Row]) string {
			return ended(d, rows, "转办后已办结", func(v record.Values) (bool, bool) { return v["passed_on"] != "", v["status"] == supervision.Done })
		},
	}
}

var reviewList = records.Config{
	Kind: supervision.SupervisorReviews, Key: "supervision.reviews", Unit: "人", Title: "name", Tags: []string{"group", "reckoned", "grade"}, Names: []string{"name"}, Flex: "name", Numbers: []string{"group"}, Hide: []string{"adopted", "directs", "grade_why", "graded_on"},
	Sources: map[string]records.Source{"name": records.FromSupervisors},
	Work: func(ctx context.Context, st *store.Store, id int64, day string) ([]measure.Figure, error) {
		return supervision.SupervisorScore(ctx, st.DB(), id, day)
	},
	Filters: []records.Filter{
		{Text: "测算等次", Field: "reckoned"},
		{Text: "另行评定", Keep: func(v record.Values) bool { return v["grade"] != "" }},
		{Text: "小组", Field: "group"},
	},
	Foot: func(rows iter.Seq[records.Row]) string {
		counts := map[string]int{}
		for r := range rows {
			counts[cmp.Or(r.Values["grade"], r.Values["reckoned"])]++
		}
		var parts []string
		for _, grade := range roster.ReviewGrades {
			parts = append(parts, fmt.Sprintf("%s %d", grade, counts[grade]))
		}
		return "按测算和评定：" + strings.Join(parts, " · ")
	},
}

// ratio says a part, what it is of, and the rate.
func ratio(what string, part, of int) string {
	if of == 0 {
		return what + " 0"
	}
	return fmt.Sprintf("%s %d ÷ %d = %s", what, part, of, measure.Ratio{Num: int64(part), Den: int64(of)}.Percent(2))
}

package export

import (
	"strconv"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sheet"
)

// groupWork is what a group did in the year.
type groupWork struct {
	record.Record

	quarters                            [4]int
	people, found, adopted, sent, close int
}

var groupsReport = Report{Code: "22", Name: "监督小组工作情况表", Reads: supervision.Visits, Build: func(y *Year) []sheet.Table {
	work := y.groupWork()
	quarter := func(i int, name string) sheet.Field[*groupWork] {
		return sheet.Field[*groupWork]{
			Column: sheet.Column{Key: "quarter" + string(rune('1'+i)), Path: []string{"监督活动（次）", name}, Kind: sheet.Int, Total: sheet.Sum},
			Value:  func(g *groupWork) any { return g.quarters[i] },
		}
	}
	number := func(key, over, name string, value func(g *groupWork) int) sheet.Field[*groupWork] {
		return sheet.Field[*groupWork]{Column: sheet.Column{Key: key, Path: []string{over, name}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(g *groupWork) any { return value(g) }}
	}
	fields := []sheet.Field[*groupWork]{
		{Column: sheet.Column{Key: "number", Path: []string{"组号"}, Kind: sheet.Center}, Value: func(g *groupWork) any { return g.Values["number"] }},
		{Column: sheet.Column{Key: "units", Path: []string{"派驻单位"}, Width: 24, Total: sheet.Count}, Value: func(g *groupWork) any { return g.Values["units"] }},
		{Column: sheet.Column{Key: "leader", Path: []string{"组长"}, Kind: sheet.Center}, Value: func(g *groupWork) any { return g.Values["leader"] }},
		quarter(0, "一季度"), quarter(1, "二季度"), quarter(2, "三季度"), quarter(3, "四季度"),
		number("visits", "监督活动（次）", "全年", func(g *groupWork) int { return g.quarters[0] + g.quarters[1] + g.quarters[2] + g.quarters[3] }),
		number("short", "监督活动（次）", "不足季度", func(g *groupWork) int { return record.CountOf(g.Values["quarters_short"]) }),
		number("people", "监督活动（次）", "参加人次", func(g *groupWork) int { return g.people }),
		number("found", "问题建议（条）", "提出", func(g *groupWork) int { return g.found }),
		number("adopted", "问题建议（条）", "采纳", func(g *groupWork) int { return g.adopted }),
		number("sent", "监督意见（条）", "送达", func(g *groupWork) int { return g.sent }),
		number("closed", "监督意见（条）", "销号", func(g *groupWork) int { return g.close }),
	}
	t := y.table("监督小组工作情况表", "次、条")
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, work)
	sheet.Identify(&t, roster.Groups.Name, work, func(g *groupWork) int64 { return g.ID })
	t.Notes = []string{
		"按填报日期以前的监督活动、采纳、送达和销号统计；没有开展活动的小组也列出。不是小组提出的监督意见不在其中。",
		"不足季度：填报日期以前已经过完的季度里活动少于 " + y.Settings["group.visits_quarter"] + " 次的，派驻不到半个季度的不算。",
	}
	return []sheet.Table{t, y.supervisorWork(), y.groupReviews()}
}}

// supervisorWork is the sheet of what each supervisor of a group did.
func (y *Year) supervisorWork() sheet.Table {
	number := func(key, name string, value func(s supervision.SupervisorYear) int) sheet.Field[supervision.SupervisorYear] {
		return sheet.Field[supervision.SupervisorYear]{Column: sheet.Column{Key: key, Path: []string{name}, Kind: sheet.Int, Total: sheet.Sum}, Value: func(s supervision.SupervisorYear) any { return value(s) }}
	}
	fields := []sheet.Field[supervision.SupervisorYear]{
		{Column: sheet.Column{Key: "group", Path: []string{"组号"}, Kind: sheet.Center}, Value: func(s supervision.SupervisorYear) any { return s.Group }},
		{Column: sheet.Column{Key: "name", Path: []string{"姓名"}, Width: 14, Total: sheet.Count}, Value: func(s supervision.SupervisorYear) any { return s.Name }},
		number("visits", "参加监督活动（次）", func(s supervision.SupervisorYear) int { return s.Visits }),
		number("found", "提出问题建议（条）", func(s supervision.SupervisorYear) int { return s.Findings }),
		number("adopted", "采纳（条）", func(s supervision.SupervisorYear) int { return s.Adopted }),
		number("directs", "直通车（件）", func(s supervision.SupervisorYear) int { return s.Directs }),
		{Column: sheet.Column{Key: "enough", Path: []string{"建议达标"}, Kind: sheet.Center}, Value: func(s supervision.SupervisorYear) any {
			return map[bool]string{true: "是", false: "否"}[s.Enough]
		}},
	}
	fields = append(fields, supervisorGrades...)
	t := y.table("民主监督员履职情况表", "次、条、件、分")
	t.People, t.Columns, t.Rows, t.Portrait = "name", sheet.Columns(fields), sheet.Rows(fields, y.AtWork), true
	sheet.Identify(&t, roster.Supervisors.Name, y.AtWork, func(s supervision.SupervisorYear) int64 { return s.ID })
	enough := y.figure("supervisors_suggesting_rate")
	t.Notes = []string{"建议达标：写明提出人的问题建议和直通车事项合计满 " + y.Settings["group.findings_year"] + " 条的，" + enough.Text() + "；没有写提出人的只计入小组。"}
	if y.ByOthers > 0 {
		t.Notes = append(t.Notes, "直通车（件）只列监督小组的人反映的，另有 "+strconv.FormatInt(y.ByOthers, 10)+" 件由委员等其他人反映，两项合起来是 26 号表的件数。")
	}
	return t
}

// groupWork counts the work of each group of the year as of its date.
func (y *Year) groupWork() []*groupWork {
	var all []*groupWork
	byNumber := map[string]*groupWork{}
	for _, r := range y.records[roster.Groups] {
		g := &groupWork{Record: r}
		all, byNumber[r.Values["number"]] = append(all, g), g
	}
	day := y.day()
	for _, v := range y.records[supervision.Visits] {
		if g := byNumber[v.Values["group"]]; g != nil && v.Values["on_date"] <= day {
			g.quarters[y.quarterOf(v.Values["on_date"])]++
			g.people += record.CountOf(v.Values["people_count"])
		}
	}
	for _, f := range y.records[supervision.Findings] {
		g := byNumber[f.Values["group"]]
		if g == nil || f.Values["on_date"] > day {
			continue
		}
		if g.found++; f.Values["outcome"] == supervision.Adopted && f.Values["settled_on"] <= day {
			g.adopted++
		}
	}
	for _, p := range y.records[supervision.Points] {
		g := byNumber[p.Values["group"]]
		if g == nil || p.Values["status"] == supervision.NotSent {
			continue
		}
		if g.sent++; p.Values["status"] == supervision.Closed {
			g.close++
		}
	}
	return all
}

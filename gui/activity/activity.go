// Package activity is the page 活动: meetings and studies, who is expected at them and who came, and the attendance of the year as a table of people
// by activities (参加情况).
package activity

import (
	"context"
	"fmt"
	"iter"

	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/export"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// Key is the page's key.
const Key = "activity"

// agendaKey is the key of the tab 日历.
const agendaKey = "agenda"

// Page is the page 活动.
type Page struct {
	*records.Tabbed

	activities *records.ListTab
}

var (
	_ desk.Page   = (*Page)(nil)
	_ desk.Helper = (*Page)(nil)
)

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{Tabbed: records.NewTabbed(d, Key, "活动")}
	config, sheet := activities(d), newAttendance(p)
	config.More = func(row records.Row) []records.More {
		return []records.More{{Text: "在表里登记到会", Do: func() { sheet.want = row.ID; p.Show(p.Find(tabKey)) }}}
	}
	p.activities = records.NewListTab(d, config)
	p.Add(0, activity.Activities.Name, "活动", p.activities)
	p.Add(1, tabKey, "参加情况", sheet)
	p.AddList(1, "出席明细", attendances())
	p.Add(2, agendaKey, "日历", records.NewAgenda(d, Key, activity.Activities.Name))
	p.Ready()
	return p
}

// HelpTopic implements desk.Helper.
func (p *Page) HelpTopic() string {
	switch {
	case p.Front == nil || p.Front.Key == activity.Activities.Name:
		return "活动"
	case p.Front.Key == agendaKey:
		return "日历"
	default:
		return "出席"
	}
}

// openAttendances lists who is expected at an activity.
func (p *Page) openAttendances(y *activity.Year, at int) {
	set := measure.Set{Kind: activity.Attendances.Name}
	for i := range y.People {
		if m := y.People[i].Marks[at]; m.ID > 0 {
			set.IDs = append(set.IDs, m.ID)
		}
	}
	p.Open(desk.Listing{Title: fmt.Sprintf("%s · 应到 %d 人", y.Activities[at].Title, len(set.IDs)), Set: set})
}

func activities(d *desk.Desk) records.Config {
	return records.Config{
		Kind: activity.Activities, Key: "activity.list", Unit: "次", Title: "title", Tags: []string{"kind", "status", "after"}, Flex: "title", Hide: []string{"year", "planned_on", "organizer", "finished_on", "place", "half_days", "attendances"},
		Sums: []string{"attendees", "half_days"},
		Work: func(ctx context.Context, st *store.Store, id int64, day string) ([]measure.Figure, error) {
			return supervision.ActivityWork(ctx, st.DB(), id, day)
		},
		Papers:  []records.Paper{{Name: "活动通知", Choose: ofActivities}, {Name: "会议纪要", Choose: ofActivities}},
		Sources: map[string]records.Source{"attendances.name": records.FromMembers, "unit": records.FromUnits},
		Filters: []records.Filter{
			{Text: "类别", Field: "kind"},
			{Text: "已完成", Keep: func(v record.Values) bool { return v["finished_on"] != "" && v["finished_on"] <= d.Today() }},
			{Text: "待举办", Keep: func(v record.Values) bool { return v["finished_on"] == "" || v["finished_on"] > d.Today() }},
			{Text: "会后还缺", Keep: func(v record.Values) bool { return v["after"] != "" && v["after"] != activity.AllThere }},
			{Text: "出席没有登记完", Keep: func(v record.Values) bool {
				return v["status"] == activity.Registering || v["status"] == activity.Called && v["started_on"] != "" && v["started_on"] <= d.Today()
			}},
		},
	}
}

// ofActivities has papers written of the activities chosen.
func ofActivities(_ context.Context, _ *store.Store, request *export.PaperRequest, chosen []records.Row) error {
	request.Activities = records.RowIDs(chosen)
	return nil
}

func attendances() records.Config {
	return records.Config{
		Kind: activity.Attendances, Key: "activity.attendances", Unit: "人次", Title: "name", Tags: []string{"state", "title", "on_date"}, Names: []string{"name"}, Flex: "note",
		Hide: []string{"kind", "half_days", "duty", "came", "excused"}, Sums: []string{"came", "excused"},
		Sources: map[string]records.Source{"name": records.FromMembers},
		Filters: []records.Filter{
			{Text: "活动", Field: "title"},
			{Text: "出席情况", Field: "state"},
			{Text: "界别", Field: "sector"},
			{Text: "请假待批", Keep: func(v record.Values) bool { return v["state"] == activity.Asking }},
			{Text: "发言", Keep: func(v record.Values) bool { return v["speech"] != "" }},
		},
		Tone: func(field string, v record.Values) look.Tone {
			if field != "state" {
				return look.ToneNormal
			}
			return toneOf(v["state"])
		},
		Foot: func(rows iter.Seq[records.Row]) string {
			n := map[string]int{}
			for r := range rows {
				n[r.Values["state"]]++
			}
			return fmt.Sprintf("到会 %d · 请假 %d · 缺席 %d · 未登记 %d（其中请假待批 %d）", n[activity.Present], n[activity.Excused], n[activity.Absent], n[activity.Expected]+n[activity.Asking], n[activity.Asking])
		},
	}
}

// toneOf is how a state is drawn.
func toneOf(state string) look.Tone {
	switch state {
	case activity.Present:
		return look.ToneDone
	case activity.Asking, activity.Excused:
		return look.ToneDue
	case activity.Absent:
		return look.ToneLate
	default:
		return look.ToneMuted
	}
}

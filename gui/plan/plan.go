// Package plan is what the year's work is planned in and done by: the page 年度工作部署 with the items of the plan, and the page 活动 with the
// meetings and studies that count for it.
package plan

import (
	"cppccdesk/data/activity"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

// The keys of the pages.
const (
	Key         = "plan"
	ActivityKey = "activity"
)

// New makes the page 年度工作部署; it is added hidden.
func New(d *desk.Desk) *records.Page {
	return records.NewPage(d, Key, "年度工作部署", records.Config{
		Kind: plan.Items, Key: "plan.list", Unit: "项", Title: "title", Tags: []string{"kind"}, Flex: "title", Hide: []string{"year", "nature"},
	})
}

// NewActivities makes the page 活动.
func NewActivities(d *desk.Desk) *records.Page {
	return records.NewPage(d, ActivityKey, "活动", records.Config{
		Kind: activity.Activities, Key: "activity.list", Unit: "次", Title: "title", Tags: []string{"kind"}, Flex: "title", Hide: []string{"year", "planned_on", "organizer"},
		Sums: []string{"attendees"},
		Filters: []records.Filter{
			{Text: "类别", Field: "kind"},
			{Text: "已完成", Keep: func(v record.Values) bool { return v["finished_on"] != "" && v["finished_on"] <= d.Today() }},
			{Text: "待举办", Keep: func(v record.Values) bool { return v["finished_on"] == "" || v["finished_on"] > d.Today() }},
		},
	})
}

// AddCommands declares the command that opens the plan.
func AddCommands(d *desk.Desk) {
	d.AddCommand(desk.Command{Menu: "工具", Title: "年度工作部署…", Letter: 'P', Group: 40, Do: func() { d.Go(Key) }})
}

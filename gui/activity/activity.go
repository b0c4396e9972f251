// Package activity is the page 活动 with the meetings and studies that count for the year's plan.
package activity

import (
	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

// Key is the page's key.
const Key = "activity"

// New makes the page 活动.
func New(d *desk.Desk) *records.Page {
	return records.NewPage(d, Key, "活动", records.Config{
		Kind: activity.Activities, Key: "activity.list", Unit: "次", Title: "title", Tags: []string{"kind"}, Flex: "title", Hide: []string{"year", "planned_on", "organizer"},
		Sums: []string{"attendees"},
		Filters: []records.Filter{
			{Text: "类别", Field: "kind"},
			{Text: "已完成", Keep: func(v record.Values) bool { return v["finished_on"] != "" && v["finished_on"] <= d.Today() }},
			{Text: "待举办", Keep: func(v record.Values) bool { return v["finished_on"] == "" || v["finished_on"] > d.Today() }},
		},
	})
}

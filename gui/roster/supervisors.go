package roster

import (
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// supervisors is the list of supervisors with what depends on the day: whose engagement is over.
func supervisors(d *desk.Desk) records.Config {
	c := supervisorList
	over := func(v record.Values) bool { return roster.EngagementOver(v["to_on"], d.Today()) }
	c.Filters = append(slices.Clone(c.Filters),
		records.Filter{Text: "聘期届满", Keep: over},
		records.Filter{Text: "兼任委员", Keep: func(v record.Values) bool { return v["member_of"] != "" }})
	c.Hide = append(slices.DeleteFunc(slices.Clone(c.Hide), func(key string) bool { return key == "to_on" }), "gender")
	c.Tone = func(field string, v record.Values) look.Tone {
		if field == "to_on" && over(v) {
			return look.ToneLate
		}
		return look.ToneNormal
	}
	return c
}

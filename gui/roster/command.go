package roster

import (
	"cppccdesk/data/roster"
)

// HelpTopics are the headings of the manual that belong to tabs, by the tabs' keys.
var HelpTopics = map[string]string{
	roster.Supervisors.Name:    "监督员的聘期",
	roster.Groups.Name:         "监督小组",
	roster.Units.Name:          "承办单位改名和合并",
	roster.Sectors.Name:        "界别、专委会和活动组",
	roster.Committees.Name:     "界别、专委会和活动组",
	roster.ActivityGroups.Name: "界别、专委会和活动组",
	roster.Terms.Name:          "换届",
	"contacts":                 "通讯录",
	"birthdays":                "生日名册",
}

// HelpTopic implements desk.Helper.
func (p *Page) HelpTopic() string {
	if p.Front == nil {
		return ""
	}
	return HelpTopics[p.Front.Key]
}

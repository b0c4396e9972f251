package activity

import "cppccdesk/data/record"

// The office's words that the records of each sort hold.
var (
	activitiesLists = []record.WordList{
		{Dictionary: "activity_kind", Title: "活动类别", Fixed: []string{"座谈会", "专题调研", "汇报会", Interview, GroupTalk, Briefing}, Columns: []record.WordColumn{{Table: "activity", Column: "kind"}}},
	}
)

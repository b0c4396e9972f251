package evaluation

import "cppccdesk/data/record"

// The office's words that the records of each sort hold.
var (
	panelsLists = []record.WordList{
		{Dictionary: "rater_category", Title: "评委类别", Columns: []record.WordColumn{{Table: "rater", Column: "category"}, {Table: "rater_weight", Column: "category"}}},
	}
)

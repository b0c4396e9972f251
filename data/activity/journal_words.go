package activity

import "cppccdesk/data/record"

// What the journal calls the tables of each sort of record.
var (
	activitiesTables = map[string]record.TableWords{
		"activity": {Title: "活动", Name: []string{"title"}},
	}
)

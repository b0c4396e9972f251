package plan

import "cppccdesk/data/record"

// What the journal calls the tables of each sort of record.
var (
	itemsTables = map[string]record.TableWords{
		"plan_item":   {Title: "部署事项", Name: []string{"title"}},
		"plan_target": {Title: "部署目标", Name: []string{"plan_item_id", "measure"}, Columns: map[string]string{"measure": "单位", "target": "目标数"}},
	}
)

package gui

import (
	"slices"

	"cppccdesk/gui/plan"
	"cppccdesk/gui/setting"
	"cppccdesk/gui/term"
)

// seenOn are the pages that show what a table holds. A table that is not named is shown by several or by none.
var seenOn = map[string]string{
	"activity": plan.ActivityKey, "plan_item": plan.Key, "plan_target": plan.Key,

	"dictionary": setting.WordsKey, "deadline_rule": setting.DeadlinesKey, "setting": "setting",

	"engagement": "roster", "group_member": "roster", "group_unit": "roster", "member": "roster", "member_post": "roster",
	"member_status": "roster", "person": "roster", "supervision_group": "roster", "supervisor": "roster", "unit": "roster", "unit_name": "roster",

	"assignment": "proposal", "assignment_past": "proposal", "consultation": "proposal", "feedback": "proposal", "key_proposal": "proposal", "proposal": "proposal",
	"proposal_proposer": "proposal", "proposal_refusal": "proposal", "proposal_review": "proposal", "reply": "proposal", "review_past": "proposal", "tracking_node": "proposal",

	"evaluation": "evaluation", "evaluation_target": "evaluation", "panel": "evaluation", "rater": "evaluation", "rater_weight": "evaluation",
	"rubric": "evaluation", "rubric_grade": "evaluation", "rubric_indicator": "evaluation", "score": "evaluation", "score_sheet": "evaluation",

	"term": term.Key,
}

// showAll are the pages on which every step is seen: the journal, and the import that shows what it has just written.
var showAll = []string{"journal", "intake"}

// undoneOn is the page that shows a change of tables, "" when that is the page in front, one that shows all, or none in particular.
func undoneOn(tables []string, front string) (page string) {
	pages := make([]string, 0, len(tables))
	for _, table := range tables {
		if page := seenOn[table]; page != "" {
			pages = append(pages, page)
		}
	}
	if len(pages) == 0 || slices.Contains(showAll, front) || slices.Contains(pages, front) {
		return ""
	}
	return pages[0]
}

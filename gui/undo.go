package gui

import (
	"maps"
	"slices"

	"cppccdesk/data"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/plan"
	"cppccdesk/gui/setting"
	"cppccdesk/gui/term"
)

// alsoSeenOn are the pages that show what a table holds which no kind that a page lists names.
var alsoSeenOn = map[string]string{
	"engagement": "roster", "group_member": "roster", "group_unit": "roster", "member_post": "roster", "member_status": "roster", "person": "roster",
	"panel": "evaluation", "tracking_node": "proposal", "feedback": "proposal", "key_proposal": "proposal", "unit_name": "roster", "dictionary": setting.WordsKey, "deadline_rule": setting.DeadlinesKey, "setting": "setting",
	"evaluation": "evaluation", "evaluation_target": "evaluation", "rater": "evaluation", "rater_weight": "evaluation", "rubric": "evaluation",
	"rubric_grade": "evaluation", "rubric_indicator": "evaluation", "score": "evaluation", "score_sheet": "evaluation",
	"activity": plan.ActivityKey, "plan_item": plan.Key, "plan_target": plan.Key, "term": term.Key,
}

// seenOn are the pages that show what a table holds, by table: those that list the records of its kind. A table that is not named is shown by several
// or by none.
func seenOn(d *desk.Desk) map[string]string {
	pages := map[string]string{}
	for _, kind := range data.Kinds() {
		for table := range kind.Tables {
			if page := d.PageOf(kind.Name); page != "" {
				pages[table] = page
			}
		}
	}
	maps.Copy(pages, alsoSeenOn)
	return pages
}

// showAll are the pages on which every step is seen: the journal, and the import that shows what it has just written.
var showAll = []string{"journal", "intake"}

// undoneOn is the page that shows a change of tables, "" when that is the page in front, one that shows all, or none in particular.
func undoneOn(seenOn map[string]string, tables []string, front string) (page string) {
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

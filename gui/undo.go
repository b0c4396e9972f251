package gui

import (
	"cmp"
	"maps"
	"slices"

	"cppccdesk/data"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/term"
)

// The pages that show records of a kind that no page lists, and tables of which a page is the better one, or of no kind.
var (
	pageOfKind  = map[string]string{"tracking": "proposal", "panels": "evaluation", "scores": "evaluation", "score-checks": "evaluation", "ballots": "evaluation"}
	pageOfTable = map[string]string{"setting": "setting", "term": term.Key}
)

// seenOn are the pages that show what a table holds, by table: those that show the records of its kind. A table that is not named is shown by several
// or by none.
func seenOn(d *desk.Desk) map[string]string {
	pages := map[string]string{}
	for _, kind := range data.Kinds() {
		page := cmp.Or(d.PageOf(kind.Name), pageOfKind[kind.Name])
		for table := range kind.Tables {
			if page != "" {
				pages[table] = page
			}
		}
	}
	maps.Copy(pages, pageOfTable)
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

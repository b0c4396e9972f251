package evaluation

import "cppccdesk/data/store"

// setUpBy is SQL for whether evaluation e was there on a day: written down by its end, or one of its papers bears a day by then, whenever that was typed
// in. Day and end are SQL.
func setUpBy(day, end string) string {
	return "(" + store.WrittenBy("evaluation", "e.id", end) + `
		OR EXISTS (SELECT 1 FROM score_sheet y JOIN evaluation_target d ON d.id = y.target_id JOIN panel z ON z.id = d.panel_id WHERE z.evaluation_id = e.id AND y.submitted_on <> '' AND y.submitted_on <= ` + day + `)
		OR EXISTS (SELECT 1 FROM ballot_round y WHERE y.evaluation_id = e.id AND y.held_on <= ` + day + `)
		OR EXISTS (SELECT 1 FROM result_lock y WHERE y.evaluation_id = e.id AND y.locked_on <= ` + day + `))`
}

// setUpOn is setUpBy for a day (YYYY-MM-DD).
func setUpOn(day string) string {
	return setUpBy(store.QuoteText(day), store.QuoteText(store.EndOf(day)))
}

// ofYear chooses the evaluations e that a rule judges: those of the year that were there on the day of the bench.
var ofYear = " e.year = ?0 AND e.deleted_at = '' AND " + setUpBy("?1", "?3")

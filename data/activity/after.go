package activity

import (
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// AllThere says of an activity that has taken place that it lacks nothing more.
const AllThere = "已齐"

// noResult says that its results are not told.
const noResult = "缺成果"

// ResultStep is the name of the step that tells the results of an activity.
const ResultStep = "登记成果"

// pointsSQL and filesSQL count the opinions of the activity a that became points of letters, and the files kept with it.
const (
	pointsSQL = "(SELECT count(*) FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id AND l.deleted_at = '' WHERE x.activity_id = a.id)"
	filesSQL  = "(SELECT count(*) FROM " + store.AttachmentTable + " f WHERE f.tbl = 'activity' AND f.row_id = a.id AND f.deleted_at = '')"
)

// afterSQL is what the activity a lacks once it has taken place: its results, and its papers (minutes, sign-in sheet) as files. Empty while nobody says it has.
const afterSQL = "CASE WHEN " + held + " = '' THEN '' WHEN a.outcome = '' AND " + filesSQL + " = 0 THEN '" + noResult + "、缺附件' WHEN a.outcome = '' THEN '" + noResult + "' WHEN " + filesSQL + " = 0 THEN '缺附件' ELSE '" + AllThere + "' END"

// afterwards is that step: what the office waits for once its attendance is registered.
func afterwards(states []string) record.Step {
	outcome := *Activities.Field("outcome")
	outcome.Required, outcome.FormOnly = true, false
	return record.Step{
		Name: ResultStep, From: states, To: states, Later: states[:3], Waits: Began,
		Asks: []record.Field{outcome, *Activities.Field("finished_on")},
		Begins: func(r record.Record) record.Values {
			if r.Values["finished_on"] != "" {
				return record.Values{"finished_on": r.Values["finished_on"]}
			}
			return record.Values{"finished_on": r.Values["started_on"]}
		},
		Guard: func(r record.Record) string {
			if r.Values["outcome"] != "" {
				return "成果已登记，改正请用「编辑」。"
			}
			return ""
		},
		Do: func(_ record.Record, v record.Values) (record.Values, error) { return v, nil },
	}
}

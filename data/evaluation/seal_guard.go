package evaluation

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"cppccdesk/data/store"
)

// sealedBy are the tables of which a result is made, each with the table its rows belong to and the column that says to which row of it, those of the
// rows that belong to others first.
var sealedBy = []struct{ table, of, column string }{
	{"score", "score_sheet", "sheet_id"},
	{"score_sheet", "evaluation_target", "target_id"},
	{"rater", "panel", "panel_id"},
	{"evaluation_target", "panel", "panel_id"},
	{"panel", "evaluation", "evaluation_id"},
	{"ballot_mark", "ballot", "ballot_id"},
	{"ballot", "ballot_round", "round_id"},
	{"ballot_settlement", "ballot_round", "round_id"},
	{"ballot_round", "evaluation", "evaluation_id"},
	{"ballot_target", "evaluation", "evaluation_id"},
	{"rubric_indicator", "rubric", "rubric_id"},
	{"rubric_option", "rubric", "rubric_id"},
	{"rubric_grade", "rubric", "rubric_id"},
	{"rater_weight", "rubric", "rubric_id"},
}

// mostNarrowed is how many rows of a table a write may touch for the guard to ask which evaluations they are of; for more it looks at all.
const mostNarrowed = 10_000

// keepSealed is the guard of locked results: a write that changes what decided one is refused, whichever way it came.
func keepSealed(ctx context.Context, tx *store.Tx, change store.Change) error {
	condition := "false"
	if touched, all, err := touchedEvaluations(ctx, tx, change); err != nil {
		return err
	} else if all {
		condition = "true"
	} else if len(touched) > 0 {
		condition = "k.evaluation_id IN (" + store.IDList(touched) + ")"
	}
	if proposals := change.Tables["proposal"]; len(proposals) > 0 { // one in the bin is evaluated no more
		condition += ` OR EXISTS (SELECT 1 FROM evaluation_target g JOIN panel n ON n.id = g.panel_id WHERE n.evaluation_id = k.evaluation_id AND g.proposal_id IN (` + store.IDList(proposals) + "))"
	}
	if condition == "false" {
		return nil
	}
	return refuseBroken(ctx, tx, condition)
}

// touchedEvaluations are those that the rows a write touched belong to, or belonged to before it; all is true where there are too many rows to ask.
//
// A row is followed upwards by what it says now and by what it said before. What it belonged to through a row that this write moved or deleted too is
// found by that row, which is among the touched itself.
func touchedEvaluations(ctx context.Context, tx *store.Tx, change store.Change) (ids []int64, all bool, err error) {
	rows := map[string]map[int64]bool{}
	reach := func(table string, ids []int64) {
		if rows[table] == nil {
			rows[table] = map[int64]bool{}
		}
		for _, id := range ids {
			rows[table][id] = true
		}
	}
	for _, s := range sealedBy {
		reach(s.table, change.Tables[s.table])
	}
	reach("rubric", change.Tables["rubric"])
	reach("evaluation", change.Tables["evaluation"])
	for _, s := range sealedBy {
		if len(rows[s.table]) == 0 {
			continue
		}
		if len(rows[s.table]) > mostNarrowed {
			return nil, true, nil
		}
		list := store.IDList(slices.Sorted(maps.Keys(rows[s.table])))
		owners, err := store.IDs(ctx, tx, fmt.Sprintf(`SELECT %[2]s FROM %[1]s WHERE id IN (%[3]s)
			UNION SELECT json_extract(before_json, '$.%[2]s') FROM journal_row WHERE id >= (SELECT first_row FROM journal_write WHERE id = ?)
				AND tbl = '%[1]s' AND json_extract(before_json, '$.%[2]s') IS NOT NULL`, s.table, s.column, list), change.WriteID)
		if err != nil {
			return nil, false, err
		}
		reach(s.of, owners)
	}
	if len(rows["rubric"]) > 0 {
		used, err := store.IDs(ctx, tx, "SELECT id FROM evaluation WHERE rubric_id IN ("+store.IDList(slices.Sorted(maps.Keys(rows["rubric"])))+")")
		if err != nil {
			return nil, false, err
		}
		reach("evaluation", used)
	}
	return slices.Sorted(maps.Keys(rows["evaluation"])), false, nil
}

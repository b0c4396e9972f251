package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"

	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// Whether the sheets of a scheme say who filled them in.
const (
	signed    = "记名"
	anonymous = "无记名"
)

// fewestAnonymous is how many anonymous sheets anything that is shown must be made of: of two, each rater knows what the other gave.
const fewestAnonymous = 3

// AnonymousNote is what papers say of the results of an anonymous scheme.
const AnonymousNote = "无记名评议：评分表和意见次序打乱，与评委和录入先后无关，不写是谁的；计入不足 3 张的不列得分、各项平均和意见。"

// scheme is the rubric as the evaluation is computed with.
func (e *Result) scheme() scoring.Rubric {
	scheme := e.Rubric.scheme()
	if e.Rubric.Anonymous {
		scheme.Fewest = fewestAnonymous
	}
	return scheme
}

// unnamed are the raters without their names.
func unnamed(raters []scoring.Rater) []scoring.Rater {
	raters = slices.Clone(raters)
	for i := range raters {
		raters[i].Name = ""
	}
	return raters
}

// hide takes from the sheets of an anonymous scheme whose they are and in which order they were typed in; without a result there are none.
func (t *TargetResult) hide() {
	if !t.Scored {
		t.Sheets = nil
		return
	}
	for i := range t.Sheets {
		s := &t.Sheets[i]
		s.RaterID, s.Rater, s.Category = 0, "", ""
	}
	slices.SortStableFunc(t.Sheets, func(a, b ScoreSheet) int {
		return cmp.Or(cmp.Compare(shuffled(t.ID, strconv.FormatInt(a.ID, 10)), shuffled(t.ID, strconv.FormatInt(b.ID, 10))), cmp.Compare(a.ID, b.ID))
	})
}

// shuffled is a place of something among others of a target that says nothing of it and is always the same.
func shuffled(targetID int64, of string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(strconv.FormatInt(targetID, 10) + "\x00" + of)) // never fails
	x := h.Sum64()                                                        // whose last bytes decide too little: mixed as splitmix64 does
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// written are the sheets that were taken and have an opinion, in an order that says nothing of whose they are or when they were typed in.
func (t *TargetResult) written() (found []ScoreSheet) {
	for _, s := range t.Sheets {
		if !s.Void && s.Note != "" && (s.Standing == scoring.Counted || s.Standing == scoring.DroppedTop || s.Standing == scoring.DroppedLow) {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b ScoreSheet) int {
		return cmp.Or(cmp.Compare(shuffled(t.ID, a.Note), shuffled(t.ID, b.Note)), cmp.Compare(a.Note, b.Note))
	})
	return found
}

// Opinions are what raters wrote on sheets that were taken, in an order that says nothing of who wrote them or when they were typed in.
func (t *TargetResult) Opinions() (texts []string) {
	for _, s := range t.written() {
		texts = append(texts, s.Note)
	}
	return texts
}

// aboutOf is what a target is in a few words: 第12号提案, or the unit.
func aboutOf(t *TargetResult) string {
	if t.ProposalNumber == 0 {
		return t.Unit
	}
	return fmt.Sprintf("第%d号提案", t.ProposalNumber)
}

// refuseSigned refuses to tell afterwards who filled in sheets that were anonymous.
func refuseSigned(ctx context.Context, tx *store.Tx, id int64, v, stored record.Values) error {
	if !v.Has("signing") || v["signing"] != signed || stored["signing"] != anonymous {
		return nil
	}
	return refuseNames(ctx, tx, id)
}

// keepAnonymous is the guard of what was anonymous: no write brings back who filled in the sheets of a scheme, an undo neither.
func keepAnonymous(ctx context.Context, tx *store.Tx, change store.Change) error {
	if len(change.Tables["rubric"]) == 0 {
		return nil
	}
	named, err := store.IDs(ctx, tx, `SELECT b.id FROM rubric b WHERE NOT b.anonymous AND EXISTS (SELECT 1 FROM journal_row j
		WHERE j.id >= (SELECT first_row FROM journal_write WHERE id = ?) AND j.tbl = 'rubric' AND j.row_id = b.id AND json_extract(j.before_json, '$.anonymous') = 1) ORDER BY b.id`, change.WriteID)
	for _, id := range named {
		if err := refuseNames(ctx, tx, id); err != nil {
			return err
		}
	}
	return err
}

// refuseNames refuses names for the sheets of a scheme, of which there are some.
func refuseNames(ctx context.Context, tx *store.Tx, id int64) error {
	var name string
	var sheets int
	err := tx.QueryRowContext(ctx, `SELECT b.name, (SELECT count(*) FROM score_sheet s JOIN evaluation_target g ON g.id = s.target_id JOIN panel n ON n.id = g.panel_id
		JOIN evaluation e ON e.id = n.evaluation_id WHERE e.rubric_id = b.id) FROM rubric b WHERE b.id = ?`, id).Scan(&name, &sheets)
	if err == nil && sheets > 0 {
		err = store.Refuse(store.CodeConflict, "评分方案「%s」已按无记名收了 %d 份评分表，不能改成记名，也不能撤销成记名；请右键「复制为新方案」，改好后用于新的评议。", name, sheets)
	}
	return err
}

// fewOf is SQL for whether a slot r is of a category that fewer than three sheets of its panel are of: the category would say whose it is.
const fewOf = "(r.slot > 0 AND r.category <> '' AND (SELECT count(*) FROM rater o WHERE o.panel_id = r.panel_id AND o.slot > 0 AND o.excused = 0 AND o.category = r.category) < 3)"

// refuseOfFew refuses to have the raters of an anonymous evaluation count otherwise by category, where fewer than three of a panel are of one.
func (e *Result) refuseOfFew(w WhatIf) error {
	if !e.Rubric.Anonymous || !e.Rubric.Weighted || !w.Alike && len(w.Categories) == 0 {
		return nil
	}
	for i, c := range e.cases {
		of := map[string]int{}
		for _, r := range c.Raters {
			if !r.Excused {
				of[r.Category]++
			}
		}
		for category, n := range of {
			if category != "" && n < fewestAnonymous {
				return store.Refuse(store.CodeInvalid, "「%s」是无记名评议，第 %d 组的「%s」不足 %d 人，不能看评委类别的权重改了会怎样：一算就知道是谁打的。", e.Name, e.Targets[i].PanelNumber, category, fewestAnonymous)
			}
		}
	}
	return nil
}

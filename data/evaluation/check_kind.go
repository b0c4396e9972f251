package evaluation

import (
	"cmp"
	"context"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// checkView has one row for each sheet that a second person typed in.
const checkView = `(SELECT s.id, e.year, e.name AS evaluation, n.number AS number_order, CAST(n.number AS TEXT) AS number, COALESCE(CAST(p.number AS TEXT), '') AS proposal,
	COALESCE(p.title, '') AS proposal_title, u.name AS unit, r.name, '二录' AS pass, s.void, s.entered_by, s.entered_on
	FROM score_check s JOIN evaluation_target g ON g.id = s.target_id JOIN panel n ON n.id = g.panel_id JOIN evaluation e ON e.id = n.evaluation_id
	LEFT JOIN proposal p ON p.id = g.proposal_id JOIN unit u ON u.id = g.unit_id JOIN rater r ON r.id = s.rater_id
	WHERE e.deleted_at = '' AND COALESCE(p.deleted_at, '') = '') AS sheet`

// Checks are the score sheets as a second person typed them in, one record for what a rater gave one target. They do not count: what differs from the sheet is
// settled by the paper.
var Checks = &record.Kind{
	Name: "score-checks", Title: "评分表二录", Layout: "评分表二录表", From: checkView, Scope: "year = ?", Order: "number_order, id", Table: "score_check", Tables: checkTables,
	Fields: append(sheetFields("evaluation", "number", "proposal", "proposal_title", "unit", "name"),
		record.Field{Key: "pass", Title: "录入", Aliases: []string{"录次", "第几次录入"}, Type: record.Word{Words: []string{"二录"}}, Expr: "pass", Required: true, Note: "一录的写在评分汇总表里", Example: "二录", Width: 60},
		record.Field{Key: "entered_by", Title: "录入人", Note: "空着就是经办人；两次录入要由两个人", Example: "李四", Width: 80},
		record.Field{Key: "entered_on", Title: "录入日期", Type: record.Day{}, Note: "空着就是今天", Width: 90},
		record.Field{Key: "void", Title: "作废", Aliases: []string{"是否作废"}, Type: record.YesNo{}, Width: 50},
	),
	Index: []string{"name"}, ProposalKey: "proposal", Match: matchSheet, Save: saveCheck, Extra: typedIn[SecondPass].fields, Removed: true,
}

// sheetFields are the fields of a score sheet with the keys.
func sheetFields(keys ...string) (fields []record.Field) {
	for _, key := range keys {
		fields = append(fields, *Scores.Field(key))
	}
	return fields
}

func saveCheck(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if err := record.CheckHappened(tx, "录入日期", v["entered_on"]); err != nil {
		return 0, err
	}
	place, row, err := checkRow(ctx, tx, scope, id, v)
	if err != nil {
		return 0, err
	}
	by := cmp.Or(v["entered_by"], row.By)
	if by == "" {
		if by, err = actorOf(ctx, tx); err != nil {
			return 0, err
		}
	}
	if err := SaveEntry(ctx, tx, place.targetID, Typing{SecondPass, by}, []EntryRow{row}); err != nil {
		return 0, err
	}
	id, err = store.LookUp(ctx, tx, "SELECT id FROM score_check WHERE target_id = ? AND rater_id = ?", place.targetID, place.raterID)
	if err == nil && v["entered_on"] != "" {
		err = tx.Update(ctx, "score_check", id, store.Columns{"entered_on": v["entered_on"]})
	}
	return id, err
}

// checkRow is the sheet as the second person typed it, with what v says of it.
func checkRow(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (place sheetPlace, row EntryRow, err error) {
	if place, err = findSheetPlace(ctx, tx, scope, checkView, id, v); err != nil {
		return place, row, err
	}
	e, err := ReadEntry(ctx, tx, place.targetID, SecondPass)
	if err != nil {
		return place, row, err
	}
	i := slices.IndexFunc(e.Rows, func(r EntryRow) bool { return r.RaterID == place.raterID })
	if id != 0 && e.Rows[i].SheetID != id {
		return place, row, store.Refuse(store.CodeInvalid, "二录的评分表不能改成另一位评委或另一个对象的；请删去这一条，再录一张。")
	}
	row = e.Clone().Rows[i]
	for at, indicator := range e.Rubric.Indicators {
		if text, told := v[indicatorKey(indicator.Label)]; told {
			row.Points[at] = text
		}
	}
	if _, err := readPoints(ctx, tx, place.rubricID, v); err != nil { // an indicator of another scheme is refused
		return place, row, err
	}
	if v.Has("void") {
		row.Void = record.Yes(v["void"])
	}
	if row.given() == 0 && !row.Void {
		err = store.Refuse(store.CodeInvalid, "评委「%s」的评分表没有填写任何得分。", row.Rater)
	}
	return place, row, err
}

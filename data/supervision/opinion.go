package supervision

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Judged is an opinion written on a score sheet of an evaluation, as far as a point can be made of it.
type Judged struct {
	Sheet, Evaluation int64
	Name              string // of the evaluation
	Unit, Text        string
}

// OpinionPoint is the point of a letter that an opinion has become.
type OpinionPoint struct {
	Raised

	LookedOn, ClosedOn string
}

// PointsOfSheets are the points that opinions have become, by their sheets.
func PointsOfSheets(ctx context.Context, db bun.IDB) (map[int64]OpinionPoint, error) {
	found := map[int64]OpinionPoint{}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var sheet int64
		var p OpinionPoint
		var deleted string
		err := scan(&sheet, &p.Point, &p.Letter, &p.Title, &p.Called, &p.Status, &p.LookedOn, &p.ClosedOn, &deleted)
		if deleted != "" {
			p.Why = "已写入「" + p.Title + "」，那份意见书在回收站里，请先恢复。"
		}
		found[sheet] = p
		return err
	}, "SELECT x.sheet_id, x.id, l.id, l.title, COALESCE(l.number || '-' || x.ordinal, ''), "+pointState(forever)+
		", x.looked_on, x.closed_on, l.deleted_at FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE x.sheet_id IS NOT NULL")
	if err != nil {
		return nil, fmt.Errorf("points of opinions: %w", err)
	}
	return found, nil
}

// RaiseOpinion makes an opinion a point of a letter to the unit (转整改): of one that is still being drafted for the evaluation, else of a new one of the
// scope's year. What was a point before is refused: it is followed there.
func RaiseOpinion(ctx context.Context, tx *store.Tx, scope record.Scope, o Judged, was OpinionPoint) (Raised, error) {
	switch {
	case was.Why != "":
		return was.Raised, store.Refuse(store.CodeInvalid, "「%s」不能转整改：%s", o.Text, was.Why)
	case was.Point != 0:
		return was.Raised, store.Refuse(store.CodeDuplicate, "「%s」已写入「%s」，一条只转一次，请到「整改」里办。", o.Text, was.Title)
	}
	made := Raised{Unit: o.Unit, Text: o.Text}
	err := made.draft(ctx, tx, scope, "关于「"+o.Name+"」评议意见的监督意见", "evaluation_id", store.Columns{"evaluation_id": o.Evaluation, "sheet_id": o.Sheet})
	return made, err
}

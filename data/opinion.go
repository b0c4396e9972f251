package data

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// Opinion is an opinion of an evaluation with the point of a letter that it has become (转整改).
type Opinion struct {
	evaluation.Opinion

	Year  int
	Point supervision.OpinionPoint // its Point is 0 while there is none
}

// pointText is what the point says.
func (o *Opinion) pointText() string {
	text := o.About
	if o.Kind != evaluation.General {
		text += "「" + o.Kind + "」"
	}
	return text + "的评议意见：" + o.Text
}

// Revisit is how far it is looked at again (回头看): the day, or that it is to come; empty without a point, and of one that was not delivered.
func (o *Opinion) Revisit() string {
	switch {
	case o.Point.Point == 0:
		return ""
	case o.Point.LookedOn != "":
		return o.Point.LookedOn
	case o.Point.Status == supervision.NotSent: // nobody was asked to do anything yet
		return ""
	default:
		return "待回头看"
	}
}

// Opinions are the opinions of the year's evaluations as of a day (YYYY-MM-DD), and behind them those of the year before that became points, to be looked at
// again.
func Opinions(ctx context.Context, db bun.IDB, year int, day string) ([]Opinion, error) {
	points, err := supervision.PointsOfSheets(ctx, db)
	if err != nil {
		return nil, err
	}
	var all []Opinion
	for _, of := range []int{year, year - 1} {
		results, err := evaluation.Results(ctx, db, of, day)
		if err != nil {
			return nil, err
		}
		for i := range results {
			for _, o := range results[i].AllOpinions() {
				point := points[o.SheetID]
				if of == year || point.Point != 0 {
					all = append(all, Opinion{o, of, point})
				}
			}
		}
	}
	return all, nil
}

// RaiseOpinions makes opinions points of letters to their units, all or none, and reports them. Those that are points are refused.
func RaiseOpinions(ctx context.Context, tx *store.Tx, scope record.Scope, sheets []int64) (made []supervision.Raised, err error) {
	all, err := Opinions(ctx, tx, scope.Year, tx.Today())
	if err != nil {
		return nil, err
	}
	for _, id := range sheets {
		at := slices.IndexFunc(all, func(o Opinion) bool { return o.SheetID == id })
		if at < 0 {
			return nil, store.Refuse(store.CodeNotFound, "这一年没有这条评议意见，可能已经改过了，请刷新后再转。")
		}
		o := &all[at]
		raised, err := supervision.RaiseOpinion(ctx, tx, scope, supervision.Judged{Sheet: id, Evaluation: o.EvaluationID, Name: o.Evaluation, Unit: o.Unit, Text: o.pointText()}, o.Point)
		if err != nil {
			return nil, err
		}
		o.Point.Raised = raised
		made = append(made, raised)
	}
	return made, nil
}

// RaiseOpinionsWording is what the journal says of it.
func RaiseOpinionsWording(n int) string { return fmt.Sprintf("评议意见转整改 %d 条", n) }

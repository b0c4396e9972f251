package supervision

import (
	"context"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// ActivityWork counts what has come of an activity by the day: the points that say they come from it, drafted ones among them, and those signed off.
func ActivityWork(ctx context.Context, db bun.IDB, activity int64, day string) ([]measure.Figure, error) {
	c := &counter{ctx: ctx, db: db}
	raised := "SELECT x.id FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.deleted_at = '' AND x.activity_id = " + strconv.FormatInt(activity, 10)
	point := func(code, name, rule, query string) measure.Figure {
		return count("activity."+code, name, "条", rule, c.set(Points, query+" ORDER BY 1"))
	}
	return []measure.Figure{
		point("points", "转为整改的意见", "来源写明这次活动的，起草的也在内", raised),
		point("closed", "销号的意见", "其中当日以前销号的", raised+" AND "+on("x.closed_on", store.QuoteText(day))),
	}, c.err
}

// RaiseAtActivity makes an opinion raised at an activity, called so, a point of a letter to the unit (转整改): of one that is still being drafted for the
// activity, else of a new one of the scope's year. What was written once is refused.
func RaiseAtActivity(ctx context.Context, tx *store.Tx, scope record.Scope, activity int64, called, unit, text string) error {
	before, err := store.Texts(ctx, tx, `SELECT l.title FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN unit u ON u.id = l.unit_id
		WHERE x.activity_id = ? AND x.text = ? AND u.name = ? AND l.deleted_at = ''`, activity, text, unit)
	if err != nil {
		return err
	}
	if len(before) > 0 {
		return store.Refuse(store.CodeDuplicate, "「%s」已写入给%s的「%s」，一条只转一次，请到「整改」里办。", text, unit, before[0])
	}
	made := Raised{Unit: unit, Text: text}
	return made.draft(ctx, tx, scope, "关于「"+called+"」意见的监督意见", "activity_id", store.Columns{"activity_id": activity})
}

// RaisedAt are the opinions raised at an activity that became points of letters, in the order in which they were.
func RaisedAt(ctx context.Context, db bun.IDB, activity int64) (raised []Raised, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var r Raised
		err := scan(&r.Unit, &r.Text)
		raised = append(raised, r)
		return err
	}, "SELECT u.name, x.text FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN unit u ON u.id = l.unit_id WHERE x.activity_id = ? AND l.deleted_at = '' ORDER BY x.id", activity)
	return raised, err
}

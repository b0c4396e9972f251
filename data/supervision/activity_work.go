package supervision

import (
	"context"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
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

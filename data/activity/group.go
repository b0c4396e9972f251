package activity

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// GroupWork counts the activities of its year that somebody of a group came to by the day.
func GroupWork(ctx context.Context, db bun.IDB, group int64, day string) ([]measure.Figure, error) {
	today, is := store.QuoteText(day), strconv.FormatInt(group, 10)
	ids, err := store.IDs(ctx, db, "SELECT a.id FROM activity a JOIN supervision_group g ON g.id = "+is+" AND g.year = a.year WHERE a.deleted_at = '' AND COALESCE(NULLIF(a.started_on, ''), a.finished_on) <= "+today+
		" AND EXISTS (SELECT 1 FROM attendance t WHERE t.activity_id = a.id AND t.state = '"+Present+"' AND t.person_id IN ("+roster.PeopleOfGroup(is, today)+")) ORDER BY a.id")
	if err != nil {
		return nil, fmt.Errorf("activities of group %d: %w", group, err)
	}
	set := setOf(Activities.Name, ids)
	return []measure.Figure{{Code: "group.activities", Name: "参加的会议活动", Unit: "次", Rule: "小组成员到会的", Num: set.Len(), Counted: set}}, nil
}

package proposal

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// Closing recounts from its records the proposals of the year before that were handed out and still owed a reply when it ended, and says how many of carried,
// the ids of those carried over, are of it. known is false where that year has no proposals.
func Closing(ctx context.Context, db bun.IDB, year int, carried []int64) (owed, of int64, known bool, err error) {
	cases, err := readCases(ctx, db, Filter{Year: year - 1})
	if err != nil || len(cases) == 0 {
		return 0, 0, false, err
	}
	eve := fmt.Sprintf("%04d-12-31", year-1)
	for i := range cases {
		if then := cases[i].LineOn(eve); then.Received(eve) && then.Filed() && then.ToAnswer > 0 && then.Owing > 0 {
			owed++
		}
	}
	of, err = store.LookUp(ctx, db, "SELECT count(*) FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ? AND p.id IN (SELECT value FROM json_each(?))", year-1, store.JSONList(carried))
	return owed, of, true, err
}

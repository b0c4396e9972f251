package evaluation

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// refuseOwnUnit refuses a rater who would judge nothing but the unit he works at. Where his panel judges others, too, and in files, it is a doubt.
func refuseOwnUnit(ctx context.Context, tx *store.Tx, raterID int64) error {
	if tx.Importing {
		return nil
	}
	own, err := store.Texts(ctx, tx, "SELECT "+ownCalled+ownJudged(forever)+" AND r.id = ?0 AND NOT EXISTS (SELECT 1 FROM evaluation_target o WHERE o.panel_id = g.id AND o.unit_id <> t.unit_id) LIMIT 1", raterID)
	if err == nil && len(own) > 0 {
		err = store.Refuse(store.CodeInvalid, "%s；请把「回避」改为「是」，或换一个小组。", own[0])
	}
	return err
}

// doubtsOf says what of the panels of the raters wants looking at.
func doubtsOf(ctx context.Context, db bun.IDB, raterIDs, _ []int64) ([]string, error) {
	list := store.JSONList(raterIDs)
	panels, err := store.IDs(ctx, db, "SELECT DISTINCT panel_id FROM rater WHERE id IN (SELECT value FROM json_each(?))", list)
	if err != nil {
		return nil, err
	}
	strangers, err := strangeLeaders(ctx, db, panels...)
	if err != nil {
		return nil, err
	}
	own, err := judgingOwn(ctx, db, "r.id IN (SELECT value FROM json_each(?0))", list)
	return append(strangers, own...), err
}

// judgingOwn names the raters, of those that the condition, SQL with one value, chooses, who judge their own units.
func judgingOwn(ctx context.Context, db bun.IDB, condition string, value any) ([]string, error) {
	return store.Texts(ctx, db, "SELECT "+ownCalled+ownJudged(forever)+" AND "+condition+" GROUP BY r.id ORDER BY g.number, r.name", value)
}

// beforeLock says what of an evaluation wants looking at before its results are locked: files bring in what the window refuses.
func beforeLock(ctx context.Context, db bun.IDB, r record.Record, _ record.Values) (string, error) {
	own, err := judgingOwn(ctx, db, "e.id = ?0", r.ID)
	if err != nil || len(own) == 0 {
		return "", err
	}
	if n := len(own); n > unscoredShown {
		own = append(own[:unscoredShown], fmt.Sprintf("等 %d 人", n))
	}
	return "锁定前请核对：" + strings.Join(own, "；") + "。", nil
}

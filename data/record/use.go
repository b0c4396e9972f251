package record

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Use is a sort of records that rest on another one. What says how many there are, as %d 名委员; Query counts them for the id, its only value.
type Use struct{ What, Query string }

// UsedBy is a Kind.Used that says what rests on a record, as 12 名委员、1 个监督小组; nothing is "".
func UsedBy(uses ...Use) func(ctx context.Context, db bun.IDB, id int64) (string, error) {
	return func(ctx context.Context, db bun.IDB, id int64) (string, error) {
		var found []string
		for _, u := range uses {
			n, err := store.LookUp(ctx, db, u.Query, id)
			if err != nil {
				return "", err
			}
			if n > 0 {
				found = append(found, fmt.Sprintf(u.What, n))
			}
		}
		return zh.JoinNames(found), nil
	}
}

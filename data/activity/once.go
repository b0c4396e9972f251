package activity

import (
	"context"
	"fmt"
	"maps"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

func init() { Attendances.Once = personOnce }

// personOnce implements record.Kind.Once: one person is at an activity in one way.
func personOnce(ctx context.Context, tx *store.Tx, scope record.Scope, v record.Values) (string, record.Values, error) {
	owner, err := Attendances.Ledger.OwnerOf(ctx, tx, scope, 0, maps.Clone(v))
	if err != nil || v["name"] == "" {
		return "", nil, err
	}
	_, book, err := servingAt(ctx, tx, owner)
	if err != nil {
		return "", nil, err
	}
	who, err := book.Find(v["name"], nil)
	if err != nil {
		return "", nil, err
	}
	said := record.Values{}
	for _, key := range []string{"state", "came", "excused", "speech", "note"} {
		if v[key] != "" {
			said[key] = v[key]
		}
	}
	return fmt.Sprint(owner, " ", who.ID), said, nil
}

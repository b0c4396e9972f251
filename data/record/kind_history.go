package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"cppccdesk/data/store"
)

// History gives the writes that changed a record of the kind, the newest first, one entry each: the same writes its Course tells of. Posts,
// members, units, files and the person behind a member or a supervisor count as the record's own.
func (k *Kind) History(ctx context.Context, s *store.Store, id int64) (entries []store.Entry, err error) {
	conn, err := s.DB().Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("history of %s %d: %w", k.Name, id, err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = store.InReadTransaction(ctx, conn.Conn, func() error {
		parts, err := k.parts(ctx, conn)
		if err != nil {
			return err
		}
		rows, err := k.rowsOf(ctx, conn, parts, id, 0)
		if err != nil {
			return err
		}
		for table, ids := range rows {
			for _, row := range ids {
				more, err := store.History(ctx, conn, table, row)
				if err != nil {
					return err
				}
				entries = append(entries, more...)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("history of %s %d: %w", k.Name, id, err)
	}
	slices.SortStableFunc(entries, func(a, b store.Entry) int { return cmp.Compare(b.WriteID, a.WriteID) })
	return slices.CompactFunc(entries, func(a, b store.Entry) bool { return a.WriteID == b.WriteID }), nil
}

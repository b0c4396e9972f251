package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// History gives the writes that changed a record of the kind, the newest first, one entry each. What is kept with the person behind a member
// or a supervisor counts as the record's own.
func (k *Kind) History(ctx context.Context, s *Store, id int64) ([]Entry, error) {
	entries, err := s.History(ctx, k.Table, id)
	if err != nil {
		return nil, err
	}
	if k.Table == Members.Table || k.Table == Supervisors.Table {
		people, err := ids(ctx, s.DB(), "SELECT person_id FROM "+k.Table+" WHERE id = ?", id)
		if err != nil {
			return nil, fmt.Errorf("history of %s %d: %w", k.Name, id, err)
		}
		for _, person := range people {
			more, err := s.History(ctx, "person", person)
			if err != nil {
				return nil, err
			}
			entries = append(entries, more...)
		}
	}
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(b.WriteID, a.WriteID) })
	return slices.CompactFunc(entries, func(a, b Entry) bool { return a.WriteID == b.WriteID }), nil
}

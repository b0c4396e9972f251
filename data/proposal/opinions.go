package proposal

import (
	"context"
	"fmt"
	"strings"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// keepOpinions refuses proposers by which a recorded opinion would become somebody else's: an opinion belongs to who said it. One whose name is only
// corrected, or written otherwise, is who he was.
func keepOpinions(ctx context.Context, tx *store.Tx, proposalID int64, want, have []rows.Row) error {
	for i, row := range want {
		was := record.ByRowID(have, row[rows.ID])
		if was == nil || was["name"] == row["name"] {
			continue
		}
		said, err := store.LookUp(ctx, tx, "SELECT count(*) FROM feedback WHERE proposer_id = ?1 OR ?2 AND proposal_id = ?0 AND proposer_id IS NULL", proposalID, record.RowID(row), i == 0)
		if err != nil {
			return err
		}
		if said == 0 {
			continue
		}
		same, err := sameProposer(ctx, tx, proposalID, record.RowID(row), row["name"])
		if err != nil {
			return err
		}
		if !same {
			return store.Refuse(store.CodeConflict, "「%s」已有征询意见，改成「%s」会把他的意见记到别人名下；姓名写错的，请先删去这份征询意见，改好姓名再登记；换了人的，请另加一位提案人。",
				was["name"], row["name"])
		}
	}
	return nil
}

// sameProposer reports whether a stored proposer is still the same under the name.
func sameProposer(ctx context.Context, tx *store.Tx, proposalID, id int64, name string) (bool, error) {
	var before int64
	var called string
	if err := tx.QueryRowContext(ctx, "SELECT COALESCE(member_id, 0), name FROM proposal_proposer WHERE id = ?", id).Scan(&before, &called); err != nil {
		return false, fmt.Errorf("read proposer %d: %w", id, err)
	}
	if before == 0 {
		a, b := fold.Called(called), fold.Called(name)
		return strings.Contains(a, b) || strings.Contains(b, a) || fold.SameSound(a, b), nil
	}
	termID, err := termOfProposal(ctx, tx, proposalID)
	if err != nil {
		return false, err
	}
	now, _, err := findProposer(ctx, tx, termID, name)
	return now == before, err
}

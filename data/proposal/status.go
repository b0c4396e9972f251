package proposal

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// RefreshStatus stores the state that follows from all that is recorded. Every write that touches a proposal ends with it, or with settleProposal.
func RefreshStatus(ctx context.Context, tx *store.Tx, id int64) error {
	cases, err := readCases(ctx, tx, Filter{IDs: []int64{id}})
	if err != nil || len(cases) == 0 {
		return err
	}
	_, err = storeStatus(ctx, tx, &cases[0])
	return err
}

func storeStatus(ctx context.Context, tx *store.Tx, c *docket.Case) (status string, err error) {
	status = c.LineOn(docket.EndOfTime).Status
	return status, tx.Run(ctx, "UPDATE proposal SET status = ? WHERE id = ? AND status <> ?", status, c.ID, status)
}

// dueDate settles a deadline of a proposal: the one given, else the rule's counted from start; with its reason in words. A given date
// that is the rule's own is explained by the rule.
func dueDate(ctx context.Context, db bun.IDB, code string, proposalID int64, start, given string, spoken bool) (due, why string, err error) {
	if start != "" {
		if due, why, err = ruledDate(ctx, db, code, proposalID, start); err != nil {
			return "", "", err
		}
	}
	if given != "" && given != due && (spoken || start == "") {
		return given, ToldAtAssignment, nil
	}
	return due, why, nil
}

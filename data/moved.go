package data

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// MovedDeadlines are the deadlines of what is not done on the day (YYYY-MM-DD) that would be on another day by the rules and holiday notices as they are
// now. They stay as they are until somebody takes the new ones over.
func MovedDeadlines(ctx context.Context, db bun.IDB, day string) ([]proposal.Moved, error) {
	of, err := proposal.MovedDeadlines(ctx, db, day)
	if err != nil {
		return nil, fmt.Errorf("moved deadlines: %w", err)
	}
	more, err := supervision.MovedDeadlines(ctx, db, day)
	if err != nil {
		return nil, fmt.Errorf("moved deadlines: %w", err)
	}
	return append(of, more...), nil
}

// TakeMoved gives the chosen their new deadlines. One that would have yet another by now is refused.
func TakeMoved(ctx context.Context, tx *store.Tx, day string, chosen []proposal.Moved) error {
	now, err := MovedDeadlines(ctx, tx, day)
	if err != nil {
		return err
	}
	type place struct {
		kind string
		id   int64
		of   string
	}
	at := func(m *proposal.Moved) place { return place{m.Kind.Name, m.ID, m.Of} }
	fresh := map[place]*proposal.Moved{}
	for i := range now {
		fresh[at(&now[i])] = &now[i]
	}
	for i := range chosen {
		m := fresh[at(&chosen[i])]
		if m == nil || m.Now != chosen[i].Now {
			return store.Refuse(store.CodeConflict, "「%s」的期限刚才又变了，请重新查看以后再改。", chosen[i].What)
		}
		if err := m.Take(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// MovedWhy is the last thing that was done to the rules or the holiday notices: why deadlines would be on other days.
func MovedWhy(ctx context.Context, db bun.IDB) (string, error) {
	found, err := store.Texts(ctx, db, `SELECT w.wording FROM journal_row r JOIN journal_write w ON w.id = r.write_id WHERE r.tbl IN ('deadline_rule', 'holiday') AND w.actor <> '系统'
		ORDER BY r.id DESC LIMIT 1`)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}

// TakeWording is what the journal says of taking n new deadlines over for a reason.
func TakeWording(n int, why string) string {
	wording := fmt.Sprintf("改用新期限 %d 项", n)
	if why != "" {
		wording += "（" + why + "）"
	}
	return wording
}

package proposal

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// belongings are what the first proposers of a year belong to.
type belongings struct {
	of    *roster.Affiliations
	terms []int64 // of the year's sessions, the newest first
}

func readBelongings(ctx context.Context, db bun.IDB, year int) (*belongings, error) {
	terms, err := store.IDs(ctx, db, "SELECT DISTINCT t.id FROM session s JOIN term t ON t.id = s.term_id WHERE s.year = ? ORDER BY t.ordinal DESC", year)
	if err != nil {
		return nil, fmt.Errorf("terms of %d: %w", year, err)
	}
	of, err := roster.ReadAffiliations(ctx, db, terms...)
	return &belongings{of, terms}, err
}

// first is what the first proposer belongs to.
func (b *belongings) first(l *docket.Line) *roster.Affiliation {
	if member := l.Movers.First(); member != 0 {
		return b.of.OfMember(member)
	}
	return b.of.OfBody(l.TermID, l.Kind, l.Proposer)
}

package evaluation

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// ReadBlank reads a round as its ballots are printed: what is voted on and what can be ticked, none of the ballots cast. It refuses a round that takes none
// any more, and one nothing can be voted on in.
func ReadBlank(ctx context.Context, db bun.IDB, roundID int64) (*Box, error) {
	b, err := readBox(ctx, db, roundID, "", []int64{0}) // ballots are numbered from 1
	switch {
	case err != nil:
		return nil, err
	case b.VoidWhy != "":
		return nil, store.Refuse(store.CodeConflict, "第 %d 轮已作废（%s），不再印票；请印新开的一轮。", b.Number, b.VoidWhy)
	case b.LockedOn != "":
		return nil, store.Refuse(store.CodeConflict, "第 %d 轮已于 %s 锁定计票，不再印票。", b.Number, b.LockedOn)
	case len(b.Targets) == 0:
		return nil, store.Refuse(store.CodeInvalid, "评议「%s」还没有票决对象，请先在「评议」里填写，再印票。", b.Evaluation)
	}
	return b, nil
}

// LatestRound finds the latest round of an evaluation by ballots; without a name it is the only one of the year.
func LatestRound(ctx context.Context, db bun.IDB, year int, name string) (int64, error) {
	evaluationID, err := ballotEvaluation(ctx, db, year, name)
	if err != nil {
		return 0, err
	}
	id, err := store.LookUp(ctx, db, "SELECT id FROM ballot_round WHERE evaluation_id = ? ORDER BY number DESC LIMIT 1", evaluationID)
	if err == nil && id == 0 {
		err = store.Refuse(store.CodeNotFound, "这次票决还没有票务，请先在「票务」里登记测评日期和应到人数，再印票。")
	}
	return id, err
}

// Batch names all ballots printed of the round, in capital letters, digits and hyphens. Its end follows from what is on them, in the order in which it is
// typed in: paper printed before that was changed has another. It says nothing of a single ballot.
func (b *Box) Batch() string {
	sum := sha256.New()
	for _, t := range b.Targets {
		_, _ = fmt.Fprintf(sum, "%d %d\n", t.UnitID, t.ProposalID)
	}
	for _, o := range b.Rubric.Options {
		_, _ = fmt.Fprintf(sum, "%s\n", o.Name)
	}
	return batch("PY", b.Year, b.EvaluationID, b.Number, sum)
}

// batch is what a batch of paper of a sort is called: by its evaluation, the number of its round or panel, and what is on it.
func batch[N int | int64](sort string, year int, evaluationID int64, number N, printed hash.Hash) string {
	return fmt.Sprintf("%s%d-%d-%d-%X", sort, year, evaluationID, number, printed.Sum(nil)[:2])
}

// ToPrint is how many ballots the round needs: as many as are issued, before that one for everybody due.
func (b *Box) ToPrint() int { return cmp.Or(b.announced.Issued, b.announced.Due) }

// together puts those of a class together, where the first of them is.
func together[T any](targets []T, class func(T) string) {
	first := map[string]int{}
	for i, t := range targets {
		if _, met := first[class(t)]; !met {
			first[class(t)] = i
		}
	}
	slices.SortStableFunc(targets, func(a, b T) int { return first[class(a)] - first[class(b)] })
}

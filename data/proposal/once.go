package proposal

import (
	"cmp"
	"context"
	"fmt"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

func init() { Proposals.Once, Feedback.Once = numberOnce, opinionOnce }

// numberOnce implements record.Kind.Once: rows of one number and subject are of one proposal. Another subject under a number is refused by itself.
func numberOnce(_ context.Context, _ *store.Tx, scope record.Scope, v record.Values) (string, record.Values, error) {
	if v["number"] == "" || v["title"] == "" {
		return "", nil, nil
	}
	term, session := SessionOrdinals(v)
	return fmt.Sprint(scope.Year, " ", v["year"], " ", term, " ", session, " ", v["number"], " ", fold.Called(v["title"])), v.Filled(), nil
}

// opinionOnce implements record.Kind.Once: a proposer says one thing of a round's replies, of all units or of one.
func opinionOnce(_ context.Context, _ *store.Tx, scope record.Scope, v record.Values) (string, record.Values, error) {
	if v["number"] == "" {
		return "", nil, nil
	}
	term, session := SessionOrdinals(v)
	return fmt.Sprint(scope.Year, " ", v["year"], " ", term, " ", session, " ", v["number"], " ", cmp.Or(v["round"], "1"), " ", fold.Called(v["proposer"]), " ", fold.Called(v["unit"])), v.Filled(), nil
}

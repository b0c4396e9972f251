package scoring

import (
	"math/big"
)

// Case is one target with the panel that judged it and the sheets it was given.
type Case struct {
	Panel  int64  // targets of one panel share their raters
	Class  string // ranks are within it
	Raters []Rater
	Sheets []Sheet
	Facts  map[int64]Fact // by indicator, of those taken from records
}

// Outcome is what a case came to.
type Outcome struct {
	Result     // Score is nil without a result
	Rank   int // within the class, 0 without a result and where too few sheets count for one
	Err    error
}

// Rate evaluates the cases and ranks those of a class among each other. A case without a result says why and hides no other.
func (r Rubric) Rate(cases []Case, ties TieRule) []Outcome {
	outcomes := make([]Outcome, len(cases))
	unusable := r.Check()
	for i, c := range cases {
		if outcomes[i].Err = unusable; unusable == nil {
			outcomes[i].Result, outcomes[i].Err = r.evaluate(c)
		}
	}
	r.rank(cases, outcomes, ties)
	return outcomes
}

func (r Rubric) rank(cases []Case, outcomes []Outcome, ties TieRule) {
	scores, classes := make([]*big.Rat, len(cases)), make([]string, len(cases))
	for i := range cases {
		if classes[i] = cases[i].Class; outcomes[i].Sheets >= r.Least {
			scores[i] = outcomes[i].Score
		}
	}
	for i, place := range RanksWithin(classes, scores, ties) {
		outcomes[i].Rank = place
	}
}

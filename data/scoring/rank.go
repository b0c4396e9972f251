package scoring

import (
	"math/big"
	"slices"
	"sort"
)

// TieRule is how ranks go on after a tie.
type TieRule string

// The two tie rules in use.
const (
	Skip  TieRule = "1-2-2-4" // 并列跳号
	Dense TieRule = "1-2-2-3" // 并列不跳号
)

// ladder is a set of scores, each distinct one once, best first.
type ladder struct {
	steps []*big.Rat
	above []int // scores above the step
	all   int   // scores
	rule  TieRule
}

// newLadder sorts the scores; nil ones are left out.
func newLadder(scores []*big.Rat, rule TieRule) *ladder {
	sorted := slices.DeleteFunc(slices.Clone(scores), func(s *big.Rat) bool { return s == nil })
	slices.SortFunc(sorted, func(a, b *big.Rat) int { return b.Cmp(a) })
	l := &ladder{rule: rule, all: len(sorted)}
	for i, score := range sorted {
		if n := len(l.steps); n == 0 || l.steps[n-1].Cmp(score) != 0 {
			l.steps, l.above = append(l.steps, score), append(l.above, i)
		}
	}
	return l
}

// at is the place of the first step that is not above a score.
func (l *ladder) at(score *big.Rat) int {
	return sort.Search(len(l.steps), func(i int) bool { return l.steps[i].Cmp(score) <= 0 })
}

// rank is the place of a score, on the ladder or not.
func (l *ladder) rank(score *big.Rat) int {
	at := l.at(score)
	switch {
	case l.rule == Dense:
		return at + 1
	case at == len(l.steps):
		return l.all + 1
	}
	return l.above[at] + 1
}

// Ranks are the places of scores in their order, best score first place.
// Exactly equal scores share a place; scores that only look equal when rounded
// do not. A nil score (no result) has place 0.
func Ranks(scores []*big.Rat, rule TieRule) []int {
	ranks := make([]int, len(scores))
	l := newLadder(scores, rule)
	for i, score := range scores {
		if score != nil {
			ranks[i] = l.rank(score)
		}
	}
	return ranks
}

// RanksWithin are Ranks among those of the same class.
func RanksWithin(classes []string, scores []*big.Rat, rule TieRule) []int {
	ranks := make([]int, len(scores))
	for _, places := range byClass(classes) {
		among := make([]*big.Rat, len(places))
		for i, at := range places {
			among[i] = scores[at]
		}
		for i, rank := range Ranks(among, rule) {
			ranks[places[i]] = rank
		}
	}
	return ranks
}

// byClass are the places of each class, in their order.
func byClass(classes []string) map[string][]int {
	places := map[string][]int{}
	for i, class := range classes {
		places[class] = append(places[class], i)
	}
	return places
}

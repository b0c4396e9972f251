// Package similar finds texts that say much the same: titles like a title, and the passages two texts have in common. It knows text, not records.
package similar

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"cppccdesk/data/fold"
)

// Index is many titles among which those like one are found. It is not used by two goroutines while it changes.
type Index struct {
	ids    []int64
	pairs  [][]pair         // of each title, without repetitions
	places map[pair][]int32 // of the titles with a pair, in ids
}

// pair is two characters that follow each other.
type pair [2]rune

// Match is a title like the one asked for. Score is 1 for the same words, 0 for none in common.
type Match struct {
	ID    int64
	Score float64
}

// NewIndex is an index of no titles.
func NewIndex() *Index { return &Index{places: map[pair][]int32{}} }

// Add adds a title.
func (x *Index) Add(id int64, title string) {
	at, pairs := int32(len(x.ids)), pairsOf(title)
	x.ids, x.pairs = append(x.ids, id), append(x.pairs, pairs)
	for _, p := range pairs {
		x.places[p] = append(x.places[p], at)
	}
}

// Like lists at most most titles whose score is at least least, the likest first and of equal ones the one added last. Pairs that few titles have
// weigh more: Score is twice the weight of what both have over the sum of the weights of each (Dice's coefficient).
func (x *Index) Like(title string, least float64, most int) []Match {
	own := pairsOf(title)
	var whole float64
	shared := map[int32]float64{}
	for _, p := range own {
		w := x.weight(p)
		whole += w
		for _, at := range x.places[p] {
			shared[at] += w
		}
	}
	var found []Match
	for at, both := range shared {
		if 2*both < least*whole { // whatever else the other says
			continue
		}
		other := 0.0
		for _, p := range x.pairs[at] {
			other += x.weight(p)
		}
		if score := 2 * both / (whole + other); score >= least {
			found = append(found, Match{x.ids[at], math.Min(score, 1)})
		}
	}
	slices.SortFunc(found, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.ID, a.ID)) })
	return found[:min(most, len(found))]
}

// weight is how much a pair tells: that of one nobody has is 1 more than that of one all have.
func (x *Index) weight(p pair) float64 {
	n := float64(len(x.ids) + 1)
	return 0.1 + math.Log(n/float64(len(x.places[p])+1))/math.Log(n+1)
}

// What most titles say: it is no likeness to have it in common.
var empty = strings.NewReplacer("关于", " ", "进一步", " ", "切实", " ", "我县", " ", "全县", " ", "的建议", " ", "的提案", " ", "的意见", " ", "的几点", " ")

// pairsOf are the pairs of a title's words.
func pairsOf(title string) []pair {
	var pairs []pair
	for _, words := range strings.Fields(empty.Replace(title)) {
		runes := []rune(fold.Plain(strings.Map(letters, words)))
		for i := 1; i < len(runes); i++ {
			if p := (pair{runes[i-1], runes[i]}); !slices.Contains(pairs, p) {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs
}

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
	titles [][]int32 // the pairs of each title, without repetitions
	pairs  []places  // that any title has
	known  map[pair]int32
}

// pair is two characters that follow each other.
type pair [2]rune

// places are the titles that have a pair, by their place in ids.
type places struct {
	titles []int32
	log    float64 // of their number and one
}

// Match is a title like the one asked for. Score is 1 for the same words, 0 for none in common.
type Match struct {
	ID    int64
	Score float64
}

// NewIndex is an index of no titles.
func NewIndex() *Index { return &Index{known: map[pair]int32{}} }

// Add adds a title.
func (x *Index) Add(id int64, title string) {
	var own []int32
	for _, p := range pairsOf(title) {
		i, ok := x.known[p]
		if !ok {
			i = int32(len(x.pairs))
			x.known[p] = i
			x.pairs = append(x.pairs, places{})
		}
		at := &x.pairs[i]
		at.titles = append(at.titles, int32(len(x.ids)))
		at.log = math.Log(float64(len(at.titles) + 1))
		own = append(own, i)
	}
	x.ids, x.titles = append(x.ids, id), append(x.titles, own)
}

// Like lists at most most titles whose score is at least least, the likest first and of equal ones the one added last. Pairs that few titles have
// weigh more: Score is twice the weight of what both have over the sum of the weights of each (Dice's coefficient).
func (x *Index) Like(title string, least float64, most int) []Match {
	// A pair that nobody has weighs 1 more than one that all have.
	log, scale := math.Log(float64(len(x.ids)+1)), math.Log(float64(len(x.ids)+2))
	weight := func(of float64) float64 { return 0.1 + (log-of)/scale }
	var whole float64
	shared := make([]float64, len(x.ids))
	var sharing []int32
	for _, p := range pairsOf(title) {
		i, ok := x.known[p]
		if !ok {
			whole += weight(0)
			continue
		}
		w := weight(x.pairs[i].log)
		whole += w
		for _, at := range x.pairs[i].titles {
			if shared[at] == 0 {
				sharing = append(sharing, at)
			}
			shared[at] += w
		}
	}
	var found []Match
	for _, at := range sharing {
		both := shared[at]
		if 2*both < least*whole { // whatever else the other says
			continue
		}
		other := 0.0
		for _, i := range x.titles[at] {
			other += weight(x.pairs[i].log)
		}
		if score := 2 * both / (whole + other); score >= least {
			found = append(found, Match{x.ids[at], math.Min(score, 1)})
		}
	}
	slices.SortFunc(found, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.ID, a.ID)) })
	return found[:min(most, len(found))]
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

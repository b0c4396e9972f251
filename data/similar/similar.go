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
	plain  []string  // the letters of each title
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

// Match is a title like the one asked for. Score is 1 for the same title, blanks and signs aside, 0 for nothing in common.
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
	x.ids, x.plain, x.titles = append(x.ids, id), append(x.plain, plain(title)), append(x.titles, own)
}

// likest is the score of titles that say the same in other words.
const likest = 0.99

// mostLooked is how many titles are looked at closely for one: where more have its rarest pairs, those added last of them.
const mostLooked = 1000

// A short title is contained in a long one by the share of its weight that the other has, where both have at least leastRare pairs that few titles have; that
// is contained as likeness.
const (
	leastRare = 3
	contained = 0.9
)

// rare reports whether few titles have the pair: no more than the root of how many there are, or a handful.
func (x *Index) rare(i int32) bool {
	n := len(x.pairs[i].titles)
	return n <= leastRare || n*n <= len(x.ids)
}

// Like lists at most most titles whose score is at least least, the likest first and of equal ones the one added last. Pairs that few titles have
// weigh more: Score is twice the weight of what both have over the sum of the weights of each (Dice's coefficient), or how the shorter is contained in the other.
func (x *Index) Like(title string, least float64, most int) []Match {
	// A pair that nobody has weighs 1 more than one that all have.
	log, scale := math.Log(float64(len(x.ids)+1)), math.Log(float64(len(x.ids)+2))
	weight := func(of float64) float64 { return 0.1 + (log-of)/scale }
	var whole, rest float64
	var own []int32
	for _, p := range pairsOf(title) {
		i, ok := x.known[p]
		if !ok {
			whole += weight(0)
			continue
		}
		own = append(own, i)
		rest += weight(x.pairs[i].log)
	}
	whole += rest
	asked, same := newSet(len(x.pairs)), plain(title)
	for _, i := range own {
		asked.add(i)
	}
	var found []Match
	for _, at := range x.candidates(own, func(left float64, rare int) bool { return 2*left >= least*whole || rare >= leastRare }, rest, weight) {
		both, other, rare := 0.0, 0.0, 0
		for _, i := range x.titles[at] {
			w := weight(x.pairs[i].log)
			other += w
			if !asked.has(i) {
				continue
			}
			if both += w; x.rare(i) {
				rare++
			}
		}
		score := 2 * both / (whole + other)
		if rare >= leastRare {
			score = math.Max(score, contained*both/math.Min(whole, other))
		}
		score = math.Min(score, likest)
		if x.plain[at] == same {
			score = 1
		}
		if score >= least {
			found = append(found, Match{x.ids[at], score})
		}
	}
	slices.SortFunc(found, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.ID, a.ID)) })
	return found[:min(most, len(found))]
}

// candidates are the titles that have some of the pairs, by the rarest first: a title that has none of those before shares at most the weight, and the rare
// pairs, that are left, and is passed over once they are not enough.
func (x *Index) candidates(own []int32, enough func(left float64, rare int) bool, left float64, weight func(float64) float64) (at []int32) {
	slices.SortStableFunc(own, func(a, b int32) int { return cmp.Compare(len(x.pairs[a].titles), len(x.pairs[b].titles)) })
	seen := newSet(len(x.ids))
	rare := 0
	for _, i := range own {
		if x.rare(i) {
			rare++
		}
	}
	for _, i := range own {
		if !enough(left, rare) {
			break
		}
		rare-- // below none once the rare ones are over
		for _, title := range slices.Backward(x.pairs[i].titles) {
			if seen.has(title) {
				continue
			}
			if seen.add(title); len(at) == mostLooked {
				return at
			}
			at = append(at, title)
		}
		left -= weight(x.pairs[i].log)
	}
	return at
}

// set is a set of small numbers.
type set []uint64

func newSet(of int) set { return make(set, (of+63)/64) }

func (s set) add(i int32) { s[i/64] |= 1 << (i % 64) }

func (s set) has(i int32) bool { return s[i/64]&(1<<(i%64)) != 0 }

// What most titles say: it is no likeness to have it in common.
var empty = strings.NewReplacer("关于", " ", "进一步", " ", "切实", " ", "我县", " ", "全县", " ", "的建议", " ", "的提案", " ", "的意见", " ", "的几点", " ",
	"加快", " ", "加强", " ", "加大", " ", "推进", " ", "推动", " ", "促进", " ", "完善", " ", "提升", " ", "优化", " ", "强化", " ")

// plain is the letters and digits of a text as they are compared.
func plain(text string) string { return fold.Plain(strings.Map(letters, text)) }

// pairsOf are the pairs of a title's words.
func pairsOf(title string) []pair {
	var pairs []pair
	for _, words := range strings.Fields(empty.Replace(title)) {
		runes := []rune(plain(words))
		for i := 1; i < len(runes); i++ {
			if p := (pair{runes[i-1], runes[i]}); !slices.Contains(pairs, p) {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs
}

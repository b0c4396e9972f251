package scoring

import (
	"cmp"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
)

// Draws is how often the sheets are drawn again; the seed is fixed, so that everybody gets the same shares.
const (
	Draws    = 1000
	drawSeed = 20180315
)

// Stability is where a case ends up when the sheets of every panel are drawn again from its own, as often as there are.
type Stability struct {
	Sheets    int // that could be drawn; with fewer than two nothing is drawn
	Same      int // draws in which the rank stays
	Top       int // draws in which it is among the first three
	Low, High int // ranks between which nine draws in ten lie
	Grade     int // draws in which the grade stays
}

// nano is the unit of totals in resampling, of which only ranks are asked: whole numbers are the same on every machine.
const nano = 1_000_000_000

// pool is what can be drawn of a case, by category where the rubric weighs them.
type pool struct {
	totals [][]int64
	shares []int64 // per mille; one share of 1000 where all raters count alike
	sheets int
	buffer []int64
}

func (r Rubric) pool(outcome Outcome) pool {
	p := pool{}
	categories := r.Categories
	if len(categories) == 0 {
		categories = []CategoryWeight{{Weight: 1000}}
	}
	for _, category := range categories {
		var totals []int64
		for _, line := range outcome.Raters {
			if line.eligible() && (len(r.Categories) == 0 || line.Rater.Category == category.Category) {
				totals = append(totals, inNano(line.Total))
			}
		}
		if len(totals) > 0 && category.Weight > 0 {
			slices.Sort(totals)
			p.totals, p.shares = append(p.totals, totals), append(p.shares, int64(category.Weight))
			p.sheets += len(totals)
		}
	}
	return p
}

// eligible reports a sheet that counts or was only trimmed.
func (r *RaterResult) eligible() bool {
	return r.Standing == Counted || r.Standing == DroppedTop || r.Standing == DroppedLow
}

func inNano(x *big.Rat) int64 {
	return new(big.Int).Quo(new(big.Int).Mul(x.Num(), big.NewInt(nano)), x.Denom()).Int64()
}

// draw is the score of one drawing.
func (p *pool) draw(random *rand.Rand, trim bool) int64 {
	sum, shares := int64(0), int64(0)
	trim = trim && p.sheets >= minTrim && len(p.totals) == 1
	for k, totals := range p.totals {
		p.buffer = p.buffer[:0]
		for range totals {
			p.buffer = append(p.buffer, totals[random.IntN(len(totals))])
		}
		if trim {
			slices.Sort(p.buffer)
			p.buffer = p.buffer[1 : len(p.buffer)-1]
		}
		mean := int64(0)
		for _, total := range p.buffer {
			mean += total
		}
		sum += mean / int64(len(p.buffer)) * p.shares[k]
		shares += p.shares[k]
	}
	return sum / shares
}

// resample says of each case how stable its rank and grade are. The order of sheets does not matter.
func (r Rubric) resample(cases []Case, outcomes []Outcome, ties TieRule) []Stability {
	random := rand.New(rand.NewPCG(drawSeed, drawSeed)) //nolint:gosec // shares of draws, which everybody can repeat
	pools, classes := make([]pool, len(cases)), make([]string, len(cases))
	found := make([]Stability, len(cases))
	ranks := make([][Draws]int32, len(cases))
	for i, c := range cases {
		classes[i] = c.Class
		if outcomes[i].Score != nil {
			pools[i] = r.pool(outcomes[i])
		}
		found[i].Sheets = pools[i].sheets
	}
	scores := make([]int64, len(cases))
	groups := byClass(classes)
	for draw := range Draws {
		for i := range pools {
			if pools[i].sheets == 0 {
				continue
			}
			scores[i] = pools[i].draw(random, r.Trim)
			if r.gradeOf(big.NewRat(scores[i], nano)) == outcomes[i].Grade {
				found[i].Grade++
			}
		}
		for _, places := range groups {
			rankDraw(pools, scores, places, ties, func(i, place int) { ranks[i][draw] = int32(place) })
		}
	}
	for i := range found {
		if found[i].Sheets > 0 {
			found[i].settle(ranks[i][:], outcomes[i].Rank)
		}
	}
	return found
}

// rankDraw ranks the scores at the places of a class.
func rankDraw(pools []pool, scores []int64, places []int, ties TieRule, put func(i, place int)) {
	order := slices.DeleteFunc(slices.Clone(places), func(i int) bool { return pools[i].sheets == 0 })
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	place, distinct := 0, 0
	for at, i := range order {
		if at == 0 || scores[i] != scores[order[at-1]] {
			distinct++
			place = at + 1
			if ties == Dense {
				place = distinct
			}
		}
		put(i, place)
	}
}

func (s *Stability) settle(ranks []int32, rank int) {
	for _, r := range ranks {
		if int(r) == rank {
			s.Same++
		}
		if r <= 3 {
			s.Top++
		}
	}
	sorted := slices.Sorted(slices.Values(ranks))
	s.Low, s.High = int(sorted[Draws/20]), int(sorted[Draws-Draws/20-1])
}

// Text says it in words of a case ranked so among n.
func (s Stability) Text(rank, n int, grade string) string {
	if s.Sheets < 2 {
		return "只有 1 张计入的评分表，看不出名次是否稳定"
	}
	share := func(draws int) string { return fmt.Sprintf("%d%%", draws*100/Draws) }
	text := fmt.Sprintf("评分表重抽样 %d 次：", Draws)
	switch {
	case n < 2:
		text = fmt.Sprintf("评分表重抽样 %d 次", Draws)
	case rank <= 3 && n > 3:
		text += fmt.Sprintf("%s 仍在前 3 名，%s 仍为第 %d 名", share(s.Top), share(s.Same), rank)
	default:
		text += fmt.Sprintf("%s 仍为第 %d 名，九成在第 %s 名", share(s.Same), rank, span(s.Low, s.High))
	}
	if grade != "" {
		text += fmt.Sprintf("，%s 仍为%s", share(s.Grade), grade)
	}
	return text
}

func span(low, high int) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d–%d", low, high)
}

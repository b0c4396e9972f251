package scoring

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"math"
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
	trim   bool
}

func (r Rubric) pool(outcome Outcome) pool {
	p := pool{}
	categories := r.Categories
	if len(categories) == 0 {
		categories = []CategoryWeight{{Weight: 1000}}
	}
	for _, category := range categories {
		var totals []int64
		for i := range outcome.Raters {
			line := &outcome.Raters[i]
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
	p.trim = r.Trim && p.sheets >= minTrim && len(p.totals) == 1
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
func (p *pool) draw(random *rand.Rand) int64 {
	sum, shares := int64(0), int64(0)
	for k, totals := range p.totals {
		n := int64(len(totals))
		drawn, top, low := int64(0), int64(math.MinInt64), int64(math.MaxInt64)
		for range totals {
			total := totals[random.IntN(len(totals))]
			drawn, top, low = drawn+total, max(top, total), min(low, total)
		}
		if p.trim {
			drawn, n = drawn-top-low, n-2
		}
		sum += drawn / n * p.shares[k]
		shares += p.shares[k]
	}
	return sum / shares
}

// gradeLine is a grade's lower line in nano.
type gradeLine struct {
	lower int64
	grade string
}

func (r Rubric) lines() []gradeLine {
	lines := make([]gradeLine, len(r.Grades))
	for i, g := range r.Grades {
		lines[i] = gradeLine{int64(g.Lower) * (nano / hundredth), g.Name}
	}
	return lines
}

// gradeAt is gradeOf of a total in nano.
func gradeAt(lines []gradeLine, score int64) string {
	for i := range lines {
		if score >= lines[i].lower {
			return lines[i].grade
		}
	}
	return ""
}

// Drawn is a fingerprint of all that Resample goes by: what has the same has the same stability.
func (r Rubric) Drawn(cases []Case, outcomes []Outcome, ties TieRule) [sha256.Size]byte {
	hash := sha256.New()
	say := func(format string, parts ...any) { _, _ = fmt.Fprintf(hash, format, parts...) } // a hash takes all
	say("%t %v %v %s\n", r.Trim, r.Grades, r.Categories, ties)
	for i := range outcomes {
		say("%q %q %d\n", cases[i].Class, outcomes[i].Grade, outcomes[i].Rank)
		for j := range outcomes[i].Raters {
			if line := &outcomes[i].Raters[j]; line.eligible() {
				say("%q %s\n", line.Rater.Category, line.Total.RatString())
			}
		}
	}
	return [sha256.Size]byte(hash.Sum(nil))
}

// Resample says of each case how stable its rank and grade are. The order of sheets does not matter, and the same sheets give the same shares.
// It ends with the error of a context that ends.
func (r Rubric) Resample(ctx context.Context, cases []Case, outcomes []Outcome, ties TieRule) ([]Stability, error) {
	random := rand.New(rand.NewPCG(drawSeed, drawSeed)) //nolint:gosec // shares of draws, which everybody can repeat
	pools, places := make([]pool, len(cases)), map[string][]int{}
	found := make([]Stability, len(cases))
	ranks := make([][Draws]int32, len(cases))
	for i, c := range cases {
		if outcomes[i].Rank > 0 {
			pools[i] = r.pool(outcomes[i])
		}
		if found[i].Sheets = pools[i].sheets; pools[i].sheets > 0 {
			places[c.Class] = append(places[c.Class], i)
		}
	}
	scores, lines := make([]int64, len(cases)), r.lines()
	for draw := range Draws {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i := range pools {
			if pools[i].sheets == 0 {
				continue
			}
			scores[i] = pools[i].draw(random)
			if gradeAt(lines, scores[i]) == outcomes[i].Grade {
				found[i].Grade++
			}
		}
		for _, order := range places {
			rankDraw(scores, order, ties, func(i, place int) { ranks[i][draw] = int32(place) })
		}
	}
	for i := range found {
		if found[i].Sheets > 0 {
			found[i].settle(ranks[i][:], outcomes[i].Rank)
		}
	}
	return found, nil
}

// rankDraw ranks the scores at the places of a class and leaves the places in the order of their ranks.
func rankDraw(scores []int64, order []int, ties TieRule, put func(i, place int)) {
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
	slices.Sort(ranks)
	s.Low, s.High = int(ranks[Draws/20]), int(ranks[Draws-Draws/20-1])
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

package scoring

import (
	"fmt"
	"math/big"
	"slices"

	"cppccdesk/data/measure"
)

// Agreement is how far raters who judged the same things agree.
type Agreement struct {
	Items, Raters int
	Tied          bool     // some rater gave the same to several
	Plain         *big.Rat // Kendall's W as if nothing were tied
	W             *big.Rat // Kendall's W corrected for ties: 1 is the same order, 0 none in common
	ChiSquare     *big.Rat // of W, with Items−1 degrees of freedom
	Absolute      *big.Rat // ICC(A,1): one rater's points stand for the others'
	Consistent    *big.Rat // ICC(C,1): the same but for raters being strict or mild as a whole
}

// agree works out the agreement of ratings, a row for each thing judged with a column for each rater. ok is false with
// fewer than two of either, and where the raters made no difference between the things at all.
func agree(ratings [][]*big.Rat) (a Agreement, ok bool) {
	n := len(ratings)
	if n < 2 || len(ratings[0]) < 2 {
		return a, false
	}
	k := len(ratings[0])
	a = Agreement{Items: n, Raters: k}
	sums := make([]int64, n) // of doubled ranks
	ties := int64(0)
	for j := range k {
		column := make([]*big.Rat, n)
		for i := range ratings {
			column[i] = ratings[i][j]
		}
		ranks, tied := doubledRanks(column)
		ties += tied
		for i, rank := range ranks {
			sums[i] += rank
		}
	}
	a.Tied = ties > 0
	// 12 Σ(R−R̄)² ÷ (m²(n³−n) − m ΣT), with ranks doubled: a quarter of the squares, and R̄ doubled is m(n+1).
	squares := int64(0)
	for _, sum := range sums {
		off := sum - int64(k*(n+1))
		squares += off * off
	}
	whole := int64(k) * int64(k) * int64(n*n*n-n)
	if whole-int64(k)*ties == 0 {
		return a, false
	}
	a.Plain = big.NewRat(3*squares, whole)
	a.W = big.NewRat(3*squares, whole-int64(k)*ties)
	a.ChiSquare = new(big.Rat).Mul(a.W, big.NewRat(int64(k)*int64(n-1), 1))
	a.correlate(ratings)
	return a, true
}

// doubledRanks are twice the mid-ranks of values, so that they are whole, and ΣT of their ties, T = t³−t.
func doubledRanks(values []*big.Rat) (ranks []int64, ties int64) {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return values[a].Cmp(values[b]) })
	ranks = make([]int64, len(values))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && values[order[to]].Cmp(values[order[from]]) == 0 {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = int64(from + 1 + to)
		}
		t := int64(to - from)
		ties += t*t*t - t
		from = to
	}
	return ranks, ties
}

// correlate works out the intraclass correlations by the two-way analysis of variance (McGraw and Wong 1996).
func (a *Agreement) correlate(ratings [][]*big.Rat) {
	n, k := int64(a.Items), int64(a.Raters)
	total, squares := new(big.Rat), new(big.Rat)
	rows, columns := make([]*big.Rat, n), make([]*big.Rat, k)
	for i := range rows {
		rows[i] = new(big.Rat)
		for j := range columns {
			if columns[j] == nil {
				columns[j] = new(big.Rat)
			}
			x := ratings[i][j]
			rows[i].Add(rows[i], x)
			columns[j].Add(columns[j], x)
			total.Add(total, x)
			squares.Add(squares, new(big.Rat).Mul(x, x))
		}
	}
	times := func(r *big.Rat, num, denom int64) *big.Rat { return new(big.Rat).Mul(r, big.NewRat(num, denom)) }
	off := times(new(big.Rat).Mul(total, total), 1, n*k)
	between := func(sums []*big.Rat, each int64) *big.Rat {
		s := new(big.Rat)
		for _, sum := range sums {
			s.Add(s, new(big.Rat).Mul(sum, sum))
		}
		s = times(s, 1, each)
		return s.Sub(s, off)
	}
	ofRows, ofColumns := between(rows, k), between(columns, n)
	rest := new(big.Rat).Sub(squares, off)
	rest.Sub(rest, ofRows).Sub(rest, ofColumns)
	msr, msc, mse := times(ofRows, 1, n-1), times(ofColumns, 1, k-1), times(rest, 1, (n-1)*(k-1))
	above := new(big.Rat).Sub(msr, mse)
	below := new(big.Rat).Add(msr, times(mse, k-1, 1))
	if below.Sign() == 0 {
		return
	}
	a.Consistent = new(big.Rat).Quo(above, below)
	if below.Add(below, times(new(big.Rat).Sub(msc, mse), k, n)); below.Sign() != 0 {
		a.Absolute = new(big.Rat).Quo(above, below)
	}
}

// Text says it in words: 5 名评委对 4 项的高低看法大体一致（肯德尔 W 0.71，ICC 0.35）. of counts the things: 件, 项指标.
func (a Agreement) Text(of string) string {
	word := "看法不一"
	switch {
	case a.W.Cmp(big.NewRat(7, 10)) >= 0:
		word = "看法一致"
	case a.W.Cmp(big.NewRat(4, 10)) >= 0:
		word = "看法大体一致"
	}
	text := fmt.Sprintf("%d 名评委对 %d %s的高低%s（肯德尔 W %s", a.Raters, a.Items, of, word, measure.Round(a.W, 2))
	if a.Absolute != nil {
		text += "，ICC " + measure.Round(a.Absolute, 2)
	}
	return text + "）"
}

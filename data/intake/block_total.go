package intake

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// tally adds points up along one line, since the line began and since the last total.
type tally struct {
	all, part []*big.Rat
	pair      pairOf
	met       bool
}

// checkTotals compares the totals printed in the block with its points. One of a judge's sheet that does not fit is a doubt about that sheet, one over
// all judges a note.
func (r *blockReader) checkTotals() {
	at := map[[2]int]BlockPoints{}
	for _, p := range r.b.Points {
		at[[2]int{p.Row, p.Col}] = p
	}
	for _, side := range []struct {
		names       NamesFrom
		along, over []blockLine
		cell        func(along, over int) [2]int
	}{
		{NamesInRow, r.cols, r.rows, func(col, row int) [2]int { return [2]int{row, col} }},
		{NamesInColumn, r.rows, r.cols, func(row, col int) [2]int { return [2]int{row, col} }},
	} {
		roles := r.along(side.names)
		ofSheet := slices.Contains(roles, RoleIndicator)
		if len(roles) == 0 || !ofSheet && !slices.Contains(roles, RoleJudge) {
			continue
		}
		for _, over := range side.over {
			if over.total != noTotal {
				continue
			}
			var t tally
			outer := ""
			for _, line := range side.along {
				if line.outer != outer {
					t, outer = tally{}, line.outer
				}
				cell := side.cell(line.at, over.at)
				if line.total == noTotal {
					t.add(at[cell])
					continue
				}
				r.compare(&t, line.total, cell, ofSheet)
			}
		}
	}
}

func (t *tally) add(p BlockPoints) {
	t.pair, t.met = pairOf{p.Target, p.Judge}, true
	if n, ok := exact(p.Cell); ok {
		t.all, t.part = append(t.all, n), append(t.part, n)
	}
}

func exact(c Cell) (*big.Rat, bool) {
	text, ok := c.decimal()
	if c.Empty() || !ok {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// compare checks one printed total.
func (r *blockReader) compare(t *tally, total totalKind, cell [2]int, ofSheet bool) {
	of := t.all
	if total == partTotal {
		of, t.part = t.part, nil
	}
	printed, ok := exact(r.at(cell[0], cell[1]))
	if !ok || !t.met || len(of) == 0 || total == otherTotal || total.fits(printed, of, ofSheet) {
		return
	}
	is, what := sumOf(of), "之和"
	if total == meanTotal {
		is, what = meanOf(of), "平均"
	}
	where := CellName(cell[0], cell[1])
	if !ofSheet {
		r.b.notes = append(r.b.notes, fmt.Sprintf("%s 印的是 %s，各评委%s是 %s", where, shortRat(printed), what, shortRat(is)))
		return
	}
	sentence := fmt.Sprintf("%s 印的是 %s，各项%s却是 %s", where, shortRat(printed), what, shortRat(is))
	d, twice := r.b.doubts[t.pair]
	if twice {
		d.sentence, d.others = d.sentence+"；"+sentence, true
	} else {
		d = doubt{sentence: sentence, printed: printed}
	}
	r.b.doubts[t.pair] = d
}

// fits reports whether a printed total is that of the numbers: their sum, or their mean as far as it is printed; a mean over judges may leave out the
// highest and the lowest.
func (total totalKind) fits(printed *big.Rat, of []*big.Rat, ofSheet bool) bool {
	if total != meanTotal && printed.Cmp(sumOf(of)) == 0 {
		return true
	}
	if total == partTotal {
		return false
	}
	if rounds(printed, meanOf(of)) {
		return true
	}
	if ofSheet || len(of) < 3 {
		return false
	}
	sorted := slices.Clone(of)
	slices.SortFunc(sorted, (*big.Rat).Cmp)
	return rounds(printed, meanOf(sorted[1:len(sorted)-1]))
}

func sumOf(of []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, n := range of {
		sum.Add(sum, n)
	}
	return sum
}

func meanOf(of []*big.Rat) *big.Rat {
	return sumOf(of).Quo(sumOf(of), big.NewRat(int64(len(of)), 1))
}

// Settle takes the row's doubt back when the one total in doubt is, as far as it is printed, the total worked out in another way.
func (r *Row) Settle(total *big.Rat) {
	if r.printed != nil && rounds(r.printed, total) {
		r.Doubt = ""
	}
}

// rounds reports whether the printed number is the exact one, rounded half up to the decimals it has.
func rounds(printed, is *big.Rat) bool {
	if printed.Cmp(is) == 0 {
		return true
	}
	text := shortRat(printed)
	_, decimals, _ := strings.Cut(text, ".")
	half := big.NewRat(1, 2)
	for range decimals {
		half.Quo(half, big.NewRat(10, 1))
	}
	off := new(big.Rat).Sub(printed, is)
	return off.Abs(off).Cmp(half) <= 0
}

// shortRat is a number without needless zeros, to six decimals.
func shortRat(n *big.Rat) string {
	text := n.FloatString(6)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Package measure holds the numbers of the reports: rates as exact fractions,
// figures that carry their parts and rule, scores as exact decimals, and the one
// rounding every screen, workbook and paper uses. It computes from numbers it is
// given; counting records is the store's work.
package measure

import (
	"math/big"
	"strings"
)

// Undefined stands where a rate has nothing to be divided by: 分母为 0 显示「—」,不显示 0%.
const Undefined = "—"

// Ratio is a rate as its two counts. The rate of a total line is the Ratio of
// the totals (Sum), never the mean of the lines.
type Ratio struct {
	Num, Den int64
}

// Sum adds numerators and denominators: the ratio of a total line.
func Sum(ratios ...Ratio) Ratio {
	var total Ratio
	for _, r := range ratios {
		total.Num += r.Num
		total.Den += r.Den
	}
	return total
}

// Percent is the rate with the given number of decimals and a percent sign
// ("81.31%"), rounded half up (四舍五入) from the exact fraction; Undefined when
// Den is 0. Negative rates round half away from zero, as Excel's ROUND does.
func (r Ratio) Percent(digits int) string {
	exact, ok := r.percent()
	if !ok {
		return Undefined
	}
	return fixed(exact, digits) + "%"
}

// Value is Num ÷ Den itself ("4.45" people per group), rounded like Percent.
func (r Ratio) Value(digits int) string {
	if r.Den == 0 {
		return Undefined
	}
	return fixed(big.NewRat(r.Num, r.Den), digits)
}

// Cmp compares two ratios exactly: -1, 0 or +1. Undefined ones come last.
func (r Ratio) Cmp(other Ratio) int {
	switch {
	case r.Den == 0 && other.Den == 0:
		return 0
	case r.Den == 0:
		return 1
	case other.Den == 0:
		return -1
	}
	return big.NewRat(r.Num, r.Den).Cmp(big.NewRat(other.Num, other.Den))
}

// AtLeast reports whether the rate reaches percent exactly, before any
// rounding: 59.996% is below a line of 60%. An undefined rate reaches nothing.
func (r Ratio) AtLeast(percent Decimal) bool {
	exact, ok := r.percent()
	return ok && exact.Cmp(percent.Rat()) >= 0
}

func (r Ratio) percent() (exact *big.Rat, ok bool) {
	if r.Den == 0 {
		return nil, false
	}
	exact = big.NewRat(r.Num, r.Den)
	return exact.Mul(exact, big.NewRat(100, 1)), true
}

// fixed rounds half away from zero (big.Rat's rule) and never prints "-0.00".
func fixed(exact *big.Rat, digits int) string {
	text := exact.FloatString(max(digits, 0))
	if strings.HasPrefix(text, "-") && strings.Trim(text, "-0.") == "" {
		return text[1:]
	}
	return text
}

// Package measure holds the numbers of the reports: rates as exact fractions,
// figures that carry their parts and rule, decimals as they are typed, and the one
// rounding every screen, workbook and paper uses. It computes from numbers it is
// given; counting records is the store's work.
package measure

import "math/big"

// Undefined stands where a rate has nothing to be divided by: 分母为 0 显示「—」,不显示 0%.
const Undefined = "—"

// Ratio is a rate as its two counts. The rate of a total line is the Ratio of
// the totals (Sum), never the mean of the lines.
type Ratio struct {
	Num, Den int64
}

// Percent is the rate with the given number of decimals and a percent sign
// ("81.31%"), rounded half up (四舍五入) from the exact fraction; Undefined when
// Den is 0. Negative rates round half away from zero, as Excel's ROUND does.
func (r Ratio) Percent(digits int) string {
	if r.Den == 0 {
		return Undefined
	}
	exact := big.NewRat(r.Num, r.Den)
	return Round(exact.Mul(exact, big.NewRat(100, 1)), digits) + "%"
}

package scoring

import (
	"fmt"
	"math/big"

	"cppccdesk/data/measure"
)

// A rater is pointed out whose total is at least so many standard deviations of the others, and so many hundredths of
// full marks, away from the mean of the others. With himself among them, nobody of five or fewer could ever be more than
// two deviations off. It is only pointed out: the sheet counts.
const (
	deviationLimit = 3
	deviationLeast = 5
	deviationOf    = 3 // others
)

// spread is the mean and the variance (over all values, not a sample).
func spread(values []*big.Rat) (mean, variance *big.Rat) {
	mean, variance = new(big.Rat), new(big.Rat)
	if len(values) == 0 {
		return mean, variance
	}
	each := big.NewRat(1, int64(len(values)))
	for _, v := range values {
		mean.Add(mean, v)
	}
	mean.Mul(mean, each)
	for _, v := range values {
		gap := new(big.Rat).Sub(v, mean)
		variance.Add(variance, gap.Mul(gap, gap))
	}
	return mean, variance.Mul(variance, each)
}

func square(x *big.Rat) *big.Rat { return new(big.Rat).Mul(x, x) }

// deviations compares squares, which are exact, so that a total exactly at the limit is pointed out on every machine.
func (r Rubric) deviations(lines []*RaterResult) []Notice {
	least := new(big.Rat).Mul(r.Full(), big.NewRat(deviationLeast, 100))
	least.Mul(least, least)
	others, sum, squares := -1, new(big.Rat), new(big.Rat)
	for _, line := range lines {
		if line.counts() {
			others++
			sum.Add(sum, line.Total)
			squares.Add(squares, square(line.Total))
		}
	}
	if others < deviationOf {
		return nil
	}
	each := big.NewRat(1, int64(others))
	var notices []Notice
	for _, line := range lines {
		if !line.counts() {
			continue
		}
		mean := new(big.Rat).Sub(sum, line.Total)
		mean.Mul(mean, each)
		variance := new(big.Rat).Sub(squares, square(line.Total)) // of the others: the mean of the squares less the square of the mean
		variance.Mul(variance, each)
		variance.Sub(variance, square(mean))
		gap := new(big.Rat).Sub(line.Total, mean)
		limit := new(big.Rat).Mul(variance, big.NewRat(deviationLimit*deviationLimit, 1))
		squared := square(gap)
		if squared.Cmp(least) < 0 || squared.Cmp(limit) < 0 {
			continue
		}
		side := "高"
		if gap.Sign() < 0 {
			side = "低"
		}
		text := fmt.Sprintf("%s总分 %s，比同组其他 %d 人的均分 %s %s %s 分", line.Rater.said(), measure.Round(line.Total, 2), others, measure.Round(mean, 2), side, measure.Round(gap.Abs(gap), 2))
		if variance.Sign() != 0 {
			text += "（" + measure.Round(standard(gap, variance), 1) + " 个标准差）"
		}
		notices = append(notices, Notice{RaterDeviates, text})
	}
	return notices
}

// standardBits is far more precision than any display needs.
const standardBits = 200

func standard(gap, variance *big.Rat) *big.Rat {
	deviation := new(big.Float).SetPrec(standardBits).SetRat(variance)
	deviation.Sqrt(deviation)
	z := new(big.Float).SetPrec(standardBits).SetRat(gap)
	out, _ := z.Quo(z, deviation).Rat(nil)
	return out
}

// StandardScores are the standard scores Z = (x − mean) ÷ standard deviation of
// the results of several panels, in their order. Panels have different raters,
// so their raw scores are not ranked against each other without a remark; Z is
// what can be shown instead. ok is false when all are equal or there are fewer
// than two.
func StandardScores(scores []*big.Rat) (z []*big.Rat, ok bool) {
	mean, variance := spread(scores)
	if variance.Sign() == 0 {
		return nil, false
	}
	for _, score := range scores {
		z = append(z, standard(new(big.Rat).Sub(score, mean), variance))
	}
	return z, true
}

package scoring

import (
	"fmt"
	"math/big"

	"cppccdesk/data/measure"
)

// deviationLimit is the distance from the mean, in standard deviations, from
// which a rater's total is pointed out. It is only pointed out: the sheet counts.
const deviationLimit = 2

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

// deviations compares squares, which are exact, so that a total exactly two
// deviations off is pointed out on every machine.
func deviations(lines []*RaterResult) []Notice {
	var totals []*big.Rat
	for _, line := range lines {
		if line.counts() {
			totals = append(totals, line.Total)
		}
	}
	mean, variance := spread(totals)
	if variance.Sign() == 0 {
		return nil
	}
	limit := new(big.Rat).Mul(variance, big.NewRat(deviationLimit*deviationLimit, 1))
	var notices []Notice
	for _, line := range lines {
		if !line.counts() {
			continue
		}
		gap := new(big.Rat).Sub(line.Total, mean)
		if new(big.Rat).Mul(gap, gap).Cmp(limit) < 0 {
			continue
		}
		side := "高于"
		if gap.Sign() < 0 {
			side = "低于"
		}
		z := standard(gap.Abs(gap), variance)
		notices = append(notices, Notice{RaterDeviates, fmt.Sprintf("评委「%s」总分 %s，%s均值 %s 达 %s 个标准差",
			line.Rater.Name, measure.Round(line.Total, 2), side, measure.Round(mean, 2), measure.Round(z, 1))})
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

// TieRule is how ranks go on after a tie.
type TieRule string

// The two tie rules in use.
const (
	Skip  TieRule = "1-2-2-4" // 并列跳号
	Dense TieRule = "1-2-2-3" // 并列不跳号
)

// Ranks are the places of scores in their order, best score first place.
// Exactly equal scores share a place; scores that only look equal when rounded
// do not. A nil score (no result) has place 0.
func Ranks(scores []*big.Rat, rule TieRule) []int {
	ranks := make([]int, len(scores))
	for i, score := range scores {
		if score == nil {
			continue
		}
		better := map[string]bool{}
		above := 0
		for _, other := range scores {
			if other != nil && other.Cmp(score) > 0 {
				above++
				better[other.RatString()] = true
			}
		}
		ranks[i] = above + 1
		if rule == Dense {
			ranks[i] = len(better) + 1
		}
	}
	return ranks
}

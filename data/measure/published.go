package measure

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// Agreement is how a published percentage relates to the counts it was
// published with.
type Agreement int

// The outcomes of comparing a published percentage with its counts.
const (
	Unreadable Agreement = iota // not a plain percentage ("99%以上"), or nothing to divide by
	Agrees                      // half up to the published number of decimals
	Truncated                   // the further decimals were cut off instead of rounded
	HalfToEven                  // an exact half went to the even digit (四舍六入五成双)
	RoundedUp                   // rounded up where it should have been rounded down
	Wrong                       // no rounding of these counts gives it
)

var percentShape = regexp.MustCompile(`^([+-]?[0-9]{1,9})(\.([0-9]{1,9}))?\s*[%\x{FF05}]$`)

// AgreesWith reports whether the ratio, rounded half up to as many decimals as
// text has, is the percentage in text ("96.6%").
func (r Ratio) AgreesWith(text string) bool {
	return r.Compare(text) == Agrees
}

// Compare says how the percentage in text comes about from the ratio. A value
// that both truncation and rounding half to even explain counts as Truncated
// unless the ratio lies exactly on the half: 87.2% for 349/400 is HalfToEven.
func (r Ratio) Compare(text string) Agreement {
	published, digits, ok := readPercent(text)
	exact, defined := r.percent()
	if !ok || !defined {
		return Unreadable
	}
	step := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil))
	if fixed(exact, digits) == fixed(published, digits) {
		return Agrees
	}
	gap := new(big.Rat).Sub(exact, published)
	if exact.Sign() < 0 {
		gap.Neg(gap)
	}
	if new(big.Rat).Abs(gap).Cmp(step) >= 0 {
		return Wrong
	}
	half := new(big.Rat).Mul(step, big.NewRat(1, 2))
	switch {
	case gap.Cmp(half) == 0 && evenLastDigit(published, step):
		return HalfToEven
	case gap.Sign() > 0:
		return Truncated
	}
	return RoundedUp
}

// Sentence explains in Chinese what is wrong with the percentage in text; ""
// when it agrees.
func (r Ratio) Sentence(text string) string {
	_, digits, _ := readPercent(text)
	ours := r.Percent(digits)
	switch r.Compare(text) {
	case Agrees:
		return ""
	case Unreadable:
		return fmt.Sprintf("「%s」无法与 %d÷%d 核对", text, r.Num, r.Den)
	case Truncated:
		return fmt.Sprintf("公布 %s,按 %d÷%d 四舍五入应为 %s(公布值为截尾)", text, r.Num, r.Den, ours)
	case HalfToEven:
		return fmt.Sprintf("公布 %s,按 %d÷%d 四舍五入应为 %s(公布值把末位的五舍去了)", text, r.Num, r.Den, ours)
	case RoundedUp:
		return fmt.Sprintf("公布 %s,按 %d÷%d 四舍五入应为 %s(公布值多进了一位)", text, r.Num, r.Den, ours)
	}
	return fmt.Sprintf("公布 %s,按 %d÷%d 应为 %s,数字不符", text, r.Num, r.Den, ours)
}

func readPercent(text string) (value *big.Rat, digits int, ok bool) {
	m := percentShape.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return nil, 0, false
	}
	value, ok = new(big.Rat).SetString(m[1] + m[2])
	return value, len(m[3]), ok
}

func evenLastDigit(value, step *big.Rat) bool {
	units := new(big.Rat).Quo(value, step)
	return units.IsInt() && units.Num().Bit(0) == 0
}

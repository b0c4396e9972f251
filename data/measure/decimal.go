package measure

import (
	"fmt"
	"math/big"
	"regexp"
)

// Decimal is an exact number for scores: 84.995 is 84.995 and rounds to 85.00.
// The zero value is 0. Decimals are values; no method changes its receiver.
type Decimal struct {
	exact *big.Rat // nil is 0
}

// decimalShape keeps out what big.Rat would also take: fractions, exponents
// that fill the memory, hexadecimal.
var decimalShape = regexp.MustCompile(`^[+-]?[0-9]{1,15}(\.[0-9]{1,9})?$`)

// ParseDecimal reads plain decimal notation, up to 15 digits before and 9 after
// the point. The error is a Chinese sentence.
func ParseDecimal(text string) (Decimal, error) {
	if !decimalShape.MatchString(text) {
		return Decimal{}, fmt.Errorf("「%s」不是数，请填 87.25 这样的数字", text)
	}
	exact, ok := new(big.Rat).SetString(text)
	if !ok {
		return Decimal{}, fmt.Errorf("「%s」不是数，请填 87.25 这样的数字", text)
	}
	return Decimal{exact}, nil
}

// DecimalOf is num ÷ den, exactly; den must not be 0.
func DecimalOf(num, den int64) Decimal {
	return Decimal{big.NewRat(num, den)}
}

// Rat is the exact value as a copy the caller may change.
func (d Decimal) Rat() *big.Rat {
	if d.exact == nil {
		return new(big.Rat)
	}
	return new(big.Rat).Set(d.exact)
}

// Mul is d × e.
func (d Decimal) Mul(e Decimal) Decimal { return Decimal{new(big.Rat).Mul(d.Rat(), e.Rat())} }

// Cmp is -1, 0 or +1 as d is below, equal to or above e, exactly.
func (d Decimal) Cmp(e Decimal) int { return d.Rat().Cmp(e.Rat()) }

package measure

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"

	"github.com/shopspring/decimal"
)

// decimalShape keeps out what the library also reads: exponents that fill the memory, and a point with digits on one side only.
var decimalShape = regexp.MustCompile(`^[+-]?[0-9]{1,15}(\.[0-9]{1,9})?$`)

// ParseDecimal reads plain decimal notation, up to 15 digits before and 9 after
// the point. The error is a Chinese sentence.
func ParseDecimal(text string) (decimal.Decimal, error) {
	if !decimalShape.MatchString(text) {
		return decimal.Decimal{}, fmt.Errorf("「%s」不是数，请填 87.25 这样的数字", text)
	}
	return decimal.NewFromString(text)
}

// Round is an exact number with that many decimals, rounded half up (四舍五入), and half away from zero below it, as Excel's ROUND does. It is
// never "-0.00".
func Round(exact *big.Rat, digits int) string {
	places := int32(max(digits, 0))
	return decimal.NewFromBigRat(exact, places).StringFixed(places)
}

// RoundFloat is Round for a float, of which the 15 significant digits count that Excel keeps: 84.995 is 85.00, although the nearest float lies
// below it.
func RoundFloat(f float64, digits int) string {
	kept, err := decimal.NewFromString(strconv.FormatFloat(f, 'g', 15, 64))
	if err != nil { // not finite
		return strconv.FormatFloat(f, 'f', digits, 64)
	}
	return kept.StringFixed(int32(digits))
}

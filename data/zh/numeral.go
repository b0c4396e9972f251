package zh

import (
	"fmt"
	"slices"
	"strings"
)

// Numeral writes a number from 1 to 99 as in 第十二届.
func Numeral(n int) string {
	if n < 0 || n > 99 {
		return fmt.Sprint(n)
	}
	tens, ones := n/10, n%10
	var b strings.Builder
	if tens > 1 {
		b.WriteRune(digitNames[tens])
	}
	if tens > 0 {
		b.WriteRune('十')
	}
	if ones > 0 || tens == 0 {
		b.WriteRune(digitNames[ones])
	}
	return b.String()
}

// ParseOrdinal reads 10, 十, 一百零五, 第十届, 十届五次 (the first number) as a number; 0 when there is none, or what is there is no number, as 十百.
func ParseOrdinal(text string) int {
	runes := []rune(text)
	from := slices.IndexFunc(runes, isNumeral)
	if from < 0 {
		return 0
	}
	to := from
	for to < len(runes) && isNumeral(runes[to]) {
		to++
	}
	n, _ := ParseNumber(string(runes[from:to]))
	return n
}

func isNumeral(r rune) bool { return digitOf(r) >= 0 || scaleOf(r) > 0 }

// digitOf is the value of a digit, -1 for no digit.
func digitOf(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r == '零' || r == '○':
		return 0
	}
	return slices.Index(digitNames, r)
}

// scaleOf is the value of the character behind a digit, 0 for none.
func scaleOf(r rune) int {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}

// ParseNumber reads a whole number up to 9999 in Chinese numerals, as 一百零五, 一百五十 or 一〇五, or one in digits; ok is false for anything else, such as
// 一百五, which may be 105 or 150. A longer one in digits stays too large.
func ParseNumber(text string) (n int, ok bool) {
	const most = 1_000_000_000
	runes := []rune(text)
	if len(runes) == 0 {
		return 0, false
	}
	if !slices.ContainsFunc(runes, func(r rune) bool { return scaleOf(r) > 0 }) {
		for _, r := range runes {
			digit := digitOf(r)
			if digit < 0 {
				return 0, false
			}
			n = min(n*10+digit, most)
		}
		return n, true
	}
	digit, last, zero := -1, 10_000, false // the digit that waits for its scale, the scale before it, whether 零 came since
	for i, r := range runes {
		scale := scaleOf(r)
		switch d := digitOf(r); {
		case scale > 0 && (scale >= last || digit < 0 && i > 0 || digit == 0):
			return 0, false
		case scale > 0:
			n, last, digit, zero = n+max(digit, 1)*scale, scale, -1, false
		case d < 0 || r >= '0' && r <= '9' || digit > 0 || d == 0 && (zero || i == 0):
			return 0, false
		case d == 0:
			zero = true
		default:
			digit = d
		}
	}
	switch {
	case digit < 0:
		return n, !zero
	case last > 10 && !zero:
		return 0, false // 一百五
	}
	return n + digit, true
}

var digitNames = []rune("〇一二三四五六七八九")

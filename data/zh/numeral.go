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

// ParseOrdinal reads 10, 十, 第十届, 十届五次 (the first number) as a number; 0 when there is none.
func ParseOrdinal(text string) int {
	const most = 1_000_000_000 // a longer one stays too large
	n, seen := 0, false
	tens := 0
	for _, r := range text {
		digit := slices.Index(digitNames, r)
		if r >= '0' && r <= '9' {
			digit = int(r - '0')
		}
		switch {
		case r == '十':
			tens, n, seen = max(n, 1)*10, 0, true
		case digit >= 0:
			n, seen = min(n*10+digit, most), true
		case seen:
			return tens + n
		}
	}
	return tens + n
}

var digitNames = []rune("〇一二三四五六七八九")

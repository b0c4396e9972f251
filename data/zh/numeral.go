package zh

import (
	"fmt"
	"regexp"
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

// LastOrdinalBefore is the number right before the last occurrence of word in text, as 5 in 第五次会议 before 次会议; 0 when there is none.
func LastOrdinalBefore(text, word string) int {
	at := strings.LastIndex(text, word)
	if at < 0 {
		return 0
	}
	runes := []rune(text[:at])
	from := len(runes)
	for from > 0 && isNumeral(runes[from-1]) {
		from--
	}
	n, _ := ParseNumber(string(runes[from:]))
	return n
}

func isNumeral(r rune) bool { return digitOf(r) >= 0 || strings.ContainsRune("十百千", r) }

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

// ParseNumber reads a whole number up to 9999 in Chinese numerals, as 一百零五, 一百五十 or 一〇五, or one in digits; ok is false for anything else, such as
// 一百五, which may be 105 or 150. A longer one in digits stays too large.
func ParseNumber(text string) (n int, ok bool) {
	if !strings.ContainsAny(text, "十百千") {
		return parseDigits(text)
	}
	m := inFull.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	thousands, hundreds, tens, ones := digitNamed(m[1]), digitNamed(m[2]), digitNamed(m[4]), digitNamed(m[7])
	higher := thousands+hundreds > 0
	switch {
	case m[5] != "" && tens == 0 && (higher || m[3] != ""), m[3] != "" && !higher: // 一百十, 零一十
		return 0, false
	case m[6] != "" && (!higher || m[5] != ""), ones > 0 && m[5] == "" && m[6] == "" && higher: // 十零五, 一百五
		return 0, false
	case m[5] != "":
		tens = max(tens, 1)
	}
	return thousands*1000 + hundreds*100 + tens*10 + ones, true
}

// inFull are thousands, hundreds, a zero, tens, their 十, a zero and ones.
var inFull = regexp.MustCompile(`^(?:([一二三四五六七八九])千)?(?:([一二三四五六七八九])百)?(?:([零〇○])?([一二三四五六七八九]?)(十))?(?:([零〇○])?([一二三四五六七八九]))?$`)

// digitNamed is the value of one digit, 0 for none.
func digitNamed(text string) int { return max(0, slices.Index(digitNames, []rune(text + " ")[0])) }

// parseDigits reads digits one after the other, as 一〇五 or 105.
func parseDigits(text string) (n int, ok bool) {
	const most = 1_000_000_000
	for _, r := range text {
		digit := digitOf(r)
		if digit < 0 {
			return 0, false
		}
		n = min(n*10+digit, most)
	}
	return n, text != ""
}

var digitNames = []rune("〇一二三四五六七八九")

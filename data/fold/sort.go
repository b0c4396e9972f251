package fold

import (
	"strings"
	"unicode"
)

// SortKey orders as names are ordered on Chinese rosters: character by
// character by pinyin, then tone, then character; digits by their number and
// Latin letters come before Chinese. Short text is read as a person's name
// (曾 sorts under zeng), longer text as words. Compare the keys bytewise; SQLite's
// BINARY collation does.
func SortKey(s string) string {
	plain := []rune(Plain(s))
	reading := readPhrases(plain)
	if looksLikeName(s, plain) {
		reading = readName(s, plain)[0]
	}
	var b strings.Builder
	for i := 0; i < len(reading); i++ {
		part := reading[i]
		switch {
		case part.han:
			b.WriteString(part.letters)
			b.WriteByte('0' + part.tone)
			b.WriteRune(part.char)
		case part.char >= '0' && part.char <= '9':
			i = writeNumber(&b, reading, i)
		case unicode.Is(unicode.Han, part.char):
			// No known reading: after everything that has one.
			b.WriteByte('~')
			b.WriteRune(part.char)
		default:
			b.WriteByte('!')
			b.WriteString(part.letters)
		}
	}
	return b.String()
}

// looksLikeName tells 长小明 from 长治市: no known word, and at most two
// characters after the surname.
func looksLikeName(s string, plain []rune) bool {
	_, width := surnameAt(s, plain)
	if width == 0 || len(plain) > width+2 {
		return false
	}
	return width == 2 || phraseAt(plain) == nil
}

// writeNumber writes the run of digits at i so that 2 sorts before 10, and
// returns the index of its last digit.
func writeNumber(b *strings.Builder, reading []syllable, i int) int {
	start := i
	for i+1 < len(reading) && reading[i+1].char >= '0' && reading[i+1].char <= '9' {
		i++
	}
	for start < i && reading[start].char == '0' {
		start++
	}
	// Above 200 digits the order is no longer by value; no number is.
	b.WriteByte(' ')
	b.WriteByte(byte(min(i-start, 200)) + '!')
	for ; start <= i; start++ {
		b.WriteRune(reading[start].char)
	}
	return i
}

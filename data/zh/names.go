// Package zh writes Chinese as offices do: lists of names, numerals, punctuation in full width.
package zh

import (
	"slices"
	"strings"
)

// SplitNames splits names joined by 、 , ; or line breaks, in Chinese or Latin width, dropping empty ones. What is in brackets belongs to one name:
// 汪婉萍（女，侗族）.
func SplitNames(text string) []string {
	depth, whole := 0, balanced(text)
	parts := strings.FieldsFunc(text, func(r rune) bool {
		if whole {
			depth += bracket(r)
		}
		return depth == 0 && strings.ContainsRune("、\uff0c,\uff1b;\n\r\t", r)
	})
	var names []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(names, part) {
			names = append(names, part)
		}
	}
	return names
}

// bracket is 1 for a round or square bracket that opens, -1 for one that closes, else 0.
func bracket(r rune) int {
	switch r {
	case '(', '（', '[', '【', '〔':
		return 1
	case ')', '）', ']', '】', '〕':
		return -1
	}
	return 0
}

// balanced reports whether each bracket of a text that opens is closed, and none closes that was not open.
func balanced(text string) bool {
	depth := 0
	for _, r := range text {
		if depth += bracket(r); depth < 0 {
			return false
		}
	}
	return depth == 0
}

// JoinNames is the canonical form of several values.
func JoinNames(names []string) string { return strings.Join(names, "、") }

// Package zh writes Chinese as offices do: lists of names, numerals, punctuation in full width.
package zh

import (
	"slices"
	"strings"
)

// SplitNames splits names joined by 、 , ; or line breaks, in Chinese or Latin width, dropping empty ones.
func SplitNames(text string) []string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、\uff0c,\uff1b;\n\r\t", r) })
	var names []string
	for _, part := range parts {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(names, part) {
			names = append(names, part)
		}
	}
	return names
}

// JoinNames is the canonical form of several values.
func JoinNames(names []string) string { return strings.Join(names, "、") }

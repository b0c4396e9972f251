package intake

import (
	"slices"
	"strings"
)

// Signs that are ticks and crosses on paper and in sheets.
var (
	tickSigns  = []string{"√", "✓", "✔", "☑", "✅"}
	crossSigns = []string{"×", "✗", "✘", "✕", "✖", "╳", "☒", "❌", "x", "ⅹ"}
)

// IsTick reports whether a text is a sign for yes.
func IsTick(text string) bool { return slices.Contains(tickSigns, signOf(text)) }

// IsCross reports whether a text is a sign for no.
func IsCross(text string) bool { return slices.Contains(crossSigns, signOf(text)) }

// signOf is a text in the form signs are listed in: without blanks and what makes a picture of a sign.
func signOf(text string) string {
	if len(text) >= longestWord {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(Squeeze(text), "\ufe0f", ""))
}

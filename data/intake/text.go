package intake

import (
	"strings"
	"unicode"
)

// isBlank covers the ordinary, full-width and non-breaking spaces, line breaks and the zero-width marks that
// workbooks pasted from web pages carry.
func isBlank(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060':
		return true
	}
	return unicode.IsSpace(r)
}

// narrow turns full-width letters, digits and punctuation into their ASCII form.
func narrow(r rune) rune {
	switch {
	case r >= '\uff01' && r <= '\uff5e':
		return r - 0xFEE0
	case r == '\u3000':
		return ' '
	}
	return r
}

// squeeze narrows s and removes every blank.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return narrow(r)
	}, s)
}

// tidy trims s, also of zero-width marks, and takes out carriage returns and the _x000D_ Excel leaves for them. Line breaks inside stay, and so
// do marks between characters, for the record to be refused.
func tidy(s string) string {
	s = strings.TrimFunc(s, isBlank)
	if !strings.ContainsAny(s, "\r_") {
		return s
	}
	s = strings.NewReplacer("_x000D_", "", "\r\n", "\n", "\r", "\n").Replace(s)
	return strings.TrimFunc(s, isBlank)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) || r == '〇' }

func allDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

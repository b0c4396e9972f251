package intake

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"cppccdesk/data/fold"
)

// isBlank covers the ordinary, full-width and non-breaking spaces, line breaks and the zero-width marks that
// workbooks pasted from web pages carry.
func isBlank(r rune) bool {
	if r > '\u3000' && r < '\ufeff' {
		return false
	}
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

// Squeeze narrows s, removes every blank and writes characters for their radicals and compatibility forms: what cells are compared by where none of
// it matters.
func Squeeze(s string) string {
	return fold.Unify(strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return narrow(r)
	}, s))
}

// tidy trims s, also of zero-width marks, takes out carriage returns and makes tabs blanks. Line breaks inside stay, and so do marks between
// characters, for the record to be refused.
func tidy(s string) string {
	s = strings.TrimFunc(s, isBlank)
	if strings.IndexByte(s, '\r') < 0 && strings.IndexByte(s, '\t') < 0 { // faster than asking for any of them
		return s
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(s)
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape reads the _xHHHH_ that stand in the texts of an .xlsx for characters XML cannot hold (ECMA-376 part 1, 22.4.2.4); _x005F_ is the line
// in front of what only looks like one.
func unescape(s string) string {
	if !strings.Contains(s, "_x") || !escaped.MatchString(s) {
		return s
	}
	var units []uint16
	var out strings.Builder
	flush := func() {
		out.WriteString(string(utf16.Decode(units)))
		units = units[:0]
	}
	for s != "" {
		if len(s) < 7 || !escaped.MatchString(s[:7]) {
			flush()
			next := strings.IndexByte(s[1:], '_') + 1
			if next == 0 {
				next = len(s)
			}
			out.WriteString(s[:next])
			s = s[next:]
			continue
		}
		unit, err := strconv.ParseUint(s[2:6], 16, 16)
		if err != nil {
			panic(err) // four hexadecimal digits are a number
		}
		units = append(units, uint16(unit))
		s = s[7:]
	}
	flush()
	return out.String()
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

// Unwrapped joins the lines of a text that were broken to fit its cell: without a blank where a character or its mark stands on either side.
func Unwrapped(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	joined := ""
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimFunc(line, isBlank)
		last, _ := utf8.DecodeLastRuneInString(joined)
		first, _ := utf8.DecodeRuneInString(line)
		if joined != "" && line != "" && last < 0x2E80 && first < 0x2E80 {
			joined += " "
		}
		joined += line
	}
	return joined
}

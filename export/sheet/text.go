package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

const cutMark = "……（原文超出单元格上限，已截断）"

// clean takes out what XML 1.0 cannot hold and cuts at Excel's limit of 32,767 UTF-16 units, with a mark so that a reader sees it.
// The same limit counts for escaped forms, which never grow past the original when read back.
func clean(s string) (text string, cut bool) {
	if len(s) <= excelize.TotalCellChars && harmless(s) {
		return s, false
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsFunc(s, unwritable) {
		s = strings.Map(func(r rune) rune {
			if unwritable(r) {
				return -1
			}
			return r
		}, s)
	}
	if len(s) <= excelize.TotalCellChars || utf16Len(s) <= excelize.TotalCellChars {
		return s, false
	}
	room := excelize.TotalCellChars - utf16Len(cutMark)
	for i, r := range s {
		w := 1
		if r > 0xFFFF {
			w = 2
		}
		if room < w {
			return s[:i] + cutMark, true
		}
		room -= w
	}
	return s, false
}

// harmless reports in one pass that every character of s may stand in a cell as it is.
func harmless(s string) bool {
	for i, r := range s {
		if r < 0x20 && unwritable(r) || r >= 0xFFFD && (unwritable(r) || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD")) {
			return false
		}
	}
	return true
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// unwritable names the characters outside XML 1.0's Char production.
func unwritable(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return false
	case r < 0x20, r == 0xFFFE, r == 0xFFFF:
		return true
	}
	return false
}

// sheetNames makes names legal (no : \ / ? * [ ], no quote at either end, at most 31 UTF-16 units, not History) and unique in a book,
// without regard to case, as Excel demands.
type sheetNames map[string]bool

func (taken sheetNames) legal(name string) string {
	name, _ = clean(name)
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`:\/?*[]`, r):
			return '_'
		case r < 0x20:
			return ' '
		}
		return r
	}, name)
	name = strings.TrimSpace(strings.Trim(strings.TrimSpace(name), "'"))
	if name == "" || strings.EqualFold(name, "History") {
		name = "表" + name
	}
	base, suffix := name, ""
	for n := 2; ; n++ {
		name = cutUnits(base, excelize.MaxSheetNameLength-utf16Len(suffix)) + suffix
		if !taken[strings.ToLower(name)] {
			taken[strings.ToLower(name)] = true
			return name
		}
		suffix = "(" + strconv.Itoa(n) + ")"
	}
}

func cutUnits(s string, limit int) string {
	n := 0
	for i, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
		if n > limit {
			return strings.Trim(s[:i], "' ")
		}
	}
	return s
}

package export

import (
	"strings"

	"cppccdesk/export/sheet"
)

var fullWidth = map[rune]rune{',': '，', ';': '；', ':': '：', '(': '（', ')': '）'}

// onPaper sets the punctuation of a sentence as papers have it: in full width beside Chinese, as it is between numbers.
func onPaper(text string) string {
	runes := []rune(text)
	var set strings.Builder
	for i, r := range runes {
		wide, ok := fullWidth[r]
		if ok && (i > 0 && runes[i-1] > 0x7f || i+1 < len(runes) && runes[i+1] > 0x7f || i+1 == len(runes)) {
			r = wide
		}
		set.WriteRune(r)
	}
	return set.String()
}

// dressTable sets what the program itself writes on a table; what the office entered stays as it is.
func dressTable(t *sheet.Table) {
	for i, note := range t.Notes {
		t.Notes[i] = onPaper(note)
	}
}

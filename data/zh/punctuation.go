package zh

import "strings"

var fullWidth = map[rune]rune{',': '，', ';': '；', ':': '：', '(': '（', ')': '）'}

// FullWidth sets the punctuation of a sentence in full width beside Chinese, as it is between numbers.
func FullWidth(text string) string {
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

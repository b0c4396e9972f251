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

// rateKinds are how rates are printed with the decimals of the setting rate.digits.
var rateKinds = map[string]sheet.Kind{"0": sheet.Percent0, "1": sheet.Percent1, "2": sheet.Percent}

// dressTable sets what the program itself writes on a table, and the decimals of its rates; what the office entered stays as it is.
func (y *Year) dressTable(t *sheet.Table) {
	if kind, ok := rateKinds[y.Settings["rate.digits"]]; ok {
		for i := range t.Columns {
			if t.Columns[i].Kind == sheet.Percent {
				t.Columns[i].Kind = kind
			}
		}
	}
	for i, note := range t.Notes {
		t.Notes[i] = onPaper(note)
	}
}

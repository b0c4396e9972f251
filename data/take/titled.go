package take

import (
	"strings"
	"unicode/utf8"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
)

// entitles reports whether a title is of a kind's records: of all kinds, the one with the longest word in it. 委员 is in 委员名单, 监督员 in 监督员名单, and
// 提案委员会 is a 专委会.
func entitles(k *record.Kind) func(title string) bool {
	return func(title string) bool {
		title, longest, mine := intake.Squeeze(title), 0, false
		for _, kind := range record.Kinds() {
			for _, word := range titleWords(kind) {
				if n := utf8.RuneCountInString(word); n > longest && strings.Contains(title, word) {
					longest, mine = n, kind.Name == k.Name
				}
			}
		}
		return mine
	}
}

// titleEnds are what a list is called by behind the word for what is in it.
var titleEnds = []string{"名册", "名录", "台账", "登记表", "一览表", "汇总表", "名单", "表"}

func titleWords(k *record.Kind) []string {
	words := []string{k.Title}
	if short, found := strings.CutPrefix(k.Title, "民主"); found && utf8.RuneCountInString(short) > 2 {
		words = append(words, short)
	}
	for _, end := range titleEnds {
		if word, found := strings.CutSuffix(k.Layout, end); found {
			return append(words, word)
		}
	}
	return words
}

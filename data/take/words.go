package take

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"cppccdesk/data/record"
)

// wordsMet counts the rows that say each word, by field.
type wordsMet map[string]map[string]int

// meet counts what a row that was taken in says in fields that have a word list.
func (m wordsMet) meet(k *record.Kind, v record.Values) {
	for i := range k.Fields {
		f := &k.Fields[i]
		if f.Dictionary() == "" || v[f.Key] == "" {
			continue
		}
		if m[f.Key] == nil {
			m[f.Key] = map[string]int{}
		}
		for _, word := range f.Typed().Each(v[f.Key]) {
			m[f.Key][word]++
		}
	}
}

// strange says in a sentence for each field which words the word lists of the office do not have. They are kept as written, and counted apart.
func (m wordsMet) strange(k *record.Kind, dictionary map[string][]string) []string {
	var sentences []string
	for i := range k.Fields {
		f := &k.Fields[i]
		if len(m[f.Key]) == 0 {
			continue
		}
		var words []string
		for _, word := range slices.Sorted(maps.Keys(m[f.Key])) {
			if !slices.Contains(dictionary[f.Dictionary()], word) {
				words = append(words, fmt.Sprintf("「%s」%d 行", word, m[f.Key][word]))
			}
		}
		if len(words) == 0 {
			continue
		}
		more := ""
		if n := len(words) - 5; n > 0 {
			words, more = words[:5], fmt.Sprintf("等 %d 个", n+5)
		}
		how := "请核对。"
		if record.WordListOf(f.Dictionary()).Grows() {
			how = "写错的请改正，要长期使用的请在「设置」的用词里增加。"
		}
		sentences = append(sentences, fmt.Sprintf("「%s」一栏有用词表里没有的词，照原样录入：%s%s。%s", f.Title, strings.Join(words, "、"), more, how))
	}
	return sentences
}

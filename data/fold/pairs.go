package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Pairs is text as it goes into an FTS5 column. Runs of Chinese characters
// become overlapping pairs, because two characters are the usual length of
// what is searched and no tokenizer of SQLite finds words in Chinese:
// 民主监督 becomes "民主 主监 监督 督". The last character of a run also stands
// alone, so that every single character starts some token. Latin words and
// numbers stay whole, in lower case.
//
// The column's tokenizer should be ascii: unicode61 takes characters newer than
// Unicode 6.1 (extensions E and later) for separators.
func Pairs(text string) string {
	var tokens []string
	for _, run := range runs(text) {
		tokens = append(tokens, run.tokens(true)...)
	}
	return strings.Join(tokens, " ")
}

// Query is the FTS5 MATCH expression that finds q in a column of Pairs, or ""
// when q has nothing to search for. Each space-separated word of q must occur;
// an unfinished Latin word or a single character matches what begins with it.
// Whatever q contains, the result is valid FTS5 syntax: only letters and digits
// are kept, inside quotation marks.
func Query(q string) string {
	var phrases []string
	for _, word := range strings.Fields(norm.NFKC.String(strings.ToValidUTF8(q, " "))) {
		if phrase := queryPhrase(runs(word)); phrase != "" {
			phrases = append(phrases, phrase)
		}
	}
	return strings.Join(phrases, " ")
}

func queryPhrase(all []run) string {
	if len(all) == 0 {
		return ""
	}
	var tokens []string
	for i, run := range all {
		// In the column a run is followed by its last character; the
		// phrase has to agree with that unless it ends here.
		tokens = append(tokens, run.tokens(i < len(all)-1)...)
	}
	phrase := `"` + strings.Join(tokens, " ") + `"`
	if last := all[len(all)-1]; !last.ideographic || len(last.chars) == 1 {
		phrase += "*"
	}
	return phrase
}

// run is a stretch of characters of one kind.
type run struct {
	chars       []rune
	ideographic bool
}

func (r run) tokens(closed bool) []string {
	if !r.ideographic || len(r.chars) == 1 {
		return []string{string(r.chars)}
	}
	out := make([]string, 0, len(r.chars))
	for i := range len(r.chars) - 1 {
		out = append(out, string(r.chars[i:i+2]))
	}
	if closed {
		out = append(out, string(r.chars[len(r.chars)-1:]))
	}
	return out
}

// runs splits text at everything that is neither letter nor digit and between
// Chinese and other writing. The middle dot of a long name and invisible
// characters do not split.
func runs(text string) []run {
	text = norm.NFKC.String(strings.ToLower(norm.NFKC.String(strings.ToValidUTF8(text, " "))))
	var out []run
	open := false
	for _, r := range text {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !isHyphen(r) && r != '-' && ignored(r) {
			continue
		}
		ideographic := isIdeographic(r)
		if !ideographic && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.M, r) {
			open = false
			continue
		}
		if !open || out[len(out)-1].ideographic != ideographic {
			out = append(out, run{ideographic: ideographic})
			open = true
		}
		last := &out[len(out)-1]
		last.chars = append(last.chars, r)
	}
	return out
}

func isIdeographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
}

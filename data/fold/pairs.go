package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Pairs is text as it goes into an FTS5 column. Runs of Chinese characters
// become overlapping pairs, because two characters are the usual length of
// what is searched and no tokenizer of SQLite finds words in Chinese:
// 民主监督 becomes "民主 主监 监督 督". The last character of a run also stands
// alone, so that every single character starts some token. Latin words and
// numbers stay whole, in lower case.
//
// The column's tokenizer should be ascii: unicode61 looks every character up once
// more, at half the speed.
func Pairs(text string) string {
	var out strings.Builder
	out.Grow(2*len(text) + len(text)/2)
	for _, run := range runs(text) {
		run.tokens(true, func(chars []rune) {
			if out.Len() > 0 {
				out.WriteByte(' ')
			}
			for _, r := range chars {
				out.WriteRune(r)
			}
		})
	}
	return out.String()
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
		run.tokens(i < len(all)-1, func(chars []rune) { tokens = append(tokens, string(chars)) })
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

// tokens calls each with the characters of every token of the run.
func (r run) tokens(closed bool, each func(chars []rune)) {
	if !r.ideographic || len(r.chars) == 1 {
		each(r.chars)
		return
	}
	for i := range len(r.chars) - 1 {
		each(r.chars[i : i+2])
	}
	if closed {
		each(r.chars[len(r.chars)-1:])
	}
}

// runs splits text at everything that is neither letter nor digit and between
// Chinese and other writing. The middle dot of a long name and invisible
// characters do not split.
func runs(text string) []run {
	if !settled(text) {
		text = settle(strings.ToValidUTF8(text, " "))
	}
	var out []run
	chars := make([]rune, 0, utf8.RuneCountInString(text)) // of all runs
	begin := 0
	end := func() {
		if begin < len(chars) {
			out = append(out, run{chars[begin:], isIdeographic(chars[begin])})
		}
		begin = len(chars)
	}
	for _, r := range text {
		ideographic := isIdeographic(r)
		switch {
		case isUnified(r):
		case joins(r):
			continue
		case !ideographic && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.M, r):
			end()
			continue
		}
		if begin < len(chars) && isIdeographic(chars[begin]) != ideographic {
			end()
		}
		chars = append(chars, r)
	}
	end()
	return out
}

// joins reports whether r is neither written nor splits what is beside it.
func joins(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsControl(r) && !isHyphen(r) && r != '-' && ignored(r)
}

// settled reports whether text is of characters that NFKC and lower case leave
// as they are, whatever is beside them, or that split in either form: most is.
func settled(text string) bool {
	for _, r := range text {
		switch {
		case isUnified(r), r < utf8.RuneSelf && (r < 'A' || r > 'Z'):
		case !strings.ContainsRune("、。，；：？！（）《》“”", r):
			return false
		}
	}
	return true
}

// isUnified reports whether r is of the block of Chinese characters that nearly
// all text is of.
func isUnified(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

func isIdeographic(r rune) bool {
	return isUnified(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
}

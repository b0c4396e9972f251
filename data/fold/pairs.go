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
	text = settled(text)
	var out strings.Builder
	out.Grow(2*len(text) + len(text)/2)
	from, to := 0, 0 // where the character before stands, in a run of Chinese ones
	inWord := false  // in a run of others
	end := func() {
		if from < to {
			out.WriteString(text[from:to])
			out.WriteByte(' ')
		} else if inWord {
			out.WriteByte(' ')
		}
		from, to, inWord = 0, 0, false
	}
	for i, r := range text {
		after := i + utf8.RuneLen(r)
		switch roleOf(r) {
		case splitting:
			end()
		case ideograph:
			if inWord {
				end()
			}
			switch {
			case from == to: // the first
			case to == i:
				out.WriteString(text[from:after])
				out.WriteByte(' ')
			default: // what joins them is not written
				out.WriteString(text[from:to] + text[i:after])
				out.WriteByte(' ')
			}
			from, to = i, after
		case written:
			if !inWord {
				end()
				inWord = true
			}
			out.WriteString(text[i:after])
		}
	}
	end()
	return strings.TrimSuffix(out.String(), " ")
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

// tokens are those of the run; closed says that another follows it, so that its last character stands alone too.
func (r run) tokens(closed bool) (all []string) {
	if !r.ideographic || len(r.chars) == 1 {
		return []string{string(r.chars)}
	}
	for i := range len(r.chars) - 1 {
		all = append(all, string(r.chars[i:i+2]))
	}
	if closed {
		all = append(all, string(r.chars[len(r.chars)-1:]))
	}
	return all
}

// runs splits text at everything that is neither letter nor digit and between
// Chinese and other writing. The middle dot of a long name and invisible
// characters do not split.
func runs(text string) []run {
	var out []run
	var chars []rune
	ideographic := false
	end := func() {
		if len(chars) > 0 {
			out = append(out, run{chars, ideographic})
		}
		chars = nil
	}
	for _, r := range settled(text) {
		role := roleOf(r)
		switch {
		case role == joining:
			continue
		case role == splitting || ideographic != (role == ideograph):
			end()
		}
		if role != splitting {
			chars, ideographic = append(chars, r), role == ideograph
		}
	}
	end()
	return out
}

// role is what a character does in a text that is cut into tokens.
type role int

const (
	splitting role = iota
	joining        // neither written nor splitting what is beside it
	ideograph
	written // any other letter or digit
)

func roleOf(r rune) role {
	switch {
	case isUnified(r):
		return ideograph
	case joins(r):
		return joining
	case isIdeographic(r):
		return ideograph
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.Is(unicode.M, r):
		return written
	}
	return splitting
}

// joins reports whether r is neither written nor splits what is beside it.
func joins(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsControl(r) && !isHyphen(r) && r != '-' && ignored(r)
}

// settled is text in NFKC and lower case. Most text is of characters that these leave as they are, whatever is beside them, or that split in either
// form.
func settled(text string) string {
	for _, r := range text {
		switch {
		case isUnified(r), r < utf8.RuneSelf && (r < 'A' || r > 'Z'):
		case !strings.ContainsRune("、。，；：？！（）《》“”", r):
			return settle(strings.ToValidUTF8(text, " "))
		}
	}
	return text
}

// isUnified reports whether r is of the block of Chinese characters that nearly
// all text is of.
func isUnified(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

func isIdeographic(r rune) bool {
	return isUnified(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
}

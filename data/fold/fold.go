// Package fold turns names, titles and numbers into the forms in which they
// are searched and sorted: one folded key per record for "contains" search by
// characters, pinyin or initials, character pairs for a full-text index, and
// the orders of lists of names: by sound, and by strokes.
//
// It knows writing, not records: it reads no database and knows no entity.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Plain folds s to what two people typing the same thing have in common:
// NFKC (full-width forms become half-width), Unified, lower case, and without spaces,
// hyphens, the middle dot of long names in any of its encodings, and invisible
// characters such as variation selectors. A full stop survives only inside a
// Latin word or a number ("1.5"). Invalid UTF-8 is dropped. Plain is idempotent.
func Plain(s string) string {
	if isPlainASCII(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "")
	// Dropping a character can bring a base and a combining mark together,
	// so one pass is not always enough for hostile text; real text needs two.
	for range 4 {
		next := dropIgnored(settle(s))
		if next == s {
			break
		}
		s = next
	}
	return s
}

// settle is the form of text in which the same writing is the same characters.
func settle(s string) string {
	return norm.NFKC.String(strings.ToLower(norm.NFKC.String(strings.Map(Unified, s))))
}

func isPlainASCII(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

func dropIgnored(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var before rune
	for i, r := range s {
		if ignored(r) {
			continue
		}
		if r == '.' {
			after, _ := utf8.DecodeRuneInString(s[i+1:])
			if !isASCIIWord(before) || !isASCIIWord(after) {
				continue
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func isASCIIWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z'
}

// ignored reports characters that people add, omit or vary without meaning
// anything by it.
func ignored(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r <= ' ' || r == '-' || r == 0x7f
	case isMiddleDot(r), isHyphen(r):
		return true
	case unicode.IsSpace(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return true
	case unicode.Is(unicode.Variation_Selector, r):
		return true
	}
	return false
}

func isMiddleDot(r rune) bool {
	switch r {
	case 0x00b7, 0x0387, 0x16eb, 0x2022, 0x2027, 0x2219, 0x22c5, 0x2e31, 0x30fb, 0x318d, 0x119e, 0xff65:
		return true
	}
	return false
}

func isHyphen(r rune) bool {
	return r >= 0x2010 && r <= 0x2015 || r == 0x2212
}

// Key is the search key of ordinary text (titles, unit names, numbers): every
// part in its Plain form, followed by its full pinyin and its initials when it
// has Chinese characters. Parts and forms are separated by one space, which no
// query can contain, so a hit never spans two of them. Words with a settled
// reading (重庆, 银行) are read as words.
//
// Use Name for the names of people and join the two with a space.
func Key(parts ...string) string {
	var k keyBuilder
	for _, part := range parts {
		plain := Plain(part)
		k.add(plain)
		if hasHan(plain) {
			k.addReadings(readText([]rune(plain)))
		}
	}
	return k.String()
}

// Name is Key for the name of one person: the first character or two are read
// as a surname where they are one (单 shan, 尉迟 yuchi). The everyday reading
// is kept beside it, and so are the second readings of characters common in
// given names (乐 le/yue), because who types the name may not know better.
func Name(name string) string {
	plain := Plain(name)
	if !hasHan(plain) {
		return plain
	}
	var k keyBuilder
	k.add(plain)
	k.addReadings(readName(name, []rune(plain)))
	return k.String()
}

// Called is Plain for what a body or unit is called: brackets of any shape are
// one, too.
func Called(name string) string {
	return brackets.Replace(Plain(name))
}

var brackets = strings.NewReplacer("[", "(", "]", ")", "【", "(", "】", ")", "〔", "(", "〕", ")", "〖", "(", "〗", ")", "<", "(", ">", ")")

// SameSound reports whether two words are read alike, as a word in simplified
// and in traditional characters is.
func SameSound(a, b string) bool {
	return Sound(a) == Sound(b)
}

// Sound is what words that are read alike have in common, see SameSound.
func Sound(word string) string {
	var b strings.Builder
	for _, s := range readPhrases([]rune(Plain(word))) {
		b.WriteString(s.letters + " ")
	}
	return b.String()
}

// Match reports whether query is found in a key made by Key or Name: either as
// a whole with its spaces ignored ("zhang xiao ming"), or each of its
// space-separated words somewhere ("张小明 教育局"). An empty query matches.
func Match(key, query string) bool { return Matcher(query)(key) }

// Matcher is Match for one query and many keys: the query is folded once.
func Matcher(query string) func(key string) bool {
	whole := Plain(query)
	words := strings.Fields(query)
	if len(words) < 2 {
		return func(key string) bool { return strings.Contains(key, whole) }
	}
	for i, word := range words {
		words[i] = Plain(word)
	}
	return func(key string) bool {
		if strings.Contains(key, whole) {
			return true
		}
		for _, word := range words {
			if !strings.Contains(key, word) {
				return false
			}
		}
		return true
	}
}

type keyBuilder struct {
	forms []string
}

func (k *keyBuilder) add(form string) {
	if form == "" {
		return
	}
	for _, have := range k.forms {
		if have == form {
			return
		}
	}
	k.forms = append(k.forms, form)
}

func (k *keyBuilder) addReadings(readings [][]syllable) {
	var full, initials strings.Builder
	for _, reading := range readings {
		full.Reset()
		initials.Reset()
		for _, s := range reading {
			full.WriteString(s.letters)
			_, width := utf8.DecodeRuneInString(s.letters)
			initials.WriteString(s.letters[:width])
		}
		k.add(full.String())
		k.add(initials.String())
		// ü is typed v on a keyboard and u by those who do not know that.
		if strings.Contains(full.String(), "v") && readsUmlaut(reading) {
			k.add(umlautAsU(reading))
		}
	}
}

func readsUmlaut(reading []syllable) bool {
	for _, s := range reading {
		if s.umlaut() {
			return true
		}
	}
	return false
}

func umlautAsU(reading []syllable) string {
	var b strings.Builder
	for _, s := range reading {
		if s.umlaut() {
			b.WriteString(strings.Replace(s.letters, "v", "u", 1))
		} else {
			b.WriteString(s.letters)
		}
	}
	return b.String()
}

func (k *keyBuilder) String() string {
	return strings.Join(k.forms, " ")
}

func hasHan(s string) bool {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}

package similar

import (
	"hash/maphash"
	"strings"
	"unicode"

	"cppccdesk/data/fold"
)

// passage is from how many characters on what two texts have in common is no accident.
const passage = 8

// Paragraph is a paragraph of a text. Common is the part of its characters, 0 to 1, that stand in the other text, too.
type Paragraph struct {
	Text   string
	Common float64
}

// Compare takes two texts apart into their paragraphs, each with what it has in common with the other text: passages of at least eight characters,
// punctuation, spaces and width aside. common is the part of the shorter text that the other has.
func Compare(a, b string) (left, right []Paragraph, common float64) {
	l, r := apart(a), apart(b)
	seed := maphash.MakeSeed()
	inA, inB := l.passages(seed), r.passages(seed)
	left, nl := l.marked(seed, inB)
	right, nr := r.marked(seed, inA)
	if l.length() <= r.length() {
		return left, right, part(nl, l.length())
	}
	return left, right, part(nr, r.length())
}

func part(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// text is a text in paragraphs, each with the characters that count.
type text struct {
	paragraphs []string
	runes      [][]rune
}

func apart(s string) text {
	var t text
	for paragraph := range strings.Lines(s) {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			t.paragraphs = append(t.paragraphs, paragraph)
			t.runes = append(t.runes, []rune(fold.Plain(strings.Map(letters, paragraph))))
		}
	}
	return t
}

// letters leaves letters and digits.
func letters(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}

func (t text) length() int {
	n := 0
	for _, runes := range t.runes {
		n += len(runes)
	}
	return n
}

func (t text) passages(seed maphash.Seed) map[uint64]bool {
	found := map[uint64]bool{}
	for _, runes := range t.runes {
		for i := 0; i+passage <= len(runes); i++ {
			found[maphash.Comparable(seed, [passage]rune(runes[i:i+passage]))] = true
		}
	}
	return found
}

// marked are the paragraphs with what of them is among the passages of the other text, and how many characters that is in all.
func (t text) marked(seed maphash.Seed, other map[uint64]bool) (all []Paragraph, common int) {
	for i, runes := range t.runes {
		n, until := 0, 0 // the characters before until are counted
		for j := 0; j+passage <= len(runes); j++ {
			if other[maphash.Comparable(seed, [passage]rune(runes[j:j+passage]))] {
				n += j + passage - max(until, j)
				until = j + passage
			}
		}
		all = append(all, Paragraph{t.paragraphs[i], part(n, len(runes))})
		common += n
	}
	return all, common
}

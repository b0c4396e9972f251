package fold

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// syllable is the reading of one character: lower-case letters with v for ü,
// and the tone 1 to 4, or 0 for none. A character without a reading stands for
// itself in letters.
type syllable struct {
	letters string
	tone    byte
	char    rune
	han     bool
}

// umlaut reports nü, nüe, lü, lüe: the syllables where v means ü. A Latin v
// stands alone in its syllable and is not one.
func (s syllable) umlaut() bool {
	return s.han && len(s.letters) > 1 && s.letters[1] == 'v'
}

// syllables of the characters met so far. A name is made of a few thousand
// characters, the dictionary holds 42,000 and takes regular expressions to read.
var syllables sync.Map // rune -> syllable

func syllableOf(r rune) syllable {
	if s, ok := syllables.Load(r); ok {
		return s.(syllable)
	}
	s := syllable{letters: string(r), char: r}
	args := pinyin.NewArgs()
	args.Style = pinyin.Tone3
	if read := pinyin.SinglePinyin(r, args); len(read) > 0 {
		if letters, tone := splitTone(read[0]); letters != "" {
			s.letters, s.tone, s.han = letters, tone, true
		}
	}
	if usual, ok := usualReadings[r]; ok {
		s.letters, s.tone = splitTone(usual)
	}
	if s.han {
		syllables.Store(r, s)
	}
	return s
}

// splitTone takes "zhong4" apart. Interjections written with nothing but a
// nasal and a combining accent come back empty when no letter is left.
func splitTone(read string) (letters string, tone byte) {
	var b strings.Builder
	for _, r := range read {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case r >= '1' && r <= '4':
			tone = byte(r - '0')
		case r == 'ü':
			b.WriteByte('v')
		}
	}
	return b.String(), tone
}

// readText reads text with the words of the phrase table read as words.
func readText(chars []rune) [][]syllable {
	return [][]syllable{readPhrases(chars)}
}

func readPhrases(chars []rune) []syllable {
	reading := make([]syllable, 0, len(chars))
	for i := 0; i < len(chars); {
		if settled := phraseAt(chars[i:]); settled != nil {
			reading = append(reading, withLetters(chars[i:i+len(settled)], settled)...)
			i += len(settled)
			continue
		}
		reading = append(reading, syllableOf(chars[i]))
		i++
	}
	return reading
}

// phraseAt is the reading of the longest known word at the start of chars.
func phraseAt(chars []rune) []string {
	table := phrases()
	longest, known := table.longest[chars[0]]
	if !known {
		return nil
	}
	for n := min(longest, len(chars)); n >= 2; n-- {
		if read, ok := table.readings[string(chars[:n])]; ok {
			return read[0]
		}
	}
	return nil
}

func withLetters(chars []rune, letters []string) []syllable {
	out := make([]syllable, len(letters))
	for i, read := range letters {
		out[i] = syllableOf(chars[i])
		if out[i].letters != read {
			out[i].letters, out[i].tone = read, toneFor(chars[i], read)
		}
		out[i].han = true
	}
	return out
}

// toneFor finds the tone that goes with a reading our own tables give without one.
func toneFor(r rune, letters string) byte {
	args := pinyin.NewArgs()
	args.Style, args.Heteronym = pinyin.Tone3, true
	for _, read := range pinyin.SinglePinyin(r, args) {
		if got, tone := splitTone(read); got == letters {
			return tone
		}
	}
	return 0
}

// longNameRunes is the length from which a name is a transliteration
// (阿依古丽买买提) that starts with a given name, not with a surname.
const longNameRunes = 5

// readName returns the readings of a person's name, the likeliest first.
func readName(raw string, chars []rune) [][]syllable {
	surnames, width := surnameAt(raw, chars)
	given := chars[width:]
	var givenReadings [][]syllable
	if len(given) > 0 {
		givenReadings = append(givenReadings, readEach(given))
		if len(chars) < longNameRunes {
			givenReadings = append(givenReadings, secondReadings(given)...)
		}
		if settled := readPhrases(given); differs(settled, givenReadings[0]) {
			givenReadings = append(givenReadings, settled)
		}
	} else {
		givenReadings = [][]syllable{nil}
	}
	var out [][]syllable
	for _, surname := range surnames {
		head := withLetters(chars[:width], surname)
		for _, tail := range givenReadings {
			out = append(out, append(append(make([]syllable, 0, len(chars)), head...), tail...))
		}
	}
	return out
}

// surnameAt returns the readings of the surname chars start with, the
// surname's own reading first, and how many characters it has. Where there is
// no surname of our table there is one empty reading of width 0.
func surnameAt(raw string, chars []rune) (readings [][]string, width int) {
	none := [][]string{nil}
	if len(chars) == 0 || strings.ContainsFunc(strings.TrimSpace(raw), isMiddleDot) {
		return none, 0
	}
	table := surnames()
	if len(chars) >= 2 {
		if read, ok := table.readings[string(chars[:2])]; ok {
			return read, 2
		}
	}
	if len(chars) >= longNameRunes {
		return none, 0
	}
	if read, ok := table.readings[string(chars[:1])]; ok {
		return read, 1
	}
	return none, 0
}

func readEach(chars []rune) []syllable {
	out := make([]syllable, len(chars))
	for i, r := range chars {
		out[i] = syllableOf(r)
	}
	return out
}

// secondReadings varies one character at a time: a name with two doubtful
// characters is rare, and the key must stay short.
func secondReadings(chars []rune) [][]syllable {
	var out [][]syllable
	for i, r := range chars {
		for _, read := range givenNameReadings[r] {
			base := readEach(chars)
			if base[i].letters == read {
				continue
			}
			base[i].letters, base[i].tone = read, toneFor(r, read)
			out = append(out, base)
		}
	}
	return out
}

func differs(a, b []syllable) bool {
	for i := range a {
		if a[i].letters != b[i].letters {
			return true
		}
	}
	return false
}

// readingTable holds the alternatives per word, each one syllable per character.
type readingTable struct {
	readings map[string][][]string
	longest  map[rune]int
}

// parseReadings reads entries "重庆 chong qing", alternatives separated by "/".
func parseReadings(list string) readingTable {
	t := readingTable{readings: map[string][][]string{}, longest: map[rune]int{}}
	for entry := range strings.Lines(list) {
		word, readings, ok := strings.Cut(strings.TrimSpace(entry), " ")
		if !ok {
			continue
		}
		for alternative := range strings.SplitSeq(readings, "/") {
			t.readings[word] = append(t.readings[word], strings.Fields(alternative))
		}
		chars := []rune(word)
		t.longest[chars[0]] = max(t.longest[chars[0]], len(chars))
	}
	return t
}

var (
	phrases  = sync.OnceValue(func() readingTable { return parseReadings(phraseList) })
	surnames = sync.OnceValue(func() readingTable { return parseReadings(surnameList) })
)

package page

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"cppccdesk/assets"
)

// Parts of the em above and below the baseline that a line of Chinese takes.
const (
	ascent  = 0.88
	descent = 0.12
)

// face is one weight of the font with the advances met so far, in ems.
type face struct {
	font     *sfnt.Font
	mu       sync.Mutex
	buffer   sfnt.Buffer
	advances map[rune]float64
	none     map[rune]bool // those it has no glyph for
}

var (
	regular = sync.OnceValue(func() *face { return parse(assets.FontRegular) })
	bold    = sync.OnceValue(func() *face { return parse(assets.FontBold) })
)

func faceOf(isBold bool) *face {
	if isBold {
		return bold()
	}
	return regular()
}

func parse(data []byte) *face {
	f, err := sfnt.Parse(data)
	if err != nil {
		panic(err) // the font is part of the program
	}
	return &face{font: f, advances: map[rune]float64{}, none: map[rune]bool{}}
}

// advance is the width of a character in ems.
func (f *face) advance(r rune) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if w, met := f.advances[r]; met {
		return w
	}
	w := 1.0
	index, err := f.font.GlyphIndex(&f.buffer, r)
	if err == nil {
		em := fixed.I(int(f.font.UnitsPerEm()))
		if a, err := f.font.GlyphAdvance(&f.buffer, index, em, font.HintingNone); err == nil {
			w = float64(a) / float64(em)
		}
	}
	f.advances[r], f.none[r] = w, index == 0
	return w
}

// Width is the width in points of a line of text.
func Width(s string, size float64, isBold bool) float64 {
	f, w := faceOf(isBold), 0.0
	for _, r := range s {
		w += f.advance(r)
	}
	return w * size
}

// Baseline is how far below its middle the baseline of a line of text is, in points.
func Baseline(size float64) float64 { return (ascent - descent) / 2 * size }

// Missing are the characters of the pages that the font has no glyph for, each once: they are drawn as empty boxes.
func Missing(pages []Page) []rune {
	found := map[rune]bool{}
	for _, p := range pages {
		for _, t := range p.Texts {
			f := faceOf(t.Bold)
			for _, r := range t.String {
				f.advance(r)
				if f.none[r] {
					found[r] = true
				}
			}
		}
	}
	var runes []rune
	for r := range found {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	return runes
}

// noStart are the marks that no line begins with (避头), noEnd those that none ends with (避尾).
const (
	noStart = "，。、；：？！）》〉」』】〕％%·—…’”,.;:?!)]}"
	noEnd   = "（《〈「『【〔‘“([{"
)

// Lines breaks a text at its line ends and where it is wider than width points: between Chinese characters, in front of words and numbers,
// and within those that are wider than a line. No line begins with a closing mark or ends with an opening one, if that can be helped.
func Lines(s string, width, size float64, isBold bool) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		lines = append(lines, breakLines([]rune(paragraph), width/size, faceOf(isBold))...)
	}
	return lines
}

func breakLines(text []rune, width float64, f *face) []string {
	var lines []string
	start, used := 0, 0.0
	for i := 0; i < len(text); i++ {
		w := f.advance(text[i])
		if used+w <= width || i == start {
			used += w
			continue
		}
		at := breakBefore(text, start, i)
		lines = append(lines, strings.TrimRight(string(text[start:at]), " "))
		for at < i && text[at] == ' ' {
			at++
		}
		start, used, i = at, 0, at-1
	}
	return append(lines, string(text[start:]))
}

// breakBefore is where the line that begins at start ends when the character at i is beyond it.
func breakBefore(text []rune, start, i int) int {
	for at := i; at > start+1; at-- {
		if mayBreak(text[at-1], text[at]) {
			return at
		}
	}
	return i
}

func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune(noStart, after), strings.ContainsRune(noEnd, before):
		return false
	case after == ' ':
		return true
	}
	return !latin(before) || !latin(after)
}

// latin reports whether a character is part of a word or number that stays whole.
func latin(r rune) bool { return r > ' ' && r < 0x2E80 && !unicode.IsSpace(r) }

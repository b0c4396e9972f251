package text

import (
	"strings"
	"unicode"
)

// Joined tells whether two characters are drawn as one, so that no caret, line break or Backspace may come between them: accents, the
// selectors of rare forms of a character, joined pictures, and control characters, which are not drawn.
func Joined(before, r rune) bool {
	if r < 0x300 {
		return r < ' ' && r != '\t' || r >= 0x7F && r < 0xA0 || r == 0xAD
	}
	if r < 0xFF00 && r >= 0x3100 { // the bulk of Chinese text
		return before == joiner || r >= 0xFE00 && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
	}
	return before == joiner || r >= 0x1F3FB && r <= 0x1F3FF || unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Cf)
}

const joiner = '\u200D'

// Unseen tells the characters that take no room of their own.
func Unseen(r rune) bool {
	return Joined(0, r) && !unicode.Is(unicode.Mc, r) && (r < 0x1F3FB || r > 0x1F3FF)
}

// Next is the place after the character at p; at the end of a paragraph the next one's beginning.
func (t *Text) Next(p Place) Place {
	runes := t.paras[p.Para].runes
	if p.At >= len(runes) {
		if p.Para+1 < len(t.paras) {
			return Place{p.Para + 1, 0}
		}
		return p
	}
	for p.At++; p.At < len(runes) && Joined(runes[p.At-1], runes[p.At]); p.At++ {
	}
	return p
}

// Previous is the place before the character before p; at the beginning of a paragraph the end of the one before.
func (t *Text) Previous(p Place) Place {
	runes := t.paras[p.Para].runes
	if p.At == 0 {
		if p.Para > 0 {
			return Place{p.Para - 1, len(t.paras[p.Para-1].runes)}
		}
		return p
	}
	for p.At--; p.At > 0 && Joined(runes[p.At-1], runes[p.At]); p.At-- {
	}
	return p
}

// class parts characters into those that make up a word together.
func class(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return 0
	case unicode.Is(unicode.Han, r):
		return 1
	case unicode.IsPunct(r), unicode.IsSymbol(r):
		return 2
	default:
		return 3
	}
}

// NextWord is where the next word begins: a run of characters of one class, Chinese or Latin or marks, and the spaces behind it.
func (t *Text) NextWord(p Place) Place {
	runes := t.paras[p.Para].runes
	if p.At >= len(runes) {
		return t.Next(p)
	}
	of := class(runes[p.At])
	for p.At < len(runes) && (class(runes[p.At]) == of || p.At > 0 && Joined(runes[p.At-1], runes[p.At])) {
		p.At++
	}
	for p.At < len(runes) && class(runes[p.At]) == 0 {
		p.At++
	}
	return t.Clamp(p)
}

// PreviousWord is where the word before p begins.
func (t *Text) PreviousWord(p Place) Place {
	runes := t.paras[p.Para].runes
	if p.At == 0 {
		return t.Previous(p)
	}
	for p.At > 0 && class(runes[p.At-1]) == 0 {
		p.At--
	}
	if p.At > 0 {
		p = t.Previous(p)
		for of := class(runes[p.At]); p.At > 0; {
			before := t.Previous(p)
			if class(runes[before.At]) != of {
				break
			}
			p = before
		}
	}
	return p
}

// Word are the ends of the run of characters of one class at p, or before p at the end of a paragraph.
func (t *Text) Word(p Place) (from, to Place) {
	runes := t.paras[p.Para].runes
	if len(runes) == 0 {
		return p, p
	}
	at := t.Clamp(Place{p.Para, min(p.At, len(runes)-1)})
	of := class(runes[at.At])
	from, to = at, t.Next(at)
	for from.At > 0 {
		before := t.Previous(from)
		if class(runes[before.At]) != of {
			break
		}
		from = before
	}
	for to.At < len(runes) && class(runes[to.At]) == of {
		to = t.Next(to)
	}
	return from, to
}

// Clean is text from outside as it may be put into a text: line ends of other systems become line feeds, tabs and fixed spaces become
// spaces, and characters that cannot be seen are left out, marks of writing direction among them.
func Clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n'
		case r == '\t', r == '\u00A0', r == '\u202F':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != joiner && r < 0xE0000, r == '\uFFFD':
			return -1
		}
		return r
	}, s)
}

// Drawn is a run of text as it is handed to the font: tabs as spaces, without what cannot be seen and would come out as a box.
func Drawn(s string) string {
	if !strings.ContainsFunc(s, undrawn) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString(Tab)
		case !undrawn(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Tab is what a tab is drawn as.
const Tab = "    "

func undrawn(r rune) bool {
	return r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0x200B && r <= 0x206F && r != joiner && unicode.Is(unicode.Cf, r) || r == '\uFEFF'
}

// Package text holds long text while it is read or edited: its paragraphs, how they break into lines of a width, and the way back from each
// change. It knows no window; how wide a character is drawn is asked of the caller.
package text

import (
	"slices"
	"strings"
)

// Place is a place between characters: At runes into a paragraph, both counted from 0.
type Place struct{ Para, At int }

// Before tells whether p comes before q.
func (p Place) Before(q Place) bool { return p.Para < q.Para || p.Para == q.Para && p.At < q.At }

// Order puts two places into the order of the text.
func Order(p, q Place) (from, to Place) {
	if q.Before(p) {
		return q, p
	}
	return p, q
}

type paragraph struct {
	runes  []rune
	starts []int // where its lines begin; nil: to be broken again
	first  int   // the number of its first line
}

// Text is an edited text. The zero value is not usable; New makes an empty one. It belongs to one goroutine.
type Text struct {
	paras        []paragraph
	whole        string
	joined       bool // whole is the paragraphs' text
	past, future []change
	open         bool // the next stroke may join the last change

	width  float32
	lines  int
	broken bool // every paragraph has its lines
}

// New makes an empty text.
func New() *Text { return &Text{paras: make([]paragraph, 1)} }

// Set replaces everything by s, paragraphs apart by line feeds. What was done before cannot be undone.
func (t *Text) Set(s string) {
	t.paras = paragraphsOf(s)
	t.past, t.future, t.open = nil, nil, false
	t.whole, t.joined, t.broken = "", false, false
}

func paragraphsOf(s string) []paragraph {
	parts := strings.Split(s, "\n")
	out := make([]paragraph, len(parts))
	for i, part := range parts {
		out[i].runes = []rune(part)
	}
	return out
}

// String is the whole text.
func (t *Text) String() string {
	if !t.joined {
		t.whole, t.joined = t.Between(Place{}, t.End()), true
	}
	return t.whole
}

// Empty tells whether there is no character.
func (t *Text) Empty() bool { return len(t.paras) == 1 && len(t.paras[0].runes) == 0 }

// End is the place behind the last character.
func (t *Text) End() Place {
	last := len(t.paras) - 1
	return Place{last, len(t.paras[last].runes)}
}

// ParagraphEnd is the end of the paragraph a place is in.
func (t *Text) ParagraphEnd(p Place) Place { return Place{p.Para, len(t.paras[p.Para].runes)} }

// Clamp is the nearest place of the text that does not part what is drawn as one.
func (t *Text) Clamp(p Place) Place {
	p.Para = min(max(p.Para, 0), len(t.paras)-1)
	runes := t.paras[p.Para].runes
	p.At = min(max(p.At, 0), len(runes))
	for p.At > 0 && p.At < len(runes) && Joined(runes[p.At-1], runes[p.At]) {
		p.At--
	}
	return p
}

// Between is the text from one place to another that does not come before it.
func (t *Text) Between(from, to Place) string {
	if from.Para == to.Para {
		return string(t.paras[from.Para].runes[from.At:to.At])
	}
	var b strings.Builder
	b.WriteString(string(t.paras[from.Para].runes[from.At:]))
	for _, p := range t.paras[from.Para+1 : to.Para] {
		b.WriteByte('\n')
		b.WriteString(string(p.runes))
	}
	b.WriteByte('\n')
	b.WriteString(string(t.paras[to.Para].runes[:to.At]))
	return b.String()
}

// splice puts s in the place of what is between two places and returns where s ends. Only the paragraphs concerned lose their lines.
func (t *Text) splice(from, to Place, s string) Place {
	fresh := paragraphsOf(s)
	end := Place{from.Para + len(fresh) - 1, len(fresh[len(fresh)-1].runes)}
	if len(fresh) == 1 {
		end.At += from.At
	}
	head, tail := t.paras[from.Para].runes[:from.At], t.paras[to.Para].runes[to.At:]
	last := len(fresh) - 1
	fresh[0].runes = slices.Concat(head, fresh[0].runes)
	fresh[last].runes = slices.Concat(fresh[last].runes, tail)
	t.paras = slices.Replace(t.paras, from.Para, to.Para+1, fresh...)
	t.whole, t.joined, t.broken = "", false, false
	return end
}

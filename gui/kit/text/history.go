package text

import (
	"strings"
	"unicode"
)

// Kind says what made a change, which decides whether it is undone together with the one before.
type Kind int

// The kinds of changes.
const (
	Whole      Kind = iota // pasted, cut, chosen from a menu: a step of its own
	Typed                  // one character typed
	ErasedBack             // one character erased with Backspace
	ErasedHere             // one character erased with Delete
)

// change puts come where gone was.
type change struct {
	kind       Kind
	at         Place
	gone, come string
}

// remembered is how many steps back there are.
const remembered = 1000

// Replace puts s in the place of what is between two places, remembers how to undo it, and returns where s ends.
func (t *Text) Replace(from, to Place, s string, kind Kind) Place {
	from, to = Order(t.Clamp(from), t.Clamp(to))
	c := change{kind, from, t.Between(from, to), s}
	if c.gone == "" && s == "" {
		return from
	}
	end := t.splice(from, to, s)
	t.future = nil
	if n := len(t.past); !t.open || n == 0 || !t.past[n-1].join(c) {
		t.past = append(t.past, c)
		if len(t.past) > remembered {
			t.past = t.past[1:]
		}
	}
	t.open = kind != Whole
	return end
}

// join takes a change into the one before when both are strokes of one run of typing or erasing.
func (c *change) join(next change) bool {
	if c.kind != next.kind || c.kind == Whole || strings.Contains(next.gone+next.come, "\n") {
		return false
	}
	switch {
	case c.kind == Typed && next.gone == "" && next.at == endOf(c.at, c.come) && !pauses(c.come, next.come):
		c.come += next.come
	case c.kind == Typed || c.come+next.come != "":
		return false
	case c.kind == ErasedBack && endOf(next.at, next.gone) == c.at:
		c.at, c.gone = next.at, next.gone+c.gone
	case c.kind == ErasedHere && next.at == c.at:
		c.gone += next.gone
	default:
		return false
	}
	return true
}

// pauses tells whether a phrase ends before next: a mark or a space stays with what is before it.
func pauses(before, next string) bool {
	b, n := []rune(before), []rune(next)
	if len(b) == 0 || len(n) == 0 {
		return false
	}
	mark := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }
	return mark(b[len(b)-1]) && !mark(n[0])
}

// endOf is where s ends when it begins at a place.
func endOf(at Place, s string) Place {
	if n := strings.Count(s, "\n"); n > 0 {
		return Place{at.Para + n, len([]rune(s[strings.LastIndexByte(s, '\n')+1:]))}
	}
	return Place{at.Para, at.At + len([]rune(s))}
}

// Pause ends a run of strokes: the next is undone by itself.
func (t *Text) Pause() { t.open = false }

// Undo takes the last change back and returns the places around what came back; false when there is nothing to take back.
func (t *Text) Undo() (from, to Place, ok bool) {
	return t.turn(&t.past, &t.future, func(c change) (string, string) { return c.come, c.gone })
}

// Redo makes the change again that was taken back last; false when there is none.
func (t *Text) Redo() (from, to Place, ok bool) {
	return t.turn(&t.future, &t.past, func(c change) (string, string) { return c.gone, c.come })
}

func (t *Text) turn(from, to *[]change, sides func(change) (now, then string)) (Place, Place, bool) {
	n := len(*from)
	if n == 0 {
		return Place{}, Place{}, false
	}
	c := (*from)[n-1]
	*from, *to = (*from)[:n-1], append(*to, c)
	now, then := sides(c)
	end := t.splice(c.at, endOf(c.at, now), then)
	t.open = false
	return c.at, end, true
}

// CanUndo tells whether Undo has something to take back.
func (t *Text) CanUndo() bool { return len(t.past) > 0 }

// CanRedo tells whether Redo has something to make again.
func (t *Text) CanRedo() bool { return len(t.future) > 0 }

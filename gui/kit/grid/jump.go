package grid

import (
	"strings"
	"time"
	"unicode/utf8"

	"cppccdesk/data/fold"
)

// jumpPause is how long typing must rest before the next character begins a new word.
const jumpPause = time.Second

// jumpBuffer is what was typed into the list to jump to a row.
type jumpBuffer struct {
	text   string
	last   time.Time
	number int // of the newest jump
}

// add appends a character, to nothing when typing rested; fresh tells that it did.
func (j *jumpBuffer) add(r rune, now time.Time) (fresh bool) {
	fresh = now.Sub(j.last) > jumpPause
	if fresh {
		j.text = ""
	}
	j.text += string(r)
	j.last = now
	j.number++
	return fresh
}

// typedRune jumps to the next row whose cell begins with what was typed lately, by text, pinyin or initials. The cell is that of the column
// the list is sorted by, when it is on the screen, else of the first. When nothing does, the same letter again goes on to the next row that
// begins with it.
func (g *Grid[R]) typedRune(r rune) {
	fresh := g.jump.add(r, time.Now())
	word := fold.Plain(g.jump.text)
	column := g.jumpColumn()
	if word == "" || column == nil || len(g.set.shown) == 0 {
		return
	}
	from := max(g.set.cursorPosition(), 0)
	if g.set.hasRow && fresh {
		from++
	}
	number, found := g.jump.number, -1
	rows, shown := g.set.table.rows, g.set.shown
	g.beside(len(shown), func() {
		found = findFrom(column, rows, shown, from, word)
		if first, ok := repeated(word); ok && found < 0 {
			found = findFrom(column, rows, shown, from+1, first)
		}
	}, func() {
		if found >= 0 && number == g.jump.number && found < len(g.set.shown) {
			g.goTo(found, false)
		}
	})
}

// repeated gives the character that a word is several times over.
func repeated(word string) (first string, ok bool) {
	_, width := utf8.DecodeRuneInString(word)
	first = word[:width]
	return first, len(word) > width && strings.Trim(word, first) == ""
}

// findFrom is the first place from on, and after the end from the beginning, whose cell begins with word, or -1.
func findFrom[R any](c *Column[R], rows []R, shown []int32, from int, word string) int {
	for n := range shown {
		pos := (from + n) % len(shown)
		if strings.Contains(" "+c.fold(rows[shown[pos]]), " "+word) {
			return pos
		}
	}
	return -1
}

func (g *Grid[R]) jumpColumn() *Column[R] {
	if len(g.set.sorting) > 0 {
		for _, s := range g.columns.states {
			if s.Key == g.set.sorting[0].Key && !s.Hidden {
				return g.set.column(s.Key)
			}
		}
	}
	if len(g.columns.spans) == 0 {
		return nil
	}
	return g.set.column(g.columns.states[g.columns.spans[0].state].Key)
}

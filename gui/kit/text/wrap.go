package text

import (
	"sort"
	"strings"
	"unicode"
)

// closing holds the marks that Chinese typesetting does not let begin a line (GB/T 15834), opening those that may not end one.
const (
	closing = "，。、；：？！）」』】》〉”’％…—·,.;:?!)]}%"
	opening = "（「『【《〈“‘([{"
)

// Break finds where the lines of a paragraph begin, the first at 0, so that none is wider than width: between any two Chinese characters,
// between words otherwise, never before a closing mark or after an opening one. A width of 0 or less is no limit. Spaces hang over the
// end of a line.
func Break(runes []rune, width float32, advance func(i int) float32) []int {
	starts := []int{0}
	if width <= 0 {
		return starts
	}
	start := 0
	var used float32
	for i, r := range runes {
		w := advance(i)
		for used+w > width && i > start && r != ' ' && !Joined(runes[i-1], r) {
			start += breakPoint(runes[start:i], r)
			starts = append(starts, start)
			used = 0
			for j := start; j < i; j++ {
				used += advance(j)
			}
		}
		used += w
	}
	return starts
}

// farthest is how many characters are taken over to the next line at most.
const farthest = 40

// breakPoint finds where to end a full line that next would follow. A word that fills the whole line is parted.
func breakPoint(line []rune, next rune) int {
	for at := len(line); at > 1 && len(line)-at < farthest; at-- {
		after := next
		if at < len(line) {
			after = line[at]
		}
		before := line[at-1]
		if !isClosing(after) && !isOpening(before) && !Joined(before, after) && !(isWord(before) && isWord(after)) {
			return at
		}
	}
	return len(line)
}

func isOpening(r rune) bool { return strings.ContainsRune(opening, r) }

func isClosing(r rune) bool { return strings.ContainsRune(closing, r) }

func isWord(r rune) bool {
	switch {
	case r < 0x80:
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("._-/@&=%'#~+", r)
	case r < 0x2E80:
		return unicode.IsLetter(r)
	}
	return false
}

// Wrap breaks what has changed since the last call into lines of a width; all of it when the width is another one. advance says how wide a
// character is drawn; after it changes Rewrap is called first.
func (t *Text) Wrap(width float32, advance func(rune) float32) {
	if width != t.width {
		t.width = width
		t.Rewrap()
	}
	if t.broken {
		return
	}
	line := 0
	for i := range t.paras {
		p := &t.paras[i]
		if p.starts == nil {
			p.starts = Break(p.runes, width, func(j int) float32 { return advance(p.runes[j]) })
		}
		p.first = line
		line += len(p.starts)
	}
	t.lines, t.broken = line, true
}

// Rewrap has every line broken again at the next Wrap.
func (t *Text) Rewrap() {
	for i := range t.paras {
		t.paras[i].starts = nil
	}
	t.broken = false
}

// Lines is how many lines there are. Lines and places in them are those of the last Wrap.
func (t *Text) Lines() int { return t.lines }

// Line is where line n begins and ends.
func (t *Text) Line(n int) (from, to Place) {
	i := sort.Search(len(t.paras), func(i int) bool { return t.paras[i].first > n }) - 1
	p := t.paras[i]
	k := n - p.first
	end := len(p.runes)
	if k+1 < len(p.starts) {
		end = p.starts[k+1]
	}
	return Place{i, p.starts[k]}, Place{i, end}
}

// LineOf is the line a place is in. Where a paragraph breaks, a place is at the end of the line before when tail, else at the next line's
// beginning.
func (t *Text) LineOf(p Place, tail bool) int {
	para := t.paras[p.Para]
	k := sort.Search(len(para.starts), func(k int) bool { return para.starts[k] > p.At }) - 1
	if tail && k > 0 && para.starts[k] == p.At {
		k--
	}
	return para.first + k
}

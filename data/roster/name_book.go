package roster

import (
	"slices"
	"strings"

	"cppccdesk/data/fold"
)

// NameBook is names of people among which those like another are looked for.
type NameBook struct {
	names  [][]rune
	sounds [][]string // the readings of each
}

// NewNameBook is a book of the names.
func NewNameBook(names []string) *NameBook {
	b := &NameBook{names: make([][]rune, len(names)), sounds: make([][]string, len(names))}
	for i, name := range names {
		b.names[i] = []rune(name)
		if readings := strings.Fields(fold.Name(name)); len(readings) > 0 {
			b.sounds[i] = readings[1:]
		}
	}
	return b
}

// Like are the places of the names that are read or written much like name: first those of the same sounds, then those with one character more, less or
// other.
func (b *NameBook) Like(name string) []int {
	asked, sounds := []rune(name), strings.Fields(fold.Name(name))
	var same, near []int
	for i := range b.names {
		switch {
		case len(sounds) > 1 && slices.Contains(b.sounds[i], sounds[1]):
			same = append(same, i)
		case nearlyCalled(asked, b.names[i]):
			near = append(near, i)
		}
	}
	return slices.Concat(same, near)
}

// nearlyCalled reports whether two names of two characters or more differ in one.
func nearlyCalled(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 || len(b)-len(a) > 1 {
		return false
	}
	if len(a) < len(b) {
		return withinOrder(a, b)
	}
	differ := 0
	for i := range a {
		if a[i] != b[i] {
			differ++
		}
	}
	return differ == 1
}

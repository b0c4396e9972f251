package proposal

import (
	"maps"
	"math/bits"
	"slices"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
)

// condition chooses proposals. It is one of: a fact of the line, a word the line has, several that all hold, several of which one holds, one that does
// not.
type condition struct {
	fact  int // 1 + its place in facts
	of    *column
	words []string
	all   []*condition
	any   []*condition
	not   *condition
}

// facts are what conditions ask of each line.
var facts []func(p *docket.Line) bool

// fact is a condition on the line itself. Facts are declared when the program starts: each line is asked all of them once.
func fact(holds func(p *docket.Line) bool) *condition {
	facts = append(facts, holds)
	return &condition{fact: len(facts)}
}

// all holds where every one of the conditions holds.
func all(conditions ...*condition) *condition { return &condition{all: conditions} }

// anyOf holds where one of the conditions holds.
func anyOf(conditions ...*condition) *condition { return &condition{any: conditions} }

// not turns a condition round.
func not(c *condition) *condition { return &condition{not: c} }

// column is a word that each proposal has, maybe the empty one; or several.
type column struct {
	place   int // in columns
	word    func(p *docket.Line) string
	several func(p *docket.Line, a *roster.Affiliation) []string // in place of word; of none it is the empty one
}

var columns []*column

func wordsOf(word func(p *docket.Line) string) *column {
	return newColumn(column{word: word})
}

// belonging is a column of what the first proposer belongs to.
func belonging(several func(p *docket.Line, a *roster.Affiliation) []string) *column {
	return newColumn(column{several: several})
}

func newColumn(c column) *column {
	c.place = len(columns)
	columns = append(columns, &c)
	return &c
}

// oneOf holds where the proposal's word is among the words.
func oneOf(of *column, words ...string) *condition { return &condition{of: of, words: words} }

// census is the proposals of a year on a day as conditions see them. Each line is looked at once and need not be kept.
type census struct {
	ids   []int64
	holds []bitmap           // of each fact
	have  []map[string]*word // of each column
	last  []*word            // of each column, that of the line before: it is often the same
	sets  map[*condition]measure.Set
}

// bitmap is places in ids.
type bitmap []uint64

// word is where a word of a column is: places in ids.
type word struct {
	text   string
	places []int32
}

// newCensus is of at most n proposals.
func newCensus(n int) *census {
	t := &census{ids: make([]int64, 0, n), last: make([]*word, len(columns)), sets: map[*condition]measure.Set{}}
	for range facts {
		t.holds = append(t.holds, make(bitmap, (n+63)/64))
	}
	for range columns {
		t.have = append(t.have, map[string]*word{})
	}
	return t
}

// add looks at one more proposal, whose first proposer belongs to what a says.
func (t *census) add(p *docket.Line, a *roster.Affiliation) {
	at := len(t.ids)
	t.ids = append(t.ids, p.ID)
	for i, holds := range facts {
		if holds(p) {
			t.holds[i][at>>6] |= 1 << (at & 63)
		}
	}
	for i, c := range columns {
		if c.several == nil {
			t.put(i, c.word(p), at)
			continue
		}
		texts := c.several(p, a)
		for _, text := range texts {
			t.put(i, text, at)
		}
		if len(texts) == 0 {
			t.put(i, "", at)
		}
	}
}

// put notes that the proposal at a place has the word in the i-th column.
func (t *census) put(i int, text string, at int) {
	w := t.last[i]
	if w == nil || w.text != text {
		if w = t.have[i][text]; w == nil {
			w = &word{text: strings.Clone(text)}
			t.have[i][w.text] = w
		}
		t.last[i] = w
	}
	w.places = append(w.places, int32(at))
}

// words are those of the column that are not known, in order.
func (t *census) words(of *column, known []string) []string {
	further := slices.DeleteFunc(slices.Collect(maps.Keys(t.have[of.place])), func(text string) bool { return slices.Contains(known, text) })
	slices.Sort(further)
	return further
}

// where are the places of the proposals that c chooses. The caller may change them.
func (t *census) where(c *condition) bitmap {
	chosen := make(bitmap, (len(t.ids)+63)/64)
	switch {
	case c.fact > 0:
		copy(chosen, t.holds[c.fact-1])
	case c.of != nil:
		for _, text := range c.words {
			if w := t.have[c.of.place][text]; w != nil {
				chosen.mark(w.places)
			}
		}
	case c.not != nil:
		for i, b := range t.where(c.not) {
			chosen[i] = ^b
		}
		if over := len(t.ids) & 63; over > 0 {
			chosen[len(chosen)-1] &= 1<<over - 1
		}
	case len(c.any) > 0:
		for _, one := range c.any {
			for i, b := range t.where(one) {
				chosen[i] |= b
			}
		}
	default:
		chosen = t.where(c.all[0])
		for _, one := range c.all[1:] {
			for i, b := range t.where(one) {
				chosen[i] &= b
			}
		}
	}
	return chosen
}

func (b bitmap) mark(places []int32) {
	for _, at := range places {
		b[at>>6] |= 1 << (at & 63)
	}
}

// those are the proposals that c chooses. Nobody may change them: figures with one condition share them.
func (t *census) those(c *condition) measure.Set {
	s, known := t.sets[c]
	if known {
		return s
	}
	s.Kind = Proposals.Name
	chosen, n := t.where(c), 0
	for _, b := range chosen {
		n += bits.OnesCount64(b)
	}
	if n > 0 {
		s.IDs = make([]int64, 0, n)
	}
	for i, b := range chosen {
		for ; b != 0; b &= b - 1 {
			s.IDs = append(s.IDs, t.ids[i<<6+bits.TrailingZeros64(b)])
		}
	}
	t.sets[c] = s
	return s
}

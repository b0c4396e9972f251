package intake

import (
	"regexp"
	"slices"
)

const cardSheet = 20_000 // rows above which a sheet is none of cards

// readCards reads a sheet as one card, or as several below or beside each other; none when it is none, or not surely one.
func readCards(sheet *Sheet, d *dictionary) []card {
	if sheet.Hidden || len(sheet.Rows) == 0 || noCard.MatchString(sheet.Name) || len(sheet.Rows) > cardSheet {
		return nil
	}
	v := newView(sheet)
	if cards := v.severalCards(d); len(cards) > 1 {
		return cards
	}
	r := v.newCard(d, Area{Bottom: len(sheet.Rows) - 1, Right: maxColumns})
	if !r.read() || !r.surely() {
		return nil
	}
	return []card{r.card}
}

func (v *view) newCard(d *dictionary, a Area) *cardReading {
	r := &cardReading{view: v, d: d, area: a, seen: map[string]bool{}}
	r.sheet, r.name = v.Sheet, v.Name
	return r
}

// read reads the area; false when it is a table.
func (r *cardReading) read() bool {
	if r.area.Bottom-r.area.Top >= 4*cardRows {
		return false
	}
	for row := r.area.Top; row <= r.area.Bottom; row++ {
		if !r.readRow(row) {
			return false
		}
		r.struck = r.struck || r.Struck[row]
	}
	if len(r.pairs) > 0 {
		r.titles = r.titleLines(r.area.Top, r.pairs[0].row)
	}
	return true
}

// surely reports whether what was read is a card, and has what a record needs.
func (r *cardReading) surely() bool { return r.surelyOf(cardLines) }

// surelyOf is surely for a card of so many rows or more.
func (r *cardReading) surelyOf(lines int) bool {
	return r.fields() >= cardPairs && r.lines() >= lines && !r.list() && r.complete()
}

// severalCards reads the cards of one form in a sheet: each begins where the first heading of the first one is again, in its column or in its row, and has
// the same fields. What begins so and has others, such as the spouse of a person, is of the card before it. The first card is surely one; another one
// where something is missing becomes a row that names it, and a form that nobody filled in is passed over.
func (v *view) severalCards(d *dictionary) []card {
	row, col, ok := v.firstHeading(d)
	if !ok {
		return nil
	}
	tops, lefts := v.cardStarts(d, row, col)
	if len(tops)*len(lefts) < 2 {
		return nil
	}
	like := v.cardWithin(d, Area{v.filledFrom(), 0, before(tops, 0, len(v.Rows)), before(lefts, 0, maxColumns)})
	if like == nil || !like.surelyOf(cardLines-1) { // there are more of them
		return nil
	}
	another := func(top, left, right int) bool {
		r := v.cardWithin(d, Area{top, left, before(tops, slices.Index(tops, top), len(v.Rows)), right})
		return r != nil && r.sameForm(like)
	}
	if slices.ContainsFunc(lefts[1:], func(left int) bool { return !another(row, left, before(lefts, slices.Index(lefts, left), maxColumns)) }) {
		lefts = lefts[:1]
	}
	of := slices.Clone(tops[:1])
	for _, top := range tops[1:] {
		if another(top, 0, before(lefts, 0, maxColumns)) {
			of = append(of, top)
		}
	}
	return v.cardsAt(d, of, lefts, like)
}

// cardsAt reads the cards that begin in the rows tops and the columns lefts.
func (v *view) cardsAt(d *dictionary, tops, lefts []int, like *cardReading) []card {
	var cards []card
	for i, top := range tops {
		a := Area{Top: v.filledFrom(), Bottom: len(v.Rows) - 1}
		if i > 0 {
			a.Top = v.titlesOfCard(d, top, like)
		}
		if i+1 < len(tops) {
			a.Bottom = v.titlesOfCard(d, tops[i+1], like) - 1
		}
		for j, left := range lefts {
			a.Right = before(lefts, j, maxColumns)
			if a.Left = left; j == 0 {
				a.Left = 0
			}
			r := v.cardWithin(d, a)
			if r == nil || r.fields() == 0 {
				continue
			}
			if len(r.titles) == 0 {
				r.titles = like.titles
			}
			r.name = v.Name + " " + CellName(top, left)
			cards = append(cards, r.card)
		}
	}
	return cards
}

// before is the last place before the value behind the i-th one, or before end behind the last.
func before(values []int, i, end int) int {
	if i+1 < len(values) {
		end = values[i+1]
	}
	return end - 1
}

// firstHeading is where the first card of a sheet has its first heading.
func (v *view) firstHeading(d *dictionary) (row, col int, ok bool) {
	for row := range min(len(v.Rows), cardRows) {
		for col := range v.Rows[row] {
			if d.named(oneLine(v.at(row, col).String())) {
				return row, col, true
			}
		}
	}
	return 0, 0, false
}

// cardStarts are the rows and the columns where the heading at row and col is again, with no other heading beside it.
func (v *view) cardStarts(d *dictionary, row, col int) (tops, lefts []int) {
	r := v.newCard(d, Area{Right: maxColumns})
	text := foldHeader(r.textAt(row, col))
	starts := func(row, col int) bool {
		return foldHeader(r.textAt(row, col)) == text && !d.named(r.textAt(row, r.rightOf(row, col)))
	}
	if !starts(row, col) {
		return nil, nil // the head of a table
	}
	for at := row; at < len(v.Rows); at++ {
		if starts(at, col) {
			tops = append(tops, at)
		}
	}
	for at := col; at < len(v.Rows[row]); at++ {
		if starts(row, at) {
			lefts = append(lefts, at)
		}
	}
	return tops, lefts
}

// cardWithin reads an area; nil when it is a table.
func (v *view) cardWithin(d *dictionary, a Area) *cardReading {
	if r := v.newCard(d, a); r.read() {
		return r
	}
	return nil
}

// sameForm reports whether two cards have the same fields but for one, filled in or not; under the same title most of them.
func (r *cardReading) sameForm(like *cardReading) bool {
	own, theirs := r.fieldSet(), like.fieldSet()
	both := 0
	for field := range own {
		if theirs[field] {
			both++
		}
	}
	if len(own) == 0 {
		return false
	}
	over := ""
	if top := r.pairs[0].row; top > 0 && filledCells(r.Rows[top-1]) == 1 {
		over = r.firstText(top - 1)
	}
	if kinOver.MatchString(over) {
		return false
	}
	if both >= cardPairs && both >= len(theirs)-1 && both >= len(own)-1 {
		return true
	}
	least := 0.75
	if over != "" && slices.Contains(like.titles, over) {
		least = 0.5
	}
	return both >= cardLines && float64(both) >= least*float64(min(len(own), len(theirs))) && float64(both) >= 0.5*float64(max(len(own), len(theirs)))
}

// kinOver is over the part of a card that is about somebody else.
var kinOver = regexp.MustCompile(`配偶|爱人|家庭|家属|父|母|子女|亲属|推荐|联系人`)

func (r *cardReading) fieldSet() map[int]bool {
	fields := map[int]bool{}
	for _, p := range r.pairs {
		if p.field >= 0 {
			fields[p.field] = true
		}
	}
	return fields
}

// filledFrom is the first row with anything.
func (v *view) filledFrom() int {
	return max(0, slices.IndexFunc(v.Rows, func(row []Cell) bool { return filledCells(row) > 0 }))
}

// titlesOfCard is the first row above the heading at top that can be a title of its card: no more of them than the first card has.
func (v *view) titlesOfCard(d *dictionary, top int, like *cardReading) int {
	from := top
	for n := like.pairs[0].row - v.filledFrom(); n > 0 && from > 0; n-- {
		texts := slices.DeleteFunc(slices.Clone(v.Rows[from-1]), Cell.Empty)
		if len(texts) > 2 || slices.ContainsFunc(texts, func(c Cell) bool { return d.named(oneLine(c.String())) || isRemark(Squeeze(oneLine(c.String()))) }) {
			break
		}
		from--
	}
	return from
}

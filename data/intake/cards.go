package intake

import (
	"regexp"
	"slices"
)

// area is a part of a sheet: rows from top to before bottom, columns from left to before right.
type area struct{ top, bottom, left, right int }

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
	r := v.newCard(d, area{bottom: len(sheet.Rows), right: maxColumns})
	if !r.read() || !r.surely() {
		return nil
	}
	return []card{r.card}
}

func (v *view) newCard(d *dictionary, a area) *cardReading {
	r := &cardReading{view: v, d: d, area: a, seen: map[string]bool{}}
	r.sheet, r.name = v.Sheet, v.Name
	return r
}

// read reads the area; false when it is a table.
func (r *cardReading) read() bool {
	if r.area.bottom-r.area.top > 4*cardRows {
		return false
	}
	for row := r.area.top; row < r.area.bottom; row++ {
		if !r.readRow(row) {
			return false
		}
		r.struck = r.struck || r.Struck[row]
	}
	if len(r.pairs) > 0 {
		r.titles = r.titleLines(r.area.top, r.pairs[0].row)
	}
	return true
}

// surely reports whether what was read is a card, and has what a record needs.
func (r *cardReading) surely() bool {
	return r.fields() >= cardPairs && r.lines() >= cardLines && !r.list() && r.complete()
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
	like := v.cardWithin(d, area{v.filledFrom(), after(tops, 0, len(v.Rows)), 0, after(lefts, 0, maxColumns)})
	if like == nil || !like.surely() {
		return nil
	}
	another := func(top, left, right int) bool {
		r := v.cardWithin(d, area{top, after(tops, slices.Index(tops, top), len(v.Rows)), left, right})
		return r != nil && r.sameForm(like)
	}
	if slices.ContainsFunc(lefts[1:], func(left int) bool { return !another(row, left, after(lefts, slices.Index(lefts, left), maxColumns)) }) {
		lefts = lefts[:1]
	}
	of := slices.Clone(tops[:1])
	for _, top := range tops[1:] {
		if another(top, 0, after(lefts, 0, maxColumns)) {
			of = append(of, top)
		}
	}
	return v.cardsAt(d, of, lefts, like)
}

// cardsAt reads the cards that begin in the rows tops and the columns lefts.
func (v *view) cardsAt(d *dictionary, tops, lefts []int, like *cardReading) []card {
	var cards []card
	for i, top := range tops {
		a := area{top: v.filledFrom(), bottom: len(v.Rows)}
		if i > 0 {
			a.top = v.titlesOfCard(d, top, like)
		}
		if i+1 < len(tops) {
			a.bottom = v.titlesOfCard(d, tops[i+1], like)
		}
		for j, left := range lefts {
			a.right = after(lefts, j, maxColumns)
			if a.left = left; j == 0 {
				a.left = 0
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

// after is the value behind the i-th one, end behind the last.
func after(values []int, i, end int) int {
	if i+1 < len(values) {
		return values[i+1]
	}
	return end
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
	r := v.newCard(d, area{right: maxColumns})
	text := foldHeader(r.textAt(row, col))
	starts := func(row, col int) bool {
		return foldHeader(r.textAt(row, col)) == text && !d.named(r.textAt(row, r.rightOf(row, col)))
	}
	for at := row; at < len(v.Rows); at++ {
		if at == row || starts(at, col) {
			tops = append(tops, at)
		}
	}
	for at := col; at < len(v.Rows[row]); at++ {
		if at == col || starts(row, at) {
			lefts = append(lefts, at)
		}
	}
	return tops, lefts
}

// cardWithin reads an area; nil when it is a table.
func (v *view) cardWithin(d *dictionary, a area) *cardReading {
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
	top := r.pairs[0].row
	if kinOver.MatchString(r.firstTextOf(top - 1)) {
		return false
	}
	if both >= cardPairs && both >= len(theirs)-1 && both >= len(own)-1 {
		return true
	}
	least := 0.75
	if over := r.firstTextOf(top - 1); over != "" && slices.Contains(like.titles, over) {
		least = 0.5
	}
	return both >= cardLines && float64(both) >= least*float64(min(len(own), len(theirs))) && float64(both) >= 0.5*float64(max(len(own), len(theirs)))
}

// kinOver is over the part of a card that is about somebody else.
var kinOver = regexp.MustCompile(`配偶|爱人|家庭|家属|父|母|子女|亲属|推荐|联系人`)

// firstTextOf is the first text of a row.
func (r *cardReading) firstTextOf(row int) string {
	if row < 0 {
		return ""
	}
	for col := range r.Rows[row] {
		if text := r.textAt(row, col); text != "" {
			return text
		}
	}
	return ""
}

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

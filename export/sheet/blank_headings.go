package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/fold"
)

// Slot is an empty cell of a table with the headings that say what it is for.
type Slot struct {
	Sheet, Cell string
	Row, Col    []string // headings of its row and of its column, the outermost first
	Percent     bool     // shows percentages
	Doubt       string   // why another cell may be meant; "" when none can
}

// Label is the headings as one text: the nearest of the row, those of the column, and in brackets what the row stands under.
func (s Slot) Label() string {
	label := strings.Join(s.Col, "·")
	if n := len(s.Row); n > 0 {
		label = strings.Trim(s.Row[n-1]+"／"+label, "／")
		if n > 1 {
			label += "（" + strings.Join(s.Row[:n-1], "·") + "）"
		}
	}
	return label
}

// justNumber is no heading, and the column of serial numbers is not filled.
var justNumber = regexp.MustCompile(`^[-—–－/／+\d.,%％]+$`)

const serialHeading = "序号"

// Slots lists the empty cells of the workbook that have headings, sheet by sheet and row by row. It reads the workbook once, before anything is filled.
func (b *Blank) Slots() ([]Slot, error) {
	if b.slots != nil {
		return b.slots, nil
	}
	all := []Slot{}
	for _, name := range b.file.GetSheetList() {
		g, err := b.grid(name)
		if err != nil {
			return nil, err
		}
		if g == nil {
			continue
		}
		found := g.slots()
		for i := range found {
			if found[i].Percent, err = b.ShowsPercent(name, found[i].Cell); err != nil {
				return nil, err
			}
		}
		all = append(all, found...)
	}
	b.slots = all
	return all, nil
}

// slots are those of one sheet. A heading alone with several empty cells of its own has the first of them, in doubt: which is meant is not said.
func (g *blankGrid) slots() []Slot {
	var all []Slot
	alone := map[box][]int{} // slots by the one heading they have
	for row := 1; row <= g.rows+1; row++ {
		for col := 1; col <= g.cols+1; col++ {
			if !g.open(col, row) {
				continue
			}
			left, above := g.headings(col, row)
			if g.lined && !g.bordered(col, row) && !g.unlined(left, above) {
				continue
			}
			s := Slot{Sheet: g.name, Cell: cellName(col-1, row-1), Row: g.texts(left), Col: g.texts(above)}
			if slices.Contains(s.Col, serialHeading) || !g.belongs(col, row, left, above) {
				continue
			}
			if one := slices.Concat(left, above); len(left) == 0 || len(above) == 0 {
				alone[one[len(one)-1]] = append(alone[one[len(one)-1]], len(all))
			}
			all = append(all, s)
		}
	}
	return withoutLists(all, alone)
}

// unlined reports whether headings are those of a table without lines, where others on the sheet have some. A text with a colon begins a line of words.
func (g *blankGrid) unlined(left, above []box) bool {
	other := func(b box) bool {
		return g.bordered(b.col, b.row) || strings.HasSuffix(strings.TrimRight(g.text(b.col, b.row), " "), "：")
	}
	return len(left) > 0 && len(above) > 0 && !slices.ContainsFunc(left, other) && !slices.ContainsFunc(above, other)
}

// belongs reports whether an empty cell with these headings is one of a table. Where no lines show that, a heading alone must stand directly beside it.
func (g *blankGrid) belongs(col, row int, left, above []box) bool {
	switch {
	case len(left)+len(above) == 0:
		return false
	case g.lined || len(left) > 0 && len(above) > 0:
		return true
	case len(left) == 0:
		return above[len(above)-1].endRow == row-1
	}
	return left[len(left)-1].endCol == col-1 || g.besideAlone(col, row)
}

// besideAlone reports whether an empty cell follows another empty one that a heading stands left of, which then may be meant as well as it.
func (g *blankGrid) besideAlone(col, row int) bool {
	at := g.boxAt(col-1, row)
	return col > 1 && g.open(at.col, row) && at.col > 1 && g.heading(at.col-1, row)
}

// withoutLists keeps of the slots that have one heading alone the first of each, in doubt where there are several.
func withoutLists(all []Slot, alone map[box][]int) []Slot {
	drop := map[int]bool{}
	for _, places := range alone {
		if len(places) > 1 {
			all[places[0]].Doubt = fmt.Sprintf("旁边有 %d 个空格", len(places))
			for _, at := range places[1:] {
				drop[at] = true
			}
		}
	}
	var kept []Slot
	for i, s := range all {
		if !drop[i] {
			kept = append(kept, s)
		}
	}
	return kept
}

// headings are those of the row and the column of a place, the outermost first: the nearest texts left of it and over it with those directly beside
// them. A text that stretches over the headings of the row as well is a title.
func (g *blankGrid) headings(col, row int) (left, above []box) {
	at := g.boxAt(col, row)
	left = g.headingsLeft(at)
	stub := 0 // last column of the headings of the row
	if len(left) > 0 {
		stub = left[len(left)-1].endCol
	}
	return left, g.headingsAbove(at, stub)
}

func (g *blankGrid) headingsLeft(at box) (left []box) {
	for c := at.col - 1; c >= 1; c = g.boxAt(c, at.row).col - 1 {
		b := g.boxAt(c, at.row)
		if len(left) > 0 && (g.text(c, at.row) == "" || g.outside(at, b)) {
			break // what lies beyond an empty cell heads that
		}
		if g.heading(c, at.row) {
			left = append(left, b)
		}
	}
	slices.Reverse(left)
	return left
}

func (g *blankGrid) headingsAbove(at box, stub int) (above []box) {
	for r := at.row - 1; r >= 1; r = g.boxAt(at.col, r).row - 1 {
		b := g.boxAt(at.col, r)
		title := b.col <= stub || b.endCol > b.col && b.col == 1 && b.endCol >= g.cols
		heads := g.heading(at.col, r) && !title
		if heads && g.open(b.endCol+1, r) && g.bordered(b.endCol+1, r) == g.bordered(b.col, b.row) || len(above) > 0 && (!heads || g.outside(at, b)) {
			break // the first heads its row
		}
		if heads {
			above = append(above, b)
		}
	}
	slices.Reverse(above)
	return above
}

// outside reports whether a cell has no lines around it where the table of a place has some, as a note beside it, or the other way round.
func (g *blankGrid) outside(at, b box) bool {
	return g.bordered(at.col, at.row) != g.bordered(b.col, b.row)
}

// heading reports whether a place holds a text that can head a row or a column.
func (g *blankGrid) heading(col, row int) bool {
	text := g.text(col, row)
	return text != "" && !justNumber.MatchString(text)
}

func (g *blankGrid) texts(boxes []box) []string {
	var all []string
	for _, b := range boxes {
		all = append(all, strings.Join(strings.Fields(g.text(b.col, b.row)), ""))
	}
	return all
}

// CellAt is the column and the row of a cell, from 1; 0 of what is none.
func CellAt(address string) (col, row int) {
	col, row, err := excelize.CellNameToCoordinates(address)
	if err != nil {
		return 0, 0
	}
	return col, row
}

// SameLabel reports whether two labels of slots say the same, however blanks and width are written.
func SameLabel(a, b string) bool { return fold.Called(a) == fold.Called(b) }

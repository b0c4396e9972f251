// Package page is paper: texts and rules at their places on a sheet of paper, in the face the program carries, and the two forms they leave
// in: PDF and the picture on the screen. What is laid out and where its lines break is decided by others; they and both forms measure with
// the same advances, so that what is seen is what is printed. No office program is needed for either.
package page

import "cppccdesk/data/measure"

// Page is one side of paper. Places are in points (1/72 inch) from the upper left corner.
type Page struct {
	Width, Height float64
	Sheet         string // the table it is of, whose pages are numbered by themselves; "" for a page of none
	Number, Count int    // of that table: the page's number from 1, and how many there are
	Texts         []Text
	Rules         []Rule
	Spots         []Spot
}

// Text is one line of text. X is where it begins, Y its baseline.
type Text struct {
	X, Y   float64
	Size   float64
	Bold   bool
	String string
}

// Rule is a black area as thin as a line, or a grey one of any size.
type Rule struct {
	X, Y, Width, Height float64
	Grey                bool
}

// grey is how light what is grey is, from black 0 to white 1.
const (
	grey  = 0.65
	grey8 = 166
)

// Spot is an area that counts or shows records. Name is what it says, such as 合计·主办.
type Spot struct {
	X, Y, Width, Height float64
	Name                string
	Set                 measure.Set
}

// At is the spot at a place.
func (p Page) At(x, y float64) (Spot, bool) {
	for _, s := range p.Spots {
		if x >= s.X && x < s.X+s.Width && y >= s.Y && y < s.Y+s.Height {
			return s, true
		}
	}
	return Spot{}, false
}

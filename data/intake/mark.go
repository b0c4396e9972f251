package intake

import "slices"

// Mark is a way in which a row of a sheet is set apart without a word; marks are joined by |. What is meant by it only the sheet's owner knows.
type Mark uint8

// The marks of rows.
const (
	MarkHidden   Mark = 1 << iota // hidden or filtered out
	MarkStruck                    // with a cell that is struck through
	MarkColoured                  // of another colour than most
	MarkNoted                     // with a comment
)

// Marks are all marks there are.
var Marks = []Mark{MarkHidden, MarkStruck, MarkColoured, MarkNoted}

// cellStyle is what a cell style says beside the number format.
type cellStyle struct {
	struck bool
	fill   uint16 // a number for its colour; 0: none, or white
}

// marksOf are the marks that a row has by itself.
func (v *view) marksOf(row int) Mark {
	var mark Mark
	if v.Unseen[row] {
		mark |= MarkHidden
	}
	if v.Struck[row] {
		mark |= MarkStruck
	}
	if v.noted[row] {
		mark |= MarkNoted
	}
	return mark
}

// notedRows are the 0-based rows of the cells that have a comment.
func (s *Sheet) notedRows() map[int]bool {
	rows := map[int]bool{}
	for _, cell := range s.Comments {
		if row, _, ok := parseRef(cell); ok {
			rows[row] = true
		}
	}
	return rows
}

// markColoured marks the records of which half the cells or more have a colour that their columns do not have. Where they are more than a third, or
// come back at the same distance, colour is how the table looks.
func (r *reading) markColoured() {
	columns := slices.Concat(r.known, r.extra)
	base := map[int]uint16{}
	for _, col := range columns {
		base[col] = r.usualFill(col)
	}
	n := len(r.table.Rows)
	odd, count := make([]bool, n), 0
	for i := range r.table.Rows {
		filled, other := 0, 0
		for _, col := range columns {
			if c := r.at(r.table.Rows[i].Line-1, col); !c.Empty() {
				filled++
				if c.fill != 0 && c.fill != base[col] {
					other++
				}
			}
		}
		if odd[i] = other > 0 && 2*other >= filled; odd[i] {
			count++
		}
	}
	if count == 0 || 3*count > n || repeats(odd) {
		return
	}
	for i := range odd {
		if odd[i] {
			r.table.Rows[i].Marks |= MarkColoured
		}
	}
}

// usualFill is the colour that most filled cells of a column have.
func (r *reading) usualFill(col int) uint16 {
	counts := map[uint16]int{}
	var usual uint16
	for i := range r.table.Rows {
		if c := r.at(r.table.Rows[i].Line-1, col); !c.Empty() {
			if counts[c.fill]++; counts[c.fill] > counts[usual] {
				usual = c.fill
			}
		}
	}
	return usual
}

// repeats reports whether rows are odd in a pattern that comes back twice or more, as in a table of stripes.
func repeats(odd []bool) bool {
	for period := 2; period <= 6 && 2*period <= len(odd); period++ {
		again := true
		for i := period; i < len(odd); i++ {
			again = again && odd[i] == odd[i-period]
		}
		if again {
			return true
		}
	}
	return false
}

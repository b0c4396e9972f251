package intake

import (
	"regexp"
	"strings"
)

// statedIn is a label and what it says in one cell: 评议案号：12.
var statedIn = regexp.MustCompile(`^([^:]{1,12}):(.+)$`)

// stated is what lines over rows say of each of them, by field key, with the labels they say it under.
type stated struct {
	cells  map[string]Cell
	labels map[string]string
}

// state takes a line over rows, of a layout that has such, that is nothing but labels of fields the table has no column for and what they say, in a cell or
// in two: 组号：1 评议案号：12. ok is false for any other row.
func (r *reading) state(row int) (ok bool) {
	if !r.d.layout.Stated {
		return false
	}
	found := stated{map[string]Cell{}, map[string]string{}}
	label := ""
	for col := range r.Rows[row] {
		cell := r.at(row, col)
		if cell.Empty() {
			continue
		}
		text := strings.Map(narrow, Squeeze(cell.String()))
		switch m := statedIn.FindStringSubmatch(text); {
		case label != "":
			if !r.says(&found, label, cell) {
				return false
			}
			label = ""
		case m != nil:
			if !r.says(&found, m[1], TextCell(m[2])) {
				return false
			}
		default:
			label = strings.TrimSuffix(text, ":")
		}
	}
	if label != "" || len(found.cells) == 0 {
		return false
	}
	for key, cell := range found.cells {
		if r.stated.cells == nil {
			r.stated = stated{map[string]Cell{}, map[string]string{}}
		}
		r.stated.cells[key], r.stated.labels[key] = cell, found.labels[key]
	}
	return true
}

// says puts what a label says into found, unless it is no field's, one of points, or one that the table has a column for.
func (r *reading) says(found *stated, label string, cell Cell) bool {
	i, _, ok := r.d.lookup(heading{parent: label})
	if !ok || r.d.layout.Fields[i].Kind == KindDecimal || r.columns[r.d.layout.Fields[i].Key] != nil || r.d.named(Squeeze(cell.String())) {
		return false
	}
	key := r.d.layout.Fields[i].Key
	found.cells[key], found.labels[key] = cell, label
	return true
}

// putStated gives the cells of a row what the lines over it say.
func (r *reading) putStated(cells map[string]Cell) (labels map[string]string) {
	for key, cell := range r.stated.cells {
		if cells[key].Empty() {
			cells[key] = cell
		}
	}
	return r.stated.labels
}

package sheet

import (
	"math"
	"strings"

	"cppccdesk/data/measure"
)

// Rebase leads from the totals to the same counted on another base: rows under the total that say what is taken from it or added, and one that is what
// then remains. A table without rows has none.
type Rebase struct {
	Label string                 // 按件计
	Steps []Step                 // a step of nothing but 0 is not printed
	Sets  map[string]measure.Set // what remains counts, by the keys of the columns that are led to it
}

// Step is one row that leads to the other base. A column without a total begins with its first step.
type Step struct {
	Label string
	Less  bool               // it is taken away
	Cells map[string]Counted // whole numbers, by the keys of columns
}

// rebased reports whether a column is led to the other base. The first one has the label.
func (l *laid) rebased(col int) bool {
	_, is := l.table.Rebase.Sets[l.table.Columns[col].Key]
	return is && col > 0
}

// placeRebase lays out the rows of the other base under the totals.
func (l *laid) placeRebase() {
	b := l.table.Rebase
	lead := 0 // columns for the label
	for lead < len(l.table.Columns) && !l.rebased(lead) {
		lead++
	}
	if lead == len(l.table.Columns) || len(l.table.Rows) == 0 {
		return
	}
	terms := make([][]term, len(l.table.Columns)) // of what remains
	if last := len(l.rows) - 1; l.rows[last].role == totalRole {
		for j, c := range l.table.Columns {
			if l.rebased(j) && c.Total != NoTotal {
				terms[j] = append(terms[j], term{last, false})
			}
		}
	}
	for _, step := range b.Steps {
		if !step.any() {
			continue
		}
		values, sets := make([]datum, len(terms)), map[int]measure.Set{}
		for j, c := range l.table.Columns {
			if counted, has := step.Cells[c.Key]; has && l.rebased(j) {
				values[j], sets[j] = datumOf(Int, counted.Value), counted.Set
				terms[j] = append(terms[j], term{len(l.rows), step.Less})
			}
		}
		l.placeBased(step.Label, lead, values, make([]string, len(values)), sets)
	}
	l.placeRemains(lead, terms)
}

func (s Step) any() bool {
	for _, c := range s.Cells {
		if d := datumOf(Int, c.Value); d.num != 0 {
			return true
		}
	}
	return false
}

// term is a row that what remains of a column adds or takes away.
type term struct {
	row  int
	less bool
}

// placeRemains lays out the row of what remains. A rate is of what remains where all that it is computed from does.
func (l *laid) placeRemains(lead int, terms [][]term) {
	r := len(l.rows)
	values, formulas, sets := make([]datum, len(terms)), make([]string, len(terms)), map[int]measure.Set{}
	for j, of := range terms {
		var sum float64
		var formula strings.Builder
		for i, t := range of {
			sign, n := "+", l.rows[t.row].cells[j].num
			if t.less {
				sign, n = "-", -n
			}
			if i > 0 || t.less {
				formula.WriteString(sign)
			}
			formula.WriteString(cellName(j, t.row))
			sum += n
		}
		if len(of) > 0 {
			values[j], formulas[j], sets[j] = numberDatum(sum), formula.String(), l.table.Rebase.Sets[l.table.Columns[j].Key]
		}
	}
	at := l.lineOf(values, r)
	for j, c := range l.table.Columns {
		if c.Calc.kind == calcRatio && l.allRebased(c.Calc.operands()) {
			formulas[j], values[j] = c.Calc.over(at)
		}
	}
	l.placeBased(l.table.Rebase.Label, lead, values, formulas, sets)
	l.rows[r].role = remainsRole
}

func (l *laid) allRebased(keys []string) bool {
	for _, key := range keys {
		if !l.rebased(l.byKey[key]) {
			return false
		}
	}
	return true
}

// placeBased adds a row of the other base, its label over the columns in front of its numbers.
func (l *laid) placeBased(label string, lead int, values []datum, formulas []string, sets map[int]measure.Set) {
	r := l.add(leastRow, stepRole)
	l.rows[r].sets = sets
	for j, c := range l.table.Columns {
		if l.rebased(j) {
			c.Kind = Int
		}
		lk := l.cellLook(c, values[j])
		l.put(r, j, values[j], lk)
		l.rows[r].cells[j].formula = formulas[j]
	}
	l.putSpan(span{r, 0, r, lead - 1}, label, bodyLook(Text, false))
	l.rows[r].height = math.Max(leastRow, rowHeight(label, l.room(0, lead-1), textSize))
}

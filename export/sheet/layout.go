package sheet

import (
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/cell"
	"cppccdesk/data/measure"
)

// place is one cell laid out: what it stores, the formula that keeps it live, and how it looks.
type place struct {
	datum
	formula string
	look    look
	filled  bool   // holds something or needs its border drawn
	label   string // in front of a total, where no other cell has room for it
}

// shown is the text of the cell.
func (p place) shown(kind Kind) string { return p.label + p.show(kind) }

// stored is what the cell holds beside its formula.
func (p place) stored(kind Kind) any {
	if p.label != "" {
		return p.shown(kind)
	}
	return p.cellValue()
}

// laidRow is one sheet row. role tells the body rows from the rest.
type laidRow struct {
	height float64
	cells  []place
	role   role
	source int                 // index in Table.Rows of a body row
	sets   map[int]measure.Set // what the cells of a row of the other base count
}

type role int

const (
	otherRow role = iota
	groupRole
	bodyRole
	subtotalRole
	totalRole
	stepRole    // towards the other base, see Rebase
	remainsRole // of the other base
	chartRole   // covered by a chart
)

// laid is a table laid out on its sheet: every cell, merge and measure, before any file exists.
type laid struct {
	table     Table
	name      string
	paper     paper
	widths    []float64
	points    []float64 // room for text per column
	rows      []laidRow
	merges    []span
	headTop   int // 0-based sheet rows of the header
	headEnd   int
	bodyTop   int
	bodyEnd   int // last body, group or subtotal row
	tailTop   int // first row after the body: total row, notes, signatures
	byKey     map[string]int
	texted    []bool // the column holds text in some body row
	truncated []string
	breaks    []int // 0-based rows that start a new page
	charts    []chartBlock
	onePage   float64 // how much it shrinks to be one page rather than a little more, 0 where it need not
}

// layOut places a table. name is the final sheet name; day stands in for a missing 填报日期.
func layOut(t Table, name string, day time.Time) (*laid, error) {
	if t.Date.IsZero() {
		t.Date = day
	}
	l := &laid{table: t, name: name, byKey: map[string]int{}}
	if err := l.check(); err != nil {
		return nil, fmt.Errorf("sheet %s: %w", name, err)
	}
	body := l.bodyValues()
	l.measure(body)
	l.placeTop()
	l.placeHeader()
	if err := l.placeBody(body); err != nil {
		return nil, fmt.Errorf("sheet %s: %w", name, err)
	}
	l.placeTotals()
	l.placeRebase()
	l.mergeRepeats()
	l.placeFoot()
	if err := l.placeCharts(); err != nil {
		return nil, fmt.Errorf("sheet %s: %w", name, err)
	}
	l.paginate()
	l.splitAtBreaks()
	return l, nil
}

// check refuses declarations that could only give a broken sheet; these are mistakes of the program, not of the user.
func (l *laid) check() error {
	t := l.table
	if len(t.Columns) == 0 {
		return fmt.Errorf("table %q has no columns", t.Title)
	}
	if len(t.Columns) > excelize.MaxColumns {
		return &Error{Sentence: fmt.Sprintf("列数 %d 超过 Excel 的上限 %d，请减少列后再导出。", len(t.Columns), excelize.MaxColumns)}
	}
	if len(t.Rows) > excelize.TotalRows-1000 {
		return tooManyRows(len(t.Rows))
	}
	for i, c := range t.Columns {
		if c.Key == "" {
			continue
		}
		if _, twice := l.byKey[c.Key]; twice {
			return fmt.Errorf("column key %q is used twice", c.Key)
		}
		l.byKey[c.Key] = i
	}
	for _, c := range t.Columns {
		if err := l.checkColumn(c); err != nil {
			return err
		}
	}
	if !t.Filter {
		return nil
	}
	if t.Subtotals {
		return fmt.Errorf("a table with filter buttons cannot have subtotals")
	}
	for _, r := range t.Rows {
		if r.Group != "" {
			return fmt.Errorf("a table with filter buttons cannot have group rows")
		}
	}
	return nil
}

func (l *laid) checkColumn(c Column) error {
	for _, key := range c.Calc.operands() {
		if _, known := l.byKey[key]; !known {
			return fmt.Errorf("column %q computes with %q, which is no column", c.title(), key)
		}
		if l.table.Columns[l.byKey[key]].Merge {
			return fmt.Errorf("column %q computes with %q, whose cells are merged", c.title(), key)
		}
		if c.Total == Recalc && l.table.Columns[l.byKey[key]].Total == NoTotal {
			return fmt.Errorf("column %q is recalculated from %q, which has no total", c.title(), key)
		}
	}
	if c.Calc.incomplete() {
		return fmt.Errorf("column %q computes from nothing", c.title())
	}
	if c.Total == Recalc && c.Calc.kind == noCalc {
		return fmt.Errorf("column %q has nothing to recalculate in the total row", c.title())
	}
	if !c.Merge {
		return nil
	}
	if l.table.Filter {
		return fmt.Errorf("column %q cannot merge cells under filter buttons", c.title())
	}
	if c.Calc.kind != noCalc || c.Total != NoTotal || c.Kind.numeric() {
		return fmt.Errorf("column %q cannot merge cells that are computed or counted", c.title())
	}
	return nil
}

// bodyValues turns the callers' values into stored ones, cleaned, and notes which columns hold text. Calc columns are filled when
// their row is placed.
func (l *laid) bodyValues() [][]datum {
	columns := l.table.Columns
	l.texted = make([]bool, len(columns))
	out := make([][]datum, len(l.table.Rows))
	serial := 0
	for i, r := range l.table.Rows {
		if r.Group != "" {
			continue
		}
		serial++
		values := make([]datum, len(columns))
		for j, c := range columns {
			switch {
			case c.Kind == Serial:
				values[j] = numberDatum(float64(serial))
			case c.Calc.kind != noCalc:
			case j < len(r.Cells):
				values[j] = datumOf(c.Kind, r.Cells[j])
			}
			if values[j].form == textForm {
				l.texted[j] = true
			}
		}
		l.computeRow(values)
		out[i] = values
	}
	return out
}

// computeRow fills the Calc columns of one row. A Calc may use another Calc column to its left or right; cycles stay blank.
func (l *laid) computeRow(values []datum) {
	done := make([]int, len(values)) // 0 not begun, 1 under way, 2 done
	var fill func(i int)
	fill = func(i int) {
		c := l.table.Columns[i].Calc
		if done[i] != 0 || c.kind == noCalc {
			return
		}
		done[i] = 1
		for _, key := range c.operands() {
			fill(l.byKey[key])
		}
		_, values[i] = c.over(l.lineOf(values, 0))
		done[i] = 2
		if values[i].form == textForm {
			l.texted[i] = true
		}
	}
	for i := range values {
		fill(i)
	}
}

// lineOf shows a row of values, standing at 0-based sheet row, to a formula.
func (l *laid) lineOf(values []datum, row int) line {
	return line{
		ref:    func(key string) string { return cellName(l.byKey[key], row) },
		value:  func(key string) datum { return values[l.byKey[key]] },
		texted: func(key string) bool { return l.texted[l.byKey[key]] },
	}
}

// measure settles column widths.
func (l *laid) measure(body [][]datum) {
	l.widths = make([]float64, len(l.table.Columns))
	for j, c := range l.table.Columns {
		if c.Width > 0 {
			l.widths[j] = min(c.Width, excelize.MaxColumnWidth)
			continue
		}
		var texts []string
		for _, values := range body {
			if values != nil && values[j].form != blankForm {
				texts = append(texts, values[j].show(c.Kind))
			}
		}
		if c.Total == Sum && c.Kind.numeric() {
			texts = append(texts, c.widestTotal(body, j))
		}
		l.widths[j] = judgeWidth(c.Kind, c.heading(), texts)
	}
	l.paper, l.table.Portrait = paperFor(l.widths, l.table.Columns, l.table.Portrait)
	stretch(l.widths, l.table.Columns, l.paper.room(l.table.Portrait))
	l.points = make([]float64, len(l.widths))
	for j, w := range l.widths {
		l.points[j] = columnPoints(w)
	}
}

func (c Column) widestTotal(body [][]datum, j int) string {
	var sum float64
	for _, values := range body {
		if values != nil && values[j].form == numberForm {
			sum += values[j].num
		}
	}
	return numberDatum(sum).show(c.Kind)
}

// room is the width for text in columns from left to right, ends included.
func (l *laid) room(left, right int) float64 {
	sum := cellPadding * float64(right-left)
	for _, p := range l.points[left : right+1] {
		sum += p
	}
	return sum
}

// add appends a sheet row and returns its 0-based number.
func (l *laid) add(height float64, r role) int {
	l.rows = append(l.rows, laidRow{height: height, cells: make([]place, len(l.table.Columns)), role: r, source: -1})
	return len(l.rows) - 1
}

// put stores a value in a cell; text is cleaned and cut here, the one place all text passes.
func (l *laid) put(row, col int, d datum, lk look) {
	if d.form == textForm {
		text, cut := clean(d.text)
		if d = textDatum(text); cut {
			l.truncated = append(l.truncated, cellName(col, row))
		}
		lk.quote = cell.Risky(text)
	}
	l.rows[row].cells[col] = place{datum: d, look: lk, filled: true}
}

// putSpan stores a value in the first cell of a block, draws the look on all of it and merges it.
func (l *laid) putSpan(s span, text string, lk look) {
	for r := s.top; r <= s.bottom; r++ {
		for c := s.left; c <= s.right; c++ {
			l.put(r, c, datum{}, lk)
		}
	}
	l.put(s.top, s.left, textDatum(text), lk)
	if !s.single() {
		l.merges = append(l.merges, s)
	}
}

// figure describes a placed cell to callers.
func (l *laid) figure(row, col int) Figure {
	c, p := l.table.Columns[col], l.rows[row].cells[col]
	return Figure{
		Sheet:   l.name,
		Key:     c.Key,
		Title:   c.title(),
		Cell:    cellName(col, row),
		Formula: p.formula,
		Value:   p.num,
		Number:  p.form == numberForm,
		Text:    strings.TrimSpace(p.show(c.Kind)),
	}
}

// written sums the sheet up for the caller.
func (l *laid) written() Written {
	w := Written{Name: l.name, Truncated: l.truncated}
	for r, row := range l.rows {
		switch row.role {
		case bodyRole:
			w.Rows++
		case totalRole:
			for j, c := range l.table.Columns {
				if c.Total != NoTotal {
					w.Totals, w.Behind = append(w.Totals, l.figure(r, j)), append(w.Behind, l.behind(j, l.bodyTop, r))
				}
			}
		case remainsRole:
			for j := range l.table.Columns {
				if l.rebased(j) {
					w.Rebased = append(w.Rebased, l.figure(r, j))
				}
			}
		}
	}
	return w
}

// cellName names a cell by 0-based column and row.
func cellName(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		panic(err) // columns and rows are within Excel's limits by check
	}
	return name
}

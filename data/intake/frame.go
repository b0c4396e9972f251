package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Frame says where a table stands in its sheet, laid down by a person instead of found. Rows and columns are 1-based and
// inclusive, as the sheet shows them.
type Frame struct {
	Sheet        string
	HeaderTop    int // 0: the table has no header, its columns are named by their letters
	HeaderBottom int
	Named        int   // last header row whose texts name the columns; 0: HeaderBottom
	First        int   // row of data; 0: the one after the header
	Last         int   // 0: to the end of the sheet
	Left, Right  int   // columns; 0: the first, the last
	Skip         []int // rows left out
	Keep         []int // rows that are records even if they look like totals or notes
}

// Frame is where the table was found, for adjusting it.
func (t *Table) Frame() Frame {
	f := Frame{Sheet: t.Sheet, HeaderTop: t.HeaderTop, HeaderBottom: t.HeaderBottom, Named: t.named, First: t.HeaderBottom + 1}
	for _, c := range t.Columns {
		right := c.last() + 1
		f.Right = max(f.Right, right)
		if f.Left == 0 || c.Index+1 < f.Left {
			f.Left = c.Index + 1
		}
	}
	if n := len(t.Rows); n > 0 {
		f.First, f.Last = t.Rows[0].Line, t.Rows[n-1].Line
	}
	return f
}

// Read reads the table that stands in the frame. A frame that does not fit its sheet is refused with an [Error].
func Read(wb *Workbook, layout Layout, f Frame) (Table, error) {
	i := slices.IndexFunc(wb.Sheets, func(s Sheet) bool { return s.Name == f.Sheet })
	if i < 0 {
		return Table{}, &Error{Sentence: fmt.Sprintf("没有名为「%s」的工作表。", f.Sheet)}
	}
	sheet := wb.Sheets[i]
	f.complete()
	if err := f.check(&sheet); err != nil {
		return Table{}, err
	}
	f.crop(&sheet)
	v, d := newView(&sheet), newDictionary(layout)
	var head *header
	if f.HeaderTop > 0 {
		head = v.match(d, f.HeaderTop-1, min(f.Named, f.HeaderBottom)-1)
		head.bottom = f.HeaderBottom - 1
	} else {
		head = v.lettered(d, f)
	}
	r := v.newReading(d, head)
	if f.HeaderTop > 0 {
		r.table.Titles = v.titleLines(v.titlesOver(f.HeaderTop-1), f.HeaderTop-1)
	}
	r.first, r.skipped, r.kept = f.First-1, f.Skip, f.Keep
	r.whole = true
	if len(r.known) == 0 {
		r.known = []int{max(0, f.Left-1)}
	}
	r.readRows()
	r.finish()
	return r.table, nil
}

// complete fills in the ends that were left open.
func (f *Frame) complete() {
	if f.HeaderTop > 0 && f.HeaderBottom == 0 {
		f.HeaderBottom = f.HeaderTop
	}
	if f.Named < f.HeaderTop || f.Named == 0 {
		f.Named = f.HeaderBottom
	}
	if f.First == 0 {
		f.First = f.HeaderBottom + 1
	}
}

func (f *Frame) check(sheet *Sheet) error {
	switch rows := len(sheet.Rows); {
	case f.HeaderTop < 0 || f.HeaderBottom < f.HeaderTop || f.HeaderBottom > rows:
		return &Error{Sentence: fmt.Sprintf("表头第 %d 至 %d 行不在工作表「%s」的 %d 行之内。", f.HeaderTop, f.HeaderBottom, f.Sheet, rows)}
	case f.HeaderBottom-f.HeaderTop > 4:
		return &Error{Sentence: "表头最多 5 行，请重新指定表头。"}
	case f.First <= f.HeaderBottom:
		return &Error{Sentence: fmt.Sprintf("数据从第 %d 行开始，却在表头（到第 %d 行）之内。", f.First, f.HeaderBottom)}
	case f.Last != 0 && f.Last < f.First:
		return &Error{Sentence: fmt.Sprintf("数据的最后一行（%d）在第一行（%d）之前。", f.Last, f.First)}
	case f.Left < 0 || (f.Right != 0 && f.Right < f.Left):
		return &Error{Sentence: "列的范围不对，应从左到右，如 A 至 K。"}
	}
	return nil
}

// crop leaves of the sheet what the frame takes in. Rows keep their places.
func (f *Frame) crop(sheet *Sheet) {
	if f.Last > 0 {
		sheet.Rows = sheet.Rows[:min(f.Last, len(sheet.Rows))]
	}
	if f.Left <= 1 && f.Right == 0 {
		return
	}
	rows := make([][]Cell, len(sheet.Rows))
	for i, cells := range sheet.Rows {
		if f.Right > 0 {
			cells = cells[:min(f.Right, len(cells))]
		}
		if f.Left > 1 {
			cells = slices.Clone(cells)
			clear(cells[:min(f.Left-1, len(cells))])
		}
		rows[i] = trimCells(cells)
	}
	sheet.Rows = rows
	merges := sheet.Merges
	sheet.Merges = nil
	for _, m := range merges {
		m.Left = max(m.Left, f.Left-1)
		if f.Right > 0 {
			m.Right = min(m.Right, f.Right-1)
		}
		if m.Left <= m.Right {
			sheet.Merges = append(sheet.Merges, m)
		}
	}
}

// lettered names the columns of a table without a header: A列, B列.
func (v *view) lettered(d *dictionary, f Frame) *header {
	width := 0
	for row := f.First - 1; row < len(v.Rows); row++ {
		width = max(width, len(v.Rows[row]))
	}
	headings := make([]heading, min(width, 1024))
	for col := max(0, f.Left-1); col < len(headings); col++ {
		headings[col].parent = ColumnName(col+1) + "列"
	}
	m := newMatching(d, headings)
	m.run()
	return m.header(-1, -1)
}

// ColumnName is what a spreadsheet calls a column: 1 is A, 28 is AB.
func ColumnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// CellName is what a spreadsheet calls a cell, by its 0-based row and column: B5.
func CellName(row, col int) string { return ColumnName(col+1) + strconv.Itoa(row+1) }

// ParseColumn reads A, AB or a number as a 1-based column; 0 when it is neither.
func ParseColumn(text string) int {
	text = strings.ToUpper(Squeeze(text))
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n <= 16384 {
		return n
	}
	n := 0
	for _, r := range text {
		if r < 'A' || r > 'Z' || n > 16384 {
			return 0
		}
		n = 26*n + int(r-'A') + 1
	}
	return n
}

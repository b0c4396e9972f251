package intake

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A card (登记表) has one record on a sheet: headings with their values to the right, all over the sheet. Cards of one layout are read as one table with
// a row for each.

const (
	cardRows  = 120 // filled rows above which a sheet is no card
	cardPairs = 4   // fields with a value that make a card, in three rows or more
	cardLines = 3
)

// pair is a heading of a card with its value.
type pair struct {
	heading string
	cell    Cell
	field   int // -1: no field of the layout is called so
	row     int
	col     int
}

// card is a sheet read as one, or a part of a sheet of several.
type card struct {
	sheet  *Sheet
	name   string // of the sheet, with the row or the cell of the first heading where there are several
	pairs  []pair
	unread []string // cells whose text is neither heading nor value
	titles []string
	struck bool // a row is struck through
}

var (
	pictured  = regexp.MustCompile(`照片|相片|贴.{0,4}处|^(一|二)?寸`)
	tabular   = regexp.MustCompile(`^(称谓|与本人(的)?关系|关系|起止(年月|时间|日期)|起始|时间段)`)
	statement = regexp.MustCompile(`[，。；,;]`)
	noCard    = regexp.MustCompile(`说明|选项|模板|示例`)
)

// Gather puts the cards of a workbook together: for each layout of cards one more sheet, which is a table. So is each transposed table, turned. The
// workbook itself stays as it is.
func Gather(wb *Workbook, layout Layout) *Workbook {
	d := newDictionary(layout)
	groups, order := map[string][]card{}, []string(nil)
	whole := &Workbook{Path: wb.Path, Sheets: slices.Clone(wb.Sheets)}
	for i := range wb.Sheets {
		if gatherAcross(whole, i, d) { // others are added behind
			continue
		}
		sheet := &whole.Sheets[i]
		if t, ok := readTurned(&wb.Sheets[i], d); ok && t.missing == "" {
			sheet.gathered = true
			whole.Sheets = append(whole.Sheets, t.turn(whole))
			continue
		}
		for _, c := range readCards(&wb.Sheets[i], d) {
			sheet.gathered, sheet.card = true, true
			key := c.key()
			if groups[key] == nil {
				order = append(order, key)
			}
			groups[key] = append(groups[key], c)
		}
	}
	for _, key := range order {
		whole.Sheets = append(whole.Sheets, tableOf(groups[key], whole))
	}
	return whole
}

// OnlyCards reports whether there is nothing but cards in the workbook, gathered before.
func (wb *Workbook) OnlyCards() bool {
	cards := false
	for i := range wb.Sheets {
		s := &wb.Sheets[i]
		cards = cards || s.card
		if !s.card && s.From == nil && !s.Hidden && len(s.Rows) > 0 {
			return false
		}
	}
	return cards
}

// cardReading is a card while it is read.
type cardReading struct {
	*view
	card
	d      *dictionary
	area   Area
	seen   map[string]bool // headings of fields
	below  int             // row to which a table inside the card reaches; 0: none is open
	others int             // row of somebody else's cells, 1-based
	open   bool            // a table inside the card, which ends where a heading with a value begins a row
}

// readRow reads one row; false when the sheet is a table.
func (r *cardReading) readRow(row int) bool {
	for col := r.area.Left; col < min(len(r.Rows[row]), r.area.Right+1); {
		cell := r.at(row, col)
		next := r.rightOf(row, col)
		text := oneLine(cell.String())
		switch {
		case text == "" || pictured.MatchString(text):
		case r.inTable(row, col, text, next), r.ofOthers(row, text):
			r.unread = append(r.unread, CellName(row, col))
		case r.startsTable(row, text, next):
			if r.fields() < cardPairs-1 {
				return false
			}
			r.openTable(row, col)
			r.unread = append(r.unread, CellName(row, col))
		case r.d.named(text):
			if !r.section(row, col, next) {
				next = r.take(text, row, col, next)
			}
		case len(r.pairs) == 0:
		case !r.takeWithin(text, row, col):
			next = r.takeOther(text, row, col, next)
		}
		col = next
	}
	return true
}

// ofOthers reports whether a cell is somebody else's, behind 配偶姓名, 推荐人 or 填表人 in its row.
func (r *cardReading) ofOthers(row int, text string) bool {
	if len(r.pairs) == 0 {
		return false
	}
	plain := Squeeze(text)
	if !r.d.named(text) && (othersHeading(text) || stampText.MatchString(plain) || stampWord.MatchString(plain)) {
		r.others = row + 1
	}
	return r.others == row+1
}

// rightOf is the first column right of a cell, or of the merged area it is in.
func (r *cardReading) rightOf(row, col int) int {
	if m := r.covers[[2]int{row, col}]; m != nil {
		return max(m.Right, col) + 1
	}
	return col + 1
}

// at is a cell of the area, empty outside.
func (r *cardReading) at(row, col int) Cell {
	if col > r.area.Right {
		return Cell{}
	}
	return r.view.at(row, col)
}

func (r *cardReading) textAt(row, col int) string { return oneLine(r.at(row, col).String()) }

// startsTable reports whether a row begins a table inside a card, such as that of the family: two headings side by side, or one that the card had.
func (r *cardReading) startsTable(row int, text string, next int) bool {
	if tabular.MatchString(text) {
		return true
	}
	return r.d.named(text) && (r.seen[foldHeader(text)] || r.d.named(r.textAt(row, next)) && r.d.named(r.textAt(row, r.rightOf(row, next))))
}

// openTable leaves out the rows of a table inside the card: down to the end of the merged heading on its left, else to the next heading with a value.
func (r *cardReading) openTable(row, col int) {
	r.open, r.below = true, row
	if first := r.pairs[0]; row > first.row && col == first.col && foldHeader(r.textAt(row, col)) == foldHeader(first.heading) {
		r.below = len(r.Rows) // of somebody or something else
		return
	}
	for left := range col {
		if m := r.covers[[2]int{row, left}]; m != nil {
			r.below = max(r.below, m.Bottom)
		}
	}
}

// inTable reports whether a cell is in a table inside the card.
func (r *cardReading) inTable(row, col int, text string, next int) bool {
	if !r.open || row <= r.below {
		return r.open
	}
	first := r.area.Left + slices.IndexFunc(r.Rows[row][r.area.Left:], func(c Cell) bool { return !c.Empty() })
	value := r.textAt(row, next)
	if col == first && r.d.named(text) && !r.seen[foldHeader(text)] && value != "" && !r.d.named(value) {
		r.open = false
	}
	return r.open
}

// section reports whether a heading stands over several rows of other headings: 学历 beside 全日制教育 and 在职教育.
func (r *cardReading) section(row, col, next int) bool {
	m := r.covers[[2]int{row, col}]
	if m == nil || m.Bottom == m.Top {
		return false
	}
	beside := r.covers[[2]int{row, next}]
	if beside != nil && beside.Bottom >= m.Bottom {
		return false
	}
	r.unread = append(r.unread, CellName(row, col))
	return true
}

// take keeps a heading of a field with the cell on its right, and gives the column after it.
func (r *cardReading) take(text string, row, col, at int) (next int) {
	field, _, _ := r.d.lookup(heading{parent: text})
	r.seen[foldHeader(text)] = true
	r.pairs = append(r.pairs, pair{text, r.at(row, at), field, row, col})
	return r.rightOf(row, at)
}

// takeWithin keeps a heading with its value in one cell: 姓名：张三.
func (r *cardReading) takeWithin(text string, row, col int) bool {
	head, value, ok := strings.Cut(strings.Replace(text, ":", "：", 1), "：")
	if !ok || value == "" || !r.d.named(head) || r.seen[foldHeader(head)] {
		return false
	}
	field, _, _ := r.d.lookup(heading{parent: head})
	r.seen[foldHeader(head)] = true
	r.pairs = append(r.pairs, pair{head, TextCell(value), field, row, col})
	return true
}

// takeOther keeps a heading that no field has, for the column to be listed as not taken in.
func (r *cardReading) takeOther(text string, row, col, at int) (next int) {
	value := r.textAt(row, at)
	if len([]rune(text)) > 10 || statement.MatchString(text) || value == "" || r.d.named(value) || tabular.MatchString(value) {
		r.unread = append(r.unread, CellName(row, col))
		return at
	}
	r.pairs = append(r.pairs, pair{text, r.at(row, at), -1, row, col})
	return r.rightOf(row, at)
}

// fields is how many fields have a value.
func (r *cardReading) fields() int {
	n := 0
	for _, p := range r.pairs {
		if p.field >= 0 && !p.cell.Empty() {
			n++
		}
	}
	return n
}

// lines is in how many rows a field has a value.
func (r *cardReading) lines() int {
	rows := map[int]bool{}
	for _, p := range r.pairs {
		if p.field >= 0 && !p.cell.Empty() {
			rows[p.row] = true
		}
	}
	return len(rows)
}

// list reports whether the headings are one below the other with more than a value beside most, as in a list of what to fill in.
func (r *cardReading) list() bool {
	rows, more := map[int]int{}, 0
	for _, p := range r.pairs {
		rows[p.row]++
	}
	for row, n := range rows {
		if n > 1 {
			return false
		}
		if filledCells(r.Rows[row]) > 2 {
			more++
		}
	}
	return 2*more >= len(rows)
}

// complete reports whether the card has a value for all that a record needs.
func (r *cardReading) complete() bool {
	for i, field := range r.d.layout.Fields {
		if field.Required && !slices.ContainsFunc(r.pairs, func(p pair) bool { return p.field == i && p.says(&field) }) {
			return false
		}
	}
	return true
}

// says reports whether the value can be one of the field.
func (p *pair) says(field *Field) bool {
	if field.Kind == KindName && !field.Several {
		_, err := ReadName(tidy(p.cell.String()))
		return err == nil
	}
	return !p.cell.Empty()
}

// key is what cards of one layout have in common: their headings, and what their titles say of years.
func (c *card) key() string {
	parts := []string{fmt.Sprint(c.sheet.Date1904)}
	for _, p := range c.pairs {
		if p.field >= 0 {
			parts = append(parts, foldHeader(p.heading))
		}
	}
	for _, title := range c.titles {
		if len(PeriodsOf(title, false)) > 0 {
			parts = append(parts, title)
		}
	}
	return strings.Join(parts, "|")
}

// tableOf is the sheet of a row for each card, under the headings that any of them has.
func tableOf(cards []card, wb *Workbook) Sheet {
	sheet := Sheet{Name: freeName(wb, "登记表"), Date1904: cards[0].sheet.Date1904, Struck: map[int]bool{}}
	for _, title := range cards[0].titles {
		sheet.addRow("", TextCell(title))
	}
	columns := map[string]int{}
	var headings []Cell
	for _, c := range cards {
		for i, name := range c.columns() {
			if _, known := columns[name]; !known {
				columns[name] = len(headings)
				headings = append(headings, TextCell(c.pairs[i].heading))
			}
		}
	}
	sheet.addRow("", headings...)
	var last *Sheet
	for _, c := range cards {
		cells := make([]Cell, len(headings))
		for i, name := range c.columns() {
			cells[columns[name]] = c.pairs[i].cell
		}
		sheet.Struck[len(sheet.Rows)] = c.struck
		sheet.addRow(c.name, trimCells(cells)...)
		sheet.takeMarks(&c, c.sheet != last)
		last = c.sheet
	}
	return sheet
}

// takeMarks adds what a card has besides its values, named with its sheet. What is kept by the sheet is the first card's.
func (s *Sheet) takeMarks(c *card, first bool) {
	named := func(cells []string, into *[]string) {
		for _, cell := range cells {
			*into = append(*into, c.sheet.Name+" "+cell)
		}
	}
	named(c.unread, &s.Unread)
	if first {
		s.Pictures += c.sheet.Pictures
		named(c.sheet.Comments, &s.Comments)
		named(c.sheet.Pictured, &s.Pictured)
		named(c.sheet.PartlyStruck, &s.PartlyStruck)
	}
}

// columns names the pairs of a card, those of one heading apart.
func (c *card) columns() []string {
	headings := make([]heading, len(c.pairs))
	for i, p := range c.pairs {
		headings[i] = heading{parent: p.heading}
	}
	return columnNames(headings)
}

func (s *Sheet) addRow(from string, cells ...Cell) {
	s.Rows, s.From = append(s.Rows, cells), append(s.From, from)
}

// Join makes one workbook of several of cards, their sheets named after the files.
func Join(workbooks []*Workbook) *Workbook {
	joined := &Workbook{}
	for _, wb := range workbooks {
		files := wb.files
		if len(files) == 0 {
			files = []string{wb.Path}
		}
		base := filepath.Base(wb.Path)
		name := strings.TrimSuffix(base, filepath.Ext(base))
		filled := slices.DeleteFunc(slices.Clone(wb.Sheets), func(s Sheet) bool { return s.Hidden || len(s.Rows) == 0 })
		for _, sheet := range filled {
			own := sheet.Name
			switch {
			case len(filled) == 1 && len(files) == 1:
				own = name
			case len(files) == 1:
				own = name + "/" + own
			}
			sheet.Name = freeName(joined, own)
			joined.Sheets = append(joined.Sheets, sheet)
		}
		joined.files = append(joined.files, files...)
	}
	joined.Path = fmt.Sprintf("%s 等 %d 个文件", joined.files[0], len(joined.files))
	return joined
}

// freeName is a name that no sheet of the workbook has.
func freeName(wb *Workbook, name string) string {
	free := name
	for n := 2; slices.ContainsFunc(wb.Sheets, func(s Sheet) bool { return s.Name == free }); n++ {
		free = fmt.Sprintf("%s%d", name, n)
	}
	return free
}

// doubtfulCard says of a sheet that looks like a card and cannot surely be read as one what is missing.
func (v *view) doubtfulCard(d *dictionary) (sentence string, ok bool) {
	r := v.newCard(d, Area{Bottom: min(len(v.Rows), cardRows) - 1, Right: maxColumns})
	for row := range r.area.Bottom + 1 {
		if !r.readRow(row) {
			return "", false
		}
	}
	rows := map[int]bool{}
	for _, p := range r.pairs {
		if p.field >= 0 {
			rows[p.row] = true
		}
	}
	if len(r.seen) < cardPairs || len(rows) < cardLines || r.complete() {
		return "", false
	}
	return fmt.Sprintf("工作表「%s」像是一张登记表，却没有填写必填的内容，没有读取；填好后再导入。", v.Name), true
}

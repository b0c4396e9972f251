package intake

import (
	"fmt"
	"slices"
	"strings"
)

// Across says of a layout that a sheet may have a column for each thing its records are of, headed by its name, in the place of two columns for the
// name and the value: people down, activities across, √ or 请假 in the cells.
type Across struct {
	Of, Value string   // keys of the fields
	What      string   // what the names are of, in sentences: 活动
	Names     []string // those known
}

// crossing is a sheet looked at as one with such columns.
type crossing struct {
	*view
	d         *dictionary
	of, value int
	names     map[string]string // known, by how headings are compared

	head   int            // row of the headings
	kept   []int          // columns that are the same for all things
	held   []int          // columns of known things
	called map[int]string // their names
	marked []int          // columns of values under headings that are no known name
	fields map[int]bool   // that a column is of
	aside  []int          // columns of fields of which nobody can say which thing they are of
}

// readAcross finds the headings of a sheet with things across; ok is false when it has none.
func readAcross(sheet *Sheet, d *dictionary) (c *crossing, ok bool) {
	if d.layout.Across == nil || sheet.Hidden || sheet.gathered || noCard.MatchString(sheet.Name) {
		return nil, false
	}
	c = &crossing{view: newView(sheet), d: d, names: map[string]string{}}
	for _, name := range d.layout.Across.Names {
		c.names[Squeeze(oneLine(name))] = name
	}
	for i := range d.layout.Fields {
		switch d.layout.Fields[i].Key {
		case d.layout.Across.Of:
			c.of = i
		case d.layout.Across.Value:
			c.value = i
		}
	}
	filled := 0
	for row := 0; row < len(sheet.Rows) && filled < headerWithin; row++ {
		if len(sheet.Rows[row]) == 0 {
			continue
		}
		if filled++; c.heads(row) {
			return c, true
		}
	}
	return nil, false
}

// heads reports whether a row has the headings: what each record needs but for the name and the value, and columns of values.
func (c *crossing) heads(row int) bool {
	c.head, c.kept, c.held, c.marked, c.aside, c.called, c.fields = row, nil, nil, nil, nil, map[int]string{}, map[int]bool{}
	for col := range c.Rows[row] {
		if text := c.headerText(row, col); text != "" && !c.place(col, text) {
			return false
		}
	}
	for i, field := range c.d.layout.Fields {
		if field.Required && i != c.of && !c.fields[i] {
			return false
		}
	}
	if len(c.held) == 1 { // whose the rest is, is clear
		c.kept, c.aside = append(c.kept, c.aside...), nil
		slices.Sort(c.kept)
	}
	return len(c.held)+len(c.marked) > 0
}

// place puts a column with those it is of; ok is false when its heading is there twice, or is one of a list.
func (c *crossing) place(col int, text string) (ok bool) {
	name, known := c.names[Squeeze(text)]
	field, _, named := c.d.lookup(heading{parent: text})
	switch {
	case named && (c.fields[field] || field == c.of || field == c.value):
		return false
	case named && c.d.layout.Fields[field].Required:
		c.fields[field], c.kept = true, append(c.kept, col)
	case named:
		c.fields[field], c.aside = true, append(c.aside, col)
	case known && slices.ContainsFunc(c.held, func(other int) bool { return c.called[other] == name }):
		return false
	case known:
		c.called[col], c.held = name, append(c.held, col)
	case c.marks(col):
		c.marked = append(c.marked, col)
	default:
		c.kept = append(c.kept, col)
	}
	return true
}

// marks reports whether most cells below the headings are words for the value.
func (c *crossing) marks(col int) bool {
	word := c.d.layout.Fields[c.value].Word
	if word == nil {
		return false
	}
	all, read := 0, 0
	for row := c.head + 1; row < len(c.Rows); row++ {
		text := Squeeze(c.view.value(row, col).String())
		if text == "" || IsNothing(text) {
			continue
		}
		all++
		if _, ok := word(text); ok {
			read++
		}
	}
	return read > 1 && 2*read > all
}

// list is the sheet with a row for each cell that says something.
func (c *crossing) list(wb *Workbook) Sheet {
	sheet := Sheet{
		Name: freeName(wb, c.Name+"（一格一行）"), Date1904: c.Date1904, Unseen: map[int]bool{}, Struck: map[int]bool{},
		Comments: c.Comments, PartlyStruck: c.PartlyStruck, Pictures: c.Pictures, Pictured: c.Pictured,
	}
	for _, title := range c.titleLines(0, c.head) {
		sheet.addRow("", TextCell(title))
	}
	cells := func(row int, read func(row, col int) Cell, more ...Cell) []Cell {
		var cells []Cell
		for _, col := range c.kept {
			cells = append(cells, read(row, col))
		}
		return append(cells, more...)
	}
	fields := c.d.layout.Fields
	heading := func(row, col int) Cell { return TextCell(c.headerText(row, col)) }
	sheet.addRow("", cells(c.head, heading, TextCell(fields[c.of].Title), TextCell(fields[c.value].Title))...)
	for row := c.head + 1; row < len(c.Rows); row++ {
		for _, col := range c.held {
			cell := c.view.value(row, col)
			if cell.Empty() {
				continue
			}
			sheet.Unseen[len(sheet.Rows)], sheet.Struck[len(sheet.Rows)] = c.Unseen[row], c.Struck[row]
			sheet.addRow(fmt.Sprintf("%s!%s%d", c.Name, ColumnName(col+1), row+1), cells(row, c.view.value, TextCell(c.called[col]), cell)...)
		}
	}
	return sheet
}

// headed are the headings of columns, in quotes.
func (c *crossing) headed(cols []int) string {
	var headings []string
	for _, col := range cols {
		headings = append(headings, c.headerText(c.head, col))
	}
	return "「" + strings.Join(headings, "」「") + "」"
}

// says are sentences on what becomes of the columns.
func (c *crossing) says() (sentences []string) {
	across, value := c.d.layout.Across, c.d.layout.Fields[c.value].Title
	if len(c.held) > 0 {
		sentences = append(sentences, fmt.Sprintf("工作表「%s」%s各栏是%s，一格读作一行「%s」；空着的格子没有录入。", c.Name, c.headed(c.held), across.What, value))
	}
	if len(c.marked) > 0 {
		sentences = append(sentences, fmt.Sprintf("工作表「%s」%s各栏像是「%s」，却没有叫这些名称的%s，没有录入；请先登记%s，或把标题改成已登记的名称。", c.Name, c.headed(c.marked), value, across.What, across.What))
	}
	if aside := slices.DeleteFunc(slices.Clone(c.aside), c.blank); len(c.held) > 0 && len(aside) > 0 {
		sentences = append(sentences, fmt.Sprintf("工作表「%s」%s看不出是哪一次%s的，没有录入。", c.Name, c.headed(aside), across.What))
	}
	return sentences
}

// blank reports whether a column has nothing below its heading.
func (c *crossing) blank(col int) bool { return c.empty(c.head+1, col, col) }

// gatherAcross puts a sheet with things across as a list behind the others, and reports whether it did.
func gatherAcross(whole *Workbook, at int, d *dictionary) bool {
	c, ok := readAcross(&whole.Sheets[at], d)
	if !ok {
		return false
	}
	whole.Sheets[at].Said = c.says()
	if len(c.held) == 0 {
		return false
	}
	list := c.list(whole)
	whole.Sheets[at].gathered, list.Said = true, c.says()
	whole.Sheets = append(whole.Sheets, list)
	return true
}

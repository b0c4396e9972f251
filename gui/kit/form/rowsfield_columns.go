package form

import (
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/rows"
	"cppccdesk/gui/kit/look"
)

// rowsColumn is a column of a table of rows as it is shown.
type rowsColumn struct {
	field Field
	least float32 // below which nothing of it can be read
	whole float32 // in which nothing of it is cut
	width float32
}

// gives tells whether the column can be cut where room is short; dates, numbers and states are never.
func (c *rowsColumn) gives() bool {
	switch c.field.Kind {
	case FieldDate, FieldInt, FieldBool, FieldChoice:
		return false
	}
	return true
}

func (c *rowsColumn) align() fyne.TextAlign {
	if c.field.Kind == FieldInt {
		return fyne.TextAlignTrailing
	}
	return fyne.TextAlignLeading
}

// leastWords is the width of text below which a column that gives is left out.
const leastWords float32 = 64

// cellText is what a column shows of a row: an option by its label.
func cellText(c Field, row rows.Row) string {
	value := row[c.Key]
	if i := slices.IndexFunc(c.Options, func(o Option) bool { return o.Value == value }); i >= 0 && value != "" {
		return c.Options[i].label()
	}
	return value
}

// columnsWorth are the columns that have something to show, with what they need. Others are seen in the box of a row.
func (s *rowsField) columnsWorth() []rowsColumn {
	var out []rowsColumn
	bold := look.MetricsFor(look.TextSize, true)
	for i, field := range s.field.Columns {
		if field.Kind == FieldHeading || !field.Required && !s.filled(field.Key) && (i > 0 || len(s.rows) == 0) {
			continue
		}
		var head, cells float32
		for _, r := range field.Label {
			head += bold.Width(r, look.TextSize, true)
		}
		for _, row := range s.rows {
			cells = max(cells, look.TextWidth(look.Flatten(cellText(field, row)), look.TextSize))
		}
		c := rowsColumn{field: field, whole: look.Ceil(max(head, cells)) + 2*look.CellPad}
		c.least = c.whole
		if c.gives() {
			c.least = min(c.whole, look.Ceil(max(head, leastWords))+2*look.CellPad)
		}
		out = append(out, c)
	}
	return out
}

// worth is the number of columns that have something to show.
func (s *rowsField) worth() int { return len(s.columnsWorth()) }

// filled tells whether any row has something in a column.
func (s *rowsField) filled(key string) bool {
	return slices.ContainsFunc(s.rows, func(row rows.Row) bool { return row[key] != "" })
}

// leftOut is the column to be left out where there is no room for all: the last that gives, then the last of the others, those that must be filled
// in at the end.
func leftOut(columns []rowsColumn) int {
	for _, may := range []func(c *rowsColumn) bool{
		func(c *rowsColumn) bool { return c.gives() && !c.field.Required },
		func(c *rowsColumn) bool { return !c.field.Required },
	} {
		for i := len(columns) - 1; i > 0; i-- {
			if may(&columns[i]) {
				return i
			}
		}
	}
	return len(columns) - 1
}

// arrangeColumns are the columns the width has room for, with their widths: at least what they need each, those that must be filled in before the
// others; what is left goes to those that give, the shorter whole first, and then to the last of them.
func (s *rowsField) arrangeColumns() []rowsColumn {
	shown := s.columnsWorth()
	used := func() (sum float32) {
		for _, c := range shown {
			sum += c.least
		}
		return sum
	}
	for s.width > 0 && len(shown) > 1 && used() > s.width {
		last := leftOut(shown)
		shown = slices.Delete(shown, last, last+1)
	}
	var giving []*rowsColumn
	for i := range shown {
		shown[i].width = shown[i].least
		if shown[i].gives() {
			giving = append(giving, &shown[i])
		}
	}
	if len(shown) == 1 {
		shown[0].width = s.width
		return shown
	}
	spare := max(s.width-used(), 0)
	if len(giving) > 0 {
		last := giving[len(giving)-1]
		slices.SortStableFunc(giving, func(a, b *rowsColumn) int { return int(a.whole - a.least - b.whole + b.least) })
		for i, c := range giving {
			more := min(c.whole-c.least, spare/float32(len(giving)-i))
			c.width += more
			spare -= more
		}
		last.width += spare
	}
	return shown
}

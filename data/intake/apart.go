package intake

import (
	"fmt"
	"slices"
	"strings"
)

// Tables of other headings stand beside each other too: 委员名单 on the left, 监督员名单 on the right. Rows of one are not rows of the other.

// extent is where one of several tables stands: 0-based columns, both inclusive.
type extent struct{ left, right int }

// part is a table beside others, with its title and what was found in it.
type part struct {
	extent
	title  string
	tables []Table
	note   string
}

// apart are the spans of tables beside each other, nil when the header is that of one: each has headings of its own right of an empty column or under a
// title of its own, and begins anew, with what each record needs or with a number.
func (v *view) apart(d *dictionary, h *header) []extent {
	for _, spans := range [][]extent{v.spansByGap(h), v.spansByTitle(h)} {
		if len(spans) > 1 && !slices.ContainsFunc(spans[1:], func(s extent) bool { return !v.beginsAnew(d, h, spans[0], s) }) {
			return spans
		}
	}
	return nil
}

// leastApart is the fewest headings of a table beside another.
const leastApart = 2

// spansByGap parts the headings at empty columns.
func (v *view) spansByGap(h *header) (spans []extent) {
	headed := map[int]bool{}
	last := -1
	for _, c := range h.columns {
		for _, col := range append([]int{c.Index}, c.Parts...) {
			headed[col] = true
			last = max(last, col)
		}
	}
	for col := 0; col <= last; col++ {
		switch n := len(spans); {
		case !headed[col]:
		case n > 0 && spans[n-1].right == col-1 || n > 0 && !v.empty(h.top-1, spans[n-1].right+1, col-1):
			spans[n-1].right = col
		default:
			spans = append(spans, extent{col, col})
		}
	}
	if slices.ContainsFunc(spans, func(s extent) bool { return s.right-s.left+1 < leastApart }) {
		return nil
	}
	return spans
}

// empty reports whether columns have nothing in them from a row on.
func (v *view) empty(row, left, right int) bool {
	for row := max(0, row); row < len(v.Rows); row++ {
		for col := left; col <= right; col++ {
			if !v.at(row, col).Empty() || v.covers[[2]int{row, col}] != nil {
				return false
			}
		}
	}
	return true
}

// spansByTitle parts the headings where the titles in the row above begin.
func (v *view) spansByTitle(h *header) (spans []extent) {
	if h.top == 0 || len(h.columns) == 0 {
		return nil
	}
	last := h.columns[len(h.columns)-1]
	for _, c := range h.columns {
		n := len(spans)
		switch begins := !v.at(h.top-1, c.Index).Empty(); {
		case !begins && n == 0:
			return nil
		case begins:
			if othersHeading(v.headerText(h.top-1, c.Index)) {
				return nil
			}
			spans = append(spans, extent{c.Index, c.Index})
		default:
			spans[n-1].right = c.Index
		}
	}
	if n := len(spans); n > 0 {
		spans[n-1].right = last.last()
	}
	if filledCells(v.Rows[h.top-1]) != len(spans) || slices.ContainsFunc(spans, func(s extent) bool { return s.right-s.left+1 < leastApart }) {
		return nil
	}
	return spans
}

// beginsAnew reports whether the headings of an extent can be those of another table than those of the first.
func (v *view) beginsAnew(d *dictionary, h *header, first, other extent) bool {
	if isSerialHeading(v.lowest(h, first.left)) && isSerialHeading(v.lowest(h, other.left)) {
		return true
	}
	needed, has := v.required(d, h, first), v.required(d, h, other)
	if len(needed) == 0 || othersHeading(v.heading(h.top, h.bottom, other.left).text()) {
		return false
	}
	for field := range needed {
		if !has[field] {
			return false
		}
	}
	return true
}

func (v *view) lowest(h *header, col int) string { return v.heading(h.top, h.bottom, col).lowest() }

// required are the required fields that headings of an extent name.
func (v *view) required(d *dictionary, h *header, s extent) map[int]bool {
	named := map[int]bool{}
	for col := s.left; col <= s.right; col++ {
		if field, _, ok := d.lookup(v.heading(h.top, h.bottom, col)); ok && d.layout.Fields[field].Required {
			named[field] = true
		}
	}
	return named
}

// findApart reads those of the tables that are the layout's: by their titles, else the only one that has all it needs. The others are named.
func (v *view) findApart(d *dictionary, h *header, spans []extent) ([]Table, string) {
	parts := make([]part, len(spans))
	for i, s := range spans {
		parts[i] = part{extent: s, title: v.titleOf(h, s)}
		sheet := *v.Sheet
		right := s.right + 1
		if i == len(spans)-1 {
			right = 0 // a heading that is missing on the right is the last table's
		}
		(&Frame{Left: s.left + 1, Right: right}).crop(&sheet)
		parts[i].tables, parts[i].note = findInSheet(&sheet, d)
	}
	mine := d.mine(parts)
	if mine == nil {
		return nil, fmt.Sprintf("工作表「%s」里并排有几张表：%s，看不出要导入哪一张；请用「② 表格」的行号和列号（命令用 --range）指明一张，再导入。", v.Name, v.partNames(parts, h))
	}
	var tables []Table
	var left []part
	var note string
	for i, p := range parts {
		if !slices.Contains(mine, i) {
			left = append(left, p)
			continue
		}
		for _, table := range p.tables {
			table.Titles = v.withCommon(table.Titles, h)
			tables = append(tables, table)
		}
		note += p.note
	}
	if len(left) > 0 {
		note += fmt.Sprintf("工作表「%s」里并排的另一张表没有读取：%s；要导入它请用「② 表格」的行号和列号（命令用 --range）指明。", v.Name, v.partNames(left, h))
	}
	return tables, note
}

// mine are the parts that are the layout's; nil when that is in doubt.
func (d *dictionary) mine(parts []part) []int {
	var titled, whole, found []int
	for i, p := range parts {
		if len(p.tables) == 0 {
			continue
		}
		found = append(found, i)
		if d.layout.Mine != nil && d.layout.Mine(p.title) {
			titled = append(titled, i)
		}
		if len(p.tables[0].Missing) == 0 {
			whole = append(whole, i)
		}
	}
	switch {
	case len(titled) > 0:
		return titled
	case len(whole) == 1:
		return whole
	case len(whole) == 0 && len(found) == 1:
		return found
	}
	return nil
}

// titleOf is the title over an extent alone, "" for none.
func (v *view) titleOf(h *header, s extent) string {
	if h.top == 0 {
		return ""
	}
	for col := s.left; col <= s.right; col++ {
		if m := v.covers[[2]int{h.top - 1, col}]; m != nil && (m.Left < s.left || m.Right > s.right) {
			return ""
		}
		if text := v.headerText(h.top-1, col); text != "" {
			return text
		}
	}
	return ""
}

func (v *view) partNames(parts []part, h *header) string {
	names := make([]string, len(parts))
	for i, p := range parts {
		if p.title != "" {
			names[i] = "「" + p.title + "」"
		}
		names[i] += fmt.Sprintf("%s%d:%s%d", ColumnName(p.left+1), max(1, h.top), ColumnName(p.right+1), len(v.Rows))
	}
	return strings.Join(names, "、")
}

// withCommon are the titles of a table beside others with the lines that are alone in their rows, which are over all.
func (v *view) withCommon(titles []string, h *header) []string {
	var common []string
	for row := range min(h.top, len(v.Rows)) {
		if filledCells(v.Rows[row]) != 1 {
			continue
		}
		for _, line := range v.titleLines(row, row+1) {
			if !slices.Contains(titles, line) {
				common = append(common, line)
			}
		}
	}
	return append(common, titles...)
}

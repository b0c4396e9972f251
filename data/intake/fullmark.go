package intake

import (
	"regexp"
	"strings"
)

// What a heading or a row of its own writes of the scale of points: 组织领导（15分）, 组织领导（满分15分）, 组织领导15%, and 满分 over or beside the marks.
var (
	markBehind = regexp.MustCompile(`^([^\d]*?\p{Han}[^\d(\[【]*?)[/(\[【]*(?:满分|分值|标准分|权重|占比|占)?:?(\d+(?:\.\d+)?)(分|%)[)\]】]?$`)
	fullWord   = regexp.MustCompile(`^(满分|满分值|分值|标准分)(\(分\))?$`)
)

// longestMarked is more than the bytes of a heading with its mark.
const longestMarked = 180

// markOf parts a heading from the full mark behind it, or the weight where percent; mark is empty without either.
func markOf(heading string) (name, mark string, percent bool) {
	if len(heading) > longestMarked || !strings.ContainsAny(heading, "分%％") {
		return heading, "", false
	}
	m := markBehind.FindStringSubmatch(Squeeze(heading))
	if m == nil {
		return heading, "", false
	}
	mark, _ = ParseDecimal(m[2])
	return strings.TrimRight(m[1], "/"), mark, m[3] == "%"
}

// FullMark is what the sheet writes of the scale of the points in a field's column, in plain decimal: their full mark, or a weight of so many per cent.
// Empty: nothing.
func (r Row) FullMark(key string) (mark string, percent bool) {
	if mark := r.full[key]; mark != "" {
		return mark, false
	}
	c := r.columns[key]
	if c == nil {
		return "", false
	}
	_, mark, percent = markOf(c.Header)
	return mark, percent
}

// fullMarks takes a row of full marks for what it is: 满分 before the marks of columns with numbers.
func (r *reading) fullMarks(row int) bool {
	if !fullWord.MatchString(Squeeze(r.firstText(row))) {
		return false
	}
	full := map[string]string{}
	for key, column := range r.columns {
		if column.Field.Kind != KindDecimal {
			continue
		}
		if mark, ok := decimalMark(r.value(row, column.Index)); ok {
			full[key] = mark
		}
	}
	if len(full) > 0 {
		r.full = full
	}
	return len(full) > 0
}

// putFull has the rows of the table know the full marks.
func (r *reading) putFull() {
	for i := range r.table.Rows {
		r.table.Rows[i].full = r.full
	}
}

// decimalMark reads a full mark from its cell: 15, 15分.
func decimalMark(c Cell) (mark string, ok bool) {
	if mark, ok = c.decimal(); !ok {
		mark, ok = ParseDecimal(strings.TrimSuffix(Squeeze(c.String()), "分"))
	}
	return mark, ok
}

// readFull finds the line of full marks beside or over the indicators of a block.
func (r *blockReader) readFull() {
	b := r.b
	b.full = map[int]string{}
	down := r.k.Names[RoleIndicator].From == NamesInColumn
	top, left, bottom, right := b.Area.Top, b.Area.Left, b.Scores.Top-1, b.Scores.Right
	if !down {
		bottom, right = b.Scores.Bottom, b.Scores.Left-1
	}
	for row := top; row <= bottom; row++ {
		for col := left; col <= right; col++ {
			if !fullWord.MatchString(Squeeze(r.headerText(row, col))) {
				continue
			}
			for i, n := range b.Names[RoleIndicator] {
				at := [2]int{row, n.Col}
				if down {
					at = [2]int{n.Row, col}
				}
				if mark, ok := decimalMark(r.at(at[0], at[1])); ok {
					b.full[i] = mark
				}
			}
		}
	}
}

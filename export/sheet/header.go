package sheet

import "strings"

// span is a merged block in 0-based rows and columns, ends included.
type span struct{ top, left, bottom, right int }

func (s span) single() bool { return s.top == s.bottom && s.left == s.right }

// headCell is one heading with the block it covers; rows count from the top of the header.
type headCell struct {
	text string
	span
}

// headerTree turns the columns' paths into header cells: neighbours that share a path down to a level share one cell there, and a
// path that ends early reaches down to the last level.
func headerTree(columns []Column) (cells []headCell, levels int) {
	levels = 1
	for _, c := range columns {
		levels = max(levels, len(c.Path))
	}
	for i := 0; i < len(columns); {
		i += headerBranch(columns, i, len(columns), 0, levels, &cells)
	}
	return cells, levels
}

// headerBranch adds the cell that starts at column from on the level, and everything under it; it returns the columns covered.
func headerBranch(columns []Column, from, limit, level, levels int, cells *[]headCell) int {
	path := columns[from].Path
	if level >= len(path) {
		return 1
	}
	end := from + 1
	leaf := level == len(path)-1
	for !leaf && end < limit && sharesPath(path, columns[end].Path, level) {
		end++
	}
	bottom := level
	if leaf {
		bottom = levels - 1
	}
	*cells = append(*cells, headCell{path[level], span{level, from, bottom, end - 1}})
	if !leaf {
		for i := from; i < end; {
			i += headerBranch(columns, i, end, level+1, levels, cells)
		}
	}
	return end - from
}

func sharesPath(a, b []string, level int) bool {
	if len(b) <= level+1 {
		return false
	}
	for i := range level + 1 {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// title names a column in one line: 办理·主办.
func (c Column) title() string {
	return strings.ReplaceAll(strings.Join(c.Path, "·"), "\n", "")
}

// heading is the column's own header cell.
func (c Column) heading() string {
	if len(c.Path) == 0 {
		return ""
	}
	return c.Path[len(c.Path)-1]
}

package intake

import (
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/zh"
)

// longestLabel is how many characters a text may have and still be a label of a form rather than prose.
const longestLabel = 40

// Anchor checks the description against the workbook it was made on, works out the rectangle of points where none is laid down, and notes the texts the
// block is found again by. What does not fit is refused with an [Error] that names the cell.
func (k *BlockKind) Anchor(wb *Workbook) error {
	i := slices.IndexFunc(wb.Sheets, func(s Sheet) bool { return s.Name == k.Sheet })
	if i < 0 {
		return &Error{Sentence: fmt.Sprintf("没有名为「%s」的工作表。", k.Sheet)}
	}
	v := newView(&wb.Sheets[i])
	for role, n := range k.Names {
		if err := k.checkNames(v, Role(role), n); err != nil {
			return err
		}
	}
	if k.Scores.empty() {
		k.Scores = k.deriveScores(v)
	}
	if err := k.checkScores(v); err != nil {
		return err
	}
	k.Inner, k.Labels = nil, nil
	if n := k.Names[RoleIndicator]; n.along() {
		for _, name := range k.namesAlong(v, RoleIndicator) {
			if text := foldHeader(name.Name); !slices.Contains(k.Inner, text) {
				k.Inner = append(k.Inner, text)
			}
		}
	}
	k.Labels = k.labels(v)
	if len(k.Labels) == 0 {
		k.Labels = k.indicatorLabels(v)
	}
	return nil
}

func (k *BlockKind) checkNames(v *view, role Role, n Names) error {
	what := role.Title()
	switch n.From {
	case NamesInRow, NamesInColumn:
		return checkLines(v, what, n)
	case NameInCell:
		text := v.headerText(n.Row, n.Col)
		if text == "" {
			return &Error{Sentence: fmt.Sprintf("%s在 %s，这一格是空的。", what, CellName(n.Row, n.Col))}
		}
		if name, ok := n.cut(text); !ok || name == "" {
			return &Error{Sentence: fmt.Sprintf("%s在 %s，写的是「%s」，与「%s」不符。", what, CellName(n.Row, n.Col), zh.Clip(text, 60), n.Pattern)}
		}
	case NameOfSheet:
		if name, ok := n.cut(v.Name); !ok || name == "" {
			return &Error{Sentence: fmt.Sprintf("%s在工作表名，「%s」与「%s」不符。", what, v.Name, n.Pattern)}
		}
	case NameAsGiven:
		if strings.TrimFunc(n.Text, isBlank) == "" {
			return &Error{Sentence: "请写明" + what + "。"}
		}
	default:
		return &Error{Sentence: fmt.Sprintf("还没有指明%s在哪里。", what)}
	}
	return nil
}

// checkLines refuses rows or columns of names that the sheet does not have.
func checkLines(v *view, what string, n Names) error {
	if len(n.At) == 0 || len(n.At) > 2 || len(n.At) == 2 && n.At[0] >= n.At[1] {
		return &Error{Sentence: what + "的名称应在一行、一列，或相邻的两行、两列（上级在前）。"}
	}
	for _, at := range n.At {
		if at < 0 || n.From == NamesInRow && at >= len(v.Rows) || at > 16384 {
			return &Error{Sentence: fmt.Sprintf("%s在%s，工作表「%s」只有 %d 行。", what, n, v.Name, len(v.Rows))}
		}
	}
	return nil
}

// checkScores refuses a rectangle that its names do not stand beside, or without points.
func (k *BlockKind) checkScores(v *view) error {
	a := k.Scores
	if a.wrong() || a.Top >= len(v.Rows) {
		return &Error{Sentence: fmt.Sprintf("分数区域 %s 不在工作表「%s」里。", a, v.Name)}
	}
	if !k.hasFrom(NamesInRow) && !k.hasFrom(NamesInColumn) {
		return &Error{Sentence: "评委、指标、被评对象至少有一项在一行或一列里。"}
	}
	for role, n := range k.Names {
		if n.along() {
			if err := k.checkBeside(v, Role(role), n); err != nil {
				return err
			}
		}
	}
	if a.Left != a.Right && !k.hasFrom(NamesInRow) || a.Top != a.Bottom && !k.hasFrom(NamesInColumn) {
		return &Error{Sentence: fmt.Sprintf("分数区域 %s 有几行几列，却没有指明每行、每列是谁的或哪一项的分数。", a)}
	}
	if !v.numbers(a.Top, min(a.Bottom, len(v.Rows)-1), a.Left, a.Right) {
		return &Error{Sentence: fmt.Sprintf("分数区域 %s 里没有一个数字，请重新选定。", a)}
	}
	return nil
}

// checkBeside refuses names that stand in the points, or where there are none.
func (k *BlockKind) checkBeside(v *view, role Role, n Names) error {
	a := k.Scores
	for _, at := range n.At {
		if n.From == NamesInRow && at >= a.Top && at <= a.Bottom || n.From == NamesInColumn && at >= a.Left && at <= a.Right {
			return &Error{Sentence: fmt.Sprintf("%s在%s，却在分数区域 %s 里面；请重新指定其中一个。", role.Title(), n, a)}
		}
	}
	if len(k.namesAlong(v, role)) == 0 {
		return &Error{Sentence: fmt.Sprintf("%s在%s，分数区域 %s 旁边的格子却没有名称。", role.Title(), n, a)}
	}
	return nil
}

// deriveScores works out where the points are from the names beside them: after the last row and column of names, as far as there are names.
func (k *BlockKind) deriveScores(v *view) Area {
	var a Area
	for _, n := range k.Names {
		switch n.From {
		case NamesInRow:
			a.Top = max(a.Top, slices.Max(n.At)+1)
		case NamesInColumn:
			a.Left = max(a.Left, slices.Max(n.At)+1)
		}
	}
	rows, cols := 0, 0
	for _, n := range k.Names {
		switch n.From {
		case NamesInRow:
			if !k.hasFrom(NamesInColumn) {
				for a.Left < v.width(n.inner()) && v.headerText(n.inner(), a.Left) == "" {
					a.Left++
				}
			}
			cols = max(cols, v.run(func(i int) string { return v.headerText(n.inner(), a.Left+i) }))
		case NamesInColumn:
			if !k.hasFrom(NamesInRow) {
				for a.Top < len(v.Rows) && !v.numberAt(a.Top, a.Left) {
					a.Top++
				}
			}
			rows = max(rows, v.run(func(i int) string { return v.headerText(a.Top+i, n.inner()) }))
		}
	}
	a.Bottom, a.Right = a.Top+max(0, rows-1), a.Left+max(0, cols-1)
	return a
}

// numberAt reports whether a cell holds a number.
func (v *view) numberAt(row, col int) bool {
	c := v.at(row, col)
	_, ok := c.decimal()
	return ok && !c.Empty()
}

// width is how many columns of the row are kept.
func (v *view) width(row int) int {
	if row < 0 || row >= len(v.Rows) {
		return 0
	}
	return len(v.Rows[row])
}

// run counts names up to the first blank one.
func (v *view) run(name func(i int) string) int {
	n := 0
	for name(n) != "" && n < 4096 {
		n++
	}
	return n
}

func (k *BlockKind) hasFrom(from NamesFrom) bool {
	return slices.ContainsFunc(k.Names[:], func(n Names) bool { return n.From == from })
}

// namesAlong are the names of a role beside the rectangle pointed at, without those of totals.
func (k *BlockKind) namesAlong(v *view, role Role) (names []BlockName) {
	n, a := k.Names[role], k.Scores
	first, last := a.Left, a.Right
	if n.From == NamesInColumn {
		first, last = a.Top, a.Bottom
	}
	for at := first; at <= last; at++ {
		row, col := n.inner(), at
		if n.From == NamesInColumn {
			row, col = at, n.inner()
		}
		if text := v.headerText(row, col); text != "" && k.totals(text) == noTotal {
			names = append(names, BlockName{Name: text, Row: row, Col: col})
		}
	}
	return names
}

// labels are the texts of the block pointed at that belong to its form: those where rows and columns of names meet, and what is written around or
// before a single name.
func (k *BlockKind) labels(v *view) (labels []Label) {
	add := func(row, col int, text string) {
		label := Label{row - k.Scores.Top, col - k.Scores.Left, Squeeze(text)}
		if label.Text != "" && len([]rune(text)) <= longestLabel && !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	for _, n := range k.Names {
		if n.From == NameInCell && !n.bare() {
			add(n.Row, n.Col, n.pattern())
		}
	}
	corner := k.corner()
	for row := max(0, corner.Top); row <= corner.Bottom; row++ {
		for col := max(0, corner.Left); col <= corner.Right; col++ {
			if text := k.labelAt(v, row, col); text != "" {
				add(row, col, text)
			}
		}
	}
	for _, n := range k.Names {
		if n.From == NameInCell && n.bare() && n.Col > 0 {
			if text := k.labelAt(v, n.Row, n.Col-1); text != "" {
				add(n.Row, n.Col-1, text)
			}
		}
	}
	return labels
}

// labelAt is the text of a cell, "" where that is none of the form's own.
func (k *BlockKind) labelAt(v *view, row, col int) string {
	if c := v.at(row, col); c.Type == CellText && !k.single(row, col) {
		return oneLine(c.String())
	}
	return ""
}

// corner is where labels of rows and columns of names meet. Where names stand on one side only, it is what heads the names and the points.
func (k *BlockKind) corner() Area {
	top, left := k.Scores.Top, k.Scores.Left
	for _, n := range k.Names {
		switch n.From {
		case NamesInRow:
			top = min(top, slices.Min(n.At))
		case NamesInColumn:
			left = min(left, slices.Min(n.At))
		}
	}
	switch {
	case top == k.Scores.Top:
		return Area{top - 1, left, top - 1, k.Scores.Right}
	case left == k.Scores.Left:
		return Area{top, left - 1, k.Scores.Bottom, left - 1}
	}
	return Area{top, left, k.Scores.Top - 1, k.Scores.Left - 1}
}

// single reports whether the cell holds a single name.
func (k *BlockKind) single(row, col int) bool {
	return slices.ContainsFunc(k.Names[:], func(n Names) bool { return n.From == NameInCell && n.Row == row && n.Col == col })
}

// indicatorLabels are the indicators as labels, for a form without any other text of its own.
func (k *BlockKind) indicatorLabels(v *view) (labels []Label) {
	if !k.Names[RoleIndicator].along() {
		return nil
	}
	for _, name := range k.namesAlong(v, RoleIndicator) {
		labels = append(labels, Label{name.Row - k.Scores.Top, name.Col - k.Scores.Left, Squeeze(name.Name)})
	}
	return labels
}

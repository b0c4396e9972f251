package intake

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/intake"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit/cells"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// pointing is one thing that can be said of the cells chosen in the picture of a sheet.
type pointing struct {
	title string
	role  intake.Role
	from  intake.NamesFrom // "": they are the points
}

// pointings are what the buttons over the picture say, each group behind its role.
var pointings = []pointing{
	{"这一行", intake.RoleJudge, intake.NamesInRow},
	{"这一列", intake.RoleJudge, intake.NamesInColumn},
	{"这一格", intake.RoleJudge, intake.NameInCell},
	{"工作表名", intake.RoleJudge, intake.NameOfSheet},
	{"这一行", intake.RoleIndicator, intake.NamesInRow},
	{"这一列", intake.RoleIndicator, intake.NamesInColumn},
	{"这一格", intake.RoleTarget, intake.NameInCell},
	{"工作表名", intake.RoleTarget, intake.NameOfSheet},
	{"这一行", intake.RoleTarget, intake.NamesInRow},
	{"这一列", intake.RoleTarget, intake.NamesInColumn},
}

// pointed is a kind of block after the cells chosen on the sheet were said to be something.
func pointed(k intake.BlockKind, sheet *intake.Sheet, chosen cells.Area, as pointing, words intake.BlockWords) (intake.BlockKind, error) {
	if k.Sheet != sheet.Name {
		k = intake.BlockKind{Sheet: sheet.Name, Sheets: k.Sheets, Skip: k.Skip}
	}
	k.Labels, k.Inner = nil, nil
	if as.from == "" {
		k.Scores = intake.Area(chosen)
		return k, nil
	}
	n := intake.Names{From: as.from}
	first, last, what := chosen.Top, chosen.Bottom, "行"
	switch as.from {
	case intake.NamesInColumn:
		first, last, what = chosen.Left, chosen.Right, "列"
		fallthrough
	case intake.NamesInRow:
		if last-first > 1 {
			return k, store.Refuse(store.CodeInvalid, "选了 %d %s；%s的名称应在一%s，两级的在两%s，请重新选。", last-first+1, what, as.role.Title(), what, what)
		}
		for at := first; at <= last; at++ {
			n.At = append(n.At, at)
		}
	case intake.NameInCell:
		n.Row, n.Col = chosen.Top, chosen.Left
		n.Pattern = words.Pattern(as.role, textAt(sheet, n.Row, n.Col))
	case intake.NameOfSheet:
		n.Pattern = words.Pattern(as.role, sheet.Name)
	}
	k.Names[as.role] = n
	return k, nil
}

func textAt(sheet *intake.Sheet, row, col int) string {
	if row >= len(sheet.Rows) || col >= len(sheet.Rows[row]) {
		return ""
	}
	return sheet.Rows[row][col].String()
}

// lacking says what of a kind is still to be pointed at, "" for nothing.
func lacking(k *intake.BlockKind) string {
	var parts []string
	for role, n := range k.Names {
		if n.From == "" {
			parts = append(parts, intake.Role(role).Title())
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "还没有指明" + strings.Join(parts, "、") + "在哪里"
}

// pictureOf is a sheet for the picture.
func pictureOf(sheet *intake.Sheet) cells.Sheet {
	columns := 1
	for _, row := range sheet.Rows {
		columns = max(columns, len(row))
	}
	merges := map[[2]int]cells.Area{}
	for _, m := range sheet.Merges {
		bottom, right := min(m.Bottom, len(sheet.Rows)-1), min(m.Right, m.Left+shownColumns)
		columns = max(columns, right+1)
		for row := m.Top; row <= bottom && len(merges) < shownRows; row++ {
			for col := m.Left; col <= right; col++ {
				merges[[2]int{row, col}] = cells.Area{Top: m.Top, Left: m.Left, Bottom: bottom, Right: right}
			}
		}
	}
	return cells.Sheet{
		Rows: len(sheet.Rows), Columns: min(columns, 512), Column: func(col int) string { return intake.ColumnName(col + 1) },
		Text:   func(row, col int) string { return textAt(sheet, row, col) },
		Merged: func(row, col int) (cells.Area, bool) { a, ok := merges[[2]int{row, col}]; return a, ok },
	}
}

// roleColours are the colours of a role's names: behind them, and around.
var roleColours = map[intake.Role][2]fyne.ThemeColorName{
	intake.RoleJudge:     {look.ColorAccentSoft, look.ColorAccentLine},
	intake.RoleIndicator: {look.ColorDueSoft, look.ColorDue},
	intake.RoleTarget:    {look.ColorDoneSoft, look.ColorDone},
}

func coloured(role intake.Role, a cells.Area) cells.Mark {
	return cells.Mark{Area: a, Soft: roleColours[role][0], Line: roleColours[role][1]}
}

// marksOf are the areas outlined on a sheet: the names of the blocks found, and the blocks; where none was found, what was pointed at.
func marksOf(sheet *intake.Sheet, k *intake.BlockKind, reading *intake.BlockReading) (marks []cells.Mark) {
	if reading != nil {
		for i := range reading.Blocks {
			if b := &reading.Blocks[i]; b.Sheet == sheet.Name {
				marks = append(marks, marksOfBlock(b)...)
			}
		}
	}
	if len(marks) > 0 || k == nil || k.Sheet != sheet.Name {
		return marks
	}
	return marksOfKind(sheet, k)
}

// marksOfBlock are a block found and its names.
func marksOfBlock(b *intake.Block) (marks []cells.Mark) {
	for role, names := range b.Names {
		for _, n := range names {
			if n.Row >= 0 {
				marks = append(marks, coloured(intake.Role(role), cells.Area{Top: n.Row, Left: n.Col, Bottom: n.Row, Right: n.Col}))
			}
		}
	}
	line := look.ColorDone
	if len(b.Faults) > 0 {
		line = look.ColorLate
	}
	return append(marks, cells.Mark{Area: cells.Area(b.Area), Line: line})
}

// marksOfKind are the rows, columns and cells pointed at.
func marksOfKind(sheet *intake.Sheet, k *intake.BlockKind) (marks []cells.Mark) {
	columns := 0
	for _, row := range sheet.Rows {
		columns = max(columns, len(row))
	}
	for role, n := range k.Names {
		for _, at := range n.At {
			a := cells.Area{Top: at, Bottom: at, Right: columns - 1}
			if n.From == intake.NamesInColumn {
				a = cells.Area{Left: at, Right: at, Bottom: len(sheet.Rows) - 1}
			}
			marks = append(marks, coloured(intake.Role(role), a))
		}
		if n.From == intake.NameInCell {
			marks = append(marks, coloured(intake.Role(role), cells.Area{Top: n.Row, Left: n.Col, Bottom: n.Row, Right: n.Col}))
		}
	}
	if k.Scores != (intake.Area{}) {
		marks = append(marks, cells.Mark{Area: cells.Area(k.Scores), Line: look.ColorMuted})
	}
	return marks
}

// blockOptions name the kinds of block of a layout.
func blockOptions(kinds []intake.BlockKind) []form.Option {
	options := make([]form.Option, len(kinds))
	for i := range kinds {
		options[i] = form.Option{Value: itoa(i), Label: fmt.Sprintf("第 %d 种：%s", i+1, kinds[i].Sheet)}
	}
	return options
}

// described lists what was pointed at for a kind, one line each.
func described(k *intake.BlockKind) string {
	var lines []string
	for role, n := range k.Names {
		lines = append(lines, intake.Role(role).Title()+"："+n.String())
	}
	area := "按名称推定"
	if k.Scores != (intake.Area{}) {
		area = k.Scores.String()
	}
	return strings.Join(append(lines, "分数区域："+area), "\n")
}

// foundText says how many blocks of each kind were found, and which are the first and the last.
func foundText(reading *intake.BlockReading) string {
	n := make([]int, len(reading.Layout.Kinds))
	first, last := make([]*intake.Block, len(n)), make([]*intake.Block, len(n))
	for i := range reading.Blocks {
		b := &reading.Blocks[i]
		if n[b.Kind]++; first[b.Kind] == nil {
			first[b.Kind] = b
		}
		last[b.Kind] = b
	}
	lines := []string{fmt.Sprintf("共 %d 块", len(reading.Blocks))}
	for kind := range n {
		line := fmt.Sprintf("第 %d 种：%d 块", kind+1, n[kind])
		if n[kind] > 0 {
			line += "；第一块 " + first[kind].Where() + "（" + first[kind].About() + "）"
		}
		if n[kind] > 1 {
			line += "，最后一块 " + last[kind].Where() + "（" + last[kind].About() + "）"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// inBlocks reports whether the file is read, or waits to be described, in blocks of scores.
func (s *source) inBlocks() bool {
	switch {
	case s.kind == nil || s.kind.Blocks == nil || s.asTable:
		return false
	case s.asBlocks || s.options.Blocks != nil:
		return true
	case s.im == nil:
		return true
	default:
		return s.im.Blocks != nil || len(s.options.Frames) == 0 && len(missing(s.im)) > 0
	}
}

// withLayout has the file read in the layout's kinds that are whole.
func (s source) withLayout(name string, kinds []intake.BlockKind) source {
	s.asTable, s.asBlocks, s.options.Decided, s.options.Frames = false, true, nil, nil
	s.options.Blocks = nil
	whole := slices.DeleteFunc(slices.Clone(kinds), func(k intake.BlockKind) bool { return lacking(&k) != "" })
	if len(whole) > 0 {
		s.options.Blocks = &intake.BlockLayout{Name: name, Kinds: whole}
	}
	return s
}

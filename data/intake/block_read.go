package intake

import (
	"fmt"
	"slices"
	"strconv"

	"cppccdesk/data/zh"
)

// blockLine is a row or column of a block.
type blockLine struct {
	at    int
	total totalKind
	ids   [roles]int // places in the block's names of the roles along this side
	outer string     // what the outer of two roles is called here
}

// blockReader reads one block.
type blockReader struct {
	*view
	k     *BlockKind
	b     *Block
	span  Area // that the points are expected in
	down  int  // from the block pointed at
	right int
	cols  []blockLine
	rows  []blockLine
}

// readBlock reads the block at a place; others are all places on the sheet, which it does not reach into.
func (l BlockLayout) readBlock(v *view, c candidate, others []candidate) Block {
	k := &l.Kinds[c.kind]
	b := Block{Kind: c.kind, Sheet: v.Name, doubts: map[pairOf]doubt{}}
	r := &blockReader{view: v, k: k, b: &b, down: c.row - k.Scores.Top, right: c.col - k.Scores.Left}
	expected := k.Scores.moved(r.down, r.right)
	last := r.limits(c, others)
	for role, n := range k.Names {
		if !n.along() {
			r.readSingle(Role(role), n)
		}
	}
	within := expected
	within.Bottom, within.Right = min(within.Bottom, last.Bottom), min(within.Right, last.Right)
	r.span = within
	r.cols = r.walk(NamesInRow, c.col, within.Right, last.Right, func(col int) bool { return r.numbers(within.Top, within.Bottom, col, col) })
	if n := len(r.cols); n > 0 {
		within.Right = max(within.Right, r.cols[n-1].at)
	}
	r.span = within
	r.rows = r.walk(NamesInColumn, c.row, within.Bottom, last.Bottom, func(row int) bool { return r.numbers(row, row, within.Left, within.Right) })
	r.readPoints(c)
	return b
}

// limits are the last row and column that a block at the place may reach to before another begins.
func (r *blockReader) limits(c candidate, others []candidate) Area {
	last := Area{c.row, c.col, max(c.row, len(r.Rows)-1), max(c.col, r.widest()-1)}
	for _, o := range others {
		if o.area.Left > c.col && o.area.Top <= c.area.Bottom && o.area.Bottom >= c.area.Top {
			last.Right = min(last.Right, o.area.Left-1)
		}
		if o.area.Top > c.row && o.area.Left <= c.area.Right && o.area.Right >= c.area.Left {
			last.Bottom = min(last.Bottom, o.area.Top-1)
		}
	}
	return last
}

func (v *view) widest() int {
	width := 0
	for _, cells := range v.Rows {
		width = max(width, len(cells))
	}
	return width
}

func (v *view) numbers(top, bottom, left, right int) bool {
	for row := top; row <= bottom; row++ {
		for col := left; col <= right; col++ {
			if v.numberAt(row, col) {
				return true
			}
		}
	}
	return false
}

// readSingle reads the name that all of the block has.
func (r *blockReader) readSingle(role Role, n Names) {
	name := BlockName{Row: -1, Col: -1}
	text, where := r.Name, "工作表名"
	switch n.From {
	case NameAsGiven:
		name.Name = n.Text
		r.b.Names[role] = []BlockName{name}
		return
	case NameInCell:
		name.Row, name.Col = n.Row+r.down, n.Col+r.right
		text, where = r.headerText(name.Row, name.Col), name.Cell()
	}
	var ok bool
	if name.Name, ok = n.cut(text); !ok || name.Name == "" {
		r.fault("%s应写明%s，写的是「%s」", where, role.Title(), zh.Clip(text, 40))
	}
	r.b.Names[role] = []BlockName{name}
}

func (r *blockReader) fault(format string, args ...any) {
	if sentence := fmt.Sprintf(format, args...); !slices.Contains(r.b.Faults, sentence) {
		r.b.Faults = append(r.b.Faults, sentence)
	}
}

// along are the roles whose names are on one side, the outer one first.
func (r *blockReader) along(side NamesFrom) (found []Role) {
	for role, n := range r.k.Names {
		if n.From == side {
			found = append(found, Role(role))
		}
	}
	slices.SortFunc(found, func(a, b Role) int { return r.k.Names[a].inner() - r.k.Names[b].inner() })
	return found
}

// nameAt is a role's name at a row or column of its side; level 0 is the outermost.
func (r *blockReader) nameAt(role Role, level, at int) BlockName {
	n := r.k.Names[role]
	name := BlockName{Row: n.At[level] + r.down, Col: at}
	if n.From == NamesInColumn {
		name.Row, name.Col = at, n.At[level]+r.right
	}
	name.Name = r.headerText(name.Row, name.Col)
	return name
}

// innerName is a role's name itself: in two levels the upper one where nothing is below it.
func (r *blockReader) innerName(role Role, at int) BlockName {
	levels := len(r.k.Names[role].At)
	name := r.nameAt(role, levels-1, at)
	if name.Name == "" && levels == 2 {
		name = r.nameAt(role, 0, at)
	}
	return name
}

// walk goes along one side of the points: as far as the block pointed at, and on while there are names with points, past lines that are empty or have a
// heading only.
func (r *blockReader) walk(side NamesFrom, first, expected, last int, number func(at int) bool) (lines []blockLine) {
	side2 := r.along(side)
	if len(side2) == 0 {
		return []blockLine{{at: first}}
	}
	w := &sideWalk{blockReader: r, roles: side2, side: side, seen: map[string]int{}, met: map[string]bool{}}
	inner := side2[len(side2)-1]
	for at := first; at <= last; at++ {
		line := blockLine{at: at}
		text, points := r.innerName(inner, at).Name, number(at)
		line.total = r.k.totals(text)
		beyond := at > expected
		switch {
		case beyond && w.ends(line, inner, text, points):
			return lines
		case beyond && !points && (w.gap || text == "" || line.total == noTotal):
			w.gap = true
			continue
		case w.nothing(line, inner, text, points):
			continue
		case text == "":
			r.fault("%s没有%s的名称，却有分数", w.lineName(at), inner.Title())
			continue
		case line.total == noTotal:
			w.met[w.whole(inner, at, text)] = true
			w.name(&line)
		default:
			line.outer = w.outerText(at)
		}
		lines = append(lines, line)
	}
	return lines
}

// ends reports whether the block is over before a line beyond what was expected: there are points of nobody, texts where points would be, as in the head
// of another block, or after a gap a name that is not of the same block: an indicator that is not known, anybody who was met.
func (w *sideWalk) ends(line blockLine, role Role, text string, points bool) bool {
	switch {
	case text == "":
		return points
	case line.total != noTotal:
		return false
	case !points:
		return !w.empty(line.at)
	}
	return w.gap && (w.met[w.whole(role, line.at, text)] || role == RoleIndicator && !w.k.has(text))
}

// nothing reports whether a line has no points and no name: it is empty, or a heading between the lines of the block.
func (w *sideWalk) nothing(line blockLine, role Role, text string, points bool) bool {
	if points || text == "" {
		return !points
	}
	return line.total == noTotal && w.k.knows != nil && !w.k.knows(role, text) && w.empty(line.at)
}

// whole is a name with the one over it.
func (w *sideWalk) whole(role Role, at int, text string) string {
	if len(w.k.Names[role].At) < 2 {
		return Squeeze(text)
	}
	parent := w.nameAt(role, 0, at).Name
	if parent == "" {
		parent = w.parents[role]
	}
	return Squeeze(parent) + "\x00" + Squeeze(text)
}

// empty reports whether a line has nothing where points would be.
func (w *sideWalk) empty(at int) bool {
	a := w.span
	if w.side == NamesInRow {
		a.Left, a.Right = at, at
	} else {
		a.Top, a.Bottom = at, at
	}
	for row := a.Top; row <= a.Bottom; row++ {
		for col := a.Left; col <= a.Right; col++ {
			if c := w.at(row, col); !c.Empty() {
				return false
			}
		}
	}
	return true
}

// sideWalk gives the names along one side their places in the block's names.
type sideWalk struct {
	*blockReader
	roles   []Role
	side    NamesFrom
	seen    map[string]int // how often each name was met
	met     map[string]bool
	gap     bool   // lines without points were passed beyond what was expected
	outer   string // of the run that goes on
	outerID int
	parents [roles]string
}

func (w *sideWalk) lineName(at int) string {
	if w.side == NamesInRow {
		return ColumnName(at+1) + " 列"
	}
	return "第 " + strconv.Itoa(at+1) + " 行"
}

// outerText is the name of the outer of two roles at a row or column; blank cells go on with the one before.
func (w *sideWalk) outerText(at int) string {
	if len(w.roles) < 2 {
		return ""
	}
	role := w.roles[0]
	text := w.nameAt(role, len(w.k.Names[role].At)-1, at).Name
	if text == "" || w.k.totals(text) != noTotal {
		return w.outer
	}
	return text
}

// name finds or adds the names at a line.
func (w *sideWalk) name(line *blockLine) {
	if len(w.roles) == 2 {
		role := w.roles[0]
		if text := w.outerText(line.at); text != w.outer || w.outer == "" {
			name := w.nameAt(role, len(w.k.Names[role].At)-1, line.at)
			name.Name = text
			w.outer, w.outerID = text, w.add(role, name, "")
		}
		line.outer, line.ids[role] = w.outer, w.outerID
	}
	role := w.roles[len(w.roles)-1]
	n := w.k.Names[role]
	name := w.innerName(role, line.at)
	if len(n.At) == 2 {
		if parent := w.nameAt(role, 0, line.at).Name; parent != "" {
			w.parents[role] = parent
		}
		if w.parents[role] != name.Name {
			name.Parent = w.parents[role]
		}
	}
	run := ""
	if len(w.roles) == 2 {
		run = strconv.Itoa(w.outerID) + "\x00"
	}
	line.ids[role] = w.add(role, name, run)
}

// add gives a name its place in the block's names: for indicators under each judge the same place again, in their order; of anybody else a name that
// comes again is a fault.
func (w *sideWalk) add(role Role, name BlockName, run string) int {
	key := run + strconv.Itoa(int(role)) + "\x00" + Squeeze(name.Parent) + "\x00" + Squeeze(name.Name)
	name.Nth = w.seen[key]
	w.seen[key]++
	for i, have := range w.b.Names[role] {
		if Squeeze(have.Parent) != Squeeze(name.Parent) || Squeeze(have.Name) != Squeeze(name.Name) {
			continue
		}
		if have.Nth == name.Nth && run != "" {
			return i
		}
		if role != RoleIndicator && (have.Nth == 0 && name.Nth > 0) {
			w.fault("%s「%s」在 %s 和 %s 写了两次", role.Title(), zh.Clip(name.Name, 20), have.Cell(), name.Cell())
		}
	}
	w.b.Names[role] = append(w.b.Names[role], name)
	return len(w.b.Names[role]) - 1
}

// readPoints reads the cells where rows and columns meet.
func (r *blockReader) readPoints(c candidate) {
	b := r.b
	b.Scores = Area{c.row, c.col, c.row, c.col}
	for _, row := range r.rows {
		for _, col := range r.cols {
			b.Scores = b.Scores.with(Area{row.at, col.at, row.at, col.at})
			if row.total != noTotal || col.total != noTotal {
				continue
			}
			p := BlockPoints{Row: row.at, Col: col.at, Cell: r.at(row.at, col.at)}
			for role := range r.k.Names {
				id := col.ids[role] + row.ids[role] // one of them is 0: a role is along one side at most
				switch Role(role) {
				case RoleJudge:
					p.Judge = id
				case RoleIndicator:
					p.Indicator = id
				case RoleTarget:
					p.Target = id
				}
			}
			b.Points = append(b.Points, p)
		}
	}
	b.Area = b.Scores
	for role := range r.k.Names {
		for _, n := range b.Names[role] {
			if n.Row >= 0 {
				b.Area = b.Area.with(Area{n.Row, n.Col, n.Row, n.Col})
			}
		}
	}
	for _, label := range r.k.Labels {
		row, col := c.row+label.Down, c.col+label.Right
		b.Area = b.Area.with(Area{row, col, row, col})
	}
	if len(b.Points) == 0 {
		r.fault("没有一个分数")
	}
	r.readFull()
	r.checkTotals()
}

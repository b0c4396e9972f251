package intake

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"slices"

	"cppccdesk/data/zh"
)

// BlockReading is what a layout finds in a workbook.
type BlockReading struct {
	Layout BlockLayout
	Blocks []Block  // by sheet, row and column
	Notes  []string // what looks like a block and is none, what of the sheets is in no block, totals that do not fit
}

// Block is one block found.
type Block struct {
	Kind   int // of the layout's kinds
	Sheet  string
	Area   Area // with its names and labels
	Scores Area
	Names  [roles][]BlockName
	Points []BlockPoints
	Faults []string // why nothing of it is taken in

	titles  []string
	at      int               // of its sheet in the workbook
	full    map[int]string    // full marks by indicator, as a line of the block has them
	notes   []string          // totals over all judges that do not fit
	doubts  map[pairOf]doubt  // by target and judge: totals that do not fit
	refused map[pairOf]string // why a judge's sheet is not taken in
}

// BlockName is a name beside or over points.
type BlockName struct {
	Parent string // of a name in two levels
	Name   string
	Nth    int // 0 for the first of its name
	Row    int // 0-based; -1 for a name that stands in no cell
	Col    int
}

// Cell is where the name stands, "" in no cell.
func (n BlockName) Cell() string {
	if n.Row < 0 {
		return ""
	}
	return CellName(n.Row, n.Col)
}

// BlockPoints is one cell of points with whom it is of, as places in the names of its block.
type BlockPoints struct {
	Target, Judge, Indicator int
	Row, Col                 int
	Cell                     Cell
}

// doubt is what of the totals printed on a judge's sheet does not fit.
type doubt struct {
	sentence string
	printed  *big.Rat // the first
	others   bool     // there is more than one
}

// pairOf is a judge's sheet of a target, as places in the names of a block.
type pairOf struct{ target, judge int }

// totalKind is what a row or column beside points is when it holds none.
type totalKind int

const (
	noTotal    totalKind = iota
	sumTotal             // of all points before it
	partTotal            // of those since the last total
	meanTotal            // of all points before it
	otherTotal           // not checked: 最高分, 名次, 满分, 备注
)

var (
	sumWords   = regexp.MustCompile(`^(合计|总计|共计|总分|总得分|得分合计|合计得分|总分合计|合计分)$`)
	partWords  = regexp.MustCompile(`^(小计|小计分)$`)
	meanWords  = regexp.MustCompile(`^(平均|均分|平均分|平均得分|平均分数|平均值|得分平均)$`)
	otherWords = regexp.MustCompile(`^(得分|实得分|最[后终]得分|综合得分|折算.*|最高分?|最低分?|最大值|最小值|名次|排名|位次|等次|等级|评定等次|备注|说明|意见.*|(评委)?签[名字]|满分|分值|标准分|基准分|` +
		`权重.*|序号|编号|评分标准|评分细则|评分依据|评分要点|去掉?(一个|1个)?最[高低].*|扣分.*)$`)
)

// totals says what a row or column of that name holds.
func (k *BlockKind) totals(text string) totalKind {
	plain := Squeeze(unbracket(text))
	switch {
	case slices.ContainsFunc(k.Skip, func(s string) bool { return Squeeze(s) == Squeeze(text) }):
		return otherTotal
	case sumWords.MatchString(plain):
		return sumTotal
	case partWords.MatchString(plain):
		return partTotal
	case meanWords.MatchString(plain):
		return meanTotal
	case plain == "" || otherWords.MatchString(plain):
		return otherTotal
	}
	return noTotal
}

// candidate is a place where a block of a kind may be.
type candidate struct {
	kind     int
	row, col int  // of its first points
	area     Area // if it were as large as the one pointed at
	labels   int  // of its kind's that are there
	share    float64
}

// Find finds and reads every block of the layout. What it cannot be sure of it names and leaves.
func (l BlockLayout) Find(wb *Workbook) BlockReading {
	r := BlockReading{Layout: l}
	for i := range wb.Sheets {
		sheet := &wb.Sheets[i]
		if sheet.gathered || len(sheet.Rows) == 0 {
			continue
		}
		if sheet.Hidden {
			r.Notes = append(r.Notes, fmt.Sprintf("工作表「%s」是隐藏的，没有读取；需要时请先取消隐藏。", sheet.Name))
			continue
		}
		r.findOn(i, newView(sheet))
	}
	r.refuseTwice()
	return r
}

// Covered is how many cells of points were found in blocks that are taken in.
func (r *BlockReading) Covered() int {
	n := 0
	for i := range r.Blocks {
		if len(r.Blocks[i].Faults) == 0 {
			n += len(r.Blocks[i].Points)
		}
	}
	return n
}

// findOn reads the blocks of one sheet.
func (r *BlockReading) findOn(at int, v *view) {
	found, near := r.Layout.candidates(v)
	first := len(r.Blocks)
	for _, c := range found {
		b := r.Layout.readBlock(v, c, slices.Concat(found, near))
		b.at = at
		r.Blocks = append(r.Blocks, b)
	}
	blocks := r.Blocks[first:]
	slices.SortStableFunc(blocks, func(a, b Block) int {
		return cmp.Or(cmp.Compare(a.Area.Top, b.Area.Top), cmp.Compare(a.Area.Left, b.Area.Left))
	})
	for i := range blocks {
		blocks[i].titles = v.titlesOfBlock(blocks[i].Area)
		r.Notes = append(r.Notes, r.Layout.check(&blocks[i])...)
	}
	for _, c := range near {
		if !slices.ContainsFunc(blocks, func(b Block) bool { return b.Area.Overlaps(c.area) }) {
			r.Notes = append(r.Notes, r.Layout.tellNear(v, c))
		}
	}
	if note := v.unused(blocks); note != "" {
		r.Notes = append(r.Notes, note)
	}
}

// candidates are the places on a sheet that have all labels of a kind, and those that have most of them.
func (l BlockLayout) candidates(v *view) (found, near []candidate) {
	texts := v.textIndex()
	for i := range l.Kinds {
		k := &l.Kinds[i]
		if !k.on(v.Sheet) {
			continue
		}
		for _, c := range k.places(texts) {
			c.kind, c.share = i, k.share(v, c)
			c.area = k.extent().moved(c.row-k.Scores.Top, c.col-k.Scores.Left)
			if c.labels == len(k.Labels) && c.share >= 0.5 {
				found = append(found, c)
			} else {
				near = append(near, c)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(b.labels, a.labels), cmp.Compare(a.kind, b.kind))
	})
	var sure []candidate
	for _, c := range found {
		if !slices.ContainsFunc(sure, func(s candidate) bool { return s.area.Overlaps(c.area) }) {
			sure = append(sure, c)
		}
	}
	near = slices.DeleteFunc(near, func(c candidate) bool {
		return slices.ContainsFunc(sure, func(s candidate) bool { return s.area.Overlaps(c.area) })
	})
	return sure, near
}

func (a Area) moved(down, right int) Area {
	return Area{a.Top + down, a.Left + right, a.Bottom + down, a.Right + right}
}

// textIndex finds the cells of a sheet by their text.
func (v *view) textIndex() map[string][][2]int {
	texts := map[string][][2]int{}
	for row, cells := range v.Rows {
		for col, c := range cells {
			if c.Type == CellText && len(c.raw) <= 4*longestLabel*3 {
				text := Squeeze(c.raw)
				texts[text] = append(texts[text], [2]int{row, col})
			}
		}
	}
	return texts
}

// places are where labels of the kind point to, those with half of the labels or more.
func (k *BlockKind) places(texts map[string][][2]int) (places []candidate) {
	if len(k.Labels) == 0 {
		return []candidate{{row: k.Scores.Top, col: k.Scores.Left}}
	}
	votes := map[[2]int]int{}
	for _, label := range k.Labels {
		for _, at := range label.cells(texts) {
			if row, col := at[0]-label.Down, at[1]-label.Right; row >= 0 && col >= 0 {
				votes[[2]int{row, col}]++
			}
		}
	}
	for at, n := range votes {
		if 2*n >= len(k.Labels) {
			places = append(places, candidate{row: at[0], col: at[1], labels: n})
		}
	}
	slices.SortFunc(places, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
	return places
}

// cells are those that hold the label.
func (l Label) cells(texts map[string][][2]int) (cells [][2]int) {
	n := Names{Pattern: l.Text}
	if n.pattern() != l.Text {
		return texts[l.Text]
	}
	for text, at := range texts {
		if _, ok := n.cut(text); ok {
			cells = append(cells, at...)
		}
	}
	return cells
}

// share is how many of the kind's indicators stand where they belong in a block at the place; 1 for a kind without indicators along its points.
func (k *BlockKind) share(v *view, c candidate) float64 {
	if len(k.Inner) == 0 {
		return 1
	}
	moved := *k
	moved.Scores = k.Scores.moved(c.row-k.Scores.Top, c.col-k.Scores.Left)
	n := &moved.Names[RoleIndicator]
	n.At = slices.Clone(n.At)
	for i := range n.At {
		if n.From == NamesInRow {
			n.At[i] += c.row - k.Scores.Top
		} else {
			n.At[i] += c.col - k.Scores.Left
		}
	}
	if n.inner() < 0 {
		return 0
	}
	there := map[string]bool{}
	for _, name := range moved.namesAlong(v, RoleIndicator) {
		there[foldHeader(name.Name)] = true
	}
	n0 := 0
	for _, text := range k.Inner {
		if there[text] {
			n0++
		}
	}
	return float64(n0) / float64(len(k.Inner))
}

// tellNear says of a place that has most of a kind's labels what it lacks.
func (l BlockLayout) tellNear(v *view, c candidate) string {
	k := &l.Kinds[c.kind]
	where := fmt.Sprintf("工作表「%s」%s 像是第 %d 种评分块", v.Name, c.area, c.kind+1)
	for _, label := range k.Labels {
		row, col := c.row+label.Down, c.col+label.Right
		n := Names{Pattern: label.Text}
		text := v.headerText(row, col)
		_, ok := n.cut(text)
		if n.pattern() != label.Text {
			ok = Squeeze(text) == label.Text
		}
		if !ok {
			have := "空的"
			if text != "" {
				have = "「" + zh.Clip(text, 30) + "」"
			}
			return fmt.Sprintf("%s，但 %s 应为「%s」，现在是%s，没有读取；请改正这一格，或另外指明这种评分块。", where, CellName(row, col), label.Text, have)
		}
	}
	return where + "，但指标不同，没有读取；请另外指明这种评分块。"
}

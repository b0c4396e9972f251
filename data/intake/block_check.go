package intake

import (
	"fmt"
	"slices"
	"strings"
)

// namedCells is how many cells or rows one sentence names.
const namedCells = 12

func someOf(of []string) string {
	if len(of) <= namedCells {
		return strings.Join(of, "、")
	}
	return fmt.Sprintf("%s 等 %d 处", strings.Join(of[:namedCells], "、"), len(of))
}

// Where names the block for people: 工作表「甲」A1:K12.
func (b *Block) Where() string { return "工作表「" + b.Sheet + "」" + b.Area.String() }

// About says whom the block is of: 县教育局，评委 10 人，指标 10 项.
func (b *Block) About() string {
	say := func(role Role, unit string) string {
		if names := b.Names[role]; len(names) == 1 {
			return names[0].Name
		}
		return fmt.Sprintf("%s %d %s", role.Title(), len(b.Names[role]), unit)
	}
	return say(RoleTarget, "个") + "，" + say(RoleJudge, "人") + "，" + say(RoleIndicator, "项")
}

// check says what of a block wants looking at though it is taken in, and why a block is refused.
func (l BlockLayout) check(b *Block) (notes []string) {
	if len(b.Faults) > 0 {
		notes = append(notes, fmt.Sprintf("%s 没有录入：%s。", b.Where(), strings.Join(b.Faults, "；")))
	}
	var missing []string
	given := map[pairOf]bool{}
	for _, p := range b.Points {
		given[pairOf{p.Target, p.Judge}] = given[pairOf{p.Target, p.Judge}] || !p.Cell.Empty()
	}
	for _, p := range b.Points {
		if p.Cell.missing() && given[pairOf{p.Target, p.Judge}] {
			missing = append(missing, CellName(p.Row, p.Col))
		}
	}
	if len(missing) > 0 {
		notes = append(notes, fmt.Sprintf("工作表「%s」%s 没有分数，这几项空着。", b.Sheet, someOf(missing)))
	}
	for _, note := range b.notes {
		notes = append(notes, fmt.Sprintf("工作表「%s」%s；合计不录入，请核对分数。", b.Sheet, note))
	}
	return notes
}

// refuseTwice refuses the sheets of a judge for a target that a block before has already. Where the points differ nobody can say which are right, and
// both are refused.
func (r *BlockReading) refuseTwice() {
	type key struct{ target, judge, indicator string }
	first := map[key]struct{ block, point int }{}
	for i := range r.Blocks {
		b := &r.Blocks[i]
		if len(b.Faults) > 0 {
			continue
		}
		for j, p := range b.Points {
			if p.Cell.Empty() {
				continue
			}
			indicator := b.Names[RoleIndicator][p.Indicator]
			at := key{
				Squeeze(b.Names[RoleTarget][p.Target].Name), Squeeze(b.Names[RoleJudge][p.Judge].Name),
				fmt.Sprint(Squeeze(indicator.Parent), "\x00", Squeeze(indicator.Name), indicator.Nth),
			}
			before, twice := first[at]
			if !twice {
				first[at] = struct{ block, point int }{i, j}
				continue
			}
			o := &r.Blocks[before.block]
			was := o.Points[before.point]
			sentence := fmt.Sprintf("「%s」评「%s」的分数在工作表「%s」%s 已有一份", b.Names[RoleJudge][p.Judge].Name, b.Names[RoleTarget][p.Target].Name, o.Sheet, o.Area)
			if was.Cell.String() == p.Cell.String() {
				b.refuse(pairOf{p.Target, p.Judge}, sentence+"，内容相同，只录入一次")
				continue
			}
			b.refuse(pairOf{p.Target, p.Judge}, fmt.Sprintf("%s，%s 是 %s，这里 %s 是 %s；请只留一份", sentence, CellName(was.Row, was.Col), was.Cell, CellName(p.Row, p.Col), p.Cell))
			o.refuse(pairOf{was.Target, was.Judge}, fmt.Sprintf("「%s」评「%s」的分数在工作表「%s」%s 还有一份，两份不同；请只留一份",
				b.Names[RoleJudge][p.Judge].Name, b.Names[RoleTarget][p.Target].Name, b.Sheet, b.Area))
		}
	}
}

// refuse refuses a judge's sheet of a target, for the first reason there is, or for one that says more.
func (b *Block) refuse(pair pairOf, why string) {
	if b.refused == nil {
		b.refused = map[pairOf]string{}
	}
	if have := b.refused[pair]; have == "" || strings.HasSuffix(have, "只录入一次") {
		b.refused[pair] = why
	}
}

// titleRows is how many rows of a sheet may be over its blocks.
const titleRows = 10

// titlesOfBlock are the lines over the blocks of a sheet and the first of the block itself: they may say the year.
func (v *view) titlesOfBlock(a Area) (titles []string) {
	for row := 0; row <= a.Top && row < len(v.Rows); row++ {
		if row != a.Top && (row >= titleRows || filledCells(v.Rows[row]) > 2) {
			continue
		}
		if text := v.firstText(row); text != "" && len([]rune(text)) <= 2*longestLabel && !slices.Contains(titles, text) && !v.numbers(row, row, 0, v.width(row)) {
			titles = append(titles, text)
		}
	}
	return titles
}

// unused names the rows of a sheet that hold numbers outside of its blocks.
func (v *view) unused(blocks []Block) string {
	if len(blocks) == 0 {
		return fmt.Sprintf("工作表「%s」里没有找到评分块，没有读取。", v.Name)
	}
	var rows []string
	from := -1
	flush := func(to int) {
		switch {
		case from < 0:
		case from == to:
			rows = append(rows, fmt.Sprint(from+1))
		default:
			rows = append(rows, fmt.Sprintf("%d–%d", from+1, to+1))
		}
		from = -1
	}
	for row := range v.Rows {
		outside := 0
		for col := range v.Rows[row] {
			if v.numberAt(row, col) && !slices.ContainsFunc(blocks, func(b Block) bool { return b.Area.Has(row, col) }) {
				outside++
				if slices.ContainsFunc(blocks, func(b Block) bool { return v.besideRight(&b, row, col) }) {
					outside++ // one is enough
				}
			}
		}
		if outside > 1 && from < 0 {
			from = row
		} else if outside <= 1 {
			flush(row - 1)
		}
	}
	flush(len(v.Rows) - 1)
	if len(rows) == 0 {
		return ""
	}
	return fmt.Sprintf("工作表「%s」第 %s 行有数字不在任何评分块里，没有读取。", v.Name, someOf(rows))
}

// besideRight reports whether a cell is on the right of a block's points, in a column that nothing marks as no points: 合计, 备注.
func (v *view) besideRight(b *Block, row, col int) bool {
	if row < b.Scores.Top || row > b.Scores.Bottom || col <= b.Scores.Right {
		return false
	}
	for above := b.Scores.Top - 1; above >= b.Area.Top; above-- {
		if text := v.headerText(above, col); text != "" && (&BlockKind{}).totals(text) != noTotal {
			return false
		}
	}
	return true
}

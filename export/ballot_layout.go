package export

import (
	"fmt"
	"strconv"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/export/page"
)

// Measures of a ballot, in points.
const (
	ballotMargin = 22.0 // to the cut, which is also the edge that printers leave white
	ballotCode   = 62.0 // side of the QR code
	ballotText   = 10.0
	ballotSmall  = 8.5
	ballotLine   = 13.0 // from line to line
	ballotHead   = 20.0 // of the table, and of a class
	ballotRow    = 21.0 // of a target at least
	ballotBox    = 9.0  // side of the box to tick
	leastLabel   = 88.0
	mostOption   = 62.0 // wider words of an option are broken
)

const howToTick = "请在每个对象后面的一格里画“√”，每行只画一格；没有画的按弃权计。本票不记名，请不要写姓名、做记号。"

// ballotShapes are how many ballots stand across and down an A4 page. The first is taken that the targets fit on; on a whole page they may go on overleaf.
var ballotShapes = []struct{ across, down int }{{2, 2}, {1, 2}, {1, 1}}

// ballotLayout is a ballot of one shape.
type ballotLayout struct {
	box           *evaluation.Box
	across, down  int
	width, height float64 // of the ballot with its margins
	label         float64 // width of the column of targets
	options       []ballotOption
	title, how    []string
	head          float64 // height of what is above the table, and of the table's head
	parts         [][]ballotLines
}

// ballotOption is the column of an option.
type ballotOption struct {
	width float64
	lines []string
}

// ballotLines is a row of the table: a target, or the class of those below.
type ballotLines struct {
	class  bool
	lines  []string // what is voted on, after its place
	small  []string // of what, in small letters
	height float64
}

// ballotPages are so many ballots on A4 pages, with lines to cut along.
func ballotPages(b *evaluation.Box, count int) ([]page.Page, error) {
	l := layBallot(b)
	if len(l.parts) == 0 {
		return nil, store.Refuse(store.CodeInvalid, "评议「%s」有 %d 个档次，A4 纸上排不下；请缩短档次的名称，或减少档次。", b.Evaluation, len(b.Rubric.Options))
	}
	each := l.across * l.down
	var pages []page.Page
	for printed := 0; printed < count; printed += each {
		if left := count - printed; printed > 0 && left >= each {
			pages = append(pages, pages[:len(l.parts)]...) // the same again
			continue
		}
		for part := range l.parts {
			p, err := l.page(part, min(each, count-printed))
			if err != nil {
				return nil, err
			}
			pages = append(pages, p)
		}
	}
	return pages, nil
}

// layBallot takes the smallest shape that the round's ballot fits on.
func layBallot(b *evaluation.Box) *ballotLayout {
	var l *ballotLayout
	for _, shape := range ballotShapes {
		l = &ballotLayout{box: b, across: shape.across, down: shape.down, width: paperWidth / float64(shape.across), height: paperHeight / float64(shape.down)}
		l.lay()
		if l.label >= leastLabel && len(l.parts) == 1 {
			break
		}
	}
	return l
}

// inner is the width between the margins.
func (l *ballotLayout) inner() float64 { return l.width - 2*ballotMargin }

func (l *ballotLayout) lay() {
	l.label = l.inner()
	optionLines := 1
	for _, o := range l.box.Rubric.Options {
		width := min(max(page.Width(o.Name, ballotSmall, true)+10, 36), mostOption)
		column := ballotOption{width, page.Lines(o.Name, width-6, ballotSmall, true)}
		l.options, l.label, optionLines = append(l.options, column), l.label-width, max(optionLines, len(column.lines))
	}
	l.title = page.Lines(ballotTitle(l.box), l.inner()-ballotCode-8, 13, true)
	l.how = page.Lines(howToTick, l.inner(), ballotSmall, false)
	above := max(ballotCode, float64(len(l.title))*17+2*ballotLine+6)
	l.head = above + 6 + float64(len(l.how))*ballotLine + 4 + max(ballotHead, float64(optionLines)*11+8)
	if l.label < leastLabel {
		return
	}
	room := l.height - 2*ballotMargin - l.head
	used, class := 0.0, ""
	l.parts = [][]ballotLines{nil}
	for i, t := range l.box.Targets {
		var rows []ballotLines
		if t.Class != class {
			class = t.Class
			head := ballotLines{class: true, lines: page.Lines(class, l.inner()-10, ballotSmall, true)}
			head.height = float64(len(head.lines))*ballotLine + 4
			rows = append(rows, head)
		}
		rows = append(rows, l.row(i))
		need := 0.0
		for _, r := range rows {
			need += r.height
		}
		if last := len(l.parts) - 1; used+need > room && len(l.parts[last]) > 0 {
			l.parts, used = append(l.parts, nil), 0
		}
		last := len(l.parts) - 1
		l.parts[last], used = append(l.parts[last], rows...), used+need
	}
}

// row is the target at a place.
func (l *ballotLayout) row(at int) ballotLines {
	t := l.box.Targets[at]
	name, small := t.Label, ""
	if t.ProposalNumber != 0 {
		name, small = t.Unit, fmt.Sprintf("第 %d 号提案《%s》", t.ProposalNumber, t.ProposalTitle)
	}
	r := ballotLines{lines: page.Lines(strconv.Itoa(at+1)+". "+name, l.label-10, ballotText, false)}
	if small != "" {
		r.small = page.Lines(small, l.label-10, 7.5, false)
	}
	r.height = max(ballotRow, float64(len(r.lines))*ballotLine+float64(len(r.small))*9.5+7)
	return r
}

// page draws one part of a ballot so many times.
func (l *ballotLayout) page(part, times int) (page.Page, error) {
	p := page.Page{Width: paperWidth, Height: paperHeight}
	for c := 1; c < l.across; c++ {
		p.Rules = append(p.Rules, page.Rule{X: float64(c) * l.width, Y: 0, Width: 0.25, Height: paperHeight})
	}
	for r := 1; r < l.down; r++ {
		p.Rules = append(p.Rules, page.Rule{X: 0, Y: float64(r) * l.height, Width: paperWidth, Height: 0.25})
	}
	for i := range times {
		if err := l.draw(&p, part, float64(i%l.across)*l.width+ballotMargin, float64(i/l.across)*l.height+ballotMargin); err != nil {
			return p, err
		}
	}
	return p, nil
}

// draw draws a part of the ballot whose upper left corner within the margins is at x, y.
func (l *ballotLayout) draw(p *page.Page, part int, x, y float64) error {
	if err := p.Code(l.box.Batch(), x+l.inner()-ballotCode, y, ballotCode); err != nil {
		return err
	}
	text := func(s string, x, y, size float64, bold bool) {
		p.Texts = append(p.Texts, page.Text{X: x, Y: y + page.Baseline(size), Size: size, Bold: bold, String: s})
	}
	at := y + 9
	for _, line := range l.title {
		text(line, x, at, 13, true)
		at += 17
	}
	round := fmt.Sprintf("第 %d 轮　%s", l.box.Number, dayText(l.box.HeldOn))
	if len(l.parts) > 1 {
		round += fmt.Sprintf("　第 %d 页，共 %d 页", part+1, len(l.parts))
	}
	text(round, x, at+1, ballotSmall, false)
	text("批号 "+l.box.Batch(), x, at+1+ballotLine, ballotSmall, false)
	at = y + max(ballotCode, float64(len(l.title))*17+2*ballotLine+6) + 6
	for _, line := range l.how {
		text(line, x, at+4, ballotSmall, false)
		at += ballotLine
	}
	l.table(p, part, x, at+4, y+l.head)
	return nil
}

// table draws the part's rows; its head begins at top, the rows at from.
func (l *ballotLayout) table(p *page.Page, part int, x, top, from float64) {
	line := func(y float64) {
		p.Rules = append(p.Rules, page.Rule{X: x, Y: y, Width: l.inner(), Height: 0.5})
	}
	line(top)
	p.Texts = append(p.Texts, centred("评议对象", x, top, l.label, from-top, ballotSmall, true))
	left := x + l.label
	for _, o := range l.options {
		for i, words := range o.lines {
			p.Texts = append(p.Texts, centred(words, left, top+(from-top-float64(len(o.lines))*11)/2+float64(i)*11, o.width, 11, ballotSmall, true))
		}
		left += o.width
	}
	y := from
	line(y)
	upright := func(y, height float64) { // between the columns
		left := x + l.label
		for _, o := range l.options {
			p.Rules = append(p.Rules, page.Rule{X: left, Y: y, Width: 0.5, Height: height})
			left += o.width
		}
	}
	upright(top, from-top)
	for _, r := range l.parts[part] {
		l.drawRow(p, r, x, y)
		if !r.class {
			upright(y, r.height)
		}
		y += r.height
		line(y)
	}
	for _, edge := range []float64{x, x + l.inner() - 0.5} {
		p.Rules = append(p.Rules, page.Rule{X: edge, Y: top, Width: 0.5, Height: y - top + 0.5})
	}
}

func (l *ballotLayout) drawRow(p *page.Page, r ballotLines, x, y float64) {
	at := y + (r.height-float64(len(r.lines))*ballotLine-float64(len(r.small))*9.5)/2
	put := func(s string, height, size float64, bold bool) {
		p.Texts = append(p.Texts, page.Text{X: x + 5, Y: at + height/2 + page.Baseline(size), Size: size, Bold: bold, String: s})
		at += height
	}
	if r.class {
		for _, s := range r.lines {
			put(s, ballotLine, ballotSmall, true)
		}
		return
	}
	for _, s := range r.lines {
		put(s, ballotLine, ballotText, false)
	}
	for _, s := range r.small {
		put(s, 9.5, 7.5, false)
	}
	left := x + l.label
	for _, o := range l.options {
		frame(p, left+(o.width-ballotBox)/2, y+(r.height-ballotBox)/2, ballotBox)
		left += o.width
	}
}

// frame draws a square to tick.
func frame(p *page.Page, x, y, side float64) {
	const thick = 0.6
	p.Rules = append(p.Rules, page.Rule{X: x, Y: y, Width: side, Height: thick}, page.Rule{X: x, Y: y + side - thick, Width: side, Height: thick},
		page.Rule{X: x, Y: y, Width: thick, Height: side}, page.Rule{X: x + side - thick, Y: y, Width: thick, Height: side})
}

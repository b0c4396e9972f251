package export

import (
	"fmt"
	"strings"

	"cppccdesk/export/page"
)

// Measures of ballots and score sheets, in points.
const (
	ballotMargin = 22.0 // to the cut, which is also the edge that printers leave white
	ballotCode   = 62.0 // side of the QR code
	ballotText   = 10.0
	ballotSmall  = 9.0
	ballotLine   = 13.0 // from line to line
	ballotHead   = 20.0 // of the table, and of a class
	ballotBox    = 9.0  // side of the box to tick
	leastLabel   = 88.0
)

// blank is a paper to be filled in by hand, a table of what is judged: a ballot or a score sheet. All copies are alike.
type blank struct {
	title, under, batch, how string
	end                      string // below the table, on its last page; "": nothing

	label  string // of the column of rows
	heads  []blankHead
	rows   []blankRow
	height float64 // of a row at least
	tick   bool    // cells have a box to tick
	shapes []blankShape
}

// blankHead is the column of an option or an indicator.
type blankHead struct {
	text        string
	least, most float64 // of its width; wider words are broken
}

// blankRow is what is judged, and of what in small letters.
type blankRow struct{ class, text, small string }

// blankShape is how many copies stand across and down an A4 page, upright or turned.
type blankShape struct {
	across, down int
	turned       bool
}

// paper is the size of the page.
func (s blankShape) paper() (width, height float64) {
	if s.turned {
		return paperHeight, paperWidth
	}
	return paperWidth, paperHeight
}

// blankLayout is a paper of one shape.
type blankLayout struct {
	blank
	blankShape

	width, height float64 // of the paper with its margins
	labelWidth    float64 // of the column of rows
	columns       []blankColumn
	titled, says  []string
	head          float64 // height of what is above the table, and of the table's head
	parts         [][]blankLines
}

// blankColumn is a column as it is laid out.
type blankColumn struct {
	width float64
	lines []string
}

// blankLines is a row of the table: what is judged, or the class of those below.
type blankLines struct {
	class  bool
	lines  []string
	small  []string
	height float64
}

// pages are so many copies on A4 pages, with lines to cut along.
func (l *blankLayout) pages(count int) ([]page.Page, error) {
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

// layBlank takes the smallest shape that the paper fits on, and goes on overleaf on the largest; nil: its columns are too many for any.
func layBlank(b blank) *blankLayout {
	var fits *blankLayout
	for _, shape := range b.shapes {
		width, height := shape.paper()
		l := &blankLayout{blank: b, blankShape: shape, width: width / float64(shape.across), height: height / float64(shape.down)}
		if l.lay(); len(l.parts) == 0 || fits != nil && shape.turned {
			continue // turned only for the width
		}
		if fits = l; len(l.parts) == 1 {
			break
		}
	}
	return fits
}

// inner is the width between the margins.
func (l *blankLayout) inner() float64 { return l.width - 2*ballotMargin }

// above is the height of title, batch and code.
func (l *blankLayout) above() float64 {
	return max(ballotCode, float64(len(l.titled))*17+2*ballotLine+6)
}

func (l *blankLayout) lay() {
	l.labelWidth = l.inner()
	lines := 1
	for _, h := range l.heads {
		width := h.least
		for line := range strings.SplitSeq(h.text, "\n") {
			width = max(width, page.Width(line, ballotSmall, true)+10)
		}
		width = min(width, h.most)
		column := blankColumn{width, page.Lines(h.text, width-6, ballotSmall, true)}
		l.columns, l.labelWidth, lines = append(l.columns, column), l.labelWidth-width, max(lines, len(column.lines))
	}
	l.titled = page.Lines(l.title, l.inner()-ballotCode-8, 13, true)
	l.says = page.Lines(l.how, l.inner(), ballotSmall, false)
	l.head = l.above() + 6 + float64(len(l.says))*ballotLine + 4 + max(ballotHead, float64(lines)*11+8)
	if l.labelWidth < leastLabel {
		return
	}
	room := l.height - 2*ballotMargin - l.head
	if l.end != "" {
		room -= ballotHead
	}
	used, class := 0.0, ""
	l.parts = [][]blankLines{nil}
	for _, judged := range l.rows {
		var rows []blankLines
		if judged.class != class {
			class = judged.class
			head := blankLines{class: true, lines: page.Lines(class, l.inner()-10, ballotSmall, true)}
			head.height = float64(len(head.lines))*ballotLine + 4
			rows = append(rows, head)
		}
		rows = append(rows, l.row(judged))
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

func (l *blankLayout) row(judged blankRow) blankLines {
	r := blankLines{lines: page.Lines(judged.text, l.labelWidth-10, ballotText, false)}
	if judged.small != "" {
		r.small = page.Lines(judged.small, l.labelWidth-10, ballotSmall, false)
	}
	r.height = max(l.blank.height, float64(len(r.lines))*ballotLine+float64(len(r.small))*smallLine+7)
	return r
}

// smallLine is from line to line of small letters.
const smallLine = 11.0

// page draws one part of the paper so many times.
func (l *blankLayout) page(part, times int) (page.Page, error) {
	width, height := l.paper()
	p := page.Page{Width: width, Height: height}
	for c := 1; c < l.across; c++ {
		p.Rules = append(p.Rules, page.Rule{X: float64(c) * l.width, Y: 0, Width: 0.25, Height: height})
	}
	for r := 1; r < l.down; r++ {
		p.Rules = append(p.Rules, page.Rule{X: 0, Y: float64(r) * l.height, Width: width, Height: 0.25})
	}
	for i := range times {
		if err := l.draw(&p, part, float64(i%l.across)*l.width+ballotMargin, float64(i/l.across)*l.height+ballotMargin); err != nil {
			return p, err
		}
	}
	return p, nil
}

// draw draws a part of the paper whose upper left corner within the margins is at x, y.
func (l *blankLayout) draw(p *page.Page, part int, x, y float64) error {
	if err := p.Code(l.batch, x+l.inner()-ballotCode, y, ballotCode); err != nil {
		return err
	}
	text := func(s string, x, y, size float64, bold bool) {
		p.Texts = append(p.Texts, page.Text{X: x, Y: y + page.Baseline(size), Size: size, Bold: bold, String: s})
	}
	at := y + 9
	for _, line := range l.titled {
		text(line, x, at, 13, true)
		at += 17
	}
	under := l.under
	if len(l.parts) > 1 {
		under += fmt.Sprintf("　第 %d 页，共 %d 页", part+1, len(l.parts))
	}
	text(under, x, at+1, ballotSmall, false)
	text("批号 "+l.batch, x, at+1+ballotLine, ballotSmall, false)
	at = y + l.above() + 6
	for _, line := range l.says {
		text(line, x, at+4, ballotSmall, false)
		at += ballotLine
	}
	bottom := l.table(p, part, x, at+4, y+l.head)
	if l.end != "" && part == len(l.parts)-1 {
		text(l.end, x, bottom+ballotHead/2+2, ballotText, false)
	}
	return nil
}

// table draws the part's rows; its head begins at top, the rows at from. It gives where they end.
func (l *blankLayout) table(p *page.Page, part int, x, top, from float64) float64 {
	line := func(y float64) {
		p.Rules = append(p.Rules, page.Rule{X: x, Y: y, Width: l.inner(), Height: 0.5})
	}
	line(top)
	p.Texts = append(p.Texts, centred(l.label, x, top, l.labelWidth, from-top, ballotSmall, true))
	left := x + l.labelWidth
	for _, o := range l.columns {
		for i, words := range o.lines {
			p.Texts = append(p.Texts, centred(words, left, top+(from-top-float64(len(o.lines))*11)/2+float64(i)*11, o.width, 11, ballotSmall, true))
		}
		left += o.width
	}
	y := from
	line(y)
	upright := func(y, height float64) { // between the columns
		left := x + l.labelWidth
		for _, o := range l.columns {
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
	return y
}

func (l *blankLayout) drawRow(p *page.Page, r blankLines, x, y float64) {
	at := y + (r.height-float64(len(r.lines))*ballotLine-float64(len(r.small))*smallLine)/2
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
		put(s, smallLine, ballotSmall, false)
	}
	if !l.tick {
		return
	}
	left := x + l.labelWidth
	for _, o := range l.columns {
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

package sheet

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/export/page"
)

// Measures of a printed cell, in points at full size.
const (
	ruleWidth   = 0.5
	textPadding = 2.0
	footerEdge  = 0.8 * pointsPerInch // of the middle of the page's number from the lower edge
)

// Pages lays the book out on paper: the pages Write's workbook prints, broken at the same rows, with the same numbers. A number that counts
// records, and a row that is of one, is a spot. The pages of each table are numbered by themselves.
func Pages(b Book) ([]page.Page, error) {
	sheets, err := b.layOut()
	if err != nil {
		return nil, err
	}
	var pages []page.Page
	for _, l := range sheets {
		pages = append(pages, l.pages()...)
	}
	return pages, nil
}

// WritePages writes the pages of the book to path in one step, as Write does its workbook: as an OFD where path ends in .ofd, else as a PDF. It gives the
// characters that the font has no glyph for.
func WritePages(path string, b Book) (missing []rune, err error) {
	pages, err := Pages(b)
	if err != nil {
		return nil, err
	}
	write := page.WritePDF
	if strings.EqualFold(filepath.Ext(path), ".ofd") {
		write = page.WriteOFD
	}
	return page.Missing(pages), WriteFile(path, func(w io.Writer) error {
		return write(w, pages, page.Document{Title: b.Title, Author: b.Creator, Date: b.Date})
	})
}

// sheetPage is one page being drawn.
type sheetPage struct {
	laid  *laid
	page  page.Page
	scale float64
	lefts []float64       // where the columns begin, and where the last one ends
	tops  map[int]float64 // where the rows of this page begin
	ruled map[page.Rule]bool
}

// pages are the printed pages of a sheet.
func (l *laid) pages() []page.Page {
	starts := append([]int{0}, l.breaks...)
	pages := make([]page.Page, 0, len(starts))
	heads := map[[2]int]span{} // by their first cell
	for _, m := range l.merges {
		heads[[2]int{m.top, m.left}] = m
	}
	covered := l.covered()
	for i, start := range starts {
		end := len(l.rows)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		var rows []int
		if i > 0 {
			for r := l.headTop; r <= l.headEnd; r++ {
				rows = append(rows, r)
			}
		}
		for r := start; r < end; r++ {
			rows = append(rows, r)
		}
		p := l.newPage(rows)
		for _, r := range rows {
			for c := range l.table.Columns {
				if covered[[2]int{r, c}] || !l.rows[r].cells[c].filled {
					continue
				}
				s, merged := heads[[2]int{r, c}]
				if !merged {
					s = span{r, c, r, c}
				}
				p.cell(s)
			}
		}
		for _, c := range l.charts {
			if start <= c.top && c.top < end {
				p.chart(c)
			}
		}
		p.number(i+1, len(starts))
		pages = append(pages, p.page)
	}
	return pages
}

// covered are the cells (row, column) hidden under merged ones.
func (l *laid) covered() map[[2]int]bool {
	covered := map[[2]int]bool{}
	for _, m := range l.merges {
		for r := m.top; r <= m.bottom; r++ {
			for c := m.left; c <= m.right; c++ {
				if r != m.top || c != m.left {
					covered[[2]int{r, c}] = true
				}
			}
		}
	}
	return covered
}

// newPage is an empty page for rows, which begin at the upper margin; the table is in the middle between the margins at the sides.
func (l *laid) newPage(rows []int) *sheetPage {
	width, height := l.paper.size(l.table.Portrait)
	p := &sheetPage{laid: l, page: page.Page{Width: width, Height: height}, scale: l.scale(), tops: map[int]float64{}, ruled: map[page.Rule]bool{}}
	x := marginLeft*pointsPerInch + math.Max(0, l.paper.room(l.table.Portrait)-totalPoints(l.widths)*p.scale)/2
	for _, w := range l.widths {
		p.lefts = append(p.lefts, x)
		x += (w*unitPoints + cellPadding) * p.scale
	}
	p.lefts = append(p.lefts, x)
	y := marginTop * pointsPerInch
	for _, r := range rows {
		p.tops[r] = y
		y += l.rows[r].height * p.scale
	}
	return p
}

// area is where a cell, or several joined, are on the page.
type area struct{ x, y, width, height float64 }

func (p *sheetPage) area(s span) area {
	a := area{x: p.lefts[s.left], y: p.tops[s.top], width: p.lefts[s.right+1] - p.lefts[s.left]}
	for r := s.top; r <= s.bottom; r++ {
		a.height += p.laid.rows[r].height * p.scale
	}
	return a
}

// cell draws a cell with its border and its text.
func (p *sheetPage) cell(s span) {
	l := p.laid
	c, at := l.rows[s.top].cells[s.left], p.area(s)
	if c.look.border {
		half := ruleWidth / 2
		p.rule(page.Rule{X: at.x - half, Y: at.y - half, Width: at.width + ruleWidth, Height: ruleWidth})
		p.rule(page.Rule{X: at.x - half, Y: at.y + at.height - half, Width: at.width + ruleWidth, Height: ruleWidth})
		p.rule(page.Rule{X: at.x - half, Y: at.y - half, Width: ruleWidth, Height: at.height + ruleWidth})
		p.rule(page.Rule{X: at.x + at.width - half, Y: at.y - half, Width: ruleWidth, Height: at.height + ruleWidth})
	}
	text := c.shown(l.table.Columns[s.left].Kind)
	if text == "" {
		return
	}
	p.text(text, at, c.look)
	if spot, counts := l.spot(s.top, s.left); counts {
		spot.X, spot.Y, spot.Width, spot.Height = at.x, at.y, at.width, at.height
		p.page.Spots = append(p.page.Spots, spot)
	}
}

// rule draws a line once, however many cells have it for a border.
func (p *sheetPage) rule(r page.Rule) {
	if !p.ruled[r] {
		p.ruled[r] = true
		p.page.Rules = append(p.page.Rules, r)
	}
}

// text sets a text in an area as its look says. One that does not fit is set smaller if the look shrinks it; so is a wrapped
// one that is longer than a row can be high; what does not fit even then is left out behind ….
func (p *sheetPage) text(text string, at area, lk look) {
	size, isBold := lk.size*p.scale, lk.font == headerFont || lk.font == titleFont || lk.bold
	room := at.width - 2*textPadding*p.scale
	lines := []string{text}
	if lk.wrap {
		lines = page.Lines(text, room, size, isBold)
	} else if w := page.Width(text, size, isBold); lk.shrink && w > room {
		size *= room / w
	}
	for lk.wrap && len(lines) > linesIn(at.height, size) && size > leastSqueezed*p.scale {
		size *= 0.95
		lines = page.Lines(text, room, size, isBold)
	}
	leading := size * pageLeading
	if most := linesIn(at.height, size); len(lines) > most {
		lines = lines[:most]
		lines[most-1] += "…"
	}
	y := at.y + (at.height-leading*float64(len(lines)-1))/2 + page.Baseline(size)
	for _, line := range lines {
		x := at.x + textPadding*p.scale
		switch spare := room - page.Width(line, size, isBold); lk.align {
		case "center":
			x += spare / 2
		case "right":
			x += spare
		}
		p.page.Texts = append(p.page.Texts, page.Text{X: x, Y: y, Size: size, Bold: isBold, String: line})
		y += leading
	}
}

// linesIn is how many lines of a size there is room for.
func linesIn(height, size float64) int {
	return int(math.Max(1, math.Floor(height/(size*pageLeading)+0.3)))
}

// leastSqueezed is the size down to which a text is set to fit into a row that is as high as a workbook allows.
const leastSqueezed = 6.0

// pageLeading is the distance between two lines per point of type.
const pageLeading = 1.3

// number puts the number of the page in its foot.
func (p *sheetPage) number(n, of int) {
	p.page.Sheet, p.page.Number, p.page.Count = p.laid.name, n, of
	text := fmt.Sprintf("第 %d 页 共 %d 页", n, of)
	p.page.Texts = append(p.page.Texts, page.Text{
		X: (p.page.Width - page.Width(text, footerSize, false)) / 2, Y: p.page.Height - footerEdge, Size: footerSize, String: text,
	})
}

// spot is what a cell counts or is of: the records behind its number or total, else the record of the row.
func (l *laid) spot(row, col int) (page.Spot, bool) {
	lr := l.rows[row]
	c, p := l.table.Columns[col], lr.cells[col]
	var set measure.Set
	switch lr.role {
	case totalRole, subtotalRole:
		if c.Total != NoTotal && p.form == numberForm {
			set = l.behind(col, l.sumFrom(row), row)
		}
	case stepRole, remainsRole:
		set = lr.sets[col]
	case bodyRole:
		if set = l.counts(row, col); len(set.IDs) == 0 && (p.form != numberForm || p.num != 0) {
			set = measure.Set{Kind: l.table.Of, IDs: []int64{l.table.Rows[lr.source].ID}}
		}
	}
	if set.Kind == "" || len(set.IDs) == 0 || set.IDs[0] == 0 {
		return page.Spot{}, false
	}
	return page.Spot{Name: l.spotName(row, c), Set: set}, true
}

// sumFrom is the first row that a total or subtotal row adds up.
func (l *laid) sumFrom(row int) int {
	if l.rows[row].role == totalRole {
		return l.bodyTop
	}
	from := row - 1
	for from > l.bodyTop && l.rows[from-1].role == bodyRole {
		from--
	}
	return from
}

// spotName says what a cell is: the beginning of its row and its column.
func (l *laid) spotName(row int, c Column) string {
	switch l.rows[row].role {
	case totalRole:
		return totalLabel + "·" + c.title()
	case subtotalRole:
		return subtotalLabel + "·" + c.title()
	case stepRole, remainsRole:
		return shortened(l.rows[row].cells[0].text) + "·" + c.title()
	}
	for j, other := range l.table.Columns {
		if text := l.rows[row].cells[j].shown(other.Kind); other.Kind == Text && text != "" {
			return shortened(text) + "·" + c.title()
		}
	}
	return "第 " + strconv.Itoa(row+1) + " 行·" + c.title()
}

// nameLength is how many characters of a row's name a spot says.
const nameLength = 16

func shortened(s string) string {
	if runes := []rune(s); len(runes) > nameLength {
		return string(runes[:nameLength-1]) + "…"
	}
	return s
}

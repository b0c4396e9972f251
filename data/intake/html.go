package intake

import (
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// Web systems write a page with a table and call it .xls.

var htmlRow = regexp.MustCompile(`(?i)<tr[\s>]`)

// isHTML reports whether a text is markup with the row of a table in it.
func isHTML(text string) bool {
	return strings.HasPrefix(strings.TrimLeftFunc(text[:min(len(text), 4096)], isBlank), "<") && htmlRow.MatchString(text)
}

// page is a web page while its tables are read: their rows below each other on one sheet, the lines between them as rows of one cell.
type page struct {
	grid
	tables []*pageTable // open, the innermost last
	merges []Merge
	next   int // row
	loose  strings.Builder
	muted  int // depth of elements whose text is not shown
	unseen map[int]bool
}

type pageTable struct {
	row   int // -1: none is open
	col   int
	until []int // by column, the row down to which a cell from above reaches
	cells map[int]string
	text  strings.Builder
	open  bool // a cell
	wide  int
	high  int

	hidden bool // all of it
	part   bool // the group of rows that is open is hidden
}

func readHTML(b *budget, text string) ([]Sheet, error) {
	p := &page{grid: grid{b: b}, unseen: map[int]bool{}}
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(maxToken)
	for {
		if err := b.step(); err != nil {
			return nil, err
		}
		if z.Next() == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, corrupt(err)
			}
			break
		}
		if err := p.take(z.Token()); err != nil {
			return nil, err
		}
	}
	for len(p.tables) > 0 {
		if err := p.endTable(); err != nil {
			return nil, err
		}
	}
	if len(p.rows) == 0 {
		return nil, &refusal{what: "是网页，里面的表格没有内容", do: "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"}
	}
	return []Sheet{{Name: "网页", Rows: p.rows, Merges: p.merges, Date1904: b.date1904(false), Unseen: p.unseen}}, nil
}

// mute are the elements whose text is not shown.
var mute = map[string]bool{"style": true, "script": true, "title": true, "xml": true, "noscript": true}

func (p *page) take(token html.Token) error {
	switch token.Type {
	case html.TextToken:
		if p.muted == 0 {
			p.write(token.Data)
		}
	case html.StartTagToken:
		if mute[token.Data] {
			p.muted++
		}
		return p.start(token)
	case html.SelfClosingTagToken:
		return p.start(token)
	case html.EndTagToken:
		if mute[token.Data] {
			p.muted = max(0, p.muted-1)
		}
		return p.end(token.Data)
	case html.ErrorToken, html.CommentToken, html.DoctypeToken:
	}
	return nil
}

// write adds to the open cell, or to the line between tables.
func (p *page) write(text string) {
	into := &p.loose
	if t := p.table(); t != nil {
		if into = &t.text; !t.open {
			return
		}
	}
	if into.Len() <= maxField {
		into.WriteString(text)
	}
}

func (p *page) table() *pageTable {
	if len(p.tables) == 0 {
		return nil
	}
	return p.tables[len(p.tables)-1]
}

// lineBreak stands in a cell's text for an element that begins a new line, apart from the line breaks of the source, which are blanks.
const lineBreak = "\x00"

func (p *page) start(token html.Token) error {
	switch token.Data {
	case "table":
		if len(p.tables) >= maxDepth {
			return bomb(errors.New("tables nested too deep"))
		}
		if err := p.line(); err != nil {
			return err
		}
		above := p.table()
		p.tables = append(p.tables, &pageTable{row: -1, hidden: hides(token) || above != nil && (above.hidden || p.unseen[above.row])})
	case "thead", "tbody", "tfoot":
		if t := p.table(); t != nil {
			err := p.endRow()
			t.part = hides(token)
			return err
		}
	case "tr":
		return p.startRow(hides(token))
	case "td", "th":
		return p.startCell(token)
	case "br", "p", "div", "li":
		if p.table() != nil {
			p.write(lineBreak)
			return nil
		}
		return p.line()
	case "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption":
		if p.table() == nil {
			return p.line()
		}
	}
	return nil
}

func (p *page) end(name string) error {
	t := p.table()
	switch name {
	case "td", "th":
		if t != nil {
			t.endCell()
		}
	case "tr":
		return p.endRow()
	case "thead", "tbody", "tfoot":
		if t != nil {
			t.part = false
		}
		return p.endRow()
	case "table":
		return p.endTable()
	case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption":
		if t == nil {
			return p.line()
		}
	}
	return nil
}

// line files what was written outside of tables as a row of one cell.
func (p *page) line() error {
	text := shown(p.loose.String())
	p.loose.Reset()
	if text == "" {
		return nil
	}
	p.next++
	if err := p.put(0, TextCell(text)); err != nil {
		return err
	}
	return p.grid.endRow(p.next - 1)
}

func (p *page) startRow(hidden bool) error {
	if len(p.tables) == 0 { // the page begins with a row
		if err := p.line(); err != nil {
			return err
		}
		p.tables = append(p.tables, &pageTable{row: -1})
	}
	if err := p.endRow(); err != nil {
		return err
	}
	t := p.table()
	t.row, t.col, t.cells = p.next, 0, map[int]string{}
	if hidden || t.hidden || t.part {
		p.unseen[t.row] = true
	}
	p.next++
	return nil
}

func (p *page) startCell(token html.Token) error {
	t := p.table()
	if t == nil || t.row < 0 {
		if err := p.startRow(false); err != nil {
			return err
		}
		t = p.table()
	}
	t.endCell()
	for t.col < len(t.until) && t.until[t.col] > t.row {
		t.col++
	}
	t.open, t.wide, t.high = true, span(token, "colspan"), span(token, "rowspan")
	if t.col+t.wide > maxColumns {
		return tooBig
	}
	if (t.wide > 1 || t.high > 1) && len(p.merges) < maxMerges {
		p.merges = append(p.merges, Merge{Top: t.row, Left: t.col, Bottom: t.row + t.high - 1, Right: t.col + t.wide - 1})
	}
	return nil
}

// hiding is what a style says of an element that is not shown.
var hiding = regexp.MustCompile(`(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|height:0(?:p[xt])?)(?:;|!|$)`)

// hides reports whether an element is not shown.
func hides(token html.Token) bool {
	for _, a := range token.Attr {
		switch value := strings.ToLower(strings.Join(strings.Fields(a.Val), "")); {
		case a.Key == "hidden", a.Key == "height" && value == "0", a.Key == "style" && hiding.MatchString(value):
			return true
		}
	}
	return false
}

// span is how many columns or rows a cell takes.
func span(token html.Token, name string) int {
	for _, a := range token.Attr {
		if a.Key == name {
			n, err := strconv.Atoi(strings.TrimSpace(a.Val))
			if err == nil && n > 1 {
				return min(n, 1000)
			}
		}
	}
	return 1
}

func (t *pageTable) endCell() {
	if !t.open {
		return
	}
	t.cells[t.col] = shown(t.text.String())
	for end := t.col + t.wide; t.col < end; t.col++ {
		if t.col >= len(t.until) {
			t.until = append(t.until, 0)
		}
		t.until[t.col] = t.row + t.high
	}
	t.text.Reset()
	t.open = false
}

func (p *page) endRow() error {
	t := p.table()
	if t == nil || t.row < 0 {
		return nil
	}
	t.endCell()
	for col, text := range t.cells {
		if err := p.put(col, TextCell(text)); err != nil {
			return err
		}
	}
	row := t.row
	t.row, t.cells = -1, nil
	return p.grid.endRow(row)
}

func (p *page) endTable() error {
	if len(p.tables) == 0 {
		return nil
	}
	err := p.endRow()
	p.tables = p.tables[:len(p.tables)-1]
	return err
}

// shown is a text as a page shows it: blanks are one, new lines are those of its elements.
func shown(text string) string {
	lines := strings.Split(text, lineBreak)
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

// ProseKind says how a block of prose is set.
type ProseKind int

// The blocks prose is made of.
const (
	ProseText    ProseKind = iota
	ProseHeading           // of a chapter
	ProseSubhead           // of a section in it
	ProseItem              // of a list; Bullet stands before it
	ProseRow               // of a table; each of Cells is a column
)

// ProseSpan is a run of characters of one look.
type ProseSpan struct {
	Text string
	Bold bool
	Mark bool // found by a search
}

// ProseBlock is a paragraph, a heading, an item of a list or a row of a table.
type ProseBlock struct {
	Kind   ProseKind
	Bullet string
	Spans  []ProseSpan
	Cells  [][]ProseSpan
}

// Prose is Chinese text of several paragraphs with bold words in it. It wraps as Paragraph does, and its height follows its width.
type Prose struct {
	widget.BaseWidget

	blocks []ProseBlock
	width  float32
	tops   []float32 // of each block
	height float32
	pieces []*canvas.Text
	draw   *look.Renderer
}

// NewProse makes empty prose.
func NewProse() *Prose {
	p := &Prose{}
	p.ExtendBaseWidget(p)
	return p
}

// SetBlocks shows another text.
func (p *Prose) SetBlocks(blocks []ProseBlock) {
	p.blocks = blocks
	p.set()
	p.Refresh()
}

// Top is where block i begins.
func (p *Prose) Top(i int) float32 {
	if i < 0 || i >= len(p.tops) {
		return 0
	}
	return p.tops[i]
}

const proseIndent float32 = 22 // of an item of a list

// look is the size of a block's text and the room above it.
func (b ProseBlock) look() (size, above float32, bold bool) {
	switch b.Kind {
	case ProseHeading:
		return 20, 4, true
	case ProseSubhead:
		return 15, 18, true
	case ProseItem:
		return look.TextSize, 4, false
	case ProseRow:
		return look.TextSize, 2, false
	default:
		return look.TextSize, 9, false
	}
}

// set breaks the text for the present width.
func (p *Prose) set() {
	p.pieces, p.tops = p.pieces[:0], p.tops[:0]
	var y float32
	for _, b := range p.blocks {
		size, above, bold := b.look()
		y += above
		p.tops = append(p.tops, y)
		switch b.Kind {
		case ProseItem:
			p.put(b.Bullet, 4, y, size, false, look.ColorMuted)
			y += p.setSpans(b.Spans, proseIndent, y, p.width-proseIndent, size, bold)
		case ProseRow:
			y += p.setRow(b.Cells, y, size)
		default:
			y += p.setSpans(b.Spans, 0, y, p.width, size, bold)
		}
	}
	p.height = y + 12
}

func (p *Prose) setRow(cells [][]ProseSpan, y, size float32) (height float32) {
	column := p.width / float32(max(len(cells), 1))
	for i, cell := range cells {
		height = max(height, p.setSpans(cell, float32(i)*column, y, column-look.Gap, size, false))
	}
	return height
}

// setSpans puts spans into lines of a width and gives the height they take.
func (p *Prose) setSpans(spans []ProseSpan, x, y, width, size float32, bold bool) float32 {
	lines := wrapSpans(spans, width, size, bold)
	for i, line := range lines {
		at := x
		for _, s := range line {
			name := look.ColorText
			if s.Mark {
				name = look.ColorAccent
			}
			at += p.put(s.Text, at, y+float32(i)*size*kit.Leading, size, s.Bold || s.Mark || bold, name)
		}
	}
	return size * kit.Leading * float32(len(lines))
}

// put adds a run of characters and gives how wide it is.
func (p *Prose) put(s string, x, y, size float32, bold bool, name fyne.ThemeColorName) float32 {
	t := look.NewText(s, size, bold, name)
	t.Move(fyne.NewPos(x, y))
	m := look.MetricsFor(size, bold)
	var w float32
	for _, r := range s {
		w += m.Width(r, size, bold)
	}
	t.Resize(fyne.NewSize(w, size*kit.Leading))
	p.pieces = append(p.pieces, t)
	return w
}

// wrapSpans is WrapText for text of several looks.
func wrapSpans(spans []ProseSpan, width, size float32, bold bool) [][]ProseSpan {
	var runes []rune
	var of []int // the span of each rune
	for i, s := range spans {
		for _, r := range s.Text {
			runes, of = append(runes, r), append(of, i)
		}
	}
	plain, strong := look.MetricsFor(size, bold), look.MetricsFor(size, true)
	runeWidth := func(i int) float32 {
		if s := spans[of[i]]; s.Bold || s.Mark {
			return strong.Width(runes[i], size, true)
		}
		return plain.Width(runes[i], size, bold)
	}
	starts := text.Break(runes, width, runeWidth)
	lines := make([][]ProseSpan, len(starts))
	for i, start := range starts {
		end := len(runes)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		lines[i] = spansOf(spans, runes, of, start, end)
	}
	return lines
}

// spansOf are the runes from start to end, with their looks.
func spansOf(spans []ProseSpan, runes []rune, of []int, start, end int) []ProseSpan {
	var line []ProseSpan
	for i := start; i < end; {
		j := i
		for j < end && of[j] == of[i] {
			j++
		}
		s := spans[of[i]]
		s.Text = string(runes[i:j])
		line = append(line, s)
		i = j
	}
	return line
}

// CreateRenderer implements fyne.Widget.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	p.draw = &look.Renderer{Widget: p}
	collect := func() {
		p.draw.Parts = p.draw.Parts[:0]
		for _, t := range p.pieces {
			p.draw.Parts = append(p.draw.Parts, t)
		}
	}
	p.draw.Paint = func() {
		p.set()
		collect()
	}
	p.draw.Least = func() fyne.Size { return fyne.NewSize(200, p.height) }
	p.draw.Arrange = func(size fyne.Size) {
		if size.Width != p.width {
			p.width = size.Width
			p.set()
			collect()
		}
	}
	p.draw.Paint()
	return p.draw
}

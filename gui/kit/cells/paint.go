package cells

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cppccdesk/gui/kit/look"
)

// painter makes the objects of one picture.
type painter struct {
	*View
	size       fyne.Size
	rows, cols [2]int // the first shown and the one past the last
	parts      []fyne.CanvasObject
}

func (p *painter) fill(x, y, w, h float32, name fyne.ThemeColorName) {
	r := canvas.NewRectangle(look.Paint(name))
	look.Place(r, x, y, w, h)
	p.parts = append(p.parts, r)
}

func (p *painter) text(s string, x, y, w, h float32, name fyne.ThemeColorName, bold bool, align fyne.TextAlign) {
	if s == "" || w <= 2*look.FieldPad {
		return
	}
	t := look.NewText(look.Ellipsize(s, w-2*look.FieldPad, look.SmallText, bold), look.SmallText, bold, name)
	t.Alignment = align
	height := t.MinSize().Height
	look.Place(t, x+look.FieldPad, y+(h-height)/2, w-2*look.FieldPad, height)
	p.parts = append(p.parts, t)
}

// shown are the rows and columns there is room for, a cut one at the right included.
func (p *painter) shown() (rows, cols [2]int) {
	rows = [2]int{p.first[0], min(p.sheet.Rows, p.first[0]+p.rowsShown())}
	cols = [2]int{p.first[1], p.first[1]}
	for x := p.side(); cols[1] < p.sheet.Columns && x < p.room(); cols[1]++ {
		x += p.widths[cols[1]]
	}
	return rows, cols
}

// room is where the cells end at the right.
func (p *painter) room() float32 { return p.size.Width - p.tail() }

// top is where a row begins.
func (p *painter) top(row int) float32 { return p.head() + p.tall()*float32(row-p.rows[0]) }

// place is where an area is drawn, cut to what is shown; ok is false where nothing of it is.
func (p *painter) place(a Area) (x, y, w, h float32, ok bool) {
	top, left := max(a.Top, p.rows[0]), max(a.Left, p.cols[0])
	bottom, right := min(a.Bottom, p.rows[1]-1), min(a.Right, p.cols[1]-1)
	if top > bottom || left > right {
		return 0, 0, 0, 0, false
	}
	x, y = p.left(left), p.top(top)
	w = min(p.left(right)+p.widths[right], p.room()) - x
	return x, y, w, p.tall() * float32(bottom-top+1), w > 0
}

// softs colours what is behind the cells of the marks, and the rectangle chosen.
func (p *painter) softs() {
	for _, m := range p.marks {
		if m.Soft == "" {
			continue
		}
		if x, y, w, h, ok := p.place(m.Area); ok {
			p.fill(x, y, w, h, m.Soft)
		}
	}
	chosen := p.Selected()
	if len(p.sheet.Lead) > 0 && p.sheet.Rows > 0 {
		if top, bottom := max(chosen.Top, p.rows[0]), min(chosen.Bottom, p.rows[1]-1); top <= bottom {
			p.fill(0, p.top(top), p.size.Width, p.tall()*float32(bottom-top+1), look.ColorAccentSoft)
		}
		return
	}
	if x, y, w, h, ok := p.place(chosen); ok {
		p.fill(x, y, w, h, look.ColorHover)
	}
}

func (p *painter) cells() {
	for row := p.rows[0]; row < p.rows[1]; row++ {
		p.fill(p.side(), p.top(row)+p.tall()-look.Hairline, p.room()-p.side(), look.Hairline, look.ColorRowLine)
		for col := p.cols[0]; col < p.cols[1]; col++ {
			area, merged := p.merged(row, col)
			if !merged {
				area = Area{row, col, row, col}
			}
			if row != max(area.Top, p.rows[0]) || col != max(area.Left, p.cols[0]) {
				continue
			}
			text := look.Flatten(p.sheet.Text(area.Top, area.Left))
			x, y, w, h, ok := p.place(area)
			if !ok {
				continue
			}
			if merged {
				p.fill(x, y, w-look.Hairline, h-look.Hairline, p.behind(area))
			}
			p.cell(area, text, x, y, w, h)
		}
	}
	for col := p.cols[0]; col < p.cols[1] && len(p.sheet.Lead) == 0; col++ {
		if x := p.left(col) + p.widths[col] - look.Hairline; x < p.room() {
			p.fill(x, 0, look.Hairline, p.head()+p.tall()*float32(p.rows[1]-p.rows[0]), look.ColorRowLine)
		}
	}
}

// cell draws what a cell says: in its tone and in the middle, else numbers at the right.
func (p *painter) cell(area Area, text string, x, y, w, h float32) {
	if p.sheet.Tone != nil {
		tone := p.sheet.Tone(area.Top, area.Left)
		p.toned(text, x, y, w, h, tone)
		return
	}
	align := fyne.TextAlignLeading
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		align = fyne.TextAlignTrailing
	}
	p.text(text, x, y, w, h, look.ColorText, false, align)
}

func (p *painter) toned(s string, x, y, w, h float32, tone look.Tone) {
	before := len(p.parts)
	p.text(s, x, y, w, h, look.ColorText, tone.Emphatic(), fyne.TextAlignCenter)
	if len(p.parts) > before {
		p.parts[before].(*canvas.Text).Color = tone.Color()
	}
}

// behind is the colour behind a merged area.
func (p *painter) behind(a Area) fyne.ThemeColorName {
	if s := p.Selected(); a.Top >= s.Top && a.Top <= s.Bottom && a.Left >= s.Left && a.Left <= s.Right {
		return look.ColorHover
	}
	for i := len(p.marks) - 1; i >= 0; i-- {
		if m := p.marks[i]; m.Soft != "" && a.Top >= m.Area.Top && a.Top <= m.Area.Bottom && a.Left >= m.Area.Left && a.Left <= m.Area.Right {
			return m.Soft
		}
	}
	return look.ColorSurface
}

// headers draws the letters of the columns and the numbers of the rows; those of the rectangle chosen stand out.
func (p *painter) headers() {
	s := p.Selected()
	p.fill(0, 0, p.size.Width, p.head(), look.ColorHeader)
	p.fill(0, p.head()-look.Hairline, p.size.Width, look.Hairline, look.ColorLine)
	for col := p.cols[0]; col < p.cols[1]; col++ {
		in := col >= s.Left && col <= s.Right
		x := p.left(col)
		p.title(p.name(col), x, min(p.widths[col], p.room()-x), in, fyne.TextAlignCenter)
	}
	if len(p.sheet.Lead) > 0 {
		return
	}
	p.fill(0, p.head(), gutter, p.size.Height-p.head(), look.ColorHeader)
	p.fill(gutter-look.Hairline, 0, look.Hairline, p.size.Height, look.ColorLine)
	for row := p.rows[0]; row < p.rows[1]; row++ {
		in := row >= s.Top && row <= s.Bottom
		p.text(strconv.Itoa(row+1), 0, p.top(row), gutter, p.tall(), headTone(in), in, fyne.TextAlignCenter)
	}
}

func headTone(in bool) fyne.ThemeColorName {
	if in {
		return look.ColorAccent
	}
	return look.ColorHeaderText
}

// title draws what a column is called, its lines below each other.
func (p *painter) title(text string, x, w float32, in bool, align fyne.TextAlign) {
	lines := strings.Split(text, "\n")
	height := p.head() / float32(len(lines))
	if len(lines) > 1 {
		height = min(height, look.SmallText*1.4)
	}
	y := (p.head() - height*float32(len(lines))) / 2
	for _, line := range lines {
		p.text(line, x, y, w, height, headTone(in), in || len(p.sheet.Lead) > 0, align)
		y += height
	}
}

// sides draws the columns that stay.
func (p *painter) sides() {
	x := float32(0)
	draw := func(side Side) {
		p.title(side.Title, x, side.Width, false, side.Align)
		for row := p.rows[0]; row < p.rows[1]; row++ {
			p.text(look.Flatten(side.Text(row)), x, p.top(row), side.Width, p.tall(), look.ColorText, false, side.Align)
			p.fill(x, p.top(row)+p.tall()-look.Hairline, side.Width, look.Hairline, look.ColorRowLine)
		}
		x += side.Width
	}
	for _, side := range p.sheet.Lead {
		draw(side)
	}
	x = p.room()
	for _, side := range p.sheet.Tail {
		draw(side)
	}
}

// outlines draws the edges of the marks, then of the rectangle chosen.
func (p *painter) outlines() {
	for _, m := range p.marks {
		p.outline(m.Area, m.Line, 1.5)
	}
	if p.sheet.Rows > 0 && p.sheet.Columns > 0 {
		p.outline(p.Selected(), look.ColorAccent, 2)
	}
}

func (p *painter) outline(a Area, name fyne.ThemeColorName, width float32) {
	x, y, w, h, ok := p.place(a)
	if !ok || name == "" {
		return
	}
	r := canvas.NewRectangle(look.Paint(look.ColorNone))
	r.StrokeColor, r.StrokeWidth = look.Paint(name), width
	look.Place(r, x, y, w-1, h-1)
	p.parts = append(p.parts, r)
}

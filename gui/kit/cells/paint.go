package cells

import (
	"strconv"

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
	for x := gutter; cols[1] < p.sheet.Columns && x < p.size.Width; cols[1]++ {
		x += p.widths[cols[1]]
	}
	return rows, cols
}

// place is where an area is drawn, cut to what is shown; ok is false where nothing of it is.
func (p *painter) place(a Area) (x, y, w, h float32, ok bool) {
	top, left := max(a.Top, p.rows[0]), max(a.Left, p.cols[0])
	bottom, right := min(a.Bottom, p.rows[1]-1), min(a.Right, p.cols[1]-1)
	if top > bottom || left > right {
		return 0, 0, 0, 0, false
	}
	x, y = p.left(left), rowHeight*float32(1+top-p.rows[0])
	w = min(p.left(right)+p.widths[right], p.size.Width) - x
	return x, y, w, rowHeight * float32(bottom-top+1), w > 0
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
	if x, y, w, h, ok := p.place(p.Selected()); ok {
		p.fill(x, y, w, h, look.ColorHover)
	}
}

func (p *painter) cells() {
	for row := p.rows[0]; row < p.rows[1]; row++ {
		y := rowHeight * float32(1+row-p.rows[0])
		p.fill(gutter, y+rowHeight-look.Hairline, p.size.Width-gutter, look.Hairline, look.ColorRowLine)
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
			align := fyne.TextAlignLeading
			if _, err := strconv.ParseFloat(text, 64); err == nil {
				align = fyne.TextAlignTrailing
			}
			p.text(text, x, y, w, h, look.ColorText, false, align)
		}
	}
	for col := p.cols[0]; col < p.cols[1]; col++ {
		if x := p.left(col) + p.widths[col] - look.Hairline; x < p.size.Width {
			p.fill(x, 0, look.Hairline, rowHeight*float32(1+p.rows[1]-p.rows[0]), look.ColorRowLine)
		}
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
	p.fill(0, 0, p.size.Width, rowHeight, look.ColorHeader)
	p.fill(0, 0, gutter, p.size.Height, look.ColorHeader)
	p.fill(0, rowHeight-look.Hairline, p.size.Width, look.Hairline, look.ColorLine)
	p.fill(gutter-look.Hairline, 0, look.Hairline, p.size.Height, look.ColorLine)
	tone := func(in bool) fyne.ThemeColorName {
		if in {
			return look.ColorAccent
		}
		return look.ColorHeaderText
	}
	for col := p.cols[0]; col < p.cols[1]; col++ {
		in := col >= s.Left && col <= s.Right
		x := p.left(col)
		p.text(p.name(col), x, 0, min(p.widths[col], p.size.Width-x), rowHeight, tone(in), in, fyne.TextAlignCenter)
	}
	for row := p.rows[0]; row < p.rows[1]; row++ {
		in := row >= s.Top && row <= s.Bottom
		p.text(strconv.Itoa(row+1), 0, rowHeight*float32(1+row-p.rows[0]), gutter, rowHeight, tone(in), in, fyne.TextAlignCenter)
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

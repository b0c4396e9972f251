package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

const (
	menuRow    float32 = 25
	menuLine   float32 = 7 // a line that sets apart, with its room
	menuPad    float32 = 4 // above the first and below the last line
	menuCheck  float32 = 26
	menuGap    float32 = 28 // between text and shortcut
	menuRight  float32 = 14
	menuNarrow float32 = 150
)

// menuPanel is the box of an open menu.
type menuPanel struct {
	widget.BaseWidget

	menu  *openMenu
	items []MenuItem
	of    int // the line of the first panel it belongs to
	at    int // the line the keyboard or the pointer is on, -1: none

	box   *canvas.Rectangle
	rows  []menuRowParts
	lines []*canvas.Rectangle
}

type menuRowParts struct {
	back              *canvas.Rectangle
	check, text, keys *canvas.Text
}

var (
	_ fyne.Tappable     = (*menuPanel)(nil)
	_ desktop.Hoverable = (*menuPanel)(nil)
)

func newMenuPanel(o *openMenu, items []MenuItem) *menuPanel {
	p := &menuPanel{menu: o, items: items, of: -1, at: -1}
	p.ExtendBaseWidget(p)
	return p
}

func (m MenuItem) label() string {
	if m.Letter == 0 {
		return m.Text
	}
	return m.Text + "(" + string(m.Letter) + ")"
}

func (m MenuItem) right() string {
	if len(m.Sub) > 0 {
		return "›"
	}
	return m.Keys
}

// top is the upper edge of line i in the panel; of the number of lines it is the lower edge of the last.
func (p *menuPanel) top(i int) float32 {
	y := menuPad
	for j := 0; j <= i && j < len(p.items); j++ {
		if p.items[j].Line && j > 0 {
			y += menuLine
		}
		if j < i {
			y += menuRow
		}
	}
	return y
}

func (p *menuPanel) lineAt(pos fyne.Position) int {
	for i := range p.items {
		if y := p.top(i); pos.Y >= y && pos.Y < y+menuRow {
			return i
		}
	}
	return -1
}

func (p *menuPanel) mark(i int) {
	if p.at != i {
		p.at = i
		p.Refresh()
	}
}

// step moves the mark to the next line that can be chosen, round the ends.
func (p *menuPanel) step(by int) {
	n := len(p.items)
	i := p.at
	if i < 0 && by < 0 {
		i = n
	}
	for range n {
		i = (i + by + n) % n
		if !p.items[i].Disabled {
			p.mark(i)
			return
		}
	}
}

// Tapped implements fyne.Tappable.
func (p *menuPanel) Tapped(ev *fyne.PointEvent) { p.menu.choose(p, p.lineAt(ev.Position)) }

// MouseIn implements desktop.Hoverable.
func (p *menuPanel) MouseIn(ev *desktop.MouseEvent) { p.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (p *menuPanel) MouseMoved(ev *desktop.MouseEvent) {
	i := p.lineAt(ev.Position)
	if i == p.at || i < 0 {
		return
	}
	p.mark(i)
	if p != p.menu.panels[0] {
		return
	}
	if len(p.items[i].Sub) > 0 {
		p.menu.openSub(i, false)
	} else {
		p.menu.closeSub()
	}
}

// MouseOut implements desktop.Hoverable.
func (p *menuPanel) MouseOut() {}

func (p *menuPanel) paint() {
	p.box.FillColor, p.box.StrokeColor = Paint(ColorPopUp), Paint(ColorFieldLine)
	for _, l := range p.lines {
		l.FillColor = Paint(ColorLine)
	}
	for i, r := range p.rows {
		item := p.items[i]
		fill, ink, quiet := ColorPopUp, ColorText, ColorMuted
		if item.Disabled {
			ink, quiet = ColorDisabled, ColorDisabled
		}
		if i == p.at {
			fill = ColorAccentSoft
			if !item.Disabled {
				ink = ColorAccent
			}
		}
		r.back.FillColor, r.text.Color, r.check.Color, r.keys.Color = Paint(fill), Paint(ink), Paint(ink), Paint(quiet)
		r.check.Text = ""
		if item.Checked {
			r.check.Text = "✓"
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (p *menuPanel) CreateRenderer() fyne.WidgetRenderer {
	p.box = canvas.NewRectangle(nil)
	p.box.StrokeWidth, p.box.CornerRadius = Hairline, 4
	objects := []fyne.CanvasObject{p.box}
	p.rows, p.lines = nil, nil
	for i, item := range p.items {
		r := menuRowParts{
			back: canvas.NewRectangle(nil), check: newText("", SmallText, false, ColorText),
			text: newText(item.label(), TextSize, false, ColorText), keys: newText(item.right(), SmallText, false, ColorMuted),
		}
		r.back.CornerRadius = 3
		r.check.Alignment, r.keys.Alignment = fyne.TextAlignCenter, fyne.TextAlignTrailing
		p.rows = append(p.rows, r)
		objects = append(objects, r.back, r.check, r.text, r.keys)
		if item.Line && i > 0 {
			line := canvas.NewRectangle(nil)
			p.lines = append(p.lines, line)
			objects = append(objects, line)
		}
	}
	p.paint()
	return &Renderer{Widget: p, Parts: objects, Least: p.least, Arrange: p.arrange, Paint: p.paint}
}

func (p *menuPanel) least() fyne.Size {
	width := menuNarrow
	for _, item := range p.items {
		width = max(width, textWidth(item.label(), TextSize)+menuGap+textWidth(item.right(), SmallText))
	}
	return fyne.NewSize(ceil(width)+menuCheck+menuRight, p.top(len(p.items))+menuPad)
}

func (p *menuPanel) arrange(size fyne.Size) {
	Place(p.box, 0, 0, size.Width, size.Height)
	lines := p.lines
	for i, r := range p.rows {
		y := p.top(i)
		if p.items[i].Line && i > 0 {
			Place(lines[0], menuPad, y-(menuLine+1)/2, size.Width-2*menuPad, Hairline)
			lines = lines[1:]
		}
		Place(r.back, menuPad, y, size.Width-2*menuPad, menuRow)
		Place(r.check, menuPad, y, menuCheck-menuPad, menuRow)
		Place(r.text, menuCheck, y, size.Width-menuCheck, menuRow)
		Place(r.keys, menuCheck, y, size.Width-menuCheck-menuRight, menuRow)
	}
}

package menu

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
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

// panel is the box of an open menu.
type panel struct {
	widget.BaseWidget

	menu  *overlay
	items []Item
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
	_ fyne.Tappable     = (*panel)(nil)
	_ desktop.Hoverable = (*panel)(nil)
)

func newPanel(o *overlay, items []Item) *panel {
	p := &panel{menu: o, items: items, of: -1, at: -1}
	p.ExtendBaseWidget(p)
	return p
}

func (m Item) label() string {
	if m.Letter == 0 || strings.HasPrefix(m.Text, string(m.Letter)+" ") {
		return m.Text
	}
	return m.Text + "(" + string(m.Letter) + ")"
}

func (m Item) right() string {
	if len(m.Sub) > 0 {
		return "›"
	}
	return m.Keys
}

// top is the upper edge of line i in the panel; of the number of lines it is the lower edge of the last.
func (p *panel) top(i int) float32 {
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

func (p *panel) lineAt(pos fyne.Position) int {
	for i := range p.items {
		if y := p.top(i); pos.Y >= y && pos.Y < y+menuRow {
			return i
		}
	}
	return -1
}

func (p *panel) mark(i int) {
	if p.at != i {
		p.at = i
		p.Refresh()
	}
}

// step moves the mark to the next line that can be chosen, round the ends.
func (p *panel) step(by int) {
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
func (p *panel) Tapped(ev *fyne.PointEvent) { p.menu.choose(p, p.lineAt(ev.Position)) }

// MouseIn implements desktop.Hoverable.
func (p *panel) MouseIn(ev *desktop.MouseEvent) { p.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (p *panel) MouseMoved(ev *desktop.MouseEvent) {
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
func (p *panel) MouseOut() {}

func (p *panel) paint() {
	p.box.FillColor, p.box.StrokeColor = look.Paint(look.ColorPopUp), look.Paint(look.ColorFieldLine)
	for _, l := range p.lines {
		l.FillColor = look.Paint(look.ColorLine)
	}
	for i, r := range p.rows {
		item := p.items[i]
		fill, ink, quiet := look.ColorPopUp, look.ColorText, look.ColorMuted
		if item.Disabled {
			ink, quiet = look.ColorDisabled, look.ColorDisabled
		}
		if i == p.at {
			fill = look.ColorAccentSoft
			if !item.Disabled {
				ink = look.ColorAccent
			}
		}
		r.back.FillColor, r.text.Color, r.check.Color, r.keys.Color = look.Paint(fill), look.Paint(ink), look.Paint(ink), look.Paint(quiet)
		r.check.Text = ""
		if item.Checked {
			r.check.Text = "✓"
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (p *panel) CreateRenderer() fyne.WidgetRenderer {
	p.box = canvas.NewRectangle(nil)
	p.box.StrokeWidth, p.box.CornerRadius = look.Hairline, 4
	objects := []fyne.CanvasObject{p.box}
	p.rows, p.lines = nil, nil
	for i, item := range p.items {
		r := menuRowParts{
			back: canvas.NewRectangle(nil), check: look.NewText("", look.SmallText, false, look.ColorText),
			text: look.NewText(item.label(), look.TextSize, false, look.ColorText), keys: look.NewText(item.right(), look.SmallText, false, look.ColorMuted),
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
	return &look.Renderer{Widget: p, Parts: objects, Least: p.least, Arrange: p.arrange, Paint: p.paint}
}

func (p *panel) least() fyne.Size {
	width := menuNarrow
	for _, item := range p.items {
		width = max(width, look.TextWidth(item.label(), look.TextSize)+menuGap+look.TextWidth(item.right(), look.SmallText))
	}
	return fyne.NewSize(look.Ceil(width)+menuCheck+menuRight, p.top(len(p.items))+menuPad)
}

func (p *panel) arrange(size fyne.Size) {
	look.Place(p.box, 0, 0, size.Width, size.Height)
	lines := p.lines
	for i, r := range p.rows {
		y := p.top(i)
		if p.items[i].Line && i > 0 {
			look.Place(lines[0], menuPad, y-(menuLine+1)/2, size.Width-2*menuPad, look.Hairline)
			lines = lines[1:]
		}
		look.Place(r.back, menuPad, y, size.Width-2*menuPad, menuRow)
		look.Place(r.check, menuPad, y, menuCheck-menuPad, menuRow)
		look.Place(r.text, menuCheck, y, size.Width-menuCheck, menuRow)
		look.Place(r.keys, menuCheck, y, size.Width-menuCheck-menuRight, menuRow)
	}
}

// Package menu holds the menu bar and the menu that opens at a place of the page, by mouse and by keyboard.
package menu

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// Item is one line of an open menu.
type Item struct {
	Text     string
	Keys     string // the shortcut as shown at the right edge
	Letter   rune   // an upper-case letter that chooses the line while the menu is open; 0: none
	Disabled bool
	Checked  bool
	Line     bool   // a line above sets it apart from what comes before
	Sub      []Item // opens another menu instead of doing something
	Do       func()
}

// Menu is one word of the menu bar. Items is asked each time the menu opens, so wording and state are those of the moment.
type Menu struct {
	Title  string
	Letter rune // with Alt it opens the menu
	Items  func() []Item
}

// BarHeight is the height of the bar.
const BarHeight float32 = 26

// menuTitlePad is left and right of a word of the bar.
const menuTitlePad float32 = 9

// Bar is the line of menus at the top of a window. Alt with a letter and F10 are the window's to register: see Open.
type Bar struct {
	widget.BaseWidget

	menus   []Menu
	hovered int // -1: none
	open    *overlay
	back    *canvas.Rectangle
	edge    *canvas.Rectangle
	marks   []*canvas.Rectangle
	titles  []*canvas.Text
}

var (
	_ fyne.Tappable     = (*Bar)(nil)
	_ desktop.Hoverable = (*Bar)(nil)
)

// NewBar makes the bar.
func NewBar(menus ...Menu) *Bar {
	b := &Bar{menus: menus, hovered: -1}
	b.ExtendBaseWidget(b)
	return b
}

// Open opens the menu with that number, or the one with that letter by OpenLetter; the keyboard goes to it until it is closed.
func (b *Bar) Open(i int) {
	c := look.CanvasOf(b)
	if c == nil || i < 0 || i >= len(b.menus) {
		return
	}
	b.Close()
	b.open = newOverlay(b, c, i)
	c.Overlays().Add(b.open)
	b.open.Resize(c.Size())
	c.Focus(b.open)
	b.Refresh()
}

// OpenLetter opens the menu of a letter and tells whether there is one.
func (b *Bar) OpenLetter(letter rune) bool {
	for i, m := range b.menus {
		if m.Letter == unicode.ToUpper(letter) {
			b.Open(i)
			return true
		}
	}
	return false
}

// Close closes the open menu, if any, and gives the keyboard back to what had it.
func (b *Bar) Close() {
	if b.open == nil {
		return
	}
	b.open.canvas.Overlays().Remove(b.open)
	b.open = nil
	b.Refresh()
}

// Letters are the letters that open a menu with Alt.
func (b *Bar) Letters() []rune {
	var letters []rune
	for _, m := range b.menus {
		letters = append(letters, m.Letter)
	}
	return letters
}

func (m Menu) label() string { return m.Title + "(" + string(m.Letter) + ")" }

// span is where a word of the bar stands.
func (b *Bar) span(i int) (x, width float32) {
	x = 4
	for j := 0; ; j++ {
		width = look.Ceil(look.TextWidth(b.menus[j].label(), look.SmallText)) + 2*menuTitlePad
		if j == i {
			return x, width
		}
		x += width
	}
}

// at is the menu under a point of the bar, -1 beside them.
func (b *Bar) at(p fyne.Position) int {
	if p.Y < 0 || p.Y >= BarHeight {
		return -1
	}
	for i := range b.menus {
		if x, w := b.span(i); p.X >= x && p.X < x+w {
			return i
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (b *Bar) Tapped(ev *fyne.PointEvent) { b.Open(b.at(ev.Position)) }

// MouseIn implements desktop.Hoverable.
func (b *Bar) MouseIn(ev *desktop.MouseEvent) { b.hover(b.at(ev.Position)) }

// MouseMoved implements desktop.Hoverable.
func (b *Bar) MouseMoved(ev *desktop.MouseEvent) { b.hover(b.at(ev.Position)) }

// MouseOut implements desktop.Hoverable.
func (b *Bar) MouseOut() { b.hover(-1) }

func (b *Bar) hover(i int) {
	if b.hovered != i {
		b.hovered = i
		b.Refresh()
	}
}

func (b *Bar) paint() {
	b.back.FillColor, b.edge.FillColor = look.Paint(look.ColorSurface), look.Paint(look.ColorLine)
	for i, t := range b.titles {
		fill, ink := look.ColorSurface, look.ColorSoftText
		switch {
		case b.open != nil && b.open.menu == i:
			fill, ink = look.ColorAccentSoft, look.ColorAccent
		case b.hovered == i:
			fill = look.ColorHover
		}
		b.marks[i].FillColor, t.Color = look.Paint(fill), look.Paint(ink)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	b.back, b.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	objects := []fyne.CanvasObject{b.back, b.edge}
	b.marks, b.titles = nil, nil
	for _, m := range b.menus {
		mark, title := canvas.NewRectangle(nil), look.NewText(m.label(), look.SmallText, false, look.ColorSoftText)
		mark.CornerRadius = 4
		title.Alignment = fyne.TextAlignCenter
		b.marks, b.titles = append(b.marks, mark), append(b.titles, title)
		objects = append(objects, mark, title)
	}
	b.paint()
	return &look.Renderer{
		Widget: b, Parts: objects,
		Least: func() fyne.Size {
			x, w := b.span(len(b.menus) - 1)
			return fyne.NewSize(x+w, BarHeight)
		},
		Arrange: func(size fyne.Size) {
			look.Place(b.back, 0, 0, size.Width, size.Height)
			look.Place(b.edge, 0, size.Height-look.Hairline, size.Width, look.Hairline)
			for i := range b.menus {
				x, w := b.span(i)
				look.Place(b.marks[i], x, 2, w, size.Height-5)
				look.Place(b.titles[i], x, 0, w, size.Height-look.Hairline)
			}
		},
		Paint: b.paint,
	}
}

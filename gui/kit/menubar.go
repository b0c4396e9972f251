package kit

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// MenuItem is one line of an open menu.
type MenuItem struct {
	Text     string
	Keys     string // the shortcut as shown at the right edge
	Letter   rune   // an upper-case letter that chooses the line while the menu is open; 0: none
	Disabled bool
	Checked  bool
	Line     bool       // a line above sets it apart from what comes before
	Sub      []MenuItem // opens another menu instead of doing something
	Do       func()
}

// Menu is one word of the menu bar. Items is asked each time the menu opens, so wording and state are those of the moment.
type Menu struct {
	Title  string
	Letter rune // with Alt it opens the menu
	Items  func() []MenuItem
}

// MenuBarHeight is the height of the bar.
const MenuBarHeight float32 = 26

// menuTitlePad is left and right of a word of the bar.
const menuTitlePad float32 = 9

// MenuBar is the line of menus at the top of a window. Alt with a letter and F10 are the window's to register: see Open.
type MenuBar struct {
	widget.BaseWidget

	menus   []Menu
	hovered int // -1: none
	open    *openMenu
	back    *canvas.Rectangle
	edge    *canvas.Rectangle
	marks   []*canvas.Rectangle
	titles  []*canvas.Text
}

var (
	_ fyne.Tappable     = (*MenuBar)(nil)
	_ desktop.Hoverable = (*MenuBar)(nil)
)

// NewMenuBar makes the bar.
func NewMenuBar(menus ...Menu) *MenuBar {
	b := &MenuBar{menus: menus, hovered: -1}
	b.ExtendBaseWidget(b)
	return b
}

// Open opens the menu with that number, or the one with that letter by OpenLetter; the keyboard goes to it until it is closed.
func (b *MenuBar) Open(i int) {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c == nil || i < 0 || i >= len(b.menus) {
		return
	}
	b.Close()
	b.open = newOpenMenu(b, c, i)
	c.Overlays().Add(b.open)
	b.open.Resize(c.Size())
	c.Focus(b.open)
	b.Refresh()
}

// OpenLetter opens the menu of a letter and tells whether there is one.
func (b *MenuBar) OpenLetter(letter rune) bool {
	for i, m := range b.menus {
		if m.Letter == unicode.ToUpper(letter) {
			b.Open(i)
			return true
		}
	}
	return false
}

// Close closes the open menu, if any, and gives the keyboard back to what had it.
func (b *MenuBar) Close() {
	if b.open == nil {
		return
	}
	b.open.canvas.Overlays().Remove(b.open)
	b.open = nil
	b.Refresh()
}

// Letters are the letters that open a menu with Alt.
func (b *MenuBar) Letters() []rune {
	var letters []rune
	for _, m := range b.menus {
		letters = append(letters, m.Letter)
	}
	return letters
}

func (m Menu) label() string { return m.Title + "(" + string(m.Letter) + ")" }

// span is where a word of the bar stands.
func (b *MenuBar) span(i int) (x, width float32) {
	x = 4
	for j := 0; ; j++ {
		width = ceil(textWidth(b.menus[j].label(), SmallText)) + 2*menuTitlePad
		if j == i {
			return x, width
		}
		x += width
	}
}

// at is the menu under a point of the bar, -1 beside them.
func (b *MenuBar) at(p fyne.Position) int {
	if p.Y < 0 || p.Y >= MenuBarHeight {
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
func (b *MenuBar) Tapped(ev *fyne.PointEvent) { b.Open(b.at(ev.Position)) }

// MouseIn implements desktop.Hoverable.
func (b *MenuBar) MouseIn(ev *desktop.MouseEvent) { b.hover(b.at(ev.Position)) }

// MouseMoved implements desktop.Hoverable.
func (b *MenuBar) MouseMoved(ev *desktop.MouseEvent) { b.hover(b.at(ev.Position)) }

// MouseOut implements desktop.Hoverable.
func (b *MenuBar) MouseOut() { b.hover(-1) }

func (b *MenuBar) hover(i int) {
	if b.hovered != i {
		b.hovered = i
		b.Refresh()
	}
}

func (b *MenuBar) paint() {
	b.back.FillColor, b.edge.FillColor = Paint(ColorSurface), Paint(ColorLine)
	for i, t := range b.titles {
		fill, ink := ColorSurface, ColorSoftText
		switch {
		case b.open != nil && b.open.menu == i:
			fill, ink = ColorAccentSoft, ColorAccent
		case b.hovered == i:
			fill = ColorHover
		}
		b.marks[i].FillColor, t.Color = Paint(fill), Paint(ink)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *MenuBar) CreateRenderer() fyne.WidgetRenderer {
	b.back, b.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	objects := []fyne.CanvasObject{b.back, b.edge}
	b.marks, b.titles = nil, nil
	for _, m := range b.menus {
		mark, title := canvas.NewRectangle(nil), newText(m.label(), SmallText, false, ColorSoftText)
		mark.CornerRadius = 4
		title.Alignment = fyne.TextAlignCenter
		b.marks, b.titles = append(b.marks, mark), append(b.titles, title)
		objects = append(objects, mark, title)
	}
	b.paint()
	return &Renderer{
		Widget: b, Parts: objects,
		Least: func() fyne.Size {
			x, w := b.span(len(b.menus) - 1)
			return fyne.NewSize(x+w, MenuBarHeight)
		},
		Arrange: func(size fyne.Size) {
			Place(b.back, 0, 0, size.Width, size.Height)
			Place(b.edge, 0, size.Height-Hairline, size.Width, Hairline)
			for i := range b.menus {
				x, w := b.span(i)
				Place(b.marks[i], x, 2, w, size.Height-5)
				Place(b.titles[i], x, 0, w, size.Height-Hairline)
			}
		},
		Paint: b.paint,
	}
}

package menu

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// overlay lies over the whole window while a menu is open: it has the keyboard, and a click beside the menu closes it.
type overlay struct {
	widget.BaseWidget

	bar    *Bar // nil: the menu stands where it was asked for
	canvas fyne.Canvas
	menu   int      // which of the bar's
	panels []*panel // the menu, then the one a line of it opened
}

var (
	_ fyne.Focusable         = (*overlay)(nil)
	_ fyne.Shortcutable      = (*overlay)(nil)
	_ fyne.Tappable          = (*overlay)(nil)
	_ fyne.SecondaryTappable = (*overlay)(nil)
	_ desktop.Hoverable      = (*overlay)(nil)
	_ fyne.Tabbable          = (*overlay)(nil)
)

func newOverlay(b *Bar, c fyne.Canvas, menu int) *overlay {
	o := &overlay{bar: b, canvas: c}
	o.ExtendBaseWidget(o)
	o.turn(menu)
	return o
}

// turn shows another menu of the bar.
func (o *overlay) turn(menu int) {
	if o.bar == nil {
		return
	}
	n := len(o.bar.menus)
	o.menu = (menu + n) % n
	p := newPanel(o, o.bar.menus[o.menu].Items())
	x, _ := o.bar.span(o.menu)
	at := look.PositionOf(o.bar).AddXY(x, BarHeight-1)
	o.panels = []*panel{p}
	o.put(p, at)
	p.step(1)
	o.bar.Refresh()
	o.Refresh()
}

// close closes the menu; the keyboard goes back to what had it.
func (o *overlay) close() {
	if o.bar != nil {
		o.bar.Close()
		return
	}
	o.canvas.Overlays().Remove(o)
}

// put places a panel where it fits into the window.
func (o *overlay) put(p *panel, at fyne.Position) {
	size, room := p.MinSize(), o.canvas.Size()
	p.Resize(size)
	p.Move(fyne.NewPos(max(min(at.X, room.Width-size.Width-2), 0), max(min(at.Y, room.Height-size.Height-2), 0)))
}

func (o *overlay) top() *panel { return o.panels[len(o.panels)-1] }

// openSub shows the menu behind line i of the first panel; pick moves the keyboard's mark into it.
func (o *overlay) openSub(i int, pick bool) {
	first := o.panels[0]
	if len(o.panels) == 1 || o.panels[1].of != i {
		p := newPanel(o, first.items[i].Sub)
		p.of = i
		o.panels = []*panel{first, p}
		o.put(p, first.Position().AddXY(first.Size().Width-3, first.top(i)-menuPad))
	}
	if pick {
		o.panels[1].mark(-1)
		o.panels[1].step(1)
	}
	o.Refresh()
}

func (o *overlay) closeSub() {
	if len(o.panels) > 1 {
		o.panels = o.panels[:1]
		o.Refresh()
	}
}

// choose closes the menu and does what line i of the panel says.
func (o *overlay) choose(p *panel, i int) {
	if i < 0 || i >= len(p.items) || p.items[i].Disabled {
		return
	}
	if len(p.items[i].Sub) > 0 {
		o.openSub(i, true)
		return
	}
	o.close()
	if do := p.items[i].Do; do != nil {
		look.Act(do)
	}
}

// TypedKey implements fyne.Focusable.
func (o *overlay) TypedKey(ev *fyne.KeyEvent) {
	p := o.top()
	switch ev.Name {
	case fyne.KeyDown:
		p.step(1)
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyHome:
		p.mark(-1)
		p.step(1)
	case fyne.KeyEnd:
		p.mark(len(p.items))
		p.step(-1)
	case fyne.KeyRight:
		if i := p.at; len(o.panels) == 1 && i >= 0 && len(p.items[i].Sub) > 0 {
			o.openSub(i, true)
			return
		}
		o.turn(o.menu + 1)
	case fyne.KeyLeft:
		if len(o.panels) > 1 {
			o.closeSub()
			return
		}
		o.turn(o.menu - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		o.choose(p, p.at)
	case fyne.KeyEscape:
		if len(o.panels) > 1 {
			o.closeSub()
			return
		}
		o.close()
	case fyne.KeyF10:
		o.close()
	}
}

// TypedRune implements fyne.Focusable. Letters are taken here and not as keys: the rune of a key that chose would be typed into whatever
// opens.
func (o *overlay) TypedRune(r rune) {
	p := o.top()
	for i, item := range p.items {
		if item.Letter != 0 && item.Letter == unicode.ToUpper(r) {
			p.mark(i)
			o.choose(p, i)
			return
		}
	}
}

// TypedShortcut implements fyne.Shortcutable: Alt with a letter turns to another menu.
func (o *overlay) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || o.bar == nil || custom.Modifier != fyne.KeyModifierAlt || len(custom.KeyName) != 1 {
		return
	}
	for i, m := range o.bar.menus {
		if string(m.Letter) == string(custom.KeyName) {
			o.turn(i)
		}
	}
}

// AcceptsTab implements fyne.Tabbable: Tab stays here.
func (o *overlay) AcceptsTab() bool { return true }

// FocusGained implements fyne.Focusable.
func (o *overlay) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (o *overlay) FocusLost() {}

// Tapped implements fyne.Tappable: beside the menu.
func (o *overlay) Tapped(ev *fyne.PointEvent) {
	if i := o.titleAt(ev.Position); i >= 0 && i != o.menu {
		o.turn(i)
		return
	}
	o.close()
}

// TappedSecondary implements fyne.SecondaryTappable.
func (o *overlay) TappedSecondary(*fyne.PointEvent) { o.close() }

func (o *overlay) titleAt(p fyne.Position) int {
	if o.bar == nil {
		return -1
	}
	return o.bar.at(p.Subtract(look.PositionOf(o.bar)))
}

// MouseIn implements desktop.Hoverable.
func (o *overlay) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable: over the bar an open menu follows the pointer.
func (o *overlay) MouseMoved(ev *desktop.MouseEvent) {
	if i := o.titleAt(ev.Position); i >= 0 && i != o.menu {
		o.turn(i)
	}
}

// MouseOut implements desktop.Hoverable.
func (o *overlay) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer { return &openMenuRenderer{o} }

// openMenuRenderer shows the panels open at the moment; their places are set when they open.
type openMenuRenderer struct{ menu *overlay }

func (r *openMenuRenderer) Destroy()           {}
func (r *openMenuRenderer) Layout(fyne.Size)   {}
func (r *openMenuRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *openMenuRenderer) Refresh() {
	for _, p := range r.menu.panels {
		p.Refresh()
	}
	r.menu.canvas.Refresh(r.menu)
}

func (r *openMenuRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.menu.panels))
	for i, p := range r.menu.panels {
		objects[i] = p
	}
	return objects
}

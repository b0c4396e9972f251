package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// drawn is the renderer of the kit's widgets: a set of objects, and what to do when their size, place or colours are asked for.
type drawn struct {
	widget  fyne.Widget
	objects []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	paint   func() // sets texts and colours from the widget's state and the running theme

	painted int // the theme it was painted in; see themeNumber
}

var _ fyne.WidgetRenderer = (*drawn)(nil)

func (d *drawn) Destroy()              {}
func (d *drawn) Layout(size fyne.Size) { d.layout(size) }
func (d *drawn) MinSize() fyne.Size    { return d.min() }

// Objects implements fyne.WidgetRenderer. Fyne asks for them before every frame, and refreshes for another theme only what is in a window
// then: a page, a tab or a row kept aside paints itself here when it comes back.
func (d *drawn) Objects() []fyne.CanvasObject {
	if renewed(&d.painted) && d.paint != nil {
		d.paint()
	}
	return d.objects
}

func (d *drawn) Refresh() {
	if d.paint != nil {
		d.paint()
	}
	d.layout(d.widget.Size())
	canvas.Refresh(d.widget)
}

// NewRenderer makes a renderer of fixed objects for widgets outside the kit: size (the least) and layout are asked as Fyne asks, paint sets texts and
// colours when the widget or the theme changed and may be nil.
func NewRenderer(w fyne.Widget, objects []fyne.CanvasObject, size func() fyne.Size, layout func(fyne.Size), paint func()) fyne.WidgetRenderer {
	return &drawn{widget: w, objects: objects, min: size, layout: layout, paint: paint}
}

// Place moves and sizes an object.
func Place(o fyne.CanvasObject, x, y, w, h float32) { place(o, x, y, w, h) }

// place rounds to whole units: hairlines between two pixels come out grey and two wide.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	left, top := round(x), round(y)
	o.Move(fyne.NewPos(left, top))
	o.Resize(fyne.NewSize(max(round(x+w)-left, 0), max(round(y+h)-top, 0)))
}

func round(v float32) float32 { return float32(math.Round(float64(v))) }

// forwardShortcut hands a shortcut that the focused widget does not use to the window, where Ctrl+S, Ctrl+K and the like are registered.
func forwardShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if t, ok := c.(interface{ TypedShortcut(fyne.Shortcut) }); ok {
		t.TypedShortcut(s)
	}
}

// forwardKey hands a key that the focused widget does not use to the window.
func forwardKey(from fyne.CanvasObject, ev *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c == nil {
		return
	}
	if f := c.OnTypedKey(); f != nil {
		f(ev)
	}
}

// ForwardShortcut hands a shortcut on that a focused widget outside the kit does not use.
func ForwardShortcut(from fyne.CanvasObject, s fyne.Shortcut) { forwardShortcut(from, s) }

// ForwardKey hands a key on that a focused widget outside the kit does not use.
func ForwardKey(from fyne.CanvasObject, ev *fyne.KeyEvent) { forwardKey(from, ev) }

func focus(o fyne.Focusable) {
	obj, ok := o.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(obj); c != nil {
		c.Focus(o)
	}
}

func ceil(v float32) float32 { return float32(math.Ceil(float64(v))) }

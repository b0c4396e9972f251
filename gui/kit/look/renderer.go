package look

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Renderer is the renderer of the kit's widgets: a set of objects, and what to do when their size, place or colours are asked for.
type Renderer struct {
	Widget  fyne.Widget
	Parts   []fyne.CanvasObject
	Least   func() fyne.Size
	Arrange func(fyne.Size)
	Paint   func() // sets texts and colours from the widget's state and the running theme; nil: Arrange does

	painted int // the theme it was painted in; see themeNumber
	laid    bool
}

var _ fyne.WidgetRenderer = (*Renderer)(nil)

// Destroy implements fyne.WidgetRenderer.
func (d *Renderer) Destroy() { Forgotten() }

// Forgotten has every window painted once more. When Fyne throws away renderers it also forgets on which window objects are that were painted for
// longer than a minute without being refreshed, such as all others while a caret blinks; what it forgot cannot be refreshed until the window
// is painted, and nothing else would have it painted when the caret is gone with its pop-up.
func Forgotten() {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Canvas() != nil {
			w.Canvas().Refresh(canvas.NewRectangle(nil))
		}
	}
}

func (d *Renderer) MinSize() fyne.Size { return d.Least() }

func (d *Renderer) Layout(size fyne.Size) {
	d.laid = true
	d.Arrange(size)
}

// Objects implements fyne.WidgetRenderer. Fyne asks for them before every frame, and refreshes for another theme only what is in a window
// then: a page, a tab or a row kept aside paints itself here when it comes back. Fyne also throws away the renderers of what was not on the screen
// for about a minute, and makes new ones without laying them out when the widget has its size already: that is done here, too.
func (d *Renderer) Objects() []fyne.CanvasObject {
	size := d.Widget.Size()
	if Renewed(&d.painted) {
		if d.Paint != nil {
			d.Paint()
		} else if !size.IsZero() {
			d.Layout(size)
		}
	}
	if !d.laid && !size.IsZero() {
		d.Layout(size)
		Relay(d.Parts...)
	}
	return d.Parts
}

// Relay lays out anew what keeps its size: Fyne does nothing for a size a widget has already, although the widget's renderer may be a new one.
func Relay(objects ...fyne.CanvasObject) {
	for _, o := range objects {
		switch o := o.(type) {
		case *fyne.Container:
			Relay(o.Objects...)
		case *container.Scroll:
			Resized(o)
			Relay(o.Content)
		case fyne.Widget:
			Resized(o)
		}
	}
}

func Resized(o fyne.CanvasObject) {
	size := o.Size()
	o.Resize(size.AddWidthHeight(1, 1))
	o.Resize(size)
}

func (d *Renderer) Refresh() {
	if d.Paint != nil {
		d.Paint()
	}
	d.Layout(d.Widget.Size())
	canvas.Refresh(d.Widget)
}

// Place rounds to whole units: hairlines between two pixels come out grey and two wide.
func Place(o fyne.CanvasObject, x, y, w, h float32) {
	left, top := Round(x), Round(y)
	o.Move(fyne.NewPos(left, top))
	o.Resize(fyne.NewSize(max(Round(x+w)-left, 0), max(Round(y+h)-top, 0)))
}

func Round(v float32) float32 { return float32(math.Round(float64(v))) }

// CanvasOf is the canvas of the window an object is in, nil for none. Fyne forgets it a minute after the object came into the window and remembers it when
// the window is painted next: a key can come before. The program has one window, which is asked to remember what is in it.
func CanvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	windows := driver.AllWindows()
	if len(windows) != 1 {
		return nil
	}
	c := windows[0].Canvas()
	if r, ok := c.(interface{ EnsureMinSize() bool }); ok { // what painting begins with
		r.EnsureMinSize()
	}
	return c
}

// PositionOf is the place of an object in its window, 0, 0 for one that is in none. Fyne's own says so too of one whose canvas it has forgotten.
func PositionOf(o fyne.CanvasObject) fyne.Position {
	CanvasOf(o)
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// ForwardShortcut hands a shortcut that the focused widget does not use to the window, where Ctrl+S, Ctrl+K and the like are registered.
func ForwardShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	c := CanvasOf(from)
	if t, ok := c.(interface{ TypedShortcut(fyne.Shortcut) }); ok {
		t.TypedShortcut(s)
	}
}

// ForwardKey hands a key that the focused widget does not use to the window.
func ForwardKey(from fyne.CanvasObject, ev *fyne.KeyEvent) {
	c := CanvasOf(from)
	if c == nil {
		return
	}
	if f := c.OnTypedKey(); f != nil {
		f(ev)
	}
}

func Focus(o fyne.Focusable) {
	obj, ok := o.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := CanvasOf(obj); c != nil {
		c.Focus(o)
	}
}

func Ceil(v float32) float32 { return float32(math.Ceil(float64(v))) }

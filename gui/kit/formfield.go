package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// FieldPad is where the text of every input begins: Fyne's own text field can only begin at the theme's inner padding.
const FieldPad float32 = 5

// fieldText is the height in which text of TextSize stands level with the text of Fyne's text field, which is not quite in the middle.
const fieldText = FieldHeight - 1

// fieldMark is the width at the right edge in the middle of which the ∨ of an input stands.
const fieldMark float32 = 24

// newPopUpEdge makes the line around what a field opens, without which it has no end on dark grounds. Place it with placePopUpEdge.
func newPopUpEdge() *canvas.Rectangle {
	edge := canvas.NewRectangle(Paint(colorNone))
	edge.StrokeColor, edge.StrokeWidth, edge.CornerRadius = Paint(ColorLine), Hairline, FieldRadius
	return edge
}

// placePopUpEdge puts the edge where Fyne's pop-up ends, half the inner padding outside its content.
func placePopUpEdge(edge *canvas.Rectangle, content fyne.Size) {
	out := FieldPad / 2
	edge.Move(fyne.NewPos(-out, -out))
	edge.Resize(content.AddWidthHeight(2*out, 2*out))
}

// popUpFrame lays out an edge and what stands in it.
type popUpFrame struct{}

func (popUpFrame) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

func (popUpFrame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	placePopUpEdge(objects[0].(*canvas.Rectangle), size)
	Place(objects[1], 0, 0, size.Width, size.Height)
}

// focusRing is the width of the edge of the input that has the keyboard.
const focusRing float32 = 2

func newFieldBack() *canvas.Rectangle {
	back := canvas.NewRectangle(nil)
	back.StrokeWidth, back.CornerRadius = Hairline, FieldRadius
	return back
}

func newFieldMark() *canvas.Text {
	mark := newText("∨", TextSize, false, ColorMuted)
	mark.Alignment = fyne.TextAlignCenter
	return mark
}

// paintField gives ground and edge of an input the colours of its state; the keyboard's place shows in any state.
func paintField(back *canvas.Rectangle, disabled, invalid, focused bool) {
	fill, edge := ColorSurface, ColorFieldLine
	back.StrokeWidth = Hairline
	if disabled {
		fill = ColorHeader
	}
	if focused {
		edge, back.StrokeWidth = ColorAccent, focusRing
	}
	if invalid && !disabled {
		edge = ColorLate
	}
	back.FillColor, back.StrokeColor = Paint(fill), Paint(edge)
	back.Refresh()
}

// fieldHost is what an input asks about keys it has no use for, before the window is: the form it stands in. The zero value asks nobody.
type fieldHost struct {
	shortcut func(fyne.Shortcut) bool
	key      func(*fyne.KeyEvent) bool
	focused  func() // the input has got the keyboard
}

func (h *fieldHost) reached() {
	if h.focused != nil {
		h.focused()
	}
}

func (h *fieldHost) typedShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if h.shortcut == nil || !h.shortcut(s) {
		ForwardShortcut(from, s)
	}
}

func (h *fieldHost) typedKey(from fyne.Focusable, ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeyTab:
		moveFocus(from, keyModifiers()&fyne.KeyModifierShift != 0)
	case h.key == nil || !h.key(ev):
		ForwardKey(from.(fyne.CanvasObject), ev)
	}
}

// keyModifiers are the modifier keys held down now; none where the driver cannot tell.
func keyModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// moveFocus does what Tab does and selects the whole text of a field reached so, as office programs do. The inputs take the Tab key for
// themselves to have it: a field is not told why it got the keyboard, and text must not be selected after a click or when the window comes back.
func moveFocus(from fyne.Focusable, back bool) {
	c := fyne.CurrentApp().Driver().CanvasForObject(from.(fyne.CanvasObject))
	if c == nil {
		return
	}
	if back {
		c.FocusPrevious()
	} else {
		c.FocusNext()
	}
	if next, ok := c.Focused().(interface{ selectText() }); ok {
		next.selectText()
	}
}

// caret is where an input method's window opens while the picker has the keyboard: the first character typed opens its list.
func (p *Picker) caret() (fyne.Position, float32) {
	return fyne.NewPos(FieldPad, FieldPad), fyne.MeasureText("国", TextSize, fyne.TextStyle{}).Height
}

// caret is as the picker's, behind the last tag.
func (s *Several) caret() (fyne.Position, float32) {
	at, height := fyne.NewPos(FieldPad, FieldPad), fyne.MeasureText("国", TextSize, fyne.TextStyle{}).Height
	if n := len(s.values); n > 0 {
		last := s.tags[n-1]
		at = last.Position().AddXY(last.Size().Width, 0)
	}
	return at, height
}

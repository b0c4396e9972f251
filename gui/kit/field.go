package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// FieldPad is where the text of every input begins: Fyne's own text field can only begin at the theme's inner padding.
const FieldPad float32 = 5

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

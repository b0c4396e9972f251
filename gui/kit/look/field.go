package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// FieldPad is where the text of every input begins: Fyne's own text field can only begin at the theme's inner padding.
const FieldPad float32 = 5

// FieldMark is the width at the right edge in the middle of which the ∨ of an input stands.
const FieldMark float32 = 24

// NewPopUpEdge makes the line around what a field opens, without which it has no end on dark grounds. Place it with PlacePopUpEdge.
func NewPopUpEdge() *canvas.Rectangle {
	edge := canvas.NewRectangle(Paint(ColorNone))
	edge.StrokeColor, edge.StrokeWidth, edge.CornerRadius = Paint(ColorLine), Hairline, FieldRadius
	return edge
}

// PlacePopUpEdge puts the edge where Fyne's pop-up ends, half the inner padding outside its content.
func PlacePopUpEdge(edge *canvas.Rectangle, content fyne.Size) {
	out := FieldPad / 2
	edge.Move(fyne.NewPos(-out, -out))
	edge.Resize(content.AddWidthHeight(2*out, 2*out))
}

// PopUpFrame lays out an edge and what stands in it.
type PopUpFrame struct{}

func (PopUpFrame) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

func (PopUpFrame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	PlacePopUpEdge(objects[0].(*canvas.Rectangle), size)
	Place(objects[1], 0, 0, size.Width, size.Height)
}

// FocusRing is the width of the edge of the input that has the keyboard.
const FocusRing float32 = 2

func NewFieldBack() *canvas.Rectangle {
	back := canvas.NewRectangle(nil)
	back.StrokeWidth, back.CornerRadius = Hairline, FieldRadius
	return back
}

func NewFieldMark() *canvas.Text {
	mark := NewText("∨", TextSize, false, ColorMuted)
	mark.Alignment = fyne.TextAlignCenter
	return mark
}

// PaintField gives ground and edge of an input the colours of its state; the keyboard's place shows in any state.
func PaintField(back *canvas.Rectangle, disabled, invalid, focused bool) {
	fill, edge := ColorSurface, ColorFieldLine
	back.StrokeWidth = Hairline
	if disabled {
		fill = ColorHeader
	}
	if focused {
		edge, back.StrokeWidth = ColorAccent, FocusRing
	}
	if invalid && !disabled {
		edge = ColorLate
	}
	back.FillColor, back.StrokeColor = Paint(fill), Paint(edge)
	back.Refresh()
}

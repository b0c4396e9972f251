package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"cppccdesk/gui/kit/look"
)

// CaretBox is where the text caret of the field that has the keyboard stands, in the canvas' units: the upper end and the height. ok is false
// when no text field has it.
func CaretBox(c fyne.Canvas) (at fyne.Position, height float32, ok bool) {
	field, ok := c.Focused().(interface {
		fyne.CanvasObject
		Caret() (fyne.Position, float32)
	})
	if !ok {
		return fyne.Position{}, 0, false
	}
	inside, height := field.Caret()
	return look.PositionOf(field).Add(inside), height, true
}

// Caret is where the caret stands in the field. Fyne does not tell how far the text is scrolled in a field too small for it, so the caret
// is kept within the field: an input method's window beside the field is near enough.
func (e *Entry) Caret() (fyne.Position, float32) {
	pad := e.Theme().Size(theme.SizeNameInnerPadding)
	height := fyne.MeasureText("国", look.TextSize, e.TextStyle).Height
	size := e.Size()
	line := []rune(e.Text)
	x := pad + look.TextWidth(string(line[:min(max(e.CursorColumn, 0), len(line))]), look.TextSize)
	return fyne.NewPos(min(x, size.Width-pad), max(min(pad, size.Height-height), 0)), height
}

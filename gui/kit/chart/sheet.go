package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cppccdesk/gui/kit/look"
)

// sheet collects what is drawn.
type sheet struct{ parts []fyne.CanvasObject }

func (s *sheet) box(name fyne.ThemeColorName, x, y, w, h float32) *canvas.Rectangle {
	r := canvas.NewRectangle(look.Paint(name))
	look.Place(r, x, y, w, h)
	s.parts = append(s.parts, r)
	return r
}

func (s *sheet) text(text string, size float32, bold bool, name fyne.ThemeColorName, align fyne.TextAlign, x, y, w, h float32) *canvas.Text {
	t := look.NewText(look.Ellipsize(text, w+1, size, bold), size, bold, name)
	t.Alignment = align
	look.Place(t, x, y, w, h)
	s.parts = append(s.parts, t)
	return t
}

package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// sideStep is how far the arrow keys scroll sideways.
const sideStep float32 = 60

// scrollSideways moves the columns behind the first; at the edge nothing happens.
func (g *Grid[R]) scrollSideways(by float32) {
	if by == 0 || !g.columns.scrollTo(g.columns.offset+by) {
		return
	}
	g.slider.set(g.columns.total, g.columns.content, g.columns.offset)
	g.header.Refresh()
	g.list.Refresh()
}

const sliderHeight float32 = 10

// slider is the slim bar that scrolls sideways.
type slider struct {
	widget.BaseWidget

	moved   func(offset float32)
	view    float32
	content float32
	offset  float32
	hovered bool

	thumb *canvas.Rectangle
	back  *canvas.Rectangle
}

var (
	_ fyne.Draggable    = (*slider)(nil)
	_ desktop.Hoverable = (*slider)(nil)
	_ desktop.Mouseable = (*slider)(nil)
)

func newSlider(moved func(offset float32)) *slider {
	s := &slider{moved: moved}
	s.ExtendBaseWidget(s)
	s.Hide()
	return s
}

func (s *slider) set(view, content, offset float32) {
	s.view, s.content, s.offset = view, content, offset
	s.Refresh()
}

// thumbSpan is where the thumb lies on a track of that width.
func (s *slider) thumbSpan(track float32) (x, w float32) {
	if s.content <= 0 {
		return 0, track
	}
	w = max(track*s.view/s.content, 24)
	if s.content > s.view {
		x = (track - w) * s.offset / (s.content - s.view)
	}
	return x, w
}

// Dragged implements fyne.Draggable.
func (s *slider) Dragged(ev *fyne.DragEvent) {
	_, w := s.thumbSpan(s.Size().Width)
	if room := s.Size().Width - w; room > 0 {
		s.moved(s.offset + ev.Dragged.DX*(s.content-s.view)/room)
	}
}

// DragEnd implements fyne.Draggable.
func (s *slider) DragEnd() {}

// MouseDown implements desktop.Mouseable: beside the thumb it moves by a page.
func (s *slider) MouseDown(ev *desktop.MouseEvent) {
	x, w := s.thumbSpan(s.Size().Width)
	switch {
	case ev.Position.X < x:
		s.moved(s.offset - s.view*0.8)
	case ev.Position.X > x+w:
		s.moved(s.offset + s.view*0.8)
	}
}

// MouseUp implements desktop.Mouseable.
func (s *slider) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (s *slider) MouseIn(*desktop.MouseEvent) { s.hovered = true; s.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (s *slider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *slider) MouseOut() { s.hovered = false; s.Refresh() }

func (s *slider) paint() {
	fill := look.ColorFieldLine
	if s.hovered {
		fill = look.ColorMuted
	}
	s.thumb.FillColor, s.back.FillColor = look.Paint(fill), look.Paint(look.ColorSurface)
}

// CreateRenderer implements fyne.Widget.
func (s *slider) CreateRenderer() fyne.WidgetRenderer {
	s.thumb, s.back = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	s.paint()
	return &look.Renderer{
		Widget: s, Parts: []fyne.CanvasObject{s.back, s.thumb},
		Least: func() fyne.Size { return fyne.NewSize(40, sliderHeight) },
		Arrange: func(size fyne.Size) {
			look.Place(s.back, 0, 0, size.Width, size.Height)
			x, w := s.thumbSpan(size.Width)
			s.thumb.CornerRadius = 2
			look.Place(s.thumb, x, (size.Height-5)/2, w, 5)
		},
		Paint: s.paint,
	}
}

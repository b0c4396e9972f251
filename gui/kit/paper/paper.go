// Package paper is the picture of a printed page: as wide as the view or zoomed, turned by wheel and keys, with the area under the pointer
// outlined where a click on it opens something. It draws no page itself: the picture is handed to it.
package paper

import (
	"image"
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// Page is a side of paper. Measures are in points.
type Page struct {
	Width, Height float64
	At            func(x, y float64) (Spot, bool) // nil: nothing can be opened
}

// Spot is an area of a page; a click on it opens something.
type Spot struct {
	X, Y, Width, Height float64
	Open                func()
}

// View shows one page at a time. It must be used on the window's thread only.
type View struct {
	widget.BaseWidget

	// OnDraw is asked for a picture of the page at a scale of pixels per point, which comes by SetPicture.
	OnDraw func(scale float64)
	// OnTurn is told of a key or the wheel going to another page, 1 forwards and -1 back, and whether there is one.
	OnTurn func(by int) bool

	page   *Page
	zoom   float64 // units per point; 0: as wide as the view
	wanted float64 // the scale of the picture asked for
	sheet  *sheet
	scroll *container.Scroll
	back   *canvas.Rectangle
}

const (
	fullSize         = 96.0 / 72 // units per point at 100 %
	margin   float32 = 12        // around the page
	step     float32 = 3 * look.RowHeight
)

// zooms are the sizes to choose from, in parts of full size.
var zooms = []float64{0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3}

// New makes a view without a page.
func New() *View {
	v := &View{}
	v.sheet = &sheet{view: v}
	v.sheet.ExtendBaseWidget(v.sheet)
	v.scroll = container.NewScroll(v.sheet)
	v.ExtendBaseWidget(v)
	return v
}

// SetPage shows another page from its upper end on; nil shows none.
func (v *View) SetPage(p *Page) {
	v.page, v.wanted = p, 0
	v.sheet.picture, v.sheet.spot = nil, nil
	v.scroll.Offset = fyne.Position{}
	v.relay()
}

// SetPicture shows the picture that OnDraw was asked for.
func (v *View) SetPicture(picture image.Image) {
	v.sheet.picture = picture
	v.sheet.Refresh()
}

// Zoomed is the size the page is shown at, in percent.
func (v *View) Zoomed() int { return int(math.Round(v.scale() / fullSize * 100)) }

// Fit makes the page as wide as the view.
func (v *View) Fit() { v.setZoom(0) }

// Zoom makes the page larger (1) or smaller (-1) by one of the sizes to choose from.
func (v *View) Zoom(by int) {
	now := v.scale() / fullSize
	const hair = 0.001
	at := slices.IndexFunc(zooms, func(z float64) bool { return z > now+hair })
	if by < 0 {
		at = len(zooms) - 1
		for at > 0 && zooms[at] > now-hair {
			at--
		}
	}
	if at >= 0 {
		v.setZoom(zooms[at] * fullSize)
	}
}

func (v *View) setZoom(zoom float64) {
	v.zoom = zoom
	v.relay()
}

// scale is units per point.
func (v *View) scale() float64 {
	if v.page == nil || v.page.Width == 0 {
		return fullSize
	}
	if v.zoom > 0 {
		return v.zoom
	}
	return max(0.1, float64(v.Size().Width-2*margin)/v.page.Width)
}

// size is that of the page as it is shown.
func (v *View) size() fyne.Size {
	if v.page == nil {
		return fyne.Size{}
	}
	s := v.scale()
	return fyne.NewSize(float32(v.page.Width*s), float32(v.page.Height*s))
}

// relay has the page take the size it should have now, and asks for a picture of that size.
func (v *View) relay() {
	if v.Size().IsZero() {
		return
	}
	v.scroll.Refresh()
	v.sheet.Refresh()
	v.want()
}

func (v *View) want() {
	if v.page == nil || v.OnDraw == nil {
		return
	}
	scale := v.scale()
	if c := look.CanvasOf(v); c != nil {
		scale *= float64(c.Scale())
	}
	if math.Abs(scale-v.wanted) < 0.001*scale {
		return
	}
	v.wanted = scale
	v.OnDraw(scale)
}

// turn goes to the page before or after; of one before the lower end is shown.
func (v *View) turn(by int) {
	if v.OnTurn != nil && v.OnTurn(by) && by < 0 {
		v.scroll.ScrollToBottom()
	}
}

// move scrolls down by some units; beyond the end it turns the page.
func (v *View) move(down float32) {
	most := max(0, v.sheet.MinSize().Height-v.scroll.Size().Height)
	switch at := v.scroll.Offset.Y; {
	case down > 0 && at >= most-1:
		v.turn(1)
	case down < 0 && at <= 1:
		v.turn(-1)
	default:
		v.scroll.ScrollToOffset(fyne.NewPos(v.scroll.Offset.X, min(most, max(0, at+down))))
	}
}

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	v.back = canvas.NewRectangle(nil)
	v.back.StrokeWidth = look.Hairline
	draw := &look.Renderer{Widget: v, Parts: []fyne.CanvasObject{v.back, v.scroll}, Least: func() fyne.Size { return fyne.NewSize(240, 160) }}
	draw.Arrange = func(size fyne.Size) {
		look.Place(v.back, 0, 0, size.Width, size.Height)
		look.Place(v.scroll, 0, 0, size.Width, size.Height)
		v.relay()
	}
	draw.Paint = func() {
		v.back.FillColor, v.back.StrokeColor = look.Paint(look.ColorTrack), look.Paint(look.ColorNone)
		if v.sheet.focused {
			v.back.StrokeColor = look.Paint(look.ColorAccentLine)
		}
		v.back.Refresh()
	}
	draw.Paint()
	return draw
}

// sheet is the page inside the scroll.
type sheet struct {
	widget.BaseWidget

	view    *View
	picture image.Image
	spot    *Spot // under the pointer
	focused bool

	paper, mark *canvas.Rectangle
	image       *canvas.Image
}

var (
	_ fyne.Tappable      = (*sheet)(nil)
	_ fyne.Focusable     = (*sheet)(nil)
	_ fyne.Scrollable    = (*sheet)(nil)
	_ desktop.Hoverable  = (*sheet)(nil)
	_ desktop.Cursorable = (*sheet)(nil)
)

// corner is where the page begins: in the middle of what is wider than it.
func (s *sheet) corner() fyne.Position {
	return fyne.NewPos(max(margin, look.Round((s.Size().Width-s.view.size().Width)/2)), margin)
}

// at is the spot at a place of the sheet.
func (s *sheet) at(p fyne.Position) *Spot {
	page := s.view.page
	if page == nil || page.At == nil {
		return nil
	}
	place, scale := p.Subtract(s.corner()), s.view.scale()
	if spot, ok := page.At(float64(place.X)/scale, float64(place.Y)/scale); ok && spot.Open != nil {
		return &spot
	}
	return nil
}

// Tapped implements fyne.Tappable.
func (s *sheet) Tapped(ev *fyne.PointEvent) {
	look.Focus(s)
	if spot := s.at(ev.Position); spot != nil {
		look.Act(spot.Open)
	}
}

// MouseIn implements desktop.Hoverable.
func (s *sheet) MouseIn(ev *desktop.MouseEvent) { s.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (s *sheet) MouseMoved(ev *desktop.MouseEvent) {
	spot := s.at(ev.Position)
	if (spot == nil) != (s.spot == nil) || spot != nil && (spot.X != s.spot.X || spot.Y != s.spot.Y) {
		s.spot = spot
		s.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (s *sheet) MouseOut() {
	s.spot = nil
	s.Refresh()
}

// Cursor implements desktop.Cursorable.
func (s *sheet) Cursor() desktop.Cursor {
	if s.spot != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Scrolled implements fyne.Scrollable; with Ctrl the page is zoomed.
func (s *sheet) Scrolled(ev *fyne.ScrollEvent) {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierControl != 0 {
		if ev.Scrolled.DY > 0 {
			s.view.Zoom(1)
		} else if ev.Scrolled.DY < 0 {
			s.view.Zoom(-1)
		}
		return
	}
	if ev.Scrolled.DX != 0 {
		s.view.scroll.Scrolled(ev)
		return
	}
	s.view.move(-ev.Scrolled.DY * 3)
}

// FocusGained implements fyne.Focusable.
func (s *sheet) FocusGained() { s.focused = true; s.view.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *sheet) FocusLost() { s.focused = false; s.view.Refresh() }

// TypedRune implements fyne.Focusable: + and - zoom, 0 fits the width.
func (s *sheet) TypedRune(r rune) {
	switch r {
	case '+', '=':
		s.view.Zoom(1)
	case '-':
		s.view.Zoom(-1)
	case '0':
		s.view.Fit()
	}
}

// TypedKey implements fyne.Focusable: arrows scroll, PgUp and PgDn turn the page.
func (s *sheet) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		s.view.move(-step)
	case fyne.KeyDown, fyne.KeySpace:
		s.view.move(step)
	case fyne.KeyPageUp:
		s.view.turn(-1)
	case fyne.KeyPageDown:
		s.view.turn(1)
	default:
		look.ForwardKey(s, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (s *sheet) TypedShortcut(short fyne.Shortcut) { look.ForwardShortcut(s, short) }

func (s *sheet) paint() {
	s.paper.FillColor, s.paper.StrokeColor = look.Paint(look.ColorNone), look.Paint(look.ColorLine)
	if s.view.page != nil {
		s.paper.FillColor = color.White // in the dark theme too
	}
	s.paper.Refresh()
	s.mark.StrokeColor = look.Paint(look.ColorAccent)
}

func (s *sheet) arrange(fyne.Size) {
	at, size := s.corner(), s.view.size()
	look.Place(s.paper, at.X, at.Y, size.Width, size.Height)
	look.Place(s.image, at.X, at.Y, size.Width, size.Height)
	if s.image.Image != s.picture {
		s.image.Image = s.picture
		s.image.Refresh()
	}
	s.image.Hidden = s.picture == nil
	s.mark.Hidden = s.spot == nil
	if s.spot != nil {
		scale := s.view.scale()
		look.Place(s.mark, at.X+float32(s.spot.X*scale), at.Y+float32(s.spot.Y*scale), float32(s.spot.Width*scale), float32(s.spot.Height*scale))
	}
	s.mark.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	s.paper, s.mark, s.image = canvas.NewRectangle(nil), canvas.NewRectangle(look.Paint(look.ColorNone)), canvas.NewImageFromImage(nil)
	s.paper.StrokeWidth, s.mark.StrokeWidth = look.Hairline, 2
	s.image.FillMode, s.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	return &look.Renderer{
		Widget: s, Parts: []fyne.CanvasObject{s.paper, s.image, s.mark},
		Least: func() fyne.Size {
			if s.view.page == nil {
				return fyne.Size{}
			}
			return s.view.size().AddWidthHeight(2*margin, 2*margin)
		},
		Arrange: s.arrange,
		Paint:   s.paint,
	}
}

package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

const barHeight float32 = 8

// ProgressBar is a thin bar without text: the figure stands beside it.
type ProgressBar struct {
	widget.BaseWidget

	value       float64
	track, fill *canvas.Rectangle
}

// NewProgressBar makes a bar; value is between 0 and 1.
func NewProgressBar(value float64) *ProgressBar {
	p := &ProgressBar{value: value}
	p.ExtendBaseWidget(p)
	return p
}

// SetValue moves the bar; what is beyond 0 and 1 is cut.
func (p *ProgressBar) SetValue(value float64) {
	p.value = value
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	p.track, p.fill = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	paint := func() {
		p.track.FillColor, p.fill.FillColor = look.Paint(look.ColorTrack), look.Paint(look.ColorAccent)
		p.track.Refresh()
		p.fill.Refresh()
	}
	paint()
	return &look.Renderer{
		Widget: p,
		Parts:  []fyne.CanvasObject{p.track, p.fill},
		Least:  func() fyne.Size { return fyne.NewSize(40, barHeight) },
		Arrange: func(size fyne.Size) {
			h := min(size.Height, barHeight)
			top := (size.Height - h) / 2
			p.track.CornerRadius, p.fill.CornerRadius = h/2, h/2
			look.Place(p.track, 0, top, size.Width, h)
			share := float32(min(max(p.value, 0), 1))
			look.Place(p.fill, 0, top, size.Width*share, h)
			p.fill.Hidden = share == 0
		},
		Paint: paint,
	}
}

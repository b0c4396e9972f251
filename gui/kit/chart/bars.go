// Package chart draws numbers by month and events by day.
package chart

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// Bars is one group of a chart: a label below and one value per series. Negative values draw as nothing.
type Bars struct {
	Label  string
	Values []float64
}

// BarChart draws up to two bars side by side per group, from zero, with the value over each bar where there is room.
type BarChart struct {
	widget.BaseWidget

	OnOpen func(group, series int) // a bar was clicked, or the room over it; nil: a click does nothing

	groups []Bars
	draw   *look.Renderer
	axis   *canvas.Line
}

// NewBarChart makes a chart.
func NewBarChart(groups []Bars) *BarChart {
	b := &BarChart{groups: groups}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *BarChart) Tapped(ev *fyne.PointEvent) {
	if group, series, ok := b.at(ev.Position.X); ok && b.OnOpen != nil {
		look.Act(func() { b.OnOpen(group, series) })
	}
}

// at is the bar at or below a place, false where there is none.
func (b *BarChart) at(x float32) (group, series int, ok bool) {
	if len(b.groups) == 0 || x < 0 {
		return 0, 0, false
	}
	pitch := b.pitch(b.Size().Width)
	if group = int(x / pitch); group >= len(b.groups) {
		return 0, 0, false
	}
	values := b.groups[group].Values
	series = int((x - float32(group)*pitch) * float32(len(values)) / pitch)
	series = min(series, len(values)-1)
	return group, series, series >= 0 && values[series] > 0
}

// pitch is the width of a group.
func (b *BarChart) pitch(width float32) float32 { return min(width/float32(len(b.groups)), 72) }

// SetBars shows other values.
func (b *BarChart) SetBars(groups []Bars) {
	b.groups = groups
	b.Refresh()
}

const (
	chartWidth, chartHeight float32 = 240, 150
	chartLabels             float32 = 20 // below the axis
	chartValues             float32 = 16 // above the tallest bar
	barWidth                float32 = 18
)

func (b *BarChart) highest() float64 {
	top := 0.0
	for _, g := range b.groups {
		for _, v := range g.Values {
			top = max(top, v)
		}
	}
	return top
}

func (b *BarChart) arrange(size fyne.Size) {
	b.draw.Parts = []fyne.CanvasObject{b.axis}
	base := size.Height - chartLabels
	b.axis.Position1, b.axis.Position2 = fyne.NewPos(0, base), fyne.NewPos(size.Width, base)
	b.axis.StrokeColor = look.Paint(look.ColorLine)
	if len(b.groups) == 0 {
		return
	}
	pitch := b.pitch(size.Width)
	top := b.highest()
	for i, g := range b.groups {
		label := look.NewText(g.Label, look.CaptionText, false, look.ColorMuted)
		label.Alignment = fyne.TextAlignCenter
		look.Place(label, float32(i)*pitch, base+3, pitch, chartLabels-3)
		b.draw.Parts = append(b.draw.Parts, label)
		b.group(g, float32(i)*pitch, pitch, base, top)
	}
}

func (b *BarChart) group(g Bars, x, pitch, base float32, top float64) {
	n := float32(len(g.Values))
	w := min(barWidth, (pitch-8)/max(n, 1)-2)
	x += (pitch - n*(w+2)) / 2
	for i, v := range g.Values {
		if v > 0 && top > 0 {
			h := max(float32(v/top)*(base-chartValues), 1)
			name := look.ColorAccent
			if i > 0 {
				name = look.ColorAccentLine
			}
			bar := canvas.NewRectangle(look.Paint(name))
			look.Place(bar, x, base-h, w, h)
			b.draw.Parts = append(b.draw.Parts, bar)
			text := fmt.Sprint(v)
			if tw := look.TextWidth(text, 10); tw <= w+2 {
				value := look.NewText(text, 10, false, look.ColorMuted)
				value.Alignment = fyne.TextAlignCenter
				look.Place(value, x-2, base-h-15, w+4, 14)
				b.draw.Parts = append(b.draw.Parts, value)
			}
		}
		x += w + 2
	}
}

// CreateRenderer implements fyne.Widget.
func (b *BarChart) CreateRenderer() fyne.WidgetRenderer {
	b.axis = canvas.NewLine(look.Paint(look.ColorLine))
	b.draw = &look.Renderer{
		Widget: b, Parts: []fyne.CanvasObject{b.axis},
		Least:   func() fyne.Size { return fyne.NewSize(chartWidth, chartHeight) },
		Arrange: b.arrange,
	}
	return b.draw
}

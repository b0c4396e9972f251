package evaluation

import (
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// dot is one rater's total on the line.
type dot struct {
	at     float64
	apart  bool // deviates from the others
	hollow bool // does not count
	label  string
}

// dotLine draws the raters' totals over an axis, so that agreement is seen at a glance; what deviates is named.
type dotLine struct {
	widget.BaseWidget
	dots []dot
}

func newDotLine(dots []dot) *dotLine {
	l := &dotLine{dots: dots}
	l.ExtendBaseWidget(l)
	return l
}

const (
	dotSize   float32 = 12
	dotMargin float32 = 20
	dotRow    float32 = 34
	dotHeight float32 = 74
)

// span is the part of the scale that is drawn: the dots rounded outward to fives, at least ten wide.
func (l *dotLine) span() (from, to float64) {
	from, to = 100, 0
	for _, d := range l.dots {
		from, to = math.Min(from, d.at), math.Max(to, d.at)
	}
	if from > to {
		return 0, 100
	}
	from, to = math.Floor(from/5)*5, math.Ceil(to/5)*5
	if to-from < 10 {
		from = math.Max(to-10, 0)
		to = from + 10
	}
	return from, to
}

// CreateRenderer implements fyne.Widget.
func (l *dotLine) CreateRenderer() fyne.WidgetRenderer {
	from, to := l.span()
	axis := canvas.NewRectangle(nil)
	objects := []fyne.CanvasObject{axis}
	var ticks []*canvas.Text
	for _, at := range []float64{from, (from + to) / 2, to} {
		tick := text(strconv.FormatFloat(at, 'f', -1, 64))
		ticks = append(ticks, tick)
		objects = append(objects, tick)
	}
	circles := make([]*canvas.Circle, len(l.dots))
	labels := make([]*canvas.Text, len(l.dots))
	for i, d := range l.dots {
		circles[i], labels[i] = canvas.NewCircle(nil), text("")
		if d.apart {
			labels[i].Text = d.label
		}
		objects = append(objects, circles[i], labels[i])
	}
	paint := func() {
		axis.FillColor = look.Paint(look.ColorLine)
		for i, d := range l.dots {
			d.paint(circles[i])
		}
		for _, t := range slices.Concat(ticks, labels) {
			t.Color = look.Paint(look.ColorMuted)
		}
	}
	paint()
	return &look.Renderer{
		Widget: l,
		Parts:  objects,
		Least:  func() fyne.Size { return fyne.NewSize(160, dotHeight) },
		Arrange: func(size fyne.Size) {
			width := size.Width - 2*dotMargin
			x := func(at float64) float32 { return dotMargin + width*float32((at-from)/(to-from)) }
			look.Place(axis, dotMargin, dotHeight-20, width, 2)
			for i, at := range []float64{from, (from + to) / 2, to} {
				look.Place(ticks[i], x(at)-30, dotHeight-17, 60, 16)
			}
			for i, d := range l.dots {
				look.Place(circles[i], x(d.at)-dotSize/2, dotRow-dotSize/2, dotSize, dotSize)
				look.Place(labels[i], min(max(x(d.at)-60, 0), max(size.Width-120, 0)), dotRow-28, 120, 16)
			}
		},
		Paint: paint,
	}
}

func text(s string) *canvas.Text {
	t := canvas.NewText(s, look.Paint(look.ColorMuted))
	t.TextSize, t.Alignment = look.CaptionText, fyne.TextAlignCenter
	return t
}

func (d dot) paint(c *canvas.Circle) {
	ink := look.Paint(look.ColorAccent)
	if d.apart {
		ink = look.Paint(look.ColorDue)
	}
	c.FillColor = ink
	if d.hollow || d.apart {
		c.FillColor, c.StrokeColor, c.StrokeWidth = look.Paint(look.ColorSurface), ink, 2
	}
}

package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Event is one line of a timeline: a day and what happened.
type Event struct {
	When string // 08-06
	Text string
	Tone look.Tone
}

// Timeline lists what happened to a record (经过), oldest first, beside a vertical line. Long texts wrap under themselves.
type Timeline struct {
	widget.BaseWidget

	events []Event
	rows   []*kit.Paragraph
	width  float32
	line   *canvas.Rectangle
	draw   *look.Renderer
}

// NewTimeline makes a timeline.
func NewTimeline(events []Event) *Timeline {
	t := &Timeline{}
	t.ExtendBaseWidget(t)
	t.SetEvents(events)
	return t
}

// SetEvents shows other events.
func (t *Timeline) SetEvents(events []Event) {
	t.events = events
	t.rows = t.rows[:0]
	for _, e := range events {
		text := e.Text
		if e.When != "" {
			text = e.When + " " + text
		}
		p := kit.NewParagraph(text, look.TextSize, e.Tone)
		p.Bold = e.Tone.Emphatic()
		t.rows = append(t.rows, p)
	}
	t.Refresh()
}

const (
	timelineIndent float32 = 14
	timelineGap    float32 = 3
)

func (t *Timeline) height() float32 {
	var h float32
	for _, r := range t.rows {
		if t.width > timelineIndent {
			h += r.HeightFor(t.width-timelineIndent) + timelineGap
		} else {
			h += look.TextSize*kit.Leading + timelineGap
		}
	}
	return h
}

// CreateRenderer implements fyne.Widget.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	t.line = canvas.NewRectangle(nil)
	paint := func() {
		t.line.FillColor = look.Paint(look.ColorAccentLine)
		t.line.Refresh()
		t.draw.Parts = []fyne.CanvasObject{t.line}
		for _, r := range t.rows {
			t.draw.Parts = append(t.draw.Parts, r)
		}
	}
	t.draw = &look.Renderer{
		Widget: t,
		Least:  func() fyne.Size { return fyne.NewSize(160, t.height()) },
		Arrange: func(size fyne.Size) {
			t.width = size.Width
			look.Place(t.line, 0, 0, 2, t.height())
			y := timelineGap / 2
			for _, r := range t.rows {
				h := r.HeightFor(size.Width - timelineIndent)
				look.Place(r, timelineIndent, y, size.Width-timelineIndent, h)
				y += h + timelineGap
			}
		},
		Paint: paint,
	}
	paint()
	return t.draw
}

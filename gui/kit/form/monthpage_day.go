package form

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// dayCell is one day of a month page.
type dayCell struct {
	widget.BaseWidget

	page    *monthPage
	day     time.Time
	hovered bool
	back    *canvas.Rectangle
	number  *canvas.Text
	mark    *canvas.Text
}

var (
	_ fyne.Tappable     = (*dayCell)(nil)
	_ desktop.Hoverable = (*dayCell)(nil)
)

func newDayCell(m *monthPage) *dayCell {
	d := &dayCell{page: m}
	d.ExtendBaseWidget(d)
	return d
}

// Tapped implements fyne.Tappable.
func (d *dayCell) Tapped(*fyne.PointEvent) { d.page.pick(d.day.Format(kit.IsoDate)) }

// MouseIn implements desktop.Hoverable.
func (d *dayCell) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (d *dayCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (d *dayCell) MouseOut() { d.hovered = false; d.Refresh() }

func (d *dayCell) paint() {
	iso := d.day.Format(kit.IsoDate)
	fill, ink := look.ColorSurface, look.ColorText
	mark := d.page.calendar.mark(d.day)
	d.mark.Text = ""
	switch mark {
	case kit.DayOff:
		ink = look.ColorMuted
		if wd := d.day.Weekday(); wd != time.Saturday && wd != time.Sunday {
			d.mark.Text = "休"
		}
	case kit.MakeUp:
		d.mark.Text = "班"
	}
	d.number.TextSize = look.TextSize
	if d.day.Month() != d.page.at.Month() {
		d.number.TextSize = look.CaptionText
	}
	today := iso == d.page.calendar.Now().Format(kit.IsoDate)
	switch {
	case iso == d.page.chosen.Format(kit.IsoDate):
		fill, ink = look.ColorAccent, look.ColorOnAccent
	case d.hovered:
		fill = look.ColorAccentSoft
	case today:
		ink = look.ColorAccent
	case d.day.Month() != d.page.at.Month():
		ink = look.ColorFieldLine
	}
	d.back.StrokeWidth, d.back.StrokeColor = 0, nil
	if d.page.focused && d.day.Equal(d.page.at) {
		d.back.StrokeWidth, d.back.StrokeColor = look.FocusRing, look.Paint(look.ColorAccent)
		if fill == look.ColorAccent {
			d.back.StrokeColor = look.Paint(look.ColorAccentLine)
		}
	}
	d.number.TextStyle.Bold = today
	d.number.Text = fmt.Sprint(d.day.Day())
	d.back.FillColor, d.number.Color, d.mark.Color = look.Paint(fill), look.Paint(ink), look.Paint(look.ColorDue)
	d.back.Refresh()
	d.number.Refresh()
	d.mark.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (d *dayCell) CreateRenderer() fyne.WidgetRenderer {
	d.back = canvas.NewRectangle(nil)
	d.back.CornerRadius = look.FieldRadius
	d.number = look.NewText("", look.TextSize, false, look.ColorText)
	d.number.Alignment = fyne.TextAlignCenter
	d.mark = look.NewText("", 9, false, look.ColorDue)
	d.paint()
	return &look.Renderer{
		Widget: d, Parts: []fyne.CanvasObject{d.back, d.number, d.mark},
		Least: func() fyne.Size { return fyne.NewSize(dayWidth, dayHeight) },
		Arrange: func(size fyne.Size) {
			look.Place(d.back, 1, 1, size.Width-2, size.Height-2)
			look.Place(d.number, 0, 0, size.Width, size.Height)
			look.Place(d.mark, size.Width-12, 1, 10, 12)
		},
		Paint: d.paint,
	}
}

package kit

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// DayMark is what the calendar shows beside a day.
type DayMark int

// The marks a day can have.
const (
	DayPlain  DayMark = iota
	DayOff            // 休: holiday or ordinary weekend
	DayMakeUp         // 班: a weekend day that is worked
)

// Calendar tells a date field what day it is and which days are worked. Zero functions mean the system's clock and ordinary weekends.
type Calendar struct {
	Today func() time.Time
	Mark  func(day time.Time) DayMark
}

func (c Calendar) today() time.Time {
	if c.Today != nil {
		return c.Today()
	}
	return time.Now()
}

func (c Calendar) mark(day time.Time) DayMark {
	if c.Mark != nil {
		return c.Mark(day)
	}
	if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return DayOff
	}
	return DayPlain
}

// DateField takes a date in any of the ways ParseDate reads, shows it as 2026-11-23 once the field is left, and opens a month page.
type DateField struct {
	Entry

	OnDate func(iso string, err error) // after every change of the text

	calendar Calendar
	page     *widget.PopUp
}

// NewDateField makes an empty date field.
func NewDateField(c Calendar) *DateField {
	d := &DateField{calendar: c}
	d.PlaceHolder = "年-月-日"
	d.ActionItem = newArrow("▾", d.open)
	d.ExtendBaseWidget(d)
	d.OnChanged = func(text string) {
		if d.OnDate != nil {
			d.OnDate(d.Value())
		}
	}
	d.OnBlur = d.tidy
	d.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown {
			d.open()
			return true
		}
		return false
	}
	return d
}

// Value is the date as ISO text, "" when the field is blank, or ErrDate.
func (d *DateField) Value() (string, error) { return ParseDate(d.Text, d.calendar.today()) }

// tidy shows a readable date in its ISO form.
func (d *DateField) tidy() {
	if iso, err := d.Value(); err == nil && iso != d.Text {
		d.SetText(iso)
	}
}

func (d *DateField) open() {
	if d.Disabled() {
		return
	}
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(d)
	if c == nil {
		return
	}
	start := d.calendar.today()
	if iso, err := d.Value(); err == nil && iso != "" {
		if at, err := time.Parse(isoDate, iso); err == nil {
			start = at
		}
	}
	month := newMonthPage(d.calendar, start, func(iso string) {
		d.page.Hide()
		d.SetText(iso)
		c.Focus(d)
	})
	d.page = widget.NewPopUp(month, c)
	at := driver.AbsolutePositionForObject(d).AddXY(0, d.Size().Height+2)
	size := d.page.MinSize()
	at.X = max(min(at.X, c.Size().Width-size.Width-4), 0)
	if at.Y+size.Height > c.Size().Height {
		at.Y = max(at.Y-d.Size().Height-size.Height-4, 0)
	}
	d.page.ShowAtPosition(at)
}

// arrow is the small mark at the end of a field that opens its list or page.
type arrow struct {
	widget.BaseWidget

	mark string
	open func()
}

var (
	_ fyne.Tappable      = (*arrow)(nil)
	_ desktop.Cursorable = (*arrow)(nil)
)

func newArrow(mark string, open func()) *arrow {
	a := &arrow{mark: mark, open: open}
	a.ExtendBaseWidget(a)
	return a
}

// Tapped implements fyne.Tappable.
func (a *arrow) Tapped(*fyne.PointEvent) { a.open() }

// Cursor implements desktop.Cursorable.
func (a *arrow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (a *arrow) CreateRenderer() fyne.WidgetRenderer {
	t := newText(a.mark, TextSize, false, ColorMuted)
	t.Alignment = fyne.TextAlignCenter
	return &drawn{
		widget: a, objects: []fyne.CanvasObject{t},
		min:    func() fyne.Size { return fyne.NewSize(20, 20) },
		layout: func(size fyne.Size) { place(t, 0, 0, size.Width, size.Height) },
		paint:  func() { t.Color = Paint(ColorMuted); t.Refresh() },
	}
}

// monthPage is one month as six weeks of seven days, Monday first.
type monthPage struct {
	widget.BaseWidget

	calendar Calendar
	chosen   time.Time
	year     int
	month    time.Month
	pick     func(iso string)

	title *Label
	days  [42]*dayCell
}

const dayWidth, dayHeight float32 = 34, 28

func newMonthPage(c Calendar, at time.Time, pick func(iso string)) fyne.CanvasObject {
	m := &monthPage{calendar: c, chosen: at, year: at.Year(), month: at.Month(), pick: pick, title: NewHeading("", TextSize)}
	m.title.Align = fyne.TextAlignCenter
	for i := range m.days {
		m.days[i] = newDayCell(m)
	}
	m.turn(0)
	m.ExtendBaseWidget(m)
	today := NewButton("今天", func() { pick(c.today().Format(isoDate)) })
	none := NewButton("清除", func() { pick("") })
	return NewInset(8, 6, NewColumn(6, m, container.New(trailing{}, none, today)))
}

func (m *monthPage) turn(months int) {
	first := time.Date(m.year, m.month, 1, 0, 0, 0, 0, time.UTC).AddDate(0, months, 0)
	m.year, m.month = first.Year(), first.Month()
	m.title.SetText(fmt.Sprintf("%d年%d月", m.year, int(m.month)))
	for i, day := range monthDays(m.year, m.month) {
		m.days[i].day = day
		m.days[i].Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (m *monthPage) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{m.title}
	turns := []*arrow{
		newArrow("«", func() { m.turn(-12) }), newArrow("‹", func() { m.turn(-1) }),
		newArrow("›", func() { m.turn(1) }), newArrow("»", func() { m.turn(12) }),
	}
	for _, t := range turns {
		objects = append(objects, t)
	}
	var names []fyne.CanvasObject
	for _, name := range []string{"一", "二", "三", "四", "五", "六", "日"} {
		l := NewLabel(name, SmallText, ToneMuted)
		l.Align = fyne.TextAlignCenter
		names = append(names, l)
	}
	objects = append(objects, names...)
	for _, d := range m.days {
		objects = append(objects, d)
	}
	width := 7 * dayWidth
	return &drawn{
		widget: m, objects: objects,
		min: func() fyne.Size { return fyne.NewSize(width, 28+22+6*dayHeight) },
		layout: func(fyne.Size) {
			place(m.title, 60, 0, width-120, 28)
			for i, x := range []float32{0, 28, width - 56, width - 28} {
				place(turns[i], x, 0, 28, 28)
			}
			for i, n := range names {
				place(n, float32(i)*dayWidth, 28, dayWidth, 22)
			}
			for i, d := range m.days {
				place(d, float32(i%7)*dayWidth, 50+float32(i/7)*dayHeight, dayWidth, dayHeight)
			}
		},
	}
}

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
func (d *dayCell) Tapped(*fyne.PointEvent) { d.page.pick(d.day.Format(isoDate)) }

// MouseIn implements desktop.Hoverable.
func (d *dayCell) MouseIn(*desktop.MouseEvent) { d.hovered = true; d.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (d *dayCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (d *dayCell) MouseOut() { d.hovered = false; d.Refresh() }

func (d *dayCell) paint() {
	iso := d.day.Format(isoDate)
	fill, ink := ColorSurface, ColorText
	mark := d.page.calendar.mark(d.day)
	d.mark.Text = ""
	switch mark {
	case DayOff:
		ink = ColorMuted
		if wd := d.day.Weekday(); wd != time.Saturday && wd != time.Sunday {
			d.mark.Text = "休"
		}
	case DayMakeUp:
		d.mark.Text = "班"
	}
	switch {
	case iso == d.page.chosen.Format(isoDate):
		fill, ink = ColorAccent, ColorOnAccent
	case d.hovered:
		fill = ColorAccentSoft
	case d.day.Month() != d.page.month:
		ink = ColorFieldLine
	}
	d.number.TextStyle.Bold = iso == d.page.calendar.today().Format(isoDate)
	d.number.Text = fmt.Sprint(d.day.Day())
	d.back.FillColor, d.number.Color, d.mark.Color = Paint(fill), Paint(ink), Paint(ColorDue)
	d.back.Refresh()
	d.number.Refresh()
	d.mark.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (d *dayCell) CreateRenderer() fyne.WidgetRenderer {
	d.back = canvas.NewRectangle(nil)
	d.back.CornerRadius = FieldRadius
	d.number = newText("", TextSize, false, ColorText)
	d.number.Alignment = fyne.TextAlignCenter
	d.mark = newText("", 9, false, ColorDue)
	d.paint()
	return &drawn{
		widget: d, objects: []fyne.CanvasObject{d.back, d.number, d.mark},
		min: func() fyne.Size { return fyne.NewSize(dayWidth, dayHeight) },
		layout: func(size fyne.Size) {
			place(d.back, 1, 1, size.Width-2, size.Height-2)
			place(d.number, 0, 0, size.Width, size.Height)
			place(d.mark, size.Width-12, 1, 10, 12)
		},
		paint: d.paint,
	}
}

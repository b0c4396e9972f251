package form

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// Calendar tells a date field what day it is and which days are worked. Zero functions mean the system's clock and ordinary weekends.
type Calendar struct {
	Today func() time.Time
	Mark  func(day time.Time) kit.DayMark
}

// Now is the time by the calendar's clock.
func (c Calendar) Now() time.Time {
	if c.Today != nil {
		return c.Today()
	}
	return time.Now()
}

func (c Calendar) mark(day time.Time) kit.DayMark {
	if c.Mark != nil {
		return c.Mark(day)
	}
	if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return kit.DayOff
	}
	return kit.Working
}

// DateField takes a date in any of the ways ParseDate reads, shows it as 2026-11-23 once the field is left, and opens a month page.
type DateField struct {
	kit.Entry

	OnDate func(iso string, err error)       // after every change of the text
	Read   func(text string) (string, error) // reads what ParseDate does not, e.g. a month alone; asked first; may be nil
	After  func() string                     // the day that the date lies after, which tells the year of one typed without; "" where none is known; may be nil

	calendar Calendar
	page     *box.PopUp
}

// NewDateField makes an empty date field.
func NewDateField(c Calendar) *DateField {
	d := &DateField{calendar: c}
	d.PlaceHolder = "年-月-日"
	d.ActionItem = newArrow("∨", d.open)
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

// Value is the date as ISO text, or as Read gives it, "" when the field is blank, or the error of Read or ErrDate.
func (d *DateField) Value() (string, error) {
	if d.Read == nil || strings.TrimSpace(d.Text) == "" {
		return d.parse()
	}
	value, refused := d.Read(d.Text)
	if refused == nil {
		return value, nil
	}
	if iso, err := d.parse(); err == nil {
		return iso, nil
	}
	return "", refused
}

// parse is the date without Read.
func (d *DateField) parse() (string, error) {
	after := ""
	if d.After != nil {
		after = d.After()
	}
	return kit.ParseDateAfter(d.Text, d.calendar.Now(), after)
}

// day is the day the month page opens at: the field's, the first of its month when it names no day, zero for none.
func (d *DateField) day() time.Time {
	iso, err := d.Value()
	if err != nil {
		return time.Time{}
	}
	for _, layout := range []string{kit.IsoDate, "2006-01", "2006"} {
		if at, err := time.Parse(layout, iso); err == nil {
			return at
		}
	}
	return time.Time{}
}

// tidy shows a readable date in its ISO form.
func (d *DateField) tidy() {
	if iso, err := d.Value(); err == nil && iso != d.Text {
		d.SetText(iso)
	}
}

// open shows the month of the field's date, or this month, with the keyboard in it.
func (d *DateField) open() {
	if d.Disabled() {
		return
	}
	c := look.CanvasOf(d)
	if c == nil {
		return
	}
	page := newMonthPage(d.calendar, d.day())
	page.pick = func(iso string) {
		d.close()
		d.SetText(iso)
		d.CursorColumn = len(iso)
		d.Refresh()
	}
	page.leave = d.close
	opened := page.at
	page.save = func(s fyne.Shortcut) {
		if page.at.Equal(opened) {
			d.close()
		} else {
			page.pick(page.at.Format(kit.IsoDate))
		}
		d.TypedShortcut(s)
	}
	page.typed = func(r rune) {
		d.close()
		d.SelectText()
		d.TypedRune(r)
	}
	d.page = box.NewPopUp(page.framed(), c)
	at := look.PositionOf(d).AddXY(0, d.Size().Height+2)
	size := d.page.MinSize()
	at.X = max(min(at.X, c.Size().Width-size.Width-4), 0)
	if at.Y+size.Height > c.Size().Height {
		at.Y = max(at.Y-d.Size().Height-size.Height-4, 0)
	}
	d.page.ShowAtPosition(at)
	c.Focus(page)
}

// close hides the month page and gives the field the keyboard.
func (d *DateField) close() {
	d.page.Hide()
	look.Focus(d)
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
	t := look.NewText(a.mark, look.TextSize, false, look.ColorMuted)
	t.Alignment = fyne.TextAlignCenter
	return &look.Renderer{
		Widget: a, Parts: []fyne.CanvasObject{t},
		Least:   func() fyne.Size { return fyne.NewSize(look.FieldMark, 20) },
		Arrange: func(size fyne.Size) { look.Place(t, 0, 0, size.Width, size.Height) },
		Paint:   func() { t.Color = look.Paint(look.ColorMuted); t.Refresh() },
	}
}

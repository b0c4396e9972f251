package home

import (
	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/records"
)

// CalendarKey is the key of the page 日历.
const CalendarKey = "calendar"

// Calendar is the page 日历: what of all areas is late, due, arranged and done on the days of the year.
type Calendar struct {
	desk   *desk.Desk
	agenda *records.Agenda
}

var (
	_ desk.Page    = (*Calendar)(nil)
	_ desk.Changer = (*Calendar)(nil)
	_ desk.Escaper = (*Calendar)(nil)
)

// NewCalendar makes the page.
func NewCalendar(d *desk.Desk) *Calendar {
	c := &Calendar{desk: d, agenda: records.NewAgenda(d, CalendarKey)}
	d.OnState(func() {
		if d.Current() == desk.Page(c) {
			c.Shown()
		}
	})
	return c
}

// AddCommands declares the command that opens the calendar.
func AddCommands(d *desk.Desk) {
	d.AddCommand(desk.Command{Menu: "工具", Title: "日历…", Letter: 'L', Group: 40, Do: func() { d.Go(CalendarKey) }})
}

// Key implements desk.Page.
func (c *Calendar) Key() string { return CalendarKey }

// Title implements desk.Page.
func (c *Calendar) Title() string { return "日历" }

// Content implements desk.Page.
func (c *Calendar) Content() fyne.CanvasObject { return c.agenda.Content() }

// TopBar implements desk.Page.
func (c *Calendar) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{c.desk.YearChip()}, []fyne.CanvasObject{kit.NewButton("返回首页", c.Escape)}
}

// Shown implements desk.Page.
func (c *Calendar) Shown() { c.agenda.Shown() }

// Changed implements desk.Changer.
func (c *Calendar) Changed(store.Change) { c.agenda.Shown() }

// Escape implements desk.Escaper.
func (c *Calendar) Escape() { c.desk.Go("home") }

package form

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// monthPage is one month as six weeks of seven days, Monday first. The arrow keys go from day to day, PgUp and PgDn from month to month, with
// Ctrl from year to year; Enter takes the day, Delete clears the field, Esc leaves it as it was, and a digit goes back to typing.
type monthPage struct {
	widget.BaseWidget

	calendar Calendar
	chosen   time.Time // what the field holds; zero for nothing
	at       time.Time // where the keyboard is
	focused  bool
	pick     func(iso string)
	leave    func()
	typed    func(r rune)
	save     func(s fyne.Shortcut) // takes the day gone to and hands the shortcut to the form

	title *kit.Label
	days  [42]*dayCell
}

var (
	_ fyne.Focusable    = (*monthPage)(nil)
	_ fyne.Shortcutable = (*monthPage)(nil)
)

const dayWidth, dayHeight float32 = 34, 28

// firstYear is where the pages begin, as ParseDate does.
const firstYear = 1900

func newMonthPage(c Calendar, chosen time.Time) *monthPage {
	m := &monthPage{calendar: c, chosen: chosen, title: kit.NewHeading("", look.TextSize)}
	m.title.Align = fyne.TextAlignCenter
	for i := range m.days {
		m.days[i] = newDayCell(m)
	}
	m.ExtendBaseWidget(m)
	at := chosen
	if at.IsZero() {
		at = c.Now()
	}
	m.walk(at)
	return m
}

// framed is the page with its buttons.
func (m *monthPage) framed() fyne.CanvasObject {
	today := kit.NewButton("今天", func() { m.pick(m.calendar.Now().Format(kit.IsoDate)) })
	none := kit.NewButton("清除", func() { m.pick("") })
	today.Escape, none.Escape = m.leave, m.leave
	keys := kit.NewLabel("回车选定  Esc 关闭", look.CaptionText, look.ToneMuted)
	foot := container.NewBorder(nil, nil, keys, kit.NewTrailing(none, today))
	return container.New(look.PopUpFrame{}, look.NewPopUpEdge(), kit.NewInset(8, 6, kit.NewColumn(6, m, foot)))
}

// walk puts the keyboard on a day and turns to its month.
func (m *monthPage) walk(day time.Time) {
	if day.Year() < firstYear {
		day = time.Date(firstYear, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	m.at = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	m.title.SetText(fmt.Sprintf("%d年%d月", m.at.Year(), int(m.at.Month())))
	for i, d := range kit.MonthDays(m.at.Year(), m.at.Month()) {
		m.days[i].day = d
		m.days[i].Refresh()
	}
}

// turn goes to the same day of another month, or to its last when it is shorter.
func (m *monthPage) turn(months int) {
	first := time.Date(m.at.Year(), m.at.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1)
	m.walk(first.AddDate(0, 0, min(m.at.Day(), last.Day())-1))
}

// FocusGained implements fyne.Focusable.
func (m *monthPage) FocusGained() { m.focused = true; m.walk(m.at) }

// FocusLost implements fyne.Focusable.
func (m *monthPage) FocusLost() { m.focused = false; m.walk(m.at) }

// TypedRune implements fyne.Focusable. The space bar is taken here, as in Picker.
func (m *monthPage) TypedRune(r rune) {
	if r == ' ' {
		m.pick(m.at.Format(kit.IsoDate))
		return
	}
	m.typed(r)
}

// TypedShortcut implements fyne.Shortcutable.
func (m *monthPage) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && custom.Modifier == fyne.KeyModifierControl {
		switch custom.KeyName {
		case fyne.KeyPageUp:
			m.turn(-12)
		case fyne.KeyPageDown:
			m.turn(12)
		default:
			if saves(s) {
				m.save(s)
			}
		}
	}
}

// TypedKey implements fyne.Focusable.
func (m *monthPage) TypedKey(ev *fyne.KeyEvent) {
	if day, ok := kit.DayBy(ev.Name, m.at); ok {
		m.walk(day)
		return
	}
	switch ev.Name {
	case fyne.KeyPageUp:
		m.turn(-1)
	case fyne.KeyPageDown:
		m.turn(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		m.pick(m.at.Format(kit.IsoDate))
	case fyne.KeyDelete, fyne.KeyBackspace:
		m.pick("")
	case fyne.KeyEscape:
		m.leave()
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
	for _, name := range kit.WeekNames {
		l := kit.NewLabel(name, look.SmallText, look.ToneMuted)
		l.Align = fyne.TextAlignCenter
		names = append(names, l)
	}
	objects = append(objects, names...)
	for _, d := range m.days {
		objects = append(objects, d)
	}
	width := 7 * dayWidth
	return &look.Renderer{
		Widget: m, Parts: objects,
		Least: func() fyne.Size { return fyne.NewSize(width, 28+22+6*dayHeight) },
		Arrange: func(fyne.Size) {
			look.Place(m.title, 60, 0, width-120, 28)
			for i, x := range []float32{0, 28, width - 56, width - 28} {
				look.Place(turns[i], x, 0, 28, 28)
			}
			for i, n := range names {
				look.Place(n, float32(i)*dayWidth, 28, dayWidth, 22)
			}
			for i, d := range m.days {
				look.Place(d, float32(i%7)*dayWidth, 50+float32(i/7)*dayHeight, dayWidth, dayHeight)
			}
		},
	}
}

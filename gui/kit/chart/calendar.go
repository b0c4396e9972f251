package chart

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// DayLine is what of a day is told in its field: 逾期 3.
type DayLine struct {
	Text  string
	Count int
	Tone  look.Tone
}

// Calendar shows what is on the days of a month, or of a year, with the days not worked shaded. The arrow keys go from day to day, PgUp and PgDn from
// month to month, or from year to year where a year is shown, Home and End to the ends of the month; Enter, the space bar or a double-click opens a day.
type Calendar struct {
	widget.BaseWidget

	Mark   func(day time.Time) kit.DayMark // nil: every day is worked
	Today  func() time.Time
	OnDay  func(day time.Time) // another day was gone to
	OnSpan func()              // another month or year is shown: what is on its days has to be set
	OnOpen func(day time.Time)

	at      time.Time // where the keyboard is, and what is shown around it
	year    bool      // a year is shown
	lines   map[string][]DayLine
	focused bool
	clicks  look.Clicks
	places  []dayPlace // of the days shown
	draw    *look.Renderer
}

// dayPlace is where a day is drawn.
type dayPlace struct {
	day        time.Time
	x, y, w, h float32
}

var (
	_ fyne.Focusable    = (*Calendar)(nil)
	_ fyne.Tappable     = (*Calendar)(nil)
	_ desktop.Mouseable = (*Calendar)(nil)
)

// NewCalendar makes a calendar of the month of a day.
func NewCalendar(at time.Time) *Calendar {
	c := &Calendar{at: plainDay(at), Today: time.Now}
	c.ExtendBaseWidget(c)
	return c
}

// plainDay is a day without its time.
func plainDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// At is the day the keyboard is on.
func (c *Calendar) At() time.Time { return c.at }

// ShowsYear tells whether a year is shown, and not a month.
func (c *Calendar) ShowsYear() bool { return c.year }

// Title is what is shown: 2026年11月, or 2026年.
func (c *Calendar) Title() string {
	if c.year {
		return fmt.Sprintf("%d年", c.at.Year())
	}
	return fmt.Sprintf("%d年%d月", c.at.Year(), int(c.at.Month()))
}

// Span is the first and the last day shown.
func (c *Calendar) Span() (first, last time.Time) {
	if c.year {
		return time.Date(c.at.Year(), time.January, 1, 0, 0, 0, 0, time.UTC), time.Date(c.at.Year(), time.December, 31, 0, 0, 0, 0, time.UTC)
	}
	days := kit.MonthDays(c.at.Year(), c.at.Month())
	return days[0], days[41]
}

// ShowYear shows the year of the day, or its month.
func (c *Calendar) ShowYear(year bool) {
	c.year = year
	c.spanned()
}

func (c *Calendar) spanned() {
	c.lines = nil
	c.Refresh()
	if c.OnSpan != nil {
		c.OnSpan()
	}
}

// SetDays sets what is on the days shown, by their ISO dates; the most urgent of each first.
func (c *Calendar) SetDays(lines map[string][]DayLine) {
	c.lines = lines
	c.Refresh()
}

// Go puts the keyboard on a day and shows its month or year.
func (c *Calendar) Go(day time.Time) {
	day = plainDay(day)
	moved := day.Year() != c.at.Year() || !c.year && day.Month() != c.at.Month()
	c.at = day
	if moved {
		c.spanned()
	} else {
		c.Refresh()
	}
	if c.OnDay != nil {
		c.OnDay(day)
	}
}

// Turn goes to the same day of the months or, where a year is shown, of the years after or before, or to the last day of a shorter month.
func (c *Calendar) Turn(by int) {
	if c.year {
		by *= 12
	}
	first := time.Date(c.at.Year(), c.at.Month()+time.Month(by), 1, 0, 0, 0, 0, time.UTC)
	c.Go(first.AddDate(0, 0, min(c.at.Day(), first.AddDate(0, 1, -1).Day())-1))
}

// MouseDown implements desktop.Mouseable.
func (c *Calendar) MouseDown(*desktop.MouseEvent) { look.Focus(c) }

// MouseUp implements desktop.Mouseable.
func (c *Calendar) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable.
func (c *Calendar) Tapped(ev *fyne.PointEvent) {
	for i, p := range c.places {
		if ev.Position.X >= p.x && ev.Position.X < p.x+p.w && ev.Position.Y >= p.y && ev.Position.Y < p.y+p.h {
			again := c.clicks.Again(int64(i)) && p.day.Equal(c.at)
			c.Go(p.day)
			if again {
				c.open()
			}
			return
		}
	}
}

func (c *Calendar) open() {
	if c.OnOpen != nil {
		c.OnOpen(c.at)
	}
}

// TypedKey implements fyne.Focusable.
func (c *Calendar) TypedKey(ev *fyne.KeyEvent) {
	if day, ok := kit.DayBy(ev.Name, c.at); ok {
		c.Go(day)
		return
	}
	switch ev.Name {
	case fyne.KeyPageUp:
		c.Turn(-1)
	case fyne.KeyPageDown:
		c.Turn(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.open()
	default:
		look.ForwardKey(c, ev)
	}
}

// TypedRune implements fyne.Focusable.
func (c *Calendar) TypedRune(rune) {}

// TypedShortcut hands the window's shortcuts on.
func (c *Calendar) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(c, s) }

// FocusGained implements fyne.Focusable.
func (c *Calendar) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *Calendar) FocusLost() { c.focused = false; c.Refresh() }

func (c *Calendar) mark(day time.Time) kit.DayMark {
	if c.Mark == nil {
		return kit.Working
	}
	return c.Mark(day)
}

func (c *Calendar) arrange(size fyne.Size) {
	s := &sheet{}
	c.places = c.places[:0]
	if c.year {
		c.drawYear(s, size)
	} else {
		c.drawMonth(s, size)
	}
	c.draw.Parts = s.parts
}

// The measures of a month: the line of the names of days, a line of what is on a day, and the least of a day.
const (
	weekHeight, lineHeight float32 = 24, 17
	leastDay, leastDayWide float32 = 52, 74
)

// drawMonth draws six weeks of fields, each with its number and what is on it; what has no room is counted.
func (c *Calendar) drawMonth(s *sheet, size fyne.Size) {
	w, h := size.Width/7, (size.Height-weekHeight)/6
	for i, name := range kit.WeekNames {
		s.text("周"+name, look.SmallText, false, look.ColorMuted, fyne.TextAlignCenter, float32(i)*w, 0, w, weekHeight)
	}
	for i, day := range kit.MonthDays(c.at.Year(), c.at.Month()) {
		x, y := float32(i%7)*w, weekHeight+float32(i/7)*h
		c.places = append(c.places, dayPlace{day, x, y, w, h})
		c.field(s, day, x, y, w, h)
		ink, other := look.ColorText, day.Month() != c.at.Month()
		mark := c.mark(day)
		if other || mark == kit.DayOff {
			ink = look.ColorMuted
		}
		today := day.Equal(plainDay(c.Today()))
		if today {
			ink = look.ColorAccent
		}
		text := strconv.Itoa(day.Day())
		if other {
			text = fmt.Sprintf("%d-%d", int(day.Month()), day.Day())
		}
		s.text(text, look.SmallText, today, ink, fyne.TextAlignLeading, x+5, y+2, w/2, lineHeight)
		c.worked(s, day, mark, x+w-22, y+2)
		c.told(s, c.lines[day.Format(kit.IsoDate)], x+5, y+lineHeight+2, w-8, h-lineHeight-4)
	}
}

// field is the back of a day: shaded when it is not worked, ringed where the keyboard is.
func (c *Calendar) field(s *sheet, day time.Time, x, y, w, h float32) {
	fill := look.ColorSurface
	if c.mark(day) == kit.DayOff {
		fill = look.ColorHeader
	}
	at := day.Equal(c.at)
	if at {
		fill = look.ColorAccentSoft
	}
	back := s.box(fill, x, y, w, h)
	back.StrokeWidth, back.StrokeColor = look.Hairline, look.Paint(look.ColorRowLine)
	if at {
		back.StrokeWidth, back.StrokeColor = look.Ring(c.focused), look.Paint(look.ColorAccent)
	}
}

// worked says that a weekday is a holiday, or a weekend worked.
func (c *Calendar) worked(s *sheet, day time.Time, mark kit.DayMark, x, y float32) {
	weekend := day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
	switch {
	case mark == kit.DayOff && !weekend:
		s.text("休", look.CaptionText, false, look.ColorDue, fyne.TextAlignTrailing, x, y, 17, lineHeight)
	case mark == kit.MakeUp:
		s.text("班", look.CaptionText, false, look.ColorDue, fyne.TextAlignTrailing, x, y, 17, lineHeight)
	}
}

// told are the lines of a day that have room; the last one counts the rest.
func (c *Calendar) told(s *sheet, lines []DayLine, x, y, w, h float32) {
	room := int(h / lineHeight)
	for i, line := range lines {
		if i >= room {
			return
		}
		text, tone := line.Text, line.Tone
		if i == room-1 && len(lines) > room {
			rest := 0
			for _, l := range lines[i:] {
				rest += l.Count
			}
			text, tone = fmt.Sprintf("另有 %d 项", rest), look.ToneMuted
		}
		t := s.text(text, look.SmallText, tone.Emphatic(), look.ColorText, fyne.TextAlignLeading, x, y+float32(i)*lineHeight, w, lineHeight)
		t.Color = tone.Color()
	}
}

// The measures of a year: a month's title and the names of its days, between months, and the least of a day.
const (
	yearTitle, yearWeek, yearGap float32 = 20, 15, 14
)

// drawYear draws twelve months of small fields, each with how much is on it in the tone of the most urgent.
func (c *Calendar) drawYear(s *sheet, size fyne.Size) {
	w, h := (size.Width-3*yearGap)/4, (size.Height-2*yearGap)/3
	for m := range 12 {
		x, y := float32(m%4)*(w+yearGap), float32(m/4)*(h+yearGap)
		month := time.Month(m + 1)
		name := look.ColorText
		if month == c.at.Month() {
			name = look.ColorAccent
		}
		s.text(fmt.Sprintf("%d月", m+1), look.TextSize, true, name, fyne.TextAlignLeading, x+2, y, w-2, yearTitle)
		cell, line := w/7, (h-yearTitle-yearWeek)/6
		for i, name := range kit.WeekNames {
			s.text(name, look.CaptionText, false, look.ColorMuted, fyne.TextAlignCenter, x+float32(i)*cell, y+yearTitle, cell, yearWeek)
		}
		for i, day := range kit.MonthDays(c.at.Year(), month) {
			if day.Month() == month {
				c.small(s, day, x+float32(i%7)*cell, y+yearTitle+yearWeek+float32(i/7)*line, cell, line)
			}
		}
	}
}

// leastCounted is how wide a day of a year is to have room for how much is on it.
const leastCounted = 40

// small is a day of a year: its number in the colour of the first that is on it and, where there is room, how much that is.
func (c *Calendar) small(s *sheet, day time.Time, x, y, w, h float32) {
	c.places = append(c.places, dayPlace{day, x, y, w, h})
	c.field(s, day, x, y, w, h)
	n := 0
	lines := c.lines[day.Format(kit.IsoDate)]
	for _, line := range lines {
		n += line.Count
	}
	ink := look.ColorText
	if c.mark(day) == kit.DayOff {
		ink = look.ColorMuted
	}
	today := day.Equal(plainDay(c.Today()))
	if today {
		ink = look.ColorAccent
	}
	if n == 0 {
		s.text(strconv.Itoa(day.Day()), look.CaptionText, today, ink, fyne.TextAlignCenter, x, y, w, h)
		return
	}
	if !day.Equal(c.at) {
		back := s.box(lines[0].Tone.SoftName(), x+1, y+1, w-2, h-2)
		back.CornerRadius = 3
	}
	if w < leastCounted { // two numbers so near would be read as one
		s.text(strconv.Itoa(day.Day()), look.CaptionText, true, ink, fyne.TextAlignCenter, x, y, w, h).Color = lines[0].Tone.Color()
		return
	}
	s.text(strconv.Itoa(day.Day()), look.CaptionText, today, ink, fyne.TextAlignTrailing, x, y, w*0.5, h)
	count := s.text(strconv.Itoa(n), look.CaptionText, true, look.ColorText, fyne.TextAlignLeading, x+w*0.5+2, y, w*0.5-2, h)
	count.Color = lines[0].Tone.Color()
}

// CreateRenderer implements fyne.Widget.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	c.draw = &look.Renderer{
		Widget:  c,
		Least:   func() fyne.Size { return fyne.NewSize(7*leastDayWide, weekHeight+6*leastDay) },
		Arrange: c.arrange,
	}
	return c.draw
}

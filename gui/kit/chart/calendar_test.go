package chart

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func newTestCalendar(t *testing.T, size fyne.Size) *Calendar {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	c := NewCalendar(date(2026, 1, 31))
	c.Today = func() time.Time { return date(2026, 1, 15) }
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(size)
	return c
}

func texts(o fyne.CanvasObject) string {
	var out []string
	kittest.Walk(o, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok {
			out = append(out, text.Text)
		}
	})
	return strings.Join(out, "|")
}

// Keys go through days, months and years; what is shown is asked for when it is another month or year, and not within one.
func TestCalendarByKeys(t *testing.T) {
	c := newTestCalendar(t, fyne.NewSize(700, 460))
	spans, opened := 0, ""
	c.OnSpan = func() { spans++ }
	c.OnOpen = func(day time.Time) { opened = day.Format(time.DateOnly) }
	for _, step := range []struct {
		key   fyne.KeyName
		at    string
		spans int
	}{
		{fyne.KeyPageDown, "2026-02-28", 1}, // a shorter month
		{fyne.KeyRight, "2026-03-01", 2},
		{fyne.KeyDown, "2026-03-08", 2},
		{fyne.KeyEnd, "2026-03-31", 2},
		{fyne.KeyHome, "2026-03-01", 2},
		{fyne.KeyUp, "2026-02-22", 3},
		{fyne.KeyPageUp, "2026-01-22", 4},
		{fyne.KeyLeft, "2026-01-21", 4},
	} {
		c.TypedKey(&fyne.KeyEvent{Name: step.key})
		if got := c.At().Format(time.DateOnly); got != step.at || spans != step.spans {
			t.Errorf("%s: at %s after %d readings, want %s after %d", step.key, got, spans, step.at, step.spans)
		}
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != "2026-01-21" {
		t.Errorf("Enter opens %q", opened)
	}
	c.ShowYear(true)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	first, last := c.Span()
	if c.Title() != "2027年" || !first.Equal(date(2027, 1, 1)) || !last.Equal(date(2027, 12, 31)) || spans != 6 {
		t.Errorf("%s from %v to %v after %d readings", c.Title(), first, last, spans)
	}
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if spans != 6 {
		t.Error("a day of the same year is asked for anew")
	}
}

// A day shows what is on it as far as there is room, and how much more there is; of a year each day shows how much.
func TestCalendarShowsDays(t *testing.T) {
	c := newTestCalendar(t, fyne.NewSize(560, 24+6*56)) // two lines a day
	c.Mark = func(day time.Time) kit.DayMark {
		if day.Equal(date(2026, 1, 1)) {
			return kit.DayOff
		}
		return kit.Working
	}
	c.SetDays(map[string][]DayLine{
		"2026-01-07": {{"逾期 答复 2", 2, look.ToneLate}, {"答复 3", 3, look.ToneDone}, {"座谈会 1", 1, look.ToneNormal}},
		"2026-01-08": {{"到期 整改 1", 1, look.ToneDue}},
	})
	text := texts(c)
	for _, want := range []string{"逾期 答复 2", "另有 4 项", "到期 整改 1", "|休|", "周一", "12-29"} {
		if !strings.Contains("|"+text+"|", want) {
			t.Errorf("%q is not shown in %s", want, text)
		}
	}
	if strings.Contains(text, "座谈会") {
		t.Error("a line without room is drawn")
	}
	c.ShowYear(true)
	c.SetDays(map[string][]DayLine{"2026-01-07": {{"逾期 答复 2", 2, look.ToneLate}, {"答复 3", 3, look.ToneDone}}})
	if text := texts(c); !strings.Contains(text, "|7|8|") || !strings.Contains(text, "12月") {
		t.Errorf("the year shows %s", text)
	}
	kittest.Walk(c, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if end := o.Position().Add(o.Size()); o != fyne.CanvasObject(c) && (end.X > c.Size().Width+1 || end.Y > c.Size().Height+1) {
			t.Errorf("%T ends at %v of %v", o, end, c.Size())
		}
	})
}

// A click goes to a day, the second one opens it; that of a bar opens it at once, and one of nothing never.
func TestClicksOnCharts(t *testing.T) {
	c := newTestCalendar(t, fyne.NewSize(700, 24+6*60))
	opened := 0
	c.OnOpen = func(time.Time) { opened++ }
	at := fyne.NewPos(350, 24+90) // the Thursday of the second week
	test.TapAt(c, at)
	if got := c.At().Format(time.DateOnly); got != "2026-01-08" || opened != 0 {
		t.Errorf("a click goes to %s and opens %d", got, opened)
	}
	test.TapAt(c, at)
	if opened != 1 {
		t.Errorf("a double-click opens %d", opened)
	}

	g := NewGroups()
	var which [][2]int
	g.OnOpen = func(group, series int) { which = append(which, [2]int{group, series}) }
	test.NewTempWindow(t, g).Resize(fyne.NewSize(500, 300))
	g.SetGroups([]string{"2025", "2026"}, []Group{{Label: "办理中", Values: []int64{0, 4}}, {Label: "已办结", Values: []int64{7, 9}}})
	for i := range 2 {
		for j := range 2 {
			test.TapAt(g, fyne.NewPos(300, g.place(i, j)+4))
		}
	}
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := [][2]int{{0, 1}, {1, 0}, {1, 1}, {1, 0}}; len(which) != 4 || which[0] != want[0] || which[1] != want[1] || which[2] != want[2] || which[3] != want[3] {
		t.Errorf("opened %v", which)
	}
}

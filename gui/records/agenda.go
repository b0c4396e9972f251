package records

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// Agenda is a calendar of what of the year's records falls on each day: what is late, what is due, what is arranged and what was done. Beside it is what is
// on the day gone to, each line of which opens its record; the day itself opens as the list of its records.
type Agenda struct {
	// Open shows a record of a kind; nil: in the list of its page.
	Open func(kind *record.Kind, id int64)

	desk  *desk.Desk
	key   string
	kinds []string

	calendar *chart.Calendar
	title    *kit.Label
	counts   *kit.Label
	scale    *kit.Chip
	head     *kit.Label
	list     *grid.Grid[agendaRow]
	whole    *kit.Button
	content  fyne.CanvasObject

	entries []data.Entry
	year    int // for which the calendar stands where it does
}

// agendaRow is a line of a day.
type agendaRow struct {
	row   int64
	entry data.Entry
}

var _ Tab = (*Agenda)(nil)

// NewAgenda makes the calendar of the kinds, of all that have days for none; key is under which the columns of its list are remembered.
func NewAgenda(d *desk.Desk, key string, kinds ...string) *Agenda {
	a := &Agenda{desk: d, key: key, kinds: kinds}
	today := d.Store().Now().Local()
	a.calendar = chart.NewCalendar(today)
	a.calendar.Today = func() time.Time { return d.Store().Now().Local() }
	a.calendar.Mark = d.Calendar().Mark
	a.calendar.OnSpan = a.load
	a.calendar.OnDay = func(time.Time) { a.tell() }
	a.calendar.OnOpen = func(time.Time) { a.open() }
	a.title = kit.NewHeading("", 15)
	a.title.Min = 90
	a.counts = kit.NewLabel("", look.SmallText, look.ToneMuted)
	a.counts.Min = 60
	a.scale = kit.NewFilterChip("全年", func(on bool) { a.calendar.ShowYear(on) })
	a.head = kit.NewHeading("", look.TextSize)
	a.head.Min = 60
	a.whole = kit.NewButton("列出这一天的记录", a.open)
	a.list = grid.New(grid.Config[agendaRow]{
		Key: key + ".day", Prefs: d.Prefs(), Unit: "项", Plain: true, Empty: "这一天没有到期、安排或办过的事",
		ID: func(r agendaRow) int64 { return r.row },
		Columns: []grid.Column[agendaRow]{
			{Key: "turn", Title: "情况", Width: 52, Min: 48, Text: func(r agendaRow) string { return record.Turns[r.entry.Turn] }, Tone: func(r agendaRow) look.Tone { return turnTones[r.entry.Turn] }},
			{Key: "what", Title: "类别", Width: 76, Min: 72, Text: func(r agendaRow) string { return r.entry.What }},
			{Key: "title", Title: "事项", Width: 100, Min: 70, Flex: true, Text: func(r agendaRow) string { return r.entry.Title }},
			{Key: "who", Title: "责任单位", Width: 72, Min: 58, Flex: true, Text: func(r agendaRow) string { return r.entry.Who }},
		},
		OnOpen: func(r agendaRow) { a.show(r.entry) },
	})
	back, on := kit.NewButton("‹", func() { a.calendar.Turn(-1) }), kit.NewButton("›", func() { a.calendar.Turn(1) })
	now := kit.NewButton("今天", func() { a.calendar.Go(d.Store().Now().Local()) })
	bar := container.NewBorder(nil, nil, kit.NewRow(8, back, a.title, on, now, a.scale), nil, kit.NewInset(8, 0, a.counts))
	left := kit.NewCard("", "", kit.NewTopAndRest(8, bar, a.calendar))
	right := kit.NewCard("", "", kit.NewHeadAndFoot(a.head, container.NewStack(a.list), kit.NewInset(0, 4, kit.NewRow(8, a.whole))))
	a.content = kit.NewListBeside(0.64, left, right)
	return a
}

// turnTones: red, amber and green only for late, due and done.
var turnTones = map[record.Turn]look.Tone{record.Overdue: look.ToneLate, record.Falls: look.ToneDue, record.Ahead: look.ToneNormal, record.Held: look.ToneDone}

// Calendar is the calendar itself.
func (a *Agenda) Calendar() *chart.Calendar { return a.calendar }

// Content implements Tab.
func (a *Agenda) Content() fyne.CanvasObject { return a.content }

// Shown implements Tab. A calendar of another year than the one worked on stands on the same day of that.
func (a *Agenda) Shown() {
	if year := a.desk.Year(); year != a.year {
		a.year = year
		if at := a.calendar.At(); at.Year() != year {
			a.calendar.Go(time.Date(year, at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)) // reads it
			return
		}
	}
	a.load()
}

// load reads what is on the days shown.
func (a *Agenda) load() {
	st, year, today := a.desk.Store(), a.desk.Year(), a.desk.Today()
	first, last := a.calendar.Span()
	desk.Load(a.desk.Tasks(), a.key+".agenda", func(ctx context.Context) ([]data.Entry, error) {
		return data.Agenda(ctx, st.DB(), year, first.Format(time.DateOnly), last.Format(time.DateOnly), today, a.kinds...)
	}, func(entries []data.Entry, err error) {
		if err != nil {
			a.desk.Fail(err)
			return
		}
		a.entries = entries
		a.calendar.SetDays(dayLines(entries))
		a.title.SetText(a.calendar.Title())
		a.counts.SetText(a.summary())
		a.tell()
		if c := look.CanvasOf(a.calendar); c != nil && c.Focused() == nil && c.Overlays().Top() == nil {
			look.Focus(a.calendar) // the arrows go over its days at once
		}
	})
}

// dayLines are the lines of each day: how many of what are late, due, arranged, done.
func dayLines(entries []data.Entry) map[string][]chart.DayLine {
	days := map[string][]chart.DayLine{}
	for i := range entries {
		e := &entries[i]
		lines := days[e.On]
		text := record.Turns[e.Turn] + " " + e.What
		if e.Turn == record.Ahead || e.Turn == record.Held {
			text = e.What // its colour says which
		}
		tone := turnTones[e.Turn]
		if n := slices.IndexFunc(lines, func(l chart.DayLine) bool { return l.Tone == tone && strings.HasPrefix(l.Text, text+" ") }); n >= 0 {
			lines[n].Count++
			lines[n].Text = fmt.Sprintf("%s %d", text, lines[n].Count)
		} else {
			lines = append(lines, chart.DayLine{Text: text + " 1", Count: 1, Tone: tone})
		}
		days[e.On] = lines
	}
	return days
}

// summary counts what is on the days of the month or year shown, without those of its neighbours.
func (a *Agenda) summary() string {
	at, year := a.calendar.At(), a.calendar.ShowsYear()
	span := at.Format("2006-01")
	if year {
		span = at.Format("2006")
	}
	var counts [4]int
	for i := range a.entries {
		if strings.HasPrefix(a.entries[i].On, span) {
			counts[a.entries[i].Turn]++
		}
	}
	var texts []string
	for turn, n := range counts {
		if n > 0 {
			texts = append(texts, fmt.Sprintf("%s %d", record.Turns[turn], n))
		}
	}
	if len(texts) == 0 {
		return "没有到期、安排或办过的事"
	}
	return strings.Join(texts, " · ")
}

// ofDay are the entries of the day gone to.
func (a *Agenda) ofDay() []data.Entry {
	on := a.calendar.At().Format(time.DateOnly)
	var out []data.Entry
	for _, e := range a.entries {
		if e.On == on {
			out = append(out, e)
		}
	}
	return out
}

// tell shows what is on the day gone to.
func (a *Agenda) tell() {
	a.title.SetText(a.calendar.Title())
	at, entries := a.calendar.At(), a.ofDay()
	head := at.Format(time.DateOnly) + " " + calendar.DateOf(at).WeekdayName()
	switch a.calendar.Mark(at) {
	case kit.DayOff:
		head += "（休息）"
	case kit.MakeUp:
		head += "（调休上班）"
	}
	a.head.SetText(head)
	rows := make([]agendaRow, len(entries))
	for i, e := range entries {
		rows[i] = agendaRow{int64(i + 1), e}
	}
	a.list.SetRows(rows)
	a.whole.SetEnabled(len(rows) > 0)
}

// open lists the records of the day gone to, of one kind after a choice where there are several.
func (a *Agenda) open() {
	on := a.calendar.At().Format(time.DateOnly)
	var items []*fyne.MenuItem
	for _, f := range data.AgendaSets(a.ofDay()) {
		key := a.desk.PageOf(f.Counted.Kind)
		if key == "" {
			continue
		}
		title := fmt.Sprintf("%s · %s %d %s", on, f.Name, f.Num, f.Unit)
		items = append(items, fyne.NewMenuItem(title, func() { a.desk.Open(key, desk.Listing{Title: title, Set: f.Counted}) }))
	}
	if len(items) > 0 {
		menu.Choose(a.calendar, look.PositionOf(a.whole), items)
	}
}

// show opens the record of a line.
func (a *Agenda) show(e data.Entry) {
	if a.Open != nil {
		a.Open(e.Kind, e.ID)
		return
	}
	if key := a.desk.PageOf(e.Kind.Name); key != "" {
		title := e.Kind.Title + " " + e.Title
		set := data.AgendaSets([]data.Entry{e})[0].Counted
		a.desk.Open(key, desk.Listing{Title: title, Set: set})
	}
}

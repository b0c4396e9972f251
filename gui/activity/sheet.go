package activity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/activity"
	"cppccdesk/data/calendar"
	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/cells"
	"cppccdesk/gui/kit/look"
)

// absentOften is from how many absences on the filter lists somebody.
const absentOften = 2

// attendanceSheet is the attendance of a year as the window shows it: the people that the filters leave, and what is written into each cell.
type attendanceSheet struct {
	year  *activity.Year
	names []string // of the people, folded
	keys  []string // the same with their workplaces, to be searched
	shown []int    // places of those the filters leave

	query             string // folded
	sector, committee string
	often             bool  // only those often absent
	only              int64 // the activity whose people are shown alone, unless somebody is searched; 0: all
	today             string
}

func newSheet(y *activity.Year, today string) *attendanceSheet {
	s := &attendanceSheet{year: y, today: today}
	for i := range y.People {
		p := &y.People[i]
		s.names = append(s.names, fold.Name(p.Name))
		s.keys = append(s.keys, s.names[i]+" "+fold.Key(p.Title, p.Workplace))
	}
	s.filter()
	return s
}

// keepFilters takes the filters over from the sheet before.
func (s *attendanceSheet) keepFilters(before *attendanceSheet) {
	if before != nil {
		s.query, s.sector, s.committee, s.often, s.only = before.query, before.sector, before.committee, before.often, before.only
	}
	s.filter()
}

// filter finds anew whom the filters leave.
func (s *attendanceSheet) filter() {
	s.shown = s.shown[:0]
	only := s.column(s.only)
	if only >= 0 && (s.query != "" || s.due(only) == 0) {
		only = -1 // whoever was not told to come is to be found
	}
	for i := range s.year.People {
		if p := &s.year.People[i]; (only < 0 || p.Marks[only].ID != 0) && s.fits(p, s.sector, s.committee, s.often) && strings.Contains(s.keys[i], s.query) {
			s.shown = append(s.shown, i)
		}
	}
}

// column is the place of the activity of that id, -1 when there is none.
func (s *attendanceSheet) column(id int64) int {
	return slices.IndexFunc(s.year.Activities, func(a activity.Held) bool { return a.ID == id })
}

// due is how many were told to come to the activity of a column.
func (s *attendanceSheet) due(col int) int {
	_, due := s.year.States(col)
	return due
}

func (s *attendanceSheet) fits(p *activity.Person, sector, committee string, often bool) bool {
	return (sector == "" || p.SectorTitle() == sector) && (committee == "" || slices.Contains(p.Committees, committee)) && (!often || p.Tally.Times.Absent >= absentOften)
}

// oftenAbsent counts those whom the filter 缺席 2 次以上 would list.
func (s *attendanceSheet) oftenAbsent() (n int) {
	for i := range s.year.People {
		if s.fits(&s.year.People[i], s.sector, s.committee, true) {
			n++
		}
	}
	return n
}

// choices are the values of a filter with how many people each has, in the order of the people.
func (s *attendanceSheet) choices(of func(p *activity.Person) []string) (out []kit.Choice) {
	at := map[string]int{}
	for i := range s.year.People {
		for _, value := range of(&s.year.People[i]) {
			if value == "" {
				continue
			}
			if _, known := at[value]; !known {
				at[value] = len(out)
				out = append(out, kit.Choice{Value: value, Label: value})
			}
			out[at[value]].Count++
		}
	}
	return out
}

// symbol is what a cell shows of a mark, and how it is drawn.
func (s *attendanceSheet) symbol(a *activity.Held, m activity.Mark) (string, look.Tone) {
	switch {
	case m.ID == 0 && m.State == "":
		return "—", look.ToneMuted
	case m.State == activity.Asking:
		return "待批", look.ToneDue
	case m.State == activity.Excused:
		return "假", look.ToneDue
	case a.Later:
		return "未开", look.ToneMuted
	case m.State == activity.Present && m.Came > 0 && m.Came < a.HalfDays:
		return "√" + strconv.Itoa(m.Came), look.ToneDone
	case m.State == activity.Present:
		return "√", look.ToneDone
	case m.State == activity.Absent && !a.Obligatory:
		return "未到", look.ToneMuted
	case m.State == activity.Absent:
		return "缺", look.ToneLate
	default:
		return "未登", look.ToneMuted
	}
}

// picture is the sheet as the grid draws it.
func (s *attendanceSheet) picture() cells.Sheet {
	at := func(row int) *activity.Person { return &s.year.People[s.shown[row]] }
	mark := func(row, col int) (string, look.Tone) { return s.symbol(&s.year.Activities[col], at(row).Marks[col]) }
	return cells.Sheet{
		Rows: len(s.shown), Columns: len(s.year.Activities), Width: 62, Tall: look.RowHeight, Head: 40,
		Text: func(row, col int) string { text, _ := mark(row, col); return text },
		Tone: func(row, col int) look.Tone { _, tone := mark(row, col); return tone },
		Column: func(col int) string {
			a := &s.year.Activities[col]
			return a.Kind + "\n" + shortDay(a.On)
		},
		Lead: []cells.Side{
			{Title: "姓名", Width: 84, Text: func(row int) string { return at(row).Title }},
			{Title: "界别", Width: 104, Text: func(row int) string { return at(row).SectorTitle() }},
		},
		Tail: []cells.Side{{Title: "到会÷应到\n（半天）", Width: 84, Align: fyne.TextAlignTrailing, Text: func(row int) string { return s.sum(at(row).Tally.Half) }}},
	}
}

// sum is what a person came to and what it is divided by; nothing while nothing is known of him.
func (s *attendanceSheet) sum(half activity.Sum) string {
	if half.Due == half.Unmarked {
		return ""
	}
	return fmt.Sprintf("%d ÷ %d", half.Came, s.year.Rule.Base(half))
}

// shortDay is a date without its year.
func shortDay(on string) string {
	if len(on) < len("2026-01-02") {
		return "日期未定"
	}
	return on[5:]
}

// foot says how much is shown, the rate of those shown, and last, where a narrow window may cut it, how to type.
func (s *attendanceSheet) foot() string {
	var all activity.Tally
	for _, i := range s.shown {
		all.Add(s.year.People[i].Tally)
	}
	which := "全年"
	if len(s.shown) < len(s.year.People) {
		which = "所列"
	}
	text := fmt.Sprintf("%d 人 · %s出席率（按半天）%s（%d ÷ %d 半天", len(s.shown), which, s.year.Rule.Ratio(all.Half).Percent(s.year.Rule.Digits), all.Half.Came, s.year.Rule.Base(all.Half))
	if all.Half.Unmarked > 0 {
		text += fmt.Sprintf("，另有未登记 %d 半天", all.Half.Unmarked)
	}
	text += fmt.Sprintf("） · 活动 %d 次", len(s.year.Activities))
	if open := s.year.Unregistered(); open > 0 {
		text += fmt.Sprintf(" · %d 次没有登记", open)
	}
	return text + " · 空格换 √ 假 缺，多选后一起改"
}

// next is what the space key makes of a state: √, 假, 缺, and then as if nothing had been registered.
func next(state string) string {
	switch state {
	case activity.Present:
		return activity.Excused
	case activity.Excused, activity.Asking:
		return activity.Absent
	case activity.Absent:
		return activity.Expected
	default:
		return activity.Present
	}
}

// nextLater is next of an activity still to come, of which only leave can be known.
func nextLater(state string) string {
	switch state {
	case activity.Asking:
		return activity.Excused
	case activity.Excused:
		return activity.Expected
	case activity.Expected:
		return activity.Asking
	default:
		return activity.Expected
	}
}

// changes are what makes the state that the cell at the upper left comes to that of all cells of the area; a fixed state, where one was typed. Who was
// not told to come is left out, but where a single cell is chosen he may have come; said is why nothing comes of it, in one sentence.
func (s *attendanceSheet) changes(area cells.Area, typed string) (out []activity.Change, said string) {
	alone := area.Top == area.Bottom && area.Left == area.Right
	state, asked, expected := map[bool]string{}, false, false // by whether the activity is still to come
	for row := area.Top; row <= area.Bottom && row < len(s.shown); row++ {
		for col := area.Left; col <= area.Right && col < len(s.year.Activities); col++ {
			p, a := &s.year.People[s.shown[row]], &s.year.Activities[col]
			m := p.Marks[col]
			asked = true
			if m.State == "" {
				if alone && canCome(a, typed) {
					return []activity.Change{{Activity: a.ID, Person: p.ID, State: activity.Present}}, ""
				}
				continue
			}
			expected = true
			if typed != "" {
				state[a.Later] = typed
			} else if state[a.Later] == "" {
				state[a.Later] = next(m.State)
				if a.Later {
					state[a.Later] = nextLater(m.State)
				}
			}
			if state[a.Later] != m.State {
				out = append(out, activity.Change{Activity: a.ID, Person: p.ID, State: state[a.Later]})
			}
		}
	}
	if asked && !expected {
		said = s.notTold(area, alone)
	}
	return out, said
}

// canCome reports whether what was typed says of somebody not told to come that he came.
func canCome(a *activity.Held, typed string) bool {
	return !a.Later && (typed == "" || typed == activity.Present)
}

// notTold says that those of the area were not told to come, and what to do.
func (s *attendanceSheet) notTold(area cells.Area, alone bool) string {
	if !alone {
		return "所选的格里没有通知参会的人，没有登记。要通知他们，请用右边的「通知参会…」；没有通知而来了的，单独选中那一格按空格。"
	}
	who, a := s.year.People[s.shown[area.Top]].Title, &s.year.Activities[area.Left]
	if a.Later {
		return "「" + who + "」没有通知参加「" + a.Title + "」，不用登记请假；要通知他，请用右边的「通知参会…」。"
	}
	return "「" + who + "」没有通知参加「" + a.Title + "」，不用登记请假、缺席；来了的按空格或 1 记到会，要通知他请用右边的「通知参会…」。"
}

// typedState is the state a key means: 1 √, 2 假, 3 缺, 0 back to expected; "" for another key.
func typedState(r rune) string {
	switch r {
	case '1', '√':
		return activity.Present
	case '2', '假':
		return activity.Excused
	case '3', '缺':
		return activity.Absent
	case '0':
		return activity.Expected
	default:
		return ""
	}
}

// until says how long it is to an activity, or that it was.
func until(on, today string) string {
	at, err := calendar.ParseDate(on)
	now, err2 := calendar.ParseDate(today)
	switch {
	case err != nil || err2 != nil:
		return "日期未定"
	case on == today:
		return "今天"
	case on > today:
		return fmt.Sprintf("还有 %d 天", now.DaysUntil(at))
	default:
		return "已举行"
	}
}

// set shows changes before they are written.
func (s *attendanceSheet) set(changes []activity.Change) {
	person, at := map[int64]int{}, map[int64]int{}
	for i := range s.year.People {
		person[s.year.People[i].ID] = i
	}
	for i := range s.year.Activities {
		at[s.year.Activities[i].ID] = i
	}
	for _, c := range changes {
		p, listed := person[c.Person]
		if a, there := at[c.Activity]; listed && there {
			s.year.Set(p, a, c.State)
		}
	}
}

// wording is what the journal says of changes: 登记出席：座谈会 张三 到会.
func (s *attendanceSheet) wording(changes []activity.Change) string {
	title, name, titles := "", "", map[int64]bool{}
	for i := range s.year.Activities {
		if s.year.Activities[i].ID == changes[0].Activity {
			title = s.year.Activities[i].Title
		}
	}
	for i := range s.year.People {
		if s.year.People[i].ID == changes[0].Person {
			name = s.year.People[i].Title
		}
	}
	for _, c := range changes {
		titles[c.Activity] = true
	}
	switch {
	case len(titles) > 1:
		return fmt.Sprintf("登记出席：%s等 %d 次活动 %d 人次", title, len(titles), len(changes))
	case len(changes) > 1:
		return fmt.Sprintf("登记出席：%s %d 人", title, len(changes))
	default:
		return fmt.Sprintf("登记出席：%s %s %s", title, name, changes[0].State)
	}
}

// firstExpected is the place in the list of the first one of whom nothing is known yet at the activity, else of the first one told to come, else 0.
func (s *attendanceSheet) firstExpected(col int) (row int) {
	told := -1
	for row, i := range s.shown {
		switch state := s.year.People[i].Marks[col].State; {
		case state == activity.Expected:
			return row
		case state != "" && told < 0:
			told = row
		}
	}
	return max(told, 0)
}

// nearest is the place of the activity to begin with: that of today or the last before it, else the first; -1 without any.
func (s *attendanceSheet) nearest() int {
	at := -1
	for i := range s.year.Activities {
		if on := s.year.Activities[i].On; at < 0 || on != "" && on <= s.today {
			at = i
		}
	}
	return at
}

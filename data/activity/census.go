package activity

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Sum counts people at activities, once each or by half-days: those expected are those who came, were excused, were absent, and of whom nobody has
// said anything (those whose leave is not decided on among them).
type Sum struct{ Due, Came, Excused, Absent, Unmarked int }

// Add adds another sum.
func (s *Sum) Add(o Sum) {
	s.Due += o.Due
	s.Came += o.Came
	s.Excused += o.Excused
	s.Absent += o.Absent
	s.Unmarked += o.Unmarked
}

// Tally is what somebody, or a number of people, did at the activities that are over and whose attendance is registered.
type Tally struct {
	Half, Times   Sum // of obligatory activities, by half-days and once an activity
	Free          Sum // of voluntary ones, by half-days
	Oral, Written int
}

// Add adds another tally.
func (t *Tally) Add(o Tally) {
	t.Half.Add(o.Half)
	t.Times.Add(o.Times)
	t.Free.Add(o.Free)
	t.Oral += o.Oral
	t.Written += o.Written
}

// Rule is how the rate of attendance (出席率) is computed, of people or of half-days at obligatory activities: whether granted leave is taken out of those
// due. Of whom nothing is registered yet nothing is known: he counts neither way until 登记完毕 says that he was absent.
type Rule struct {
	WithLeave bool // leave counts as due
	Digits    int
}

// RuleOf is the rule of the office's settings.
func RuleOf(settings map[string]string) Rule {
	return Rule{WithLeave: settings["rate.attendance"] == "应到", Digits: proposal.RateDigits(settings)}
}

// Base is what the rate divides by: those due of whom it is known what became of them, without granted leave unless the rule has it in.
func (r Rule) Base(s Sum) int {
	if r.WithLeave {
		return s.Due - s.Unmarked
	}
	return s.Due - s.Excused - s.Unmarked
}

// Ratio is the rate of attendance: the one place that computes it.
func (r Rule) Ratio(s Sum) measure.Ratio {
	return measure.Ratio{Num: int64(s.Came), Den: int64(r.Base(s))}
}

// counts reports whether somebody of the state is among those the rate divides by.
func (r Rule) counts(state string) bool {
	return state == Present || state == Absent || state == Excused && r.WithLeave
}

// String says the rule as reports print it.
func (r Rule) String() string {
	if r.WithLeave {
		return "出席率 = 到会 ÷（应到 − 未登记），批准的请假也计入应到"
	}
	return "出席率 = 到会 ÷（应到 − 批准的请假 − 未登记）"
}

// Unmarked says beside a rate how many it leaves out because nothing is registered of them; "" for none. unit is what is counted.
func Unmarked(n int, unit string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("未登记 %d %s，登记以后才计入", n, unit)
}

// Held is an activity that has taken place by the day with its attendance.
type Held struct {
	ID                int64
	Kind, Title, On   string // On: the day it is held, or is to be
	HalfDays          int
	Obligatory        bool
	Registered, Later bool // it is known of somebody whether he came; it takes place after the day
	Over              bool // its last day is not after the day: it counts

	After         string // what it lacks, see AllThere; empty while it is Later
	Points, Files int    // opinions raised at it that became points of letters, and files kept with it
}

// Mark is what became of somebody at an activity.
type Mark struct {
	ID            int64 // of the attendance, 0: he was not told to come
	State         string
	Came, Excused int // half-days
	Speech        string
}

// Person is somebody expected at activities of a year, or in office at the day it is read for.
type Person struct {
	roster.Serving

	Marks []Mark // in the order of the activities
	Tally Tally
}

// SectorTitle is what lists have in the column 界别: supervisors who are no members are in none.
func (p *Person) SectorTitle() string {
	if p.Sector == "" && p.Supervisor != 0 {
		return "民主监督员"
	}
	return p.Sector
}

// Year is the attendance of a year as of a day.
type Year struct {
	Day        string
	Activities []Held
	People     []Person
	Rule       Rule

	then []*roster.ServingBook // by activity, see ReadThen
}

const heldSQL = "SELECT a.id, a.kind, a.title, " + day + ", " + held + ", " + over + ", a.half_days, a.duty = '" + Obligatory + "'," +
	" EXISTS (SELECT 1 FROM attendance x WHERE x.activity_id = a.id AND x.state IN ('" + Present + "', '" + Absent + "')), " + afterSQL + ", " + pointsSQL + ", " + filesSQL +
	" FROM activity a WHERE a.deleted_at = '' AND a.year = ? ORDER BY CASE WHEN " + day + " = '' THEN '9999' ELSE " + day + " END, a.id"

// ReadYear reads the attendance of the year as of the day (YYYY-MM-DD): what became of people at activities that take place later is left out.
// People are those in office on the day, or on the last of the year where the day is later, then others expected at one of the activities.
func ReadYear(ctx context.Context, db bun.IDB, year int, day string) (*Year, error) {
	settings, err := record.SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	y := &Year{Day: day, Rule: RuleOf(settings)}
	at := map[int64]int{}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var a Held
		var held, over string
		if err := scan(&a.ID, &a.Kind, &a.Title, &a.On, &held, &over, &a.HalfDays, &a.Obligatory, &a.Registered, &a.After, &a.Points, &a.Files); err != nil {
			return err
		}
		a.Later = held == "" || held > day
		a.Over = !a.Later && over <= day
		if a.Registered = a.Registered && !a.Later; a.Later {
			a.After = ""
		}
		at[a.ID] = len(y.Activities)
		y.Activities = append(y.Activities, a)
		return nil
	}, heldSQL, year)
	if err != nil {
		return nil, fmt.Errorf("activities of %d: %w", year, err)
	}
	if err := y.readPeople(ctx, db, year); err != nil {
		return nil, err
	}
	if err := y.readMarks(ctx, db, year, at); err != nil {
		return nil, err
	}
	y.tally()
	return y, nil
}

func (y *Year) readPeople(ctx context.Context, db bun.IDB, year int) error {
	book, err := roster.ServingOn(ctx, db, max(fmt.Sprintf("%04d-01-01", year), min(y.Day, fmt.Sprintf("%04d-12-31", year))))
	if err != nil {
		return err
	}
	for _, s := range book.People {
		y.People = append(y.People, Person{Serving: s, Marks: make([]Mark, len(y.Activities))})
	}
	return nil
}

func (y *Year) readMarks(ctx context.Context, db bun.IDB, year int, at map[int64]int) error {
	people := map[int64]int{}
	for i := range y.People {
		people[y.People[i].ID] = i
	}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var m Mark
		var activity, person int64
		var title, name, workplace, sector string
		if err := scan(&m.ID, &activity, &person, &title, &name, &workplace, &sector, &m.State, &m.Came, &m.Excused, &m.Speech); err != nil {
			return err
		}
		i, known := people[person]
		if !known {
			i = len(y.People)
			people[person] = i
			y.People = append(y.People, Person{Serving: roster.Serving{ID: person, Title: title, Name: name, Workplace: workplace, Sector: sector}, Marks: make([]Mark, len(y.Activities))})
		}
		if a := &y.Activities[at[activity]]; a.Later && m.State != Asking && m.State != Excused { // leave of what is to come is known beforehand, and counts for nothing
			m.State, m.Came, m.Excused, m.Speech = Expected, 0, 0, ""
		}
		y.People[i].Marks[at[activity]] = m
		return nil
	}, "SELECT x.id, x.activity_id, x.person_id, "+roster.PersonTitle+", p.name, p.workplace, "+sectorSQL+", x.state, "+came+", "+excused+", x.speech FROM attendance x"+
		" JOIN activity a ON a.id = x.activity_id JOIN person p ON p.id = x.person_id WHERE a.deleted_at = '' AND a.year = ? ORDER BY x.id", year)
	if err != nil {
		return fmt.Errorf("attendance of %d: %w", year, err)
	}
	return nil
}

// ReadThen reads for Then who was in office on the days of the activities that count: of each day the whole roster, which only few ask for.
func (y *Year) ReadThen(ctx context.Context, db bun.IDB) (err error) {
	y.then = make([]*roster.ServingBook, len(y.Activities))
	for i, a := range y.Activities {
		if !a.Registered || !a.Over {
			continue
		}
		if y.then[i], err = roster.ServingOn(ctx, db, a.On); err != nil {
			return err
		}
	}
	return nil
}

// Then is, after ReadThen, what the person was on the day of an activity that counts: of one who was not in office then only the name.
func (y *Year) Then(person, activity int) *Person {
	p := &y.People[person]
	if book := y.then[activity]; book != nil {
		if s := book.ByID(p.ID); s != nil {
			return &Person{Serving: *s}
		}
	}
	return &Person{Serving: roster.Serving{ID: p.ID, Title: p.Title, Name: p.Name, Workplace: p.Workplace}}
}

// Set is what the year is once a change of one of States was written: for a window that shows it before it is read again.
func (y *Year) Set(person, activity int, state string) {
	m, a := &y.People[person].Marks[activity], &y.Activities[activity]
	if m.ID == 0 {
		m.ID = -1 // it has none yet
	}
	m.State, m.Came, m.Excused = state, 0, 0
	switch state {
	case Present:
		m.Came = a.HalfDays
	case Excused:
		m.Excused = a.HalfDays
	}
	if m.Speech == Oral && state != Present {
		m.Speech = ""
	}
	a.Registered = false
	for i := range y.People {
		at := y.People[i].Marks[activity].State
		a.Registered = a.Registered || !a.Later && (at == Present || at == Absent)
	}
	y.tally()
}

// tally counts of each person what he did at the activities that are registered.
func (y *Year) tally() {
	for i := range y.People {
		p := &y.People[i]
		p.Tally = Tally{}
		for j, m := range p.Marks {
			p.Tally.Add(y.Activities[j].tally(m))
		}
	}
}

// Tallies are what the i-th person's marks count for, activity by activity.
func (y *Year) Tallies(i int) []Tally {
	out := make([]Tally, len(y.Activities))
	for j, m := range y.People[i].Marks {
		out[j] = y.Activities[j].tally(m)
	}
	return out
}

// tally is what a mark counts for at the activity.
func (a *Held) tally(m Mark) (t Tally) {
	if m.ID == 0 || !a.Registered || !a.Over {
		return t
	}
	half := Sum{Due: a.HalfDays, Came: m.Came, Excused: m.Excused}
	times := Sum{Due: 1}
	switch m.State {
	case Present:
		half.Absent, times.Came = a.HalfDays-m.Came-m.Excused, 1
	case Excused:
		times.Excused = 1
	case Absent:
		half.Absent, times.Absent = a.HalfDays, 1
	default:
		half.Unmarked, times.Unmarked = a.HalfDays, 1
	}
	switch m.Speech {
	case Oral:
		t.Oral = 1
	case Written:
		t.Written = 1
	}
	if !a.Obligatory {
		t.Free = half
		return t
	}
	t.Half, t.Times = half, times
	return t
}

// States counts the people expected at the i-th activity, and how many there are of each state.
func (y *Year) States(i int) (n map[string]int, due int) {
	n = map[string]int{}
	for p := range y.People {
		if m := y.People[p].Marks[i]; m.ID != 0 {
			n[m.State]++
			due++
		}
	}
	return n, due
}

// All is what everybody did.
func (y *Year) All() (t Tally) {
	for i := range y.People {
		t.Add(y.People[i].Tally)
	}
	return t
}

// Unregistered counts the activities that are over with people expected of whom nothing is known yet.
func (y *Year) Unregistered() (n int) {
	for i, a := range y.Activities {
		if !a.Over || a.Registered {
			continue
		}
		for p := range y.People {
			if y.People[p].Marks[i].ID != 0 {
				n++
				break
			}
		}
	}
	return n
}
